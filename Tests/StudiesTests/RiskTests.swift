import Alliances
import GLPKSolver
import Planning
import Regression
import SourceText
import Statistics
import TestSupport
import Testing

@testable import Studies

@Suite("Risk")
struct RiskTests {
  @Test("one coefficient: figures are the drawn coefficient times what the plan does with it")
  func oneCoefficient() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.model = try uncertainModel("y ~ 0 + rd:skill", [("rd:skill", 1)], covariance: diagonal([0.49]))
    let study = try risk(description, Risk.Settings(draws: 120, seed: 2, basis: .equal, cautiousReplans: 2))
    let draws = try #require(CoefficientDraws(description.model, seed: 2))
    // 10 at Acme with a skill of 2 and 2 at Bolt; in equal parts 6 and 6.
    let expected = (0..<120).map { 22 * draws.parameters($0)[0] }
    #expect(study.nominal.promise.isApproximatelyEqual(to: 22))
    #expect(study.nominal.figures.isApproximatelyEqual(to: expected))
    #expect(study.plan(.proportional)?.promise.isApproximatelyEqual(to: 18) == true)
    let positive = expected.count { $0 > 0 }
    #expect(study.nominal.chanceOfLoss == Double(120 - positive) / 120)
    #expect(study.nominal.chanceToBeatProportional == Double(positive) / 120)
    // Where the coefficient is below 0 the best is to do nothing.
    #expect(study.bestFigures.compactMap(\.self).isApproximatelyEqual(to: expected.map { max(0, $0) }))
    let acme = study.levels[0]
    #expect(acme.planned?.isApproximatelyEqual(to: 10) == true)
    #expect(acme.chanceRaised == Double(positive) / 120)
    #expect(acme.quartiles?[2].isApproximatelyEqual(to: 10) == true)
  }

  @Test("where the other demands leave a proportional plan nothing to spend, it is no comparison")
  func proportionalWithoutMoney() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.model = try uncertainModel("y ~ 0 + rd:skill", [("rd:skill", 1)], covariance: diagonal([0.49]))
    let east = FirmFilter([FirmFilter.Condition("region", in: ["east"])])
    description.rules = [Rule("east at most 30%", .groupShare(GroupShare(of: east, maximum: 0.3)))]
    // The east gets 30 % of 12 at 2 and the west the rest at 1; equal parts would be equal parts of nothing.
    let study = try risk(description, Risk.Settings(draws: 4, basis: .equal, cautiousReplans: 2))
    #expect(study.nominal.promise.isApproximatelyEqual(to: 15.6))
    #expect(study.plan(.proportional) == nil && study.omissions.contains(.proportionalSpendsNothing))
    #expect(study.nominal.chanceToBeatProportional == nil)
    // A tolerance of 50 % has room for 30 to 70.
    let wide = try risk(description, Risk.Settings(draws: 4, basis: .equal, tolerance: 0.5, cautiousReplans: 2))
    #expect(wide.plan(.proportional)?.promise.isApproximatelyEqual(to: 15.6) == true)
    // Without any money there is nothing to compare, and nothing to leave out.
    description.budget = .horizon(0)
    let poor = try risk(description, Risk.Settings(draws: 4, basis: .equal, cautiousReplans: 2))
    #expect(poor.plan(.proportional)?.promise == 0)
  }

  @Test("without uncertainty every draw has the plan, and nothing is taken off its promise")
  func certainty() throws {
    var description = try AllianceDescription.random(seed: 4, curved: false).withCandidates(2, seed: 4, rules: false)
    let model = description.model
    description.model = try InnovationModel(
      formula: model.formula, family: model.family, coefficients: model.terms.map { ($0.name, $0.coefficient) },
      covariance: diagonal(model.terms.map { _ in 0 }))
    let study = try risk(description, Risk.Settings(draws: 6, cautiousReplans: 3))
    let nominal = study.nominal
    #expect(study.regret?.sorted.allSatisfy { abs($0) < 1e-7 * max(1, nominal.promise) } == true)
    #expect(nominal.correction?.corrected.isApproximatelyEqual(to: nominal.promise, relativeTolerance: 1e-7) == true)
    #expect(nominal.sample.standardDeviation < 1e-9 * max(1, nominal.promise))
    for spread in study.levels where spread.planned != nil {
      #expect(spread.quartiles?.allSatisfy { abs($0 - (spread.planned ?? 0)) < 1e-6 * max(1, $0) } == true)
    }
    #expect(study.partners.allSatisfy { $0.probability == ($0.isSelected ? 1 : 0) })
    #expect(study.plan(.tail)?.promise.isApproximatelyEqual(to: nominal.promise, relativeTolerance: 1e-7) == true)
  }

  @Test("what cannot be written as rows is left out with its reason, and the tail plan is then the best of those made")
  func obstacles() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.model = try uncertainModel(
      "y ~ rd:skill", [("(Intercept)", -2), ("rd:skill", 1)], covariance: diagonal([1, 0.3, 0.01]),
      family: .tobit(lower: 0, upper: nil), sigma: 3)
    let study = try risk(description, Risk.Settings(draws: 12, cautiousReplans: 3))
    #expect(study.omissions.contains(.tailAmongPlans(.bentResponse)))
    #expect(study.omissions.contains(.noWorstCasePlan(.bentResponse)))
    #expect(study.omissions.contains(.equalForWantOfSpending))
    let tail = try #require(study.plan(.tail))
    #expect(tail.isChosenAmongPlans)
    #expect(study.plans.allSatisfy { $0.tailMean <= tail.tailMean + 1e-9 })
    #expect(study.nominal.worstCase == nil)
    #expect(study.nominal.correction?.method == .anotherDraw)

    var smallest = try sixFirms([1, 1, 1, 1, 1, 1])
    smallest.objective = .worstGain
    #expect(try risk(smallest, Risk.Settings(draws: 3, cautiousReplans: 2)).omissions.contains(.noTailPlan(.objective)))
  }

  @Test("a curve of either sign among the draws is no program that could be proved")
  func changingSign() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.model = try uncertainModel("y ~ 0 + sqrt(rd)", [("sqrt(rd)", 1)], covariance: diagonal([4]))
    let alliance = try Alliance(description)
    let outcome = try riskPlanner.prudentPlan(of: alliance, by: .tail(share: 0.5, draws: [[1], [-1]]))
    guard case .refused(let obstacle) = outcome else {
      Issue.record("not refused")
      return
    }
    #expect(obstacle == .changingSign(term: "sqrt(rd)"))
  }

  @Test("a model without errors has nothing to draw, and an unknown basis is told")
  func misuse() throws {
    let plain = try Alliance(.twoFirms(budget: 12))
    let mark = SourceMark(file: "model.yaml")
    #expect(throws: InputProblems.self) { try Risk.draws(for: plain, Risk.Settings(), model: mark) }
    let six = try Alliance(sixFirms([1, 1, 1, 1, 1, 1]))
    for (name, fact) in [
      ("rdd", RiskFact.unknownBasis("rdd", known: six.firms.columnNames)), ("zero", .basisNotUsable("zero")),
    ] {
      var description = six.description
      description.firms = description.firms.withColumns(["zero"])
      let alliance = try Alliance(description)
      let problems = #expect(throws: InputProblems.self) {
        try Risk.draws(for: alliance, Risk.Settings(basis: .column(name)), model: mark)
      }
      guard case .unknownBasis = fact else {
        #expect(problems?.problems.first?.fact as? RiskFact == fact)
        continue
      }
      #expect(problems?.problems.first?.fact as? RiskFact == .unknownBasis(name, known: description.firms.columnNames))
    }
  }

  @Test("demands that some draws cannot meet are counted, not met")
  func drawsWithoutPlan() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.model = try uncertainModel("y ~ 0 + rd:skill", [("rd:skill", 1)], covariance: diagonal([0.25]))
    description.rules = [Rule("floor", .gainFloor(GainFloor(minimum: 11)))]
    let study = try risk(description, Risk.Settings(draws: 60, seed: 3, cautiousReplans: 4))
    let draws = try #require(CoefficientDraws(description.model, seed: 3))
    #expect(study.drawsWithoutPlan == (0..<60).count { 22 * draws.parameters($0)[0] < 11 })
    #expect(study.drawsWithoutPlan > 0)
    #expect(study.bestFigures.count { $0 == nil } == study.drawsWithoutPlan)
    #expect(study.nominal.correction?.method == .anotherDraw)
  }
}

