import LinearProgramming

/// The linear program behind the least core and the nucleolus: minimise ε such that x(S) + ε ≥ v(S) for every coalition S
/// that is not settled, and x(S) is as settled for the others.
///
/// Rows are written for the coalitions that need them only: an answer names those that it serves worst, and they join,
/// until no coalition is left out. Figures are divided by the size of the game, so that tolerances are relative.
struct ExcessProgram {
  let game: CoalitionalGame
  let solver: any Solver
  private var program: LinearProgram
  private let parts: [Variable]
  private let excess: Variable
  /// The coalitions that have a row, in the order of the rows.
  private var written: [(coalition: Coalition, row: Row)] = []
  private var isWritten: [Bool]
  private var basis: Basis?

  /// An optimum of the program.
  struct Optimum {
    /// What every player gets, in the unit of the game.
    let allocation: [Double]
    /// The least greatest excess ε, in the unit of the game.
    let excess: Double
    /// The coalitions that stand at ε at every optimum.
    let tight: [Coalition]
    /// The players that get just their least part at every optimum.
    let held: [Int]
  }

  /// The program of `game` in which everyone together gets the worth of all, and nobody less than `leastParts`, one entry
  /// a player.
  init(_ game: CoalitionalGame, leastParts: [Double]?, solver: any Solver) {
    self.game = game
    self.solver = solver
    var program = LinearProgram(.minimise, name: "least core")
    parts = game.players.indices.map { player in
      let bounds = leastParts.map { Bounds.atLeast($0[player] / game.size) } ?? .free
      return program.addVariable(game.players[player], in: bounds)
    }
    excess = program.addVariable("excess", in: .free)
    program.objective = excess.expression
    self.program = program
    isWritten = [Bool](repeating: false, count: game.worths.count)
    let sum = parts.reduce(into: LinearExpression()) { $0 += $1 }
    self.program.require(sum == game[game.everyone] / game.size, named: "everyone")
    for player in game.players.indices where game.players.count > 1 { write(Coalition([player])) }
  }

  /// Holds what `coalition` gets together at `amount`, in the unit of the game; it counts for ε no longer.
  mutating func settle(_ coalition: Coalition, at amount: Double) {
    let scaled = amount / game.size
    if let known = written.first(where: { $0.coalition == coalition }) {
      program.setBounds(of: known.row, to: .free)
    }
    program.require(sum(of: coalition) == scaled, named: coalition.name(among: game.players))
  }

  /// Lets `coalition` count for ε no longer, since what it gets follows from what is settled.
  mutating func drop(_ coalition: Coalition) {
    guard isWritten[coalition.bits], let known = written.first(where: { $0.coalition == coalition }) else { return }
    program.setBounds(of: known.row, to: .free)
  }

  /// The optimum over the coalitions that `isOpen` tells by their bits; nil where no division gives everyone the least part.
  mutating func optimum(over isOpen: [Bool]) throws(SolverError) -> Optimum? {
    while true {
      let solution = try solver.solve(program, from: basis)
      guard solution.termination == .optimal else { return nil }
      basis = solution.basis
      let allocation = parts.map { solution[$0] * game.size }
      let excess = solution[excess] * game.size
      let missing = unserved(by: allocation, beyond: excess, isOpen)
      guard missing.isEmpty else {
        missing.forEach { write($0) }
        continue
      }
      let tight = written.filter { isOpen[$0.coalition.bits] && solution.dual(of: $0.row) > 1e-9 }.map(\.coalition)
      let held = parts.indices.filter { solution.reducedCost(of: parts[$0]) > 1e-9 }
      return Optimum(allocation: allocation, excess: excess, tight: tight, held: held)
    }
  }

  /// The open coalitions without a row that are served worst, as many as there are players at most.
  private func unserved(by allocation: [Double], beyond excess: Double, _ isOpen: [Bool]) -> [Coalition] {
    let sums = game.sums(of: allocation)
    let near = 1e-10 * game.size
    let missing = game.worths.indices.filter {
      isOpen[$0] && !isWritten[$0] && game.worths[$0] - sums[$0] > excess + near
    }
    let worst = missing.sorted { game.worths[$0] - sums[$0] > game.worths[$1] - sums[$1] }
    return worst.prefix(max(8, game.players.count)).map { Coalition(bits: $0) }
  }

  private mutating func write(_ coalition: Coalition) {
    let row = program.require(
      sum(of: coalition) + excess >= game[coalition] / game.size, named: coalition.name(among: game.players))
    written.append((coalition, row))
    isWritten[coalition.bits] = true
  }

  private func sum(of coalition: Coalition) -> LinearExpression {
    coalition.members.reduce(into: LinearExpression()) { $0 += parts[$1] }
  }
}
