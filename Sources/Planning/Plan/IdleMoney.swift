import Alliances

/// Money that stays unspent, and why.
public struct IdleMoney: Sendable {
  /// How much is left after the last period, or lost on the way without carry-over [currency].
  public let amount: Double
  /// The reasons, the commonest first.
  public let reasons: [Reason]

  /// Why the levers of some firms take no more money.
  public struct Reason: Sendable, Hashable {
    /// The lever.
    public let lever: String
    /// What stops it.
    public let obstacle: Obstacle
    /// The firms that it stops, in at least one period.
    public let firms: [FirmID]
  }

  /// What stops a lever.
  public enum Obstacle: Sendable, Hashable {
    /// Its greatest level.
    case bound(BoundSource)
    /// The most that a firm may hire in a period.
    case hiring
    /// As many firms have switched it on as may.
    case count
    /// More of it would not raise the output.
    case noGain
    /// More of it would cost more than the output is worth that it brings.
    case notWorthIt
    /// These rules, by name, which have a price.
    case rules([String])
    /// That no more of the contributions pays for other firms.
    case pooling
    /// None of its own: rules without a price, or what later periods could pay.
    case otherLimits
  }
}
