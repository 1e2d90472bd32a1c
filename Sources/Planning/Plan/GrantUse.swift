import Alliances

/// How far a grant is drawn, and what stops the rest.
public struct GrantUse: Sendable {
  /// The grant.
  public let grant: Grant
  /// What is drawn in each period [currency].
  public let drawn: [Double]
  /// What is left over the horizon [currency].
  public let undrawn: Double
  /// Whether the rest would need contributions that the eligible firms may not make.
  public let isMatchExhausted: Bool
  /// Why the levers take no more money, the commonest reason first, where that is what stops the rest.
  public let reasons: [IdleMoney.Reason]
}
