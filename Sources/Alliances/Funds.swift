/// Money that the firms put in themselves, as far as a plan asks for it.
public struct Contributions: Sendable, Hashable {
  /// The column of the firm file with the most that each firm puts in per period [currency].
  public var maximum: String

  /// Contributions of at most what stands in the column `maximum`, per firm and period.
  public init(maximum: String) { self.maximum = maximum }
}
