/// The levels that a plan file gives, and what firms contribute and grants give, from which all its other figures follow.
public struct RecordedLevels: Sendable, Hashable {
  /// One level of a lever.
  public struct Level: Sendable, Hashable {
    /// The level with the plan.
    public let planned: Double
    /// Heads received less heads lent; 0 for an investment.
    public let seconded: Double

    /// A level of `planned`, of which `seconded` are on loan.
    public init(planned: Double, seconded: Double) {
      self.planned = planned
      self.seconded = seconded
    }
  }

  /// By firm, period and lever, in the order of the alliance; nothing for a firm that is not in it.
  public let levels: [[[Level]]]
  /// Whether each firm is in the alliance: every member, and the candidates that join.
  public let isIn: [Bool]

  /// What each firm puts in in each period [currency]; nothing for a firm that is not in the alliance.
  public let contributions: [[Double]]
  /// What is drawn of each grant in each period [currency].
  public let drawn: [[Double]]

  /// Levels by firm, period and lever; contributions by firm and period; what is drawn by grant and period. Every firm is
  /// in the alliance where `isIn` is nil.
  public init(_ levels: [[[Level]]], contributions: [[Double]], drawn: [[Double]], isIn: [Bool]? = nil) {
    self.levels = levels
    self.isIn = isIn ?? levels.map { _ in true }
    self.contributions = contributions
    self.drawn = drawn
  }
}

/// Something that levels of a plan must keep and do not; firms, periods and levers by position.
public enum LevelFault: Sendable, Hashable {
  /// A level lies outside its bounds.
  case bounds(lever: Int, firm: Int, period: Int, level: Double, allowed: ClosedRange<Double>)
  /// A stock rises beyond the data that the model was fitted on.
  case stock(lever: Int, firm: Int, period: Int, stock: Double, maximum: Double)
  /// A switch is neither on nor off.
  case notOnOrOff(lever: Int, firm: Int, period: Int, level: Double)
  /// More firms switch a lever on in a period than may.
  case switchCount(lever: Int, period: Int, count: Int, maximum: Int)
  /// More heads are hired in a period than may be, or heads are dismissed.
  case hiring(lever: Int, firm: Int, period: Int, hired: Double, maximum: Double?)
  /// More heads are lent than may be.
  case lending(lever: Int, firm: Int, period: Int, lent: Double, maximum: Double)
  /// Not as many heads are received as are lent.
  case secondmentBalance(lever: Int, period: Int, surplus: Double)
  /// More is spent by the end of a period than there is.
  case overspent(period: Int, by: Double)
  /// A firm contributes more than it may, or less than nothing.
  case contribution(firm: Int, period: Int, amount: Double, maximum: Double)
  /// More is drawn of a grant than its amount or its match gives, or less than nothing.
  case grant(String)
  /// What firms spend beyond their contributions exceeds what pays for it in a period.
  case overpooled(period: Int, by: Double)
  /// A rule is broken.
  case rule(String)
  /// The gain misses its target.
  case target(gain: Double, target: Double)
}
