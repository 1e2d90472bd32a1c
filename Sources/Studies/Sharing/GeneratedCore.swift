import LinearProgramming
import Planning

/// The least core of a game with too many coalitions to go through: a program with a row for those that matter, which a
/// search names one by one.
///
/// Source: M. Drechsel & A. Kimms, Computing core allocations in cooperative games with an application to cooperative
/// procurement, International Journal of Production Economics 128 (2010), 310–321, for the generation of rows.
struct GeneratedCore {
  private let everyone: Double
  private let solver: any Solver
  private var program: LinearProgram
  private let parts: [Variable]
  private let excess: Variable
  private let size: Double

  /// The program of players who are worth `alone` by themselves and `everyone` together.
  ///
  /// - Parameter leastSize: about how large worths could be.
  init(alone: [Double], everyone: Double, leastSize: Double = 0, solver: any Solver) {
    self.everyone = everyone
    self.solver = solver
    size = max(abs(everyone), alone.reduce(leastSize) { max($0, abs($1)) }, .leastNormalMagnitude)
    var program = LinearProgram(.minimise, name: "least core")
    parts = alone.indices.map { program.addVariable("player \($0)", in: .free) }
    excess = program.addVariable("excess", in: .free)
    program.objective = excess.expression
    self.program = program
    self.program.require(sum(of: Array(alone.indices)) == everyone / size, named: "everyone")
    for (player, worth) in alone.enumerated() { add([player], worth: worth) }
  }

  /// The least core. `worstServed` gives the coalition that an allocation serves worst, with its worth; nil where none has
  /// any.
  mutating func leastCore(
    _ worstServed: ([Double]) throws(PlanningError) -> LeavingCoalition?
  ) throws(PlanningError) -> LeastCore {
    while true {
      let solution: Solution
      do { solution = try solver.solve(program) } catch { throw .solver(error) }
      guard solution.termination == .optimal else { throw .stopped(solution.termination) }
      let allocation = parts.map { solution[$0] * size }
      let epsilon = (solution[excess] * size).orZero(within: 1e-7 * size)
      guard let coalition = try worstServed(allocation),
        coalition.worth - coalition.firms.reduce(0, { $0 + allocation[$1] }) > epsilon + 1e-7 * size
      else { return LeastCore(epsilon: epsilon, allocation: allocation, coreIsEmpty: epsilon > 0) }
      add(coalition.firms, worth: coalition.worth)
    }
  }

  private mutating func add(_ players: [Int], worth: Double) {
    program.require(sum(of: players) + excess >= worth / size, named: "coalition \(program.rowCount)")
  }

  private func sum(of players: [Int]) -> LinearExpression {
    players.reduce(into: LinearExpression()) { $0 += parts[$1] }
  }
}
