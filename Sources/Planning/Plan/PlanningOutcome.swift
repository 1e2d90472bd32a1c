import Alliances
import LinearProgramming

/// What planning an alliance comes to.
public enum PlanningOutcome: Sendable {
  /// The best plan, with its evidence.
  case plan(Plan)
  /// No plan meets all demands.
  case infeasible(Conflict)
}

/// Demands that cannot be met together.
public struct Conflict: Sendable {
  /// The alliance that cannot be planned.
  public let alliance: Alliance
  /// What makes the set a contradiction at first sight; nil where it takes a program to see it.
  public let contradiction: Contradiction?
  /// An irreducible set: together they cannot be met, and without any one of them the others can.
  public let demands: [Demand]
  /// Those of `demands` whose removal alone lets the whole alliance be planned.
  public let removable: [Demand]
  /// Changes of single numbers each of which alone lets the alliance be planned: of the numbers of `removable`, and of
  /// greatest levels and hiring. A demand of `removable` without one has no number, or no change of it is enough.
  public let repairs: [Repair]
  /// Where no demand is removable alone: demands without which together the alliance can be planned, none too many.
  public let jointlyRemovable: [Demand]
  /// The greatest gain that can be reached, where the target is among `demands` and a plan without it exists [output].
  public let greatestGain: Double?

  /// Something that a plan must respect and that the user could give up.
  public enum Demand: Sendable, Hashable {
    /// The rule at this position.
    case rule(Int)
    /// The budget of this period; nil for the budget of the horizon.
    case budget(period: Int?)
    /// The amount of the grant at a position, in this period; nil for that of the horizon.
    case grant(Int, period: Int?)
    /// That contributions match the grant at this position.
    case match(grant: Int)
    /// The most that firms may contribute.
    case contributions
    /// That contributions pay for other firms only as far as they are pooled.
    case pooling
    /// The least levels of this lever where they lie above the baselines.
    case minimum(lever: Int)
    /// The greatest number of firms that switch this lever on.
    case switchCount(lever: Int)
    /// The gain that the cheapest plan has to reach.
    case target
  }
}

/// Why planning failed for a reason other than the alliance.
public enum PlanningError: Error, Sendable {
  /// The solver failed.
  case solver(SolverError)
  /// The solver stopped without an answer.
  case stopped(Termination)
  /// The firm cannot be planned by itself, as a rule that compares with what firms reach alone asks.
  case firmAloneNotSound(FirmID)
  /// The plan, as it would be printed, misses the target gain.
  case targetMissed
  /// What stands for products of levels is too far from them for a plan that keeps these rules, or reaches the target.
  case productsTooCoarse([String])
  /// The plan, as it would be printed, breaks these rules.
  case rulesBroken([String])
  /// The solver's answer did not pass the check that is made without it.
  case notProved(Certificate)
}
