import Planning

/// Whether a division of what all are worth holds together: no coalition gets less than it is worth by itself.
///
/// Source: D. B. Gillies, Solutions to general non-zero-sum games, Annals of Mathematics Studies 40 (1959), 47–85.
public struct CoreTest: Sendable {
  /// Whether the division is in the core, to nine digits of the largest worth, or of what worths could be; to seven
  /// where coalitions are searched for.
  public let isInCore: Bool
  /// The coalition that would gain most by leaving; nil where none would.
  public let blocking: Coalition?
  /// What the coalition that is worst served is worth above what it gets; negative where every one gets more, 0 for a
  /// single player.
  public let excess: Double
}

extension CoalitionalGame {
  /// Tests whether `allocation` (one entry a player, adding up to the worth of all) is in the core.
  public func coreTest(of allocation: [Double]) -> CoreTest {
    let sums = sums(of: allocation)
    var worst: (bits: Int, excess: Double)?
    for bits in worths.indices.dropFirst().dropLast() {
      let excess = worths[bits] - sums[bits]
      if excess > worst?.excess ?? -.infinity { worst = (bits, excess) }
    }
    guard let worst else { return CoreTest(isInCore: true, blocking: nil, excess: 0) }
    let excess = worst.excess.orZero(within: rounding)
    return CoreTest(isInCore: excess <= 0, blocking: excess > 0 ? Coalition(bits: worst.bits) : nil, excess: excess)
  }
}
