import Alliances
import Planning
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
  var payingAlone: [Bool]
  var payingInBest: [Bool]
  var selected: [Bool]
  var isStopped: Bool
}

extension PartnerPlans {
  /// How often the candidates pay and are chosen over the first `count` draws; `step` is called after each.
  ///
  /// - Parameter values: what the candidates are worth by the estimates.
  func likelihoods(
    over draws: CoefficientDraws, count: Int, values: [CandidateValue], step: @Sendable () -> Void
  ) throws(PlanningError) -> PartnerLikelihoods {
    let found = try concurrentMap(count: count) { number throws(PlanningError) in
      defer { step() }
      return try draw(draws, number)
    }
    let planned = found.compactMap(\.self)
    func part(_ isSo: (PartnerDraw) -> Bool) -> PartnerLikelihood.Proportion {
      PartnerLikelihood.Proportion(count: planned.count(where: isSo), draws: planned.count)
    }
    let likelihoods = values.enumerated().map { position, value in
      PartnerLikelihood(
        payingAlone: value.alone == nil ? nil : part { $0.payingAlone[position] },
        payingInBest: value.freedom == .cannotStayOut ? nil : part { $0.payingInBest[position] },
        selected: part { $0.selected[position] })
    }
    return PartnerLikelihoods(
      candidates: likelihoods, draws: planned.count, drawsWithoutPlan: count - planned.count,
      isIndependent: draws.isIndependent, isStopped: planned.contains(where: \.isStopped))
  }

  /// What draw `number` tells; nil where it has no plan.
  ///
  /// Of a candidate that the best plan leaves out nothing has to be planned: with it no plan is better. Of one that it takes in,
  /// the best plan without it is.
  private func draw(_ draws: CoefficientDraws, _ number: Int) throws(PlanningError) -> PartnerDraw? {
    var description = alliance.description
    description.model = draws.model(number)
    guard let drawn = try? Alliance(description) else { return nil }
    guard let best = try planner.studyPlan(of: drawn, from: start) else { return nil }
    let known = PartnerPlans(
      planner: planner, alliance: drawn.knowing(standaloneWorths: best.alliance.standaloneWorths), start: best.start)
    let none = try known.figure(withOnly: [])
    var draw = PartnerDraw(payingAlone: [], payingInBest: [], selected: [], isStopped: best.isStopped)
    let selected = Set(best.selected)
    for firm in drawn.candidates {
      let isSelected = selected.contains(firm)
      let without = isSelected ? try known.plan(where: firm, joins: false) : nil
      let alone = try none == nil ? nil : known.figure(withOnly: [firm])
      let pays = without.map { PlannedFigure(best).improvement(on: PlannedFigure($0)).isPositive } ?? false
      draw.selected.append(isSelected)
      draw.payingInBest.append(pays)
      draw.payingAlone.append(none.flatMap { none in alone?.improvement(on: none).isPositive } ?? false)
    }
    return draw
  }
}
