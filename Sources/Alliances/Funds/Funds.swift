/// Money that the firms put in themselves, as far as a plan asks for it.
public struct Contributions: Sendable, Hashable {
  /// The column of the firm file with the most that each firm puts in per period [currency].
  public var maximum: String

  /// Contributions of at most what stands in the column `maximum`, per firm and period.
  public init(maximum: String) { self.maximum = maximum }
}

/// Money from outside that may be drawn, no more of it than a plan needs.
public struct Grant: Sendable, Hashable {
  /// What it is called.
  public var name: String
  /// The most that is drawn [currency], over the horizon in any period, or in each period.
  public var amount: Budget
  /// The most that is drawn in a period per unit that eligible firms contribute in it; nil where nothing has to match.
  public var match: Double?
  /// Whose contributions match; nil for every firm's.
  public var eligible: FirmFilter?

  /// A grant of at most `amount`.
  public init(_ name: String, amount: Budget, match: Double? = nil, eligible: FirmFilter? = nil) {
    self.name = name
    self.amount = amount
    self.match = match
    self.eligible = eligible
  }

  /// The positions of the firms whose contributions match, in the order of `firms`.
  public func eligiblePositions(in firms: FirmTable) -> [Int] {
    eligible?.positions(in: firms) ?? Array(0..<firms.count)
  }
}

extension Budget {
  /// The sum over the horizon [currency].
  public var total: Double {
    switch self {
    case .horizon(let amount): amount
    case .perPeriod(let amounts): amounts.reduce(0, +)
    }
  }
}
