import Alliances
import GLPKSolver
import LinearProgramming
import Planning
import Regression
import Synchronization
import TestSupport
import Testing

/// A solver that counts the simplex iterations of all its answers.
private final class CountingSolver: SolverOnGLPK {
  let name = "GLPK that counts"
  let glpk = GLPKSolver()
  private let count = Atomic<Int>(0)

  var iterations: Int { count.load(ordering: .relaxed) }

  func solve(_ program: LinearProgram, from basis: Basis?, limits: SolverLimits) throws(SolverError) -> Solution {
    let solution = try glpk.solve(program, from: basis, limits: limits)
    count.add(solution.iterations, ordering: .relaxed)
    return solution
  }
}

@Suite("Searches that begin at a similar plan")
struct PlanStartTests {
  private let planner = Planner(solver: GLPKSolver())

  /// Whether `other` has the same best figure whether it is looked for from nothing or near the plan of `first`.
  private func expectSame(_ other: AllianceDescription, near first: Plan, settling partners: [Int: Bool] = [:]) throws {
    let alliance = try Alliance(other)
    let fresh = try planner.bestPlan(of: alliance, settling: partners)
    let begun = try planner.bestPlan(of: alliance, settling: partners, from: first.start)
    #expect((fresh == nil) == (begun == nil))
    guard let fresh, let begun else { return }
    #expect(begun.certificate.holds)
    let size = max(abs(fresh.objective.value), abs(first.objective.value), 1)
    #expect(abs(begun.objective.value - fresh.objective.value) <= 1e-7 * size)
  }

  @Test(
    "other coefficients, another budget, other rules: the best figure is the same", arguments: UInt64(1)...12,
    [false, true])
  func random(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    let first = try #require(try planner.bestPlan(of: Alliance(description)))
    var generator = SeededGenerator(seed: seed)
    var drawn = description
    drawn.model = description.model.with(
      parameters: description.model.parameters.map { $0 * Double.random(in: 0.7...1.3, using: &generator) })
    try expectSame(drawn, near: first)
    var free = description
    free.rules = []
    try expectSame(free, near: first)
    try expectSame(
      description.adding(Rule("even", .proportion(Proportion(to: .equal, tolerance: 0.3)))), near: first)
    var poorer = description
    (poorer.budget, poorer.carryOver) = (.horizon(0.5 * description.budget.total), true)
    try expectSame(poorer, near: first)
  }

  @Test("candidates settled one way or the other: the best figure is the same", arguments: UInt64(1)...5)
  func candidates(seed: UInt64) throws {
    let description = try AllianceDescription.random(seed: seed, curved: false)
    let open = description.withCandidates(min(3, description.firms.count - 1), seed: seed)
    let first = try #require(try planner.bestPlan(of: Alliance(open)))
    for firm in open.firms.positions(in: .candidates) {
      try expectSame(open, near: first, settling: [firm: true])
      try expectSame(open, near: first, settling: [firm: false])
    }
  }

  @Test("from its own plan a search takes a small part of the iterations")
  func iterations() throws {
    var description = try AllianceDescription.twoFirms(budget: 60)
    let skills = (0..<40).map { 1 + 0.1 * Double(($0 * 17) % 40) }
    description.firms = sampleFirms(
      (0..<40).map { FirmID("f\($0)") }, ["rd": [Double](repeating: 0, count: 40), "skill": skills])
    description.periods = ["2026", "2027"]
    description = description.adding(Rule("cap", .eachMember(EachMember(maximumShare: 0.1))))
    let (fresh, begun) = (CountingSolver(), CountingSolver())
    let plan = try #require(try Planner(solver: fresh).bestPlan(of: Alliance(description)))
    let again = try #require(try Planner(solver: begun).bestPlan(of: Alliance(description), from: plan.start))
    #expect(again.objective.value.isApproximatelyEqual(to: plan.objective.value))
    #expect(begun.iterations * 10 < fresh.iterations, "\(begun.iterations) of \(fresh.iterations)")
  }
}
