import LinearProgramming

/// The divisions of what all players of a game are worth together, and which of them hold.
public struct Sharing: Sendable {
  /// The game that is divided.
  public let game: CoalitionalGame
  /// The divisions, in a fixed order.
  public let divisions: [Division]
  /// The least core, which tells whether there is any division that nobody leaves.
  public let leastCore: LeastCore

  /// A division, and whether some coalition would leave it.
  public struct Division: Sendable {
    /// How it divides.
    public let method: Method
    /// What each player gets.
    public let allocation: [Double]
    /// Whether it is in the core.
    public let test: CoreTest
  }

  /// A way to divide.
  public enum Method: String, Sendable, CaseIterable {
    /// What each player adds on average.
    case shapley
    /// The worst-served coalition as well served as can be, then the next.
    case nucleolus
    /// The same for everyone.
    case equal
  }

  /// Divides the worth of all players of `game`. A game in which players are worth more alone than together has no
  /// nucleolus.
  ///
  /// - Throws: what the solver throws.
  public init(of game: CoalitionalGame, solver: any Solver) throws(SolverError) {
    self.game = game
    let equal = game.players.map { _ in game[game.everyone] / Double(game.players.count) }
    let nucleolus = try game.nucleolus(solver: solver)
    divisions = Method.allCases.compactMap { method in
      let allocation: [Double]? =
        switch method {
        case .shapley: game.shapleyValue
        case .nucleolus: nucleolus
        case .equal: equal
        }
      return allocation.map { Division(method: method, allocation: $0, test: game.coreTest(of: $0)) }
    }
    leastCore = try LeastCore(of: game, solver: solver)
  }
}

extension CoalitionalGame {
  /// The names of the players of `coalition`, joined by `+`.
  public func name(of coalition: Coalition) -> String {
    coalition.members.map { players[$0] }.joined(separator: "+")
  }
}
