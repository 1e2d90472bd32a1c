import LinearProgramming
import Planning

/// The least amount by which every coalition's worth must be lowered for some division to satisfy all of them.
///
/// Source: M. Maschler, B. Peleg & L. S. Shapley, Geometric properties of the kernel, nucleolus, and related solution
/// concepts, Mathematics of Operations Research 4 (1979), 303–338.
public struct LeastCore: Sendable {
  /// ε: above 0 where the core is empty; below 0 where every coalition can get more than it is worth.
  public let epsilon: Double
  /// A division at which no coalition is worth more than ε above what it gets; one entry a player.
  public let allocation: [Double]
  /// Whether the core is empty, to nine digits of the largest worth, or of what worths could be; to seven where coalitions are
  /// searched for.
  public let coreIsEmpty: Bool

  init(epsilon: Double, allocation: [Double], coreIsEmpty: Bool) {
    self.epsilon = epsilon
    self.allocation = allocation
    self.coreIsEmpty = coreIsEmpty
  }

  /// The least core of `game`.
  ///
  /// - Throws: what the solver throws.
  public init(of game: CoalitionalGame, solver: any Solver) throws(SolverError) {
    var program = ExcessProgram(game, leastParts: nil, solver: solver)
    let optimum = game.players.count > 1 ? try program.optimum(over: game.properCoalitions) : nil
    epsilon = (optimum?.excess ?? 0).orZero(within: game.rounding)
    allocation = optimum?.allocation ?? game.players.map { _ in game[game.everyone] }
    coreIsEmpty = epsilon > 0
  }
}

extension CoalitionalGame {
  /// Whether each coalition, by its bits, is neither nobody nor everyone.
  var properCoalitions: [Bool] {
    worths.indices.map { $0 != 0 && $0 != worths.count - 1 }
  }
}
