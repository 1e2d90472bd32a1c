import Alliances
import GLPKSolver
import LinearProgramming
import Planning
import Synchronization
import TestSupport
import Testing

@testable import Studies

/// The comparison of the policies of a description, whose facts must leave a plan.
func policyStudy(
  _ description: AllianceDescription, tolerances: [Double] = PolicyStudy.usualTolerances, to columns: [String] = [],
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> PolicyStudy {
  let alliance = try Alliance(description)
  let study = try PolicyStudy(
    of: alliance, without: PolicyStudy.withoutPolicies(alliance), by: Planner(solver: GLPKSolver()),
    tolerances: tolerances, to: columns)
  return try #require(study, sourceLocation: sourceLocation)
}

extension PolicyStudy {
  fileprivate func result(_ kind: Policy.Kind, _ tolerance: Double?) throws -> PolicyResult {
    try #require(results.first { $0.policy.kind == kind && $0.policy.tolerance == tolerance })
  }

  fileprivate func figures(_ kind: Policy.Kind, _ tolerance: Double?) throws -> PolicyFigures {
    try #require(try result(kind, tolerance).figures)
  }
}

@Suite("What policies cost, by hand")
struct PolicyStudyTests {
  /// Acme and Bolt with skills of 2 and 1, which may raise `rd` by 10 from 30 and 10.
  private func withBaselines(budget: Double) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [30, 10], "skill": [2, 1], "revenue": [1, 4]], texts: ["region": ["east", "west"]])
    return description
  }

  @Test("equal shares of 10: each half within τ, so that 15 + 5τ are gained instead of 20", arguments: [0, 0.1, 0.5])
  func equalShares(tolerance: Double) throws {
    let study = try policyStudy(.twoFirms(budget: 10), tolerances: [0, 0.1, 0.5])
    #expect(study.withoutPolicy.gain.isApproximatelyEqual(to: 20))
    let figures = try study.figures(.equal, tolerance)
    #expect(figures.gain.isApproximatelyEqual(to: 15 + 5 * tolerance))
    #expect(try #require(figures.price).isApproximatelyEqual(to: 0.25 * (1 - tolerance)))
    let gains = [10 * (1 + tolerance), 5 * (1 - tolerance)]
    #expect(figures.gains.isApproximatelyEqual(to: gains))
    #expect(figures.worstGain.isApproximatelyEqual(to: gains[1]))
    #expect(
      try #require(figures.gini).isApproximatelyEqual(to: (gains[0] - gains[1]) / (2 * (gains[0] + gains[1]))))
    #expect((figures.winners, figures.losers) == ([1], [0]))
    #expect(figures.binding.atMost == (tolerance > 0 ? [0] : [0, 1]))
    #expect(figures.binding.atLeast == (tolerance > 0 ? [1] : [0, 1]))
  }

  @Test("status quo: 30 and 10 with 10 more, whole amounts at old shares")
  func statusQuo() throws {
    let study = try policyStudy(withBaselines(budget: 10), tolerances: [0, 0.05])
    // At old shares exactly Acme gets 7.5 and Bolt 2.5, whether whole amounts are counted or new money.
    for kind in [Policy.Kind.statusQuo, .oldShares] {
      #expect(try study.figures(kind, 0).gain.isApproximatelyEqual(to: 17.5))
    }
    // Whole amounts: 1.05·30κ + 0.95·10κ = 50. New money: the same with 10.
    #expect(try study.figures(.statusQuo, 0.05).gain.isApproximatelyEqual(to: 31.5 * 50 / 41 - 30 + 10))
    #expect(try study.figures(.oldShares, 0.05).gain.isApproximatelyEqual(to: 31.5 * 10 / 41 + 10))
  }

  @Test("a policy that does not bind costs nothing and binds on nobody")
  func nothingToPay() throws {
    let study = try policyStudy(.twoFirms(budget: 20), tolerances: [0])
    let figures = try study.figures(.equal, 0)
    #expect(figures.price.map { abs($0) < 1e-12 } == true)
    #expect(!figures.costsSomething)
    #expect(figures.binding.all.isEmpty)
    #expect(figures.winners.isEmpty && figures.losers.isEmpty)
  }

  @Test("baselines that cost nothing have no old shares")
  func noBaseline() throws {
    let study = try policyStudy(.twoFirms(budget: 10), tolerances: [0])
    for kind in [Policy.Kind.statusQuo, .oldShares] {
      guard case .noBaseline = try study.result(kind, 0).outcome else {
        Issue.record("there are old shares of nothing")
        continue
      }
    }
  }

  @Test("in proportion to a column: revenue 1 to 4 gives Bolt four fifths")
  func column() throws {
    let study = try policyStudy(withBaselines(budget: 10), tolerances: [0], to: ["revenue"])
    #expect(try study.figures(.column("revenue"), 0).gains.isApproximatelyEqual(to: [4, 8]))
  }

  @Test("in proportion to gain: the ratios 1/2 and 1 are a third apart, so a third of tolerance costs nothing")
  func gain() throws {
    let study = try policyStudy(.twoFirms(budget: 15), tolerances: [0, 0.3, 0.34])
    #expect(try study.figures(.gain, 0.34).costsSomething == false)
    // Below it one of the two has to go without; 10 at Acme yield 20 of 25.
    let figures = try study.figures(.gain, 0.3)
    #expect(figures.gain.isApproximatelyEqual(to: 20, relativeTolerance: 1e-5))
    // Bolt gets nothing, in proportion to a gain of nothing.
    #expect(figures.binding.atMost == [1])
  }

  @Test("a gain that bends is shared in proportion to as well")
  func bentGain() throws {
    var description = try AllianceDescription.twoFirms(budget: 10)
    description.model = try sampleModel("output ~ 0 + sqrt(rd):skill", ["sqrt(rd):skill": 1])
    let study = try policyStudy(description, tolerances: [0.1])
    let figures = try study.figures(.gain, 0.1)
    #expect(figures.gain <= study.withoutPolicy.gain * (1 + 1e-4))
    #expect(figures.gain > 0)
    // 10 at Acme bring 2√10 and at Bolt √10; at one ratio a/g of the two, √a/2 = √b, all of 10 gives 2√8 + √2.
    #expect(figures.gain >= (2 * 8.0.squareRoot() + 2.0.squareRoot()) * (1 - 1e-4))
  }

  @Test("promises are corrected as the study of risk corrects them, and less where a policy leaves less to choose")
  func corrections() throws {
    let (alliance, planner) = (try Alliance(.ofUncertainSkills(budget: 10)), Planner(solver: GLPKSolver()))
    let draws = try #require(CoefficientDraws(alliance.model, seed: 5))
    let study = try #require(
      try PolicyStudy(
        of: alliance, without: alliance, by: planner, tolerances: [0],
        promises: PromiseBasis(for: alliance, plans: 3, draws: 60, seed: 5)))
    let found = try #require(study.withoutPolicy.correction)
    let plan = try #require(try planner.bestPlan(of: alliance))
    let risk = try Risk(of: alliance, plan: plan, Risk.Settings(draws: 60, seed: 5), on: draws, planner: planner)
    #expect(found == risk.plans[0].correction)
    #expect(found.corrected < study.withoutPolicy.gain - 2 * found.standardError)
    // Equal shares leave nothing to choose, so nothing is promised too much.
    let equal = try study.figures(.equal, 0)
    #expect(abs(try #require(equal.correction).corrected - equal.gain) < 1e-9 * equal.gain)
  }

  @Test("promises are corrected unasked in small straight alliances, and not where every plan is a search")
  func correctionsUnasked() throws {
    func basis(_ description: AllianceDescription, plans: Int, draws: Int? = nil) throws -> PromiseBasis {
      PromiseBasis(for: try Alliance(description), plans: plans, draws: draws, seed: 1)
    }
    let straight = try AllianceDescription.ofUncertainSkills(budget: 10)
    #expect(try basis(straight, plans: 500).corrections?.count == 40)
    guard case .tooLong = try basis(straight, plans: 501) else { throw UnexpectedBasis() }
    guard case .notAsked = try basis(straight, plans: 3, draws: 0) else { throw UnexpectedBasis() }
    #expect(try basis(straight, plans: 501, draws: 7).corrections?.count == 7)
    var searched = straight
    searched.rules = [Rule("by gain", .proportion(Proportion(to: .gain, tolerance: 0.1)))]
    guard case .tooLong = try basis(searched, plans: 3) else { throw UnexpectedBasis() }
    guard case .nothingToDraw = try basis(.twoFirms(budget: 10), plans: 3) else { throw UnexpectedBasis() }
    // In a comparison of straight plans those that are searches are left out, unless somebody asks for draws.
    let alliance = try Alliance(straight)
    func gain(_ promises: PromiseBasis) throws -> PolicyFigures {
      try #require(
        try PolicyStudy(
          of: alliance, without: alliance, by: Planner(solver: GLPKSolver()), tolerances: [0.5], promises: promises)
      ).figures(.gain, 0.5)
    }
    #expect(try gain(basis(straight, plans: 3)).correction == nil)
    #expect(try gain(basis(straight, plans: 3, draws: 3)).correction?.planCount == 3)
  }

  @Test("the file's policies: each alone, all together, at their own tolerance and at those of the grid")
  func policiesOfFile() throws {
    var description = try withBaselines(budget: 10)
    description.rules = [
      Rule("floor", .gainFloor(GainFloor(minimum: 5))),
      Rule("shares", .proportion(Proportion(to: .equal, tolerance: 0.2))),
      Rule("cap", .eachMember(EachMember(maximumShare: 0.55))), Rule("nobody worse off", .winWin(WinWin())),
    ]
    let study = try policyStudy(description, tolerances: [0, 0.1])
    // The floor is a fact: it is in every plan, and no policy of its own.
    #expect(study.bare.alliance.description.rules.map(\.name) == ["floor"])
    #expect(!study.results.contains { $0.policy.kind == .rule(0) })
    #expect(study.results.filter { $0.policy.kind == .rule(1) }.map(\.policy.tolerance) == [0, 0.1, 0.2])
    #expect(try study.figures(.rule(1), 0.2).gain.isApproximatelyEqual(to: 16))
    #expect(try study.figures(.rule(2), nil).gain.isApproximatelyEqual(to: 15.5))
    #expect(try study.figures(.rule(2), nil).binding.atMost == [0])
    #expect(try study.figures(.allRules, 0.2).gain.isApproximatelyEqual(to: 15.5))
    #expect(try study.figures(.allRules, 0.1).gain.isApproximatelyEqual(to: 15.5))
    #expect(try study.figures(.allRules, 0).gain.isApproximatelyEqual(to: 15))
    #expect(try study.figures(.rule(3), nil).costsSomething == false)
  }

  @Test("a policy whose plan is not found in time is a row that says so, and the study counts as stopped")
  func planNotFound() throws {
    let alliance = try Alliance(.twoFirms(budget: 10))
    let bare = try PolicyStudy.withoutPolicies(alliance)
    let planner = Planner(solver: solverOfSmallPrograms())
    let study = try #require(try PolicyStudy(of: alliance, without: bare, by: planner, tolerances: [0]))
    guard case .failed(.stopped(.timeLimit)) = try study.result(.equal, 0).outcome else {
      Issue.record("a plan without time")
      return
    }
    #expect(study.isStopped && !study.bare.isStopped)
    #expect(study.withoutPolicy.gain.isApproximatelyEqual(to: 20))
  }

  @Test("a policy that the facts rule out is a row that says so")
  func infeasible() throws {
    let description = try AllianceDescription.twoFirms(budget: 10).adding(
      Rule("floor", .gainFloor(GainFloor(minimum: 15.2))))
    let study = try policyStudy(description, tolerances: [0, 0.1])
    guard case .noPlan = try study.result(.equal, 0).outcome else {
      Issue.record("15 is no 15.2")
      return
    }
    #expect(try study.figures(.equal, 0.1).gain.isApproximatelyEqual(to: 15.5))
  }

  @Test("of a least cost the price is what the policy adds to it")
  func cost() throws {
    var description = try AllianceDescription.twoFirms(budget: 100)
    description.objective = .cost(targetGain: 15)
    let study = try policyStudy(description, tolerances: [0])
    // Acme alone needs 7.5; equal shares x each yield 3x = 15 for 10.
    #expect(study.withoutPolicy.objective.value.isApproximatelyEqual(to: 7.5))
    #expect(try #require(try study.figures(.equal, 0).price).isApproximatelyEqual(to: 1.0 / 3))
  }

  @Test("columns that cannot be shared in proportion to are refused with the reason")
  func columns() throws {
    let alliance = try Alliance(withBaselines(budget: 10))
    #expect(throws: PolicyFact.columnUnknown("revenu", known: ["rd", "skill", "revenue", "region"])) {
      try PolicyStudy.check(["revenue", "revenu"], of: alliance)
    }
    do {
      try PolicyStudy.check(["region"], of: alliance)
      Issue.record("regions are no numbers")
    } catch {
      guard case .columnNotSound("region", let problems) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(problems.count == 2)
    }
  }
}

