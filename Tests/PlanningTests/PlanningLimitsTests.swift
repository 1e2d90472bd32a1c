import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

@Suite("Planning within limits")
struct PlanningLimitsTests {
  /// Twelve firms with one lever each whose outputs are censored, so that the first answer is not the last.
  private func description() throws -> AllianceDescription {
    var generator = SeededGenerator(seed: 8)
    func column(_ range: ClosedRange<Double>) -> [Double] {
      (0..<12).map { _ in Double.random(in: range, using: &generator) }
    }
    return AllianceDescription(
      name: "limited",
      model: try sampleModel(
        "output ~ rd + skill", ["(Intercept)": -6, "rd": 0.6, "skill": 1],
        family: .tobit(lower: 0, upper: nil), sigma: 1),
      firms: sampleFirms(
        (0..<12).map { FirmID("f\($0)") }, ["rd": column(0...1), "skill": column(0...3)]),
      budget: .horizon(40), levers: [Lever("rd", maximum: 20)])
  }

  @Test("without time nothing is found, and that is said")
  func noTime() throws {
    let planner = Planner(solver: GLPKSolver(), limits: PlanningLimits(time: .zero))
    let alliance = try Alliance(description())
    let error = #expect(throws: PlanningError.self) { try planner.plan(alliance) }
    guard case .stopped(.timeLimit) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("an interruption before anything is found is told apart from one after")
  func interrupted() throws {
    let interruption = Interruption()
    interruption.request()
    let planner = Planner(solver: GLPKSolver(), limits: PlanningLimits(interruption: interruption))
    let alliance = try Alliance(description())
    let error = #expect(throws: PlanningError.self) { try planner.plan(alliance) }
    guard case .stopped(.interrupted) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("stopped after the first plan the search gives it with a bound that holds")
  func stoppedWithAPlan() throws {
    let description = try description()
    let best = try plan(description)
    let solver = StoppingSolver(after: 4)
    let planner = Planner(solver: solver, limits: PlanningLimits(interruption: solver.interruption))
    guard case .plan(let stopped) = try planner.plan(Alliance(description)) else { throw NoPlan() }
    #expect(stopped.isStopped)
    #expect(stopped.certificate.holds)
    #expect(stopped.objective.value <= best.objective.bound * (1 + 1e-9))
    #expect(stopped.objective.bound >= best.objective.value * (1 - 1e-9))
    #expect(
      stopped.warnings.contains {
        if case .searchStopped(.interrupted, let gap) = $0 { gap == stopped.objective.gap } else { false }
      })
  }

  @Test("a yes-or-no decision is made, with prices of the program in which it is, as enumeration finds")
  func decisions() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.gap = 0
    var formulation = Formulation(try Alliance(description))
    // Acme can only be raised beyond 0 for 15 of output, Bolt for 1.
    let costs = [15.0, 1]
    for (firm, cost) in costs.enumerated() {
      let opened = formulation.variable(.poolUse(firm: firm, period: 0), in: Bounds(0, 1), isInteger: true)
      formulation.require(
        formulation.levels[0][firm] - 10 * opened <= 0, .level(lever: 0, firm: firm, period: 0))
      formulation.program.objective += -cost * opened
    }
    let found = try #require(try DirectionSearch(method: TangentMethod(solver: GLPKSolver())).best(of: formulation))
    // Acme alone 20 − 15, Bolt alone 10 − 1, both 22 − 16: Bolt alone.
    #expect(found.best.solution.objective.isApproximatelyEqual(to: 9))
    #expect(!found.formulation.program.hasIntegers)
    #expect(found.undecided.program.hasIntegers)
    #expect(found.certificate.holds)
    #expect(abs(found.best.solution.dual(of: formulation.budgetRows[0])) < 1e-9)
  }
}
