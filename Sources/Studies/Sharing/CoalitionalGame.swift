import Planning

/// A game with transferable utility: what every coalition of its players is worth by itself.
public struct CoalitionalGame: Sendable {
  /// The names of the players.
  public let players: [String]
  /// The worth of every coalition, by its bits: 2ⁿ entries, the first one 0.
  public let worths: [Double]
  /// About how large worths could be, against which rounding is judged besides the worths themselves.
  private let leastSize: Double

  /// The most players of a game that is written down coalition by coalition.
  public static let playerLimit = 20

  /// The game of `players` with the worth of every coalition by its bits; nobody's worth is 0.
  ///
  /// - Parameter leastSize: about how large worths could be, where more is known than the worths tell.
  public init(players: [String], worths: [Double], leastSize: Double = 0) {
    precondition(players.count <= Self.playerLimit, "no more players than a game can be written down for")
    precondition(worths.count == 1 << players.count, "a worth for every coalition")
    precondition(worths.first == 0 && worths.allSatisfy(\.isFinite), "nobody is worth nothing, and worths are numbers")
    self.players = players
    self.worths = worths
    self.leastSize = leastSize
  }

  /// What `coalition` is worth.
  public subscript(_ coalition: Coalition) -> Double { worths[coalition.bits] }

  /// All players together.
  public var everyone: Coalition { .everyone(of: players.count) }

  /// What each player is worth alone.
  public var worthsAlone: [Double] { players.indices.map { worths[1 << $0] } }

  /// The largest worth in absolute value, or what worths could be, against which rounding is judged; 1 for a game of
  /// nothing.
  var size: Double {
    let largest = worths.reduce(leastSize) { max($0, abs($1)) }
    return largest > 0 ? largest : 1
  }

  /// Differences up to this are rounding: nine digits of the size.
  var rounding: Double { FigureRounding.part * size }

  /// What every coalition gets together of `allocation` (one entry a player), by its bits.
  func sums(of allocation: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: worths.count)
    for bits in 1..<worths.count {
      sums[bits] = sums[bits & (bits - 1)] + allocation[bits.trailingZeroBitCount]
    }
    return sums
  }
}
