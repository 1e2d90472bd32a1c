/// What a budget or a grant is worth.
public struct FundPrice: Sendable, Hashable {
  /// Which of the two.
  public let fund: Fund
  /// The period of the fund; nil where it is that of the whole horizon.
  public let period: String?
  /// The budget, or the amount of the grant [currency].
  public let amount: Double
  /// Output gained per unit of currency.
  public let price: ShadowPrice

  /// Money that there is for an alliance.
  public enum Fund: Sendable, Hashable {
    /// The common money.
    case budget
    /// The grant of this name.
    case grant(String)
  }
}

/// What it is worth that contributions may pay for other firms.
public struct PoolingPrice: Sendable, Hashable {
  /// The share of contributions that may.
  public let share: Double
  /// Output gained per percentage point that is pooled more.
  public let price: ShadowPrice
}
