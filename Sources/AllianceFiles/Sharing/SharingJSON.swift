import Studies

extension JSONValue {
  /// The divisions of a game, `alliance-sharing/1`.
  public init(_ sharing: Sharing) {
    let game = sharing.game
    let worths = game.worths.indices.dropFirst().map {
      Member(game.name(of: Coalition(bits: $0)), .number(game.worths[$0]))
    }
    self = [
      "schema": "alliance-sharing/1", "players": .list(game.players.map { .text($0) }), "worth": .object(worths),
      "allocations": .object(sharing.divisions.map { Member($0.method.rawValue, $0.json(in: game)) }),
      "core": [
        "empty": .truth(sharing.leastCore.coreIsEmpty), "least_core_epsilon": .number(sharing.leastCore.epsilon),
        "least_core": game.json(of: sharing.leastCore.allocation),
        "tests": .object(sharing.divisions.map { Member($0.method.rawValue, $0.test.json(in: game)) }),
      ],
    ]
  }
}

extension CoalitionalGame {
  /// An amount for every player.
  fileprivate func json(of allocation: [Double]) -> JSONValue {
    .object(zip(players, allocation).map { JSONValue.Member($0, .number($1)) })
  }
}

extension Sharing.Division {
  fileprivate func json(in game: CoalitionalGame) -> JSONValue { game.json(of: allocation) }
}

extension CoreTest {
  fileprivate func json(in game: CoalitionalGame) -> JSONValue {
    [
      "in_core": .truth(isInCore), "blocking": JSONValue(blocking.map { game.name(of: $0) }),
      "excess": .number(excess),
    ]
  }
}
