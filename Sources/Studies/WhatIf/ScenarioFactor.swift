/// One thing that a scenario changes: a level or an attribute set by hand, or a candidate that joins.
public struct ScenarioFactor: Sendable, Hashable {
  /// As it was asked for, such as `rd=+20%`; a candidate by its id.
  public let text: String
  /// What it does.
  public let action: Action

  /// What a factor does.
  public enum Action: Sendable, Hashable {
    /// Values are set by hand.
    case change(Change)
    /// The candidate at a position joins.
    case joining(firm: Int)
  }

  /// Values that are set by hand.
  public struct Change: Sendable, Hashable {
    /// What is set.
    public let variable: Variable
    /// Whose it is, by position; nil for every firm in the alliance.
    public let firm: Int?
    /// In which period, by position; nil for all of them.
    public let period: Int?
    /// To what.
    public let amount: Amount

    /// A change of `variable`.
    public init(_ variable: Variable, firm: Int? = nil, period: Int? = nil, to amount: Amount) {
      self.variable = variable
      self.firm = firm
      self.period = period
      self.amount = amount
    }
  }

  /// What can be set by hand.
  public enum Variable: Sendable, Hashable {
    /// The lever at a position.
    case lever(Int)
    /// A variable of the model that the alliance does not decide.
    case attribute(String)
  }

  /// What a value becomes.
  public enum Amount: Sendable, Hashable {
    /// More by so much of what the value is without any change: 0.2 is a fifth more.
    case relative(Double)
    /// More by so much.
    case additive(Double)
    /// So much.
    case value(Double)
  }

  /// A factor that somebody writes as `text`.
  public init(_ text: String, _ action: Action) {
    self.text = text
    self.action = action
  }
}
