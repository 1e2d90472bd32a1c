/// Some of the players of a game, as a set of positions; at most 62 players.
public struct Coalition: Sendable, Hashable {
  /// A bit a player: bit i is set where player i takes part. Among n players the coalitions are 0 ..< 2ⁿ.
  public let bits: Int

  /// The coalition whose members are the set bits of `bits`.
  public init(bits: Int) { self.bits = bits }

  /// The coalition of the players at `positions`.
  public init(_ positions: some Sequence<Int>) {
    bits = positions.reduce(0) { $0 | 1 << $1 }
  }

  /// All of `count` players.
  public static func everyone(of count: Int) -> Coalition { Coalition(bits: 1 << count - 1) }
  /// Nobody.
  public static let nobody = Coalition(bits: 0)

  /// How many players take part.
  public var count: Int { bits.nonzeroBitCount }
  /// The positions of the players that take part, ascending.
  public var members: [Int] {
    (0..<(Int.bitWidth - bits.leadingZeroBitCount)).filter { contains($0) }
  }

  /// Whether player `position` takes part.
  public func contains(_ position: Int) -> Bool { bits >> position & 1 == 1 }
  /// The coalition with player `position` in it.
  public func joined(by position: Int) -> Coalition { Coalition(bits: bits | 1 << position) }
  /// The coalition without player `position`.
  public func left(by position: Int) -> Coalition { Coalition(bits: bits & ~(1 << position)) }

  /// The names of those of `players` that take part, joined by `+`; a name that holds a `+` itself stands in double
  /// quotes, so that no two coalitions have one name.
  public func name(among players: [String]) -> String {
    members.map { players[$0].contains("+") ? "\"\(players[$0])\"" : players[$0] }.joined(separator: "+")
  }
}
