import Alliances
import Planning
import Regression
import Statistics

/// How often a candidate pays and is chosen over draws of the model's coefficients.
public struct PartnerLikelihood: Sendable, Hashable {
  /// The part of the draws in which it pays alone: the best plan with it as the only partner betters the best one without
  /// partners. Nil where there is no such plan for the estimates.
  public let payingAlone: Proportion?
  /// The part of the draws in which it pays on top of the best selection; nil where the plan cannot do without it.
  public let payingInBest: Proportion?
  /// The part of the draws in which it is in the best selection.
  public let selected: Proportion
  /// What it can be expected to be worth on top of the best selection, since the plans of which its value is the difference
  /// were chosen for promising most. Nil where one of them does not exist, or that cannot be told in good time.
  public let correctedInBest: PromiseCorrection?

  /// A probability estimated by draws.
  public struct Proportion: Sendable, Hashable {
    /// In how many draws it was so.
    public let count: Int
    /// How many draws there were.
    public let draws: Int

    /// The estimate p.
    public var value: Double { draws == 0 ? .nan : Double(count) / Double(draws) }
    /// √(p(1 − p)/draws), the Monte Carlo standard error.
    public var standardError: Double { draws == 0 ? .nan : (value * (1 - value) / Double(draws)).squareRoot() }
  }
}

/// What draws of the coefficients tell of the candidates.
public struct PartnerLikelihoods: Sendable {
  /// One entry a candidate.
  public let candidates: [PartnerLikelihood]
  /// What the best plan can be expected to deliver; nil where that cannot be told.
  public let correctedBest: PromiseCorrection?
  /// How many draws have a plan; the probabilities are parts of these.
  public let draws: Int
  /// How many draws have none: demands that they cannot meet, or outputs beyond all figures.
  public let drawsWithoutPlan: Int
  /// Whether the parameters were drawn independently of one another, since only their standard errors are known.
  public let isIndependent: Bool
  /// Whether the search of any of the plans stopped short.
  public let isStopped: Bool
}

/// What one draw tells, by candidate.
private struct PartnerDraw: Sendable {
  let number: Int
  let best: PlanFigure
  var payingAlone: [Bool] = []
  var payingInBest: [Bool] = []
  var selected: [Bool] = []
  /// The best plans with each candidate and without it; nil where there is none, or it was not asked for.
  var with: [PlanFigure?] = []
  var without: [PlanFigure?] = []
  var isStopped: Bool
}

extension PartnerPlans {
  /// How often the candidates pay and are chosen over the first `count` draws; `step` is called after each.
  ///
  /// - Parameters:
  ///   - best: what the best plan comes to.
  ///   - values: what the candidates are worth by the estimates.
  func likelihoods(
    over draws: CoefficientDraws, count: Int, best: PlanFigure, values: [CandidateValue], step: @Sendable () -> Void
  ) throws(PlanningError) -> PartnerLikelihoods {
    let found = try concurrentMap(count: count) { number throws(PlanningError) in
      defer { step() }
      return try draw(draws, number)
    }
    let planned = found.compactMap(\.self)
    func part(_ isSo: (PartnerDraw) -> Bool) -> PartnerLikelihood.Proportion {
      PartnerLikelihood.Proportion(count: planned.count(where: isSo), draws: planned.count)
    }
    let promises = PartnerPromises(alliance: alliance, models: (0..<count).map(draws.model), planned: planned)
    let likelihoods = values.enumerated().map { position, value in
      PartnerLikelihood(
        payingAlone: value.alone == nil ? nil : part { $0.payingAlone[position] },
        payingInBest: value.freedom == .cannotStayOut ? nil : part { $0.payingInBest[position] },
        selected: part { $0.selected[position] },
        correctedInBest: promises.correction(of: value, at: position))
    }
    return PartnerLikelihoods(
      candidates: likelihoods, correctedBest: promises.correction(of: best), draws: planned.count,
      drawsWithoutPlan: count - planned.count, isIndependent: draws.isIndependent,
      isStopped: planned.contains(where: \.isStopped))
  }

  /// What draw `number` tells; nil where it has no plan.
  ///
  /// Of a candidate that the best plan leaves out nothing has to be planned to know that it does not pay: with it no plan is
  /// better. What it is worth is planned where plans are no searches.
  private func draw(_ draws: CoefficientDraws, _ number: Int) throws(PlanningError) -> PartnerDraw? {
    guard let drawn = alliance.description.drawn(draws.model(number)) else { return nil }
    guard let best = try planner.studyPlan(of: drawn, from: start) else { return nil }
    let known = PartnerPlans(
      planner: planner, alliance: drawn.knowing(standaloneWorths: best.alliance.standaloneWorths), start: best.start,
      terms: terms)
    let none = try known.figure(withOnly: [])
    var draw = PartnerDraw(number: number, best: planFigure(best), isStopped: best.isStopped)
    let selected = Set(best.selected)
    for firm in drawn.candidates {
      let isSelected = selected.contains(firm)
      let other = try isSelected || alliance.correctsValues ? known.plan(where: firm, joins: !isSelected) : nil
      let alone = try none == nil ? nil : known.figure(withOnly: [firm])
      let pays = isSelected && other.map { PlannedFigure(best).improvement(on: PlannedFigure($0)).isPositive } ?? false
      let figure = other.map(planFigure)
      draw.selected.append(isSelected)
      draw.payingInBest.append(pays)
      draw.payingAlone.append(none.flatMap { none in alone?.improvement(on: none).isPositive } ?? false)
      draw.with.append(isSelected ? draw.best : figure)
      draw.without.append(isSelected ? figure : draw.best)
    }
    return draw
  }
}

/// Corrects what plans with and without candidates promise.
private struct PartnerPromises {
  let alliance: Alliance
  let models: [InnovationModel]
  let planned: [PartnerDraw]

  /// The correction of the promise of `best`, the best plan.
  func correction(of best: PlanFigure) -> PromiseCorrection? {
    guard !alliance.description.objective.isMinimised else { return nil }
    let drawn = DrawnFigures(draws: planned.map(\.number), figures: planned.map(\.best))
    return PromiseCorrection(of: best, in: alliance, drawn, by: models)
  }

  /// The correction of the value on top of the candidate at `position`: of the best plan with it less of that without.
  func correction(of value: CandidateValue, at position: Int) -> PromiseCorrection? {
    guard alliance.correctsValues, let with = value.figures.with, let without = value.figures.without else {
      return nil
    }
    let pairs = planned.compactMap { draw in
      draw.with[position].flatMap { with in draw.without[position].map { (draw.number, with, $0) } }
    }
    guard pairs.count > 1 else { return nil }
    let method = DrawnFigures.method(for: alliance)
    func excesses(_ plan: PlanFigure, _ figures: [PlanFigure]) -> [Double] {
      DrawnFigures(draws: pairs.map(\.0), figures: figures).excesses(of: plan, by: models, method)
    }
    let (more, less) = (excesses(with, pairs.map(\.1)), excesses(without, pairs.map(\.2)))
    return PromiseCorrection(
      promise: with.value(by: alliance.model) - without.value(by: alliance.model),
      excesses: zip(more, less).map(-), method)
  }
}

extension Alliance {
  /// Whether the values of candidates are corrected: not for a least cost, which promises nothing, nor where every plan is a
  /// search.
  fileprivate var correctsValues: Bool { !description.objective.isMinimised && !isPlannedBySearch }
}