@Suite("The optimiser's curse on simulated truth")
struct OptimiserCurseTests {
  /// Means over simulated estimates of what is promised, what is delivered, and what the correction says.
  private struct Means: Sendable {
    var promised = 0.0
    var delivered = 0.0
    var corrected = 0.0

    /// Whether these are the figures that docs/risk.md states, to the two decimals there.
    func agrees(promised: Double, delivered: Double, corrected: Double) -> Bool {
      zip([self.promised, self.delivered, self.corrected], [promised, delivered, corrected]).allSatisfy {
        abs($0 - $1) < 0.006
      }
    }
  }

  /// Estimates β̂ ~ N(β*, V), the plan at β̂, and what it delivers at β*, over `count` simulated estimates.
  private func simulate(
    _ truth: AllianceDescription, count: Int, draws: Int
  ) throws -> Means {
    let errors = try #require(CoefficientDraws(truth.model, seed: 99))
    let runs: [Means] = try (0..<count).map { number in
      var estimated = truth
      estimated.model = errors.model(number)
      let alliance = try Alliance(estimated)
      let plan = try #require(try riskPlanner.bestPlan(of: alliance))
      let settings = Risk.Settings(draws: draws, seed: UInt64(number) + 1000)
      let study = RiskStudy(
        of: alliance, settings, planner: riskPlanner,
        draws: try Risk.draws(for: alliance, settings, model: SourceMark(file: "model")), onStep: {})
      let draft = study.draft(.nominal, plan)
      let correction = try #require(
        study.correction(of: draft, try study.replanned(alliance, from: plan.start), maximising: true))
      return Means(
        promised: draft.figure.value(by: estimated.model), delivered: draft.figure.value(by: truth.model),
        corrected: correction.corrected)
    }
    return runs.reduce(into: Means()) { sum, run in
      sum.promised += run.promised / Double(count)
      sum.delivered += run.delivered / Double(count)
      sum.corrected += run.corrected / Double(count)
    }
  }

  @Test("a linear figure: the correction takes most of what is promised too much off")
  func linear() throws {
    let means = try simulate(sixFirms([1, 1, 1, 1, 1, 1]), count: 40, draws: 25)
    #expect(means.agrees(promised: 12.63, delivered: 10.00, corrected: 9.61))
    #expect(abs(means.corrected - means.delivered) < 0.35 * (means.promised - means.delivered))
  }

  @Test("firms that differ in truth")
  func linearDiffering() throws {
    let means = try simulate(sixFirms([1.4, 1.2, 1, 1, 0.8, 0.6]), count: 40, draws: 25)
    #expect(means.agrees(promised: 13.85, delivered: 12.05, corrected: 11.57))
    #expect(abs(means.corrected - means.delivered) < 0.5 * (means.promised - means.delivered))
  }

  @Test("a Tobit: plans made under one draw and evaluated under another")
  func tobit() throws {
    var truth = try sixFirms([1, 1, 1, 1, 1, 1])
    truth.model = try InnovationModel(
      formula: truth.model.formula, family: .tobit(lower: 0, upper: nil),
      coefficients: truth.model.terms.map { ($0.name, $0.coefficient) }, sigma: 4,
      covariance: diagonal(truth.model.terms.map { _ in 0.09 } + [0.0025]))
    let means = try simulate(truth, count: 10, draws: 16)
    #expect(means.agrees(promised: 12.49, delivered: 9.98, corrected: 10.47))
    #expect(abs(means.corrected - means.delivered) < 0.6 * abs(means.promised - means.delivered))
  }
}
