import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import AllianceFiles

@Suite("Verification of a plan whose search was stopped")
struct StoppedPlanTests {
  private let run = RunRecord(
    version: "1.2.3", files: [SourceFile(path: "dir/alliance.yaml", text: "abc")], seconds: [("solve", 1)])

  /// Five firms with one lever each whose outputs are censored, money of their own and a grant, under a rule.
  private func formulation(_ objective: Objective = .gain, budget: Double = 17) throws -> Formulation {
    var generator = SeededGenerator(seed: 8)
    func column(_ range: ClosedRange<Double>) -> [Double] {
      (0..<5).map { _ in Double.random(in: range, using: &generator) }
    }
    return Formulation(
      try Alliance(
        AllianceDescription(
          name: "limited",
          model: try sampleModel(
            "output ~ rd + skill", ["(Intercept)": -6, "rd": 0.6, "skill": 1],
            family: .tobit(lower: 0, upper: nil), sigma: 1),
          firms: sampleFirms(
            (0..<5).map { FirmID("f\($0)") }, ["rd": column(0...1), "skill": column(0...3), "own": column(0...1)]),
          outputValue: 3, budget: .horizon(budget), contributions: Contributions(maximum: "own"),
          grants: [Grant("city", amount: .horizon(2))], levers: [Lever("rd", maximum: 20)], objective: objective,
          rules: [Rule("cap", .eachMember(EachMember(maximumShare: 0.6)))])))
  }

  /// The plan that a search has after it was given `count` programs.
  private func stopped(_ formulation: Formulation, after count: Int) throws -> Plan {
    let solver = StoppingSolver(after: count)
    let planner = Planner(solver: solver, limits: PlanningLimits(interruption: solver.interruption))
    let outcome = try planner.plan(formulation)
    guard case .plan(let plan) = outcome else { throw InputProblems(AllianceFact.noPeriods, at: SourceMark(file: "-")) }
    return plan
  }

  private func verification(_ content: JSONValue, _ formulation: Formulation) throws -> PlanVerification {
    let file = try PlanFile(SourceFile(path: "plan.json", text: content.text))
    let review = try Planner(solver: GLPKSolver()).review(
      file.levels(of: formulation.alliance), of: formulation, stoppedAt: file.boundOfStoppedSearch)
    return PlanVerification(file, review, run: run, content: run.content)
  }

  @Test("it agrees, and it is said what a plan made now reaches", arguments: [Objective.gain, .netValue], [4, 8, 12])
  func agrees(objective: Objective, count: Int) throws {
    let formulation = try formulation(objective)
    let plan = try stopped(formulation, after: count)
    try #require(plan.isStopped && plan.objective.gap > 1e-4)
    let verification = try verification(run.content(.plan(plan)), formulation)
    #expect(verification.agrees, "\(verification.differences) \(verification.faults)")
    let found = try #require(verification.stopped)
    #expect((found.value, found.bound) == (plan.objective.value, plan.objective.bound))
    #expect(found.best >= found.value && found.best <= found.bound)
  }

  @Test("a plan that is proved is kept when somebody interrupts what follows", arguments: [18, 20, 22, 25, 30])
  func interruptedAfterwards(count: Int) throws {
    let plan = try stopped(formulation(.netValue), after: count)
    #expect(!plan.isStopped && plan.objective.gap <= 1e-4)
  }

  @Test("no level, output, sum, bound or gap of it can be changed without being named")
  func namesChanges() throws {
    let formulation = try formulation()
    let content = run.content(.plan(try stopped(formulation, after: 4)))
    let evidence = ["certificate", "warnings", "program", "rules", "prices", "reasons", "worth"]
    let told = ["schema", "run.version", "run.solver", "run.seconds.solve"]
    let changes = content.changes().filter { path, _ in
      // One firm stands for all.
      let isOfAnother = path.hasPrefix("members[") && !path.hasPrefix("members[3]")
      return !isOfAnother && !told.contains(path) && !evidence.contains { path.contains($0) }
    }
    #expect(changes.count > 40)
    // What the rest follows from is told by what does not follow from it.
    let given = ["planned", "periods[0].contribution", "periods[0].drawn", "objective.bound"]
    let planner = Planner(solver: GLPKSolver())
    let own = try PlanFile(SourceFile(path: "plan.json", text: content.text))
    let ownLevels = own.levels(of: formulation.alliance)
    let ownReview = try planner.review(ownLevels, of: formulation, stoppedAt: own.boundOfStoppedSearch)
    for (path, changed) in changes {
      // The alliance is planned anew only where levels or the bound have changed.
      let file = try PlanFile(SourceFile(path: "plan.json", text: changed.text))
      let (levels, bound) = (file.levels(of: formulation.alliance), file.boundOfStoppedSearch)
      let isSame = levels == ownLevels && bound == own.boundOfStoppedSearch
      let review = isSame ? ownReview : try planner.review(levels, of: formulation, stoppedAt: bound)
      let verification = PlanVerification(file, review, run: run, content: run.content)
      let named = verification.differences.map(\.path) + verification.changedInputs.map(\.path)
      #expect(!verification.agrees, "\(path)")
      #expect(given.contains { path.hasSuffix($0) } || named.contains(path), "\(path): \(named)")
    }
  }

  @Test("a bound that a plan made now betters is named; the same plan with a bound that holds agrees")
  func namesLowBounds() throws {
    let formulation = try formulation()
    // What can be had for less money is a plan for more money, and not the best one.
    let plan = try stopped(self.formulation(budget: 12), after: 4)
    let file = try PlanFile(SourceFile(path: "plan.json", text: run.content(.plan(plan)).text))
    let levels = try #require(file.levels(of: formulation.alliance))
    let planner = Planner(solver: GLPKSolver())
    guard case .plan(let best) = try planner.plan(formulation) else { return }
    try #require(best.objective.value > 1.1 * plan.objective.value)
    for (bound, named) in [(best.objective.value * 0.99, ["objective.bound"]), (best.objective.bound * 1.01, [])] {
      let stopped = try #require(try planner.review(levels, of: formulation, stoppedAt: bound).stopped)
      #expect(try verification(run.content(.plan(stopped)), formulation).differences.map(\.path) == named)
    }
  }

  @Test("a plan that was proved is not made one that was stopped by a word")
  func keepsStatus() throws {
    let formulation = Formulation(try Alliance(.twoFirms(budget: 12)))
    guard case .plan(let plan) = try Planner(solver: GLPKSolver()).plan(formulation) else { return }
    let text = run.content(.plan(plan)).text.replacing("\"optimal\"", with: "\"feasible\"")
    let file = try PlanFile(SourceFile(path: "plan.json", text: text))
    let review = try Planner(solver: GLPKSolver()).review(
      file.levels(of: formulation.alliance), of: formulation, stoppedAt: file.boundOfStoppedSearch)
    let verification = PlanVerification(file, review, run: run, content: run.content)
    #expect(verification.differences.map(\.path).contains("status"))
  }
}
