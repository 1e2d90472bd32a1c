/// Why nobody looked for coalitions that would leave.
public enum CoreObstacle: String, Sendable, Hashable {
  /// With links, what a coalition is worth depends on who is in it in a way that the search among coalitions cannot tell,
  /// and there are too many to go through.
  case links
  /// The firms make no open coalition to search in.
  case coalitions
}

/// What is known of the core from single players, whose worths are known however many players there are.
extension Sharing {
  /// What the players are worth alone, added up.
  public var aloneTogether: Double { alone.reduce(0, +) }

  /// Whether the players are worth more alone than all together, so that no division keeps all of them and the core is
  /// empty.
  public var isWorthMoreAlone: Bool { aloneTogether > total + rounding }

  /// The players that are worth more alone than `division` gives them, and by how much, the greatest first.
  public func worseOffThanAlone(by division: Division) -> [(player: Int, excess: Double)] {
    players.indices.map { (player: $0, excess: alone[$0] - division.allocation[$0]) }
      .filter { $0.excess > rounding }.sorted { ($1.excess, $0.player) < ($0.excess, $1.player) }
  }
}
