import Alliances
import GLPKSolver
import Planning
import Regression
import Statistics
import TestSupport
import Testing

@testable import Studies

/// The study of a description, which must have a plan; without draws unless asked for.
func partnerStudy(
  _ description: AllianceDescription, draws: Int = 0, seed: UInt64 = 1,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> PartnerStudy {
  let study = try PartnerStudy(
    of: Alliance(description), by: Planner(solver: GLPKSolver()), PartnerStudy.Options(draws: draws, seed: seed))
  return try #require(study, sourceLocation: sourceLocation)
}

/// The figure of the best plan of a description, planned without prices; nil where it has none.
func bestFigure(_ description: AllianceDescription) throws -> Double? {
  try Planner(solver: GLPKSolver()).bestPlan(of: Alliance(description))?.objective.value
}

/// The figure of the best plan of a description as `alliance plan` makes it, with prices; nil where it has none.
func plannedFigure(_ description: AllianceDescription) throws -> Double? {
  switch try Planner(solver: GLPKSolver()).plan(Alliance(description)) {
  case .plan(let plan): plan.objective.value
  case .infeasible: nil
  }
}

@Suite("What partners are worth, by hand")
struct PartnerStudyTests {
  /// Acme, a member with a skill of 1, and candidates with the given skills and costs of joining; each may raise `rd` from 0
  /// by 10, of which a unit costs 1 and yields the skill.
  private func alliance(
    _ candidates: [(id: FirmID, skill: Double, cost: Double)], budget: Double
  ) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    let zeros = [0.0] + candidates.map { _ in 0.0 }
    description.firms = FirmTable(
      ids: ["acme"] + candidates.map(\.id),
      columns: [
        FirmColumn(name: "rd", zeros), FirmColumn(name: "skill", [1] + candidates.map(\.skill)),
        FirmColumn(name: "joining_cost", [0] + candidates.map(\.cost)),
      ], memberCount: 1)
    return description
  }

  @Test("a candidate with a skill of 3 for 2 to join: worth 23, until joining costs 11 and two thirds")
  func oneCandidate() throws {
    // Without it 10 of 15 can be spent and yield 10. With it 13 are left: 10 at skill 3 and 3 at skill 1 yield 33.
    let study = try partnerStudy(alliance([("cobalt", 3, 2)], budget: 15))
    let value = study.candidates[0]
    #expect(value.inBest?.value.isApproximatelyEqual(to: 23) == true)
    #expect(value.alone?.value.isApproximatelyEqual(to: 23) == true)
    #expect(value.isSelected)
    #expect(value.freedom == .free)
    // Beyond a cost of 5 only Cobalt is paid for: 3·(15 − k) = 10.
    let breakEven = try #require(value.breakEven)
    #expect(breakEven.cost.isApproximatelyEqual(to: 15 - 10.0 / 3, relativeTolerance: 1e-8))
    #expect(breakEven.limit == .value)
    // Cobalt gains 30, Acme is left with 3 of its 10.
    #expect(try #require(value.changes).isApproximatelyEqual(to: [-7, 30]))
    #expect(study.withoutPartners?.value.isApproximatelyEqual(to: 10) == true)
  }

  @Test("a candidate that can do nothing and costs nothing is worth nothing, nor does it make another worth more")
  func nullCandidate() throws {
    let study = try partnerStudy(alliance([("cobalt", 3, 2), ("nil", 0, 0)], budget: 12))
    let value = study.candidates[1]
    #expect(value.inBest.map { abs($0.value) < 1e-9 } == true)
    #expect(value.inBest?.isPositive == false)
    #expect(value.alone?.isPositive == false)
    #expect(value.breakEven.map { abs($0.cost) < 1e-6 } == true)
    #expect(study.pairs.count == 1)
    #expect(study.pairs[0].synergy.map { abs($0.value) < 1e-9 } == true)
  }

  @Test("a candidate that must spend in vain never pays, and one that is too dear is told its break-even cost")
  func neverAndTooDear() throws {
    var description = try alliance([("waste", 0, 0), ("dear", 2, 100)], budget: 10)
    description.firms = FirmTable(
      ids: description.firms.ids,
      columns: description.firms.columnNames.compactMap(description.firms.column)
        + [FirmColumn(name: "rd_min", [0, 5, 0])], memberCount: 1)
    let study = try partnerStudy(description)
    #expect(study.candidates[0].freedom == .free)
    #expect(study.candidates[0].breakEven == nil)
    #expect(study.candidates[0].inBest?.value.isApproximatelyEqual(to: -5) == true)
    #expect(study.candidates[1].freedom == .tooDear)
    #expect(study.candidates[1].inBest == nil)
    // 2·(10 − k) = 10.
    #expect(study.candidates[1].breakEven?.cost.isApproximatelyEqual(to: 5, relativeTolerance: 1e-8) == true)
  }

  @Test("rules that keep a candidate out, or bring it in, are said to")
  func withoutChoice() throws {
    var description = try alliance([("cobalt", 3, 2), ("delta", 2, 1)], budget: 15)
    description.rules = [
      Rule("no", .apart(Apart(["acme", "cobalt"]))), Rule("yes", .together(Together(["acme", "delta"]))),
    ]
    let study = try partnerStudy(description)
    #expect(study.candidates.map(\.freedom) == [.cannotJoin, .cannotStayOut])
    #expect(study.candidates.allSatisfy { $0.inBest == nil && $0.breakEven == nil })
    #expect(study.withoutPartners == nil)
  }

  @Test("where what joining brings needs no money, it pays up to the last of the money")
  func moneyEnds() throws {
    var description = try alliance([("cobalt", 0, 2)], budget: 15)
    description.model = try sampleModel("output ~ 0 + rd:skill + ties", ["rd:skill": 1, "ties": 100])
    description.links = [Link("ties", .counts(weight: nil))]
    let value = try partnerStudy(description).candidates[0]
    // Without it 10; with it 100 and what money is left, even if none is.
    let breakEven = try #require(value.breakEven)
    #expect(breakEven.limit == .money)
    #expect(breakEven.cost.isApproximatelyEqual(to: 15, relativeTolerance: 1e-8))
    #expect(breakEven.tolerance <= 1e-7)
  }

  @Test("where money is the objective, a cost of joining that is not short is worth itself")
  func netValue() throws {
    var description = try alliance([("cobalt", 3, 2)], budget: 100)
    description.objective = .netValue
    let value = try partnerStudy(description).candidates[0]
    // 10 units at 3 bring 30 for 10 and the cost of joining; Acme breaks even anyway.
    #expect(value.inBest?.value.isApproximatelyEqual(to: 18) == true)
    #expect(value.breakEven?.cost.isApproximatelyEqual(to: 20, relativeTolerance: 1e-8) == true)
  }

  @Test("where the response bends, values and break-even costs are known to within what the plans leave open")
  func bentResponse() throws {
    var description = try alliance([("cobalt", 1.5, 2)], budget: 12)
    description.model = try sampleModel(
      "output ~ 0 + rd:skill", ["rd:skill": 1], family: .tobit(lower: 4, upper: nil), sigma: 2)
    description.gap = 1e-3
    let value = try partnerStudy(description).candidates[0]
    let told = try #require(value.inBest)
    let breakEven = try #require(value.breakEven)
    #expect(told.isPositive)
    #expect(breakEven.limit == .value)
    func figure(cost: Double, joins: Bool) throws -> PlannedFigure {
      var changed = description
      changed.firms = description.firms.setting("joining_cost", of: 1, to: cost)
      let plan = try Planner(solver: GLPKSolver()).bestPlan(of: Alliance(changed), settling: [1: joins])
      return PlannedFigure(try #require(plan))
    }
    func worth(at cost: Double) throws -> Improvement {
      try figure(cost: cost, joins: true).improvement(on: figure(cost: cost, joins: false))
    }
    let now = try worth(at: 2)
    #expect(abs(now.value - told.value) <= now.uncertainty + told.uncertainty + 1e-9)
    let below = try worth(at: breakEven.cost - 2 * breakEven.tolerance - 1e-6)
    let above = try worth(at: breakEven.cost + 2 * breakEven.tolerance + 1e-6)
    #expect(below.value > -below.uncertainty && above.value < above.uncertainty)
  }

  @Test("what a member is worth: the best plan less the best one of the others")
  func members() throws {
    let study = try partnerStudy(.twoFirms(budget: 15))
    // 10 at a skill of 2 and 5 at 1 yield 25; Bolt alone yields 10, Acme alone 20.
    let losses = study.members.map { member -> Double? in
      if case .lost(let loss, _) = member.outcome { loss.value } else { nil }
    }
    #expect(losses.compactMap(\.self).isApproximatelyEqual(to: [15, 5]))
    #expect(study.members.map(\.gain).isApproximatelyEqual(to: [20, 5]))
    let alone = try partnerStudy(alliance([], budget: 5))
    guard case .last = alone.members[0].outcome else {
      Issue.record("the only member is worth something")
      return
    }
  }

  @Test("a normal coefficient: the chance that a candidate pays is that of the normal distribution")
  func closedForm() throws {
    // Acme makes output of talent at 1 a unit, Cobalt of rd at b ~ N(1.2, 0.5²). Of 10 joining takes 2, so Cobalt pays where
    // 8·b > 10.
    var description = try alliance([("cobalt", 1, 2)], budget: 10)
    description.model = try sampleModel(
      "output ~ 0 + rd + talent", ["rd": 1.2, "talent": 1], standardErrors: [0.5, 0])
    description.firms = FirmTable(
      ids: description.firms.ids,
      columns: [
        FirmColumn(name: "rd", [0, 0]), FirmColumn(name: "rd_max", [0, 10]), FirmColumn(name: "talent", [0, 0]),
        FirmColumn(name: "talent_max", [10, 0]), FirmColumn(name: "joining_cost", [0, 2]),
      ], memberCount: 1)
    description.levers = [Lever("rd", maximum: 10), Lever("talent", maximum: 10)]
    let count = 250
    let study = try partnerStudy(description, draws: count, seed: 11)
    let likelihoods = try #require(study.likelihoods)
    let exact = Normal.cumulative((1.2 - 1.25) / 0.5)
    let error = (exact * (1 - exact) / Double(count)).squareRoot()
    for part in [
      likelihoods.candidates[0].payingAlone, likelihoods.candidates[0].payingInBest, likelihoods.candidates[0].selected,
    ] {
      let part = try #require(part)
      #expect(abs(part.value - exact) < 3 * error, "\(part.value) \(exact)")
      #expect(part.standardError.isApproximatelyEqual(to: error, relativeTolerance: 0.1, floor: 0))
    }
    #expect(likelihoods.isIndependent)
    #expect(likelihoods.drawsWithoutPlan == 0)
    // The best plan leaves Cobalt out and yields 10; it misses E[(8b − 10)⁺]. With Cobalt 9.6 are promised by rd alone, which
    // misses E[(8 − 8b)⁺]; without it nothing is missed.
    let slope = 1 / (2.0.squareRoot() - 1)
    let best = try #require(likelihoods.correctedBest)
    #expect(abs(best.corrected - (10 - slope * 8 * 0.175468)) < 3 * best.standardError, "\(best)")
    let value = try #require(likelihoods.candidates[0].correctedInBest)
    #expect(abs(value.corrected - (-0.4 - slope * 8 * 0.115219)) < 3 * value.standardError, "\(value)")
    #expect(value.standardError < 0.5)
    // The same seed gives the same answer, however the work was divided.
    #expect(try partnerStudy(description, draws: count, seed: 11).likelihoods?.candidates == likelihoods.candidates)
  }

  @Test("a model without errors has nothing to draw from, and says so")
  func nothingToDraw() throws {
    let study = try partnerStudy(alliance([("cobalt", 3, 2)], budget: 15), draws: 10)
    #expect(study.likelihoods == nil)
    #expect(study.hasNothingToDraw)
  }
}
