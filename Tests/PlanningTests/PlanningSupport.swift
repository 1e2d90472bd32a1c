import Alliances
import GLPKSolver
@testable import Planning
import Testing

/// The plan of a description, which must have one.
func plan(_ description: AllianceDescription, sourceLocation: SourceLocation = #_sourceLocation) throws -> Plan {
  switch try Planner(solver: GLPKSolver()).plan(Alliance(description)) {
  case .plan(let plan): return plan
  case .infeasible(let conflict):
    Issue.record("no plan: \(conflict.demands)", sourceLocation: sourceLocation)
    throw NoPlan()
  }
}

/// The conflict of a description, which must have no plan.
func conflict(_ description: AllianceDescription, sourceLocation: SourceLocation = #_sourceLocation) throws -> Conflict
{
  switch try Planner(solver: GLPKSolver()).plan(Alliance(description)) {
  case .infeasible(let conflict): return conflict
  case .plan:
    Issue.record("there is a plan", sourceLocation: sourceLocation)
    throw NoPlan()
  }
}

struct NoPlan: Error {}

extension Plan {
  /// The level of lever `lever` at firm `firm` in period `period`, all by position.
  func level(_ firm: Int, _ period: Int = 0, lever: Int = 0) -> Double {
    firms[firm].periods[period].levers[lever].planned
  }
}
