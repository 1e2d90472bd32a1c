import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

@Suite("Decisions to begin with")
struct DecisionStartTests {
  /// Eight candidates with rivals among them and a limit on their number.
  private func description(seed: UInt64) throws -> AllianceDescription {
    var generator = SeededGenerator(seed: seed)
    func column(_ range: ClosedRange<Double>) -> [Double] {
      (0..<10).map { _ in Double.random(in: range, using: &generator) }
    }
    var description = try AllianceDescription.twoFirms(budget: 30)
    description.firms = FirmTable(
      ids: (0..<10).map { FirmID("f\($0)") },
      columns: [
        FirmColumn(name: "rd", column(0...5)), FirmColumn(name: "skill", column(0.5...3)),
        FirmColumn(name: "joining_cost", column(0...6)),
      ], memberCount: 2)
    description.rules = [
      Rule("few", .partners(PartnerCount(maximum: 3))), Rule("rivals", .apart(Apart(["f2", "f3", "f4"]))),
      Rule("needs", .requires(Requirement([.init("f5", requires: "f6")]))),
    ]
    return description
  }

  @Test("a rounding of the relaxation is a plan, and no better than the best", arguments: UInt64(1)...6)
  func roundingIsPlan(seed: UInt64) throws {
    var formulation = Formulation(try Alliance(description(seed: seed)))
    let method = TangentMethod(solver: GLPKSolver())
    let relaxation = try method.solved(formulation.withoutIntegers, from: nil)
    let start = try #require(try method.decisionStart(of: formulation, relaxed: relaxation))
    #expect(Certificate(of: formulation.program, values: start, bound: 0).isFeasible)
    let best = try method.solve(&formulation)
    #expect(formulation.program.objectiveValue(at: start) <= best.solution.objective + 1e-7)
    // What is known already is taken as it is.
    #expect(try method.starting(at: start).decisionStart(of: formulation, relaxed: relaxation) == start)
  }

  @Test("a search for partners without any time to search gives a plan, and a bound on all", arguments: UInt64(1)...6)
  func stoppedSearch(seed: UInt64) throws {
    let alliance = try Alliance(description(seed: seed))
    guard case .plan(let best) = try Planner(solver: GLPKSolver()).plan(alliance),
      case .plan(let stopped) = try Planner(solver: withoutSearch).plan(alliance)
    else { throw NoPlan() }
    #expect(stopped.isStopped)
    #expect(stopped.certificate.holds)
    #expect(stopped.objective.value > 0)
    #expect(stopped.objective.value <= best.objective.value * (1 + 1e-9))
    #expect(stopped.objective.bound >= best.objective.value * (1 - 1e-9))
    #expect(stopped.objective.bound.isFinite)
  }
}

/// A solver that has no time for branch and bound.
private let withoutSearch = SolverWithoutTime(name: "GLPK without search") { $0.hasIntegers }