/// A solver that has no time for programs with more than two rows beyond those of its first one, as proportions need.
private func solverOfSmallPrograms() -> SolverWithoutTime {
  let firstCount = FirstCount()
  return SolverWithoutTime(name: "GLPK of small programs") { $0.rowCount > firstCount.value(or: $0.rowCount) + 2 }
}

/// The first number that was asked for.
private final class FirstCount: Sendable {
  private let first = Mutex<Int?>(nil)

  func value(or count: Int) -> Int {
    first.withLock { known in
      let value = known ?? count
      known = value
      return value
    }
  }
}

@Suite("Gini coefficients and knees")
struct PolicyMeasureTests {
  private static let giniCases: [(amounts: [Double], expected: Double)] = [
    ([1, 1, 1], 0), ([0, 0, 1], 2.0 / 3), ([1, 3], 0.25), ([3, 1, 2, 2], 0.1875), ([-1, 3], 1),
  ]

  @Test("Gini coefficients by hand", arguments: giniCases)
  func gini(amounts: [Double], expected: Double) throws {
    #expect(try #require(giniCoefficient(of: amounts)).isApproximatelyEqual(to: expected))
  }

  @Test(
    "gains that add up to nothing have no Gini coefficient", arguments: [[], [0, 0], [1, -1], [-2, 1]] as [[Double]])
  func noGini(amounts: [Double]) { #expect(giniCoefficient(of: amounts) == nil) }

  private func curve(_ points: [(Double, Double)]) -> ToleranceCurve {
    ToleranceCurve(.equal, points.map { ToleranceCurve.Point(tolerance: $0.0, price: $0.1) })
  }

  @Test("the knee of 1/(1 + 9x) is where its slope is that of the chord, at (√10 − 1)/9")
  func knee() throws {
    let fine = curve(
      (0...1000).map { step -> (Double, Double) in
        let tolerance = Double(step) / 1000
        return (tolerance, 1 / (1 + 9 * tolerance))
      })
    #expect(abs(try #require(fine.knee) - (10.0.squareRoot() - 1) / 9) <= 5e-4)
    // A curve with a corner has its knee there, whatever the units.
    #expect(curve([(0, 1), (0.1, 0.2), (0.2, 0.15), (0.5, 0)]).knee == 0.1)
    #expect(curve([(0.5, 0), (0, 0.01), (0.2, 0.0015), (0.1, 0.002)]).knee == 0.1)
  }

  @Test("a curve that stays near its chord falls evenly; one that bends by a tenth of its height has a knee")
  func shapes() {
    // 0.02 of the height below the chord, then exactly a tenth; prices as rounded percentages of a real alliance.
    #expect(curve([(0, 0.053), (0.05, 0.05), (0.1, 0.046), (0.2, 0.039), (0.5, 0.019)]).shape == .even)
    #expect(curve([(0, 1), (0.5, 0.41), (1, 0)]).shape == .even)
    #expect(curve([(0, 1), (0.5, 0.39), (1, 0)]).shape == .knee(0.5))
    #expect(curve([(0, 1), (0.5, 0.61), (1, 0)]).shape == nil)
    #expect(curve([(0, 0.0005), (0.5, 0), (1, 0)]).shape == nil)
  }

  @Test("straight, flat and short curves have no knee")
  func noKnee() {
    #expect(curve([(0, 0.3), (0.1, 0.2), (0.2, 0.1)]).knee == nil)
    #expect(curve([(0, 0), (0.1, 0), (0.2, 0)]).knee == nil)
    #expect(curve([(0, 0.3), (0.1, 0)]).knee == nil)
    #expect(curve([(0, 0.3), (0.1, 0.29), (0.2, 0)]).knee == nil)
  }
}

/// A basis of corrections was not the one expected.
private struct UnexpectedBasis: Error {}
