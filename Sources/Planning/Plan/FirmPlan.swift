import Alliances

/// What one firm gets.
public struct FirmPlan: Sendable {
  /// The position of the firm in the alliance.
  public let position: Int
  /// Whether the firm is in the alliance: a member, or a candidate that joins.
  public let isInAlliance: Bool
  /// The firm.
  public let id: FirmID
  /// Its name.
  public let name: String
  /// Discounted gain [output].
  public let gain: Double
  /// Cost of its levers over the horizon [currency].
  public let spending: Double
  /// What it puts in over the horizon [currency].
  public let contribution: Double
  /// One entry a period.
  public let periods: [FirmPeriod]
}

/// What one firm gets in one period.
public struct FirmPeriod: Sendable {
  /// Output without the plan.
  public let baselineOutput: Double
  /// Output with the plan.
  public let output: Double
  /// Cost of the levers [currency].
  public let spending: Double
  /// What the firm puts in [currency].
  public let contribution: Double
  /// One entry a lever.
  public let levers: [LeverLevel]
  /// What enters the formula, one entry a decided variable of the alliance.
  public let indexLevels: [IndexLevel]
}

/// What enters the formula for a variable that the plan decides.
public struct IndexLevel: Sendable, Hashable {
  /// The figure without the plan.
  public let baseline: Double
  /// The figure with the plan.
  public let planned: Double
}

/// The level of one lever of a firm in a period.
public struct LeverLevel: Sendable, Hashable {
  /// The level without the plan.
  public let baseline: Double
  /// The level with the plan.
  public let planned: Double
  /// What the change costs [currency]; negative when it brings money back.
  public let cost: Double
  /// Heads hired in this period; 0 for an investment.
  public let hired: Double
  /// Heads received less heads lent in this period; 0 for an investment.
  public let seconded: Double
  /// Whether the level stands at its least, at its greatest, or between.
  public let position: Position

  /// Whether a switch is on that is off without the plan.
  var isOnBeyondBaseline: Bool { planned > baseline + 0.5 }

  /// Where a level stands between its bounds.
  public enum Position: Sendable, Hashable {
    /// At the least level.
    case atLower
    /// Between the bounds.
    case between
    /// At the greatest level.
    case atUpper
    /// The bounds leave no choice.
    case fixed
  }
}
