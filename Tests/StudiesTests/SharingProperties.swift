import GLPKSolver
import LinearProgramming
import Studies
import TestSupport
import Testing

@Suite("Properties of divisions over random games")
struct SharingProperties {
  private static let seeds = Array(1...30 as ClosedRange<UInt64>)

  /// A random game of 3 to 6 players, superadditive for even seeds.
  private func game(_ seed: UInt64) -> CoalitionalGame {
    var random = SeededGenerator(seed: seed)
    let players = 3 + Int(seed % 4)
    var worths = [0.0]
    for bits in 1..<(1 << players) {
      let drawn = Double.random(in: 0...10, using: &random) * (seed.isMultiple(of: 3) ? 1e6 : 1)
      var best = drawn
      var part = (bits - 1) & bits
      while seed.isMultiple(of: 2), part > 0 {
        best = max(best, worths[part] + worths[bits ^ part])
        part = (part - 1) & bits
      }
      worths.append(best)
    }
    return CoalitionalGame(players: (0..<players).map { "p\($0)" }, worths: worths)
  }

  /// The game in which player i is called `order[i]` of the old one.
  private func permuted(_ game: CoalitionalGame, _ order: [Int]) -> CoalitionalGame {
    CoalitionalGame(
      players: order.map { game.players[$0] },
      worths: game.worths.indices.map { game[Coalition(Coalition(bits: $0).members.map { order[$0] })] })
  }

  @Test(
    "Shapley hands out everything, is additive, and serves equal and useless players as they deserve", arguments: seeds)
  func shapleyAxioms(seed: UInt64) {
    let (game, value) = (game(seed), game(seed).shapleyValue)
    let size = game.worths.map(abs).max() ?? 1
    #expect(abs(value.reduce(0, +) - game[game.everyone]) < 1e-12 * size * 8)
    let other = CoalitionalGame(players: game.players, worths: game.worths.indices.map { Double($0.nonzeroBitCount) })
    let sum = CoalitionalGame(players: game.players, worths: zip(game.worths, other.worths).map { $0 + $1 })
    for (found, parts) in zip(sum.shapleyValue, zip(value, other.shapleyValue)) {
      #expect(abs(found - parts.0 - parts.1) < 1e-12 * size * 8)
    }
    // One more player who brings just its own 2 to every coalition, and changes nothing for the others.
    let count = game.players.count
    let everyone = game.everyone.bits
    let worths: [Double] = (0..<(2 << count)).map { (bits: Int) -> Double in
      game.worths[bits & everyone] + (bits > everyone ? 2 : 0)
    }
    let larger = CoalitionalGame(players: game.players + ["guest"], worths: worths)
    for (found, expected) in zip(larger.shapleyValue, value + [2]) { #expect(abs(found - expected) < 1e-12 * size * 8) }
  }

  @Test("names and order of the players do not matter", arguments: seeds)
  func permutation(seed: UInt64) throws {
    let game = game(seed)
    let order = Array(game.players.indices.reversed())
    let other = permuted(game, order)
    let size = game.worths.map(abs).max() ?? 1
    let (nucleolus, turned) = (
      try game.nucleolus(solver: GLPKSolver()), try other.nucleolus(solver: GLPKSolver())
    )
    for player in order.indices {
      #expect(abs(other.shapleyValue[player] - game.shapleyValue[order[player]]) < 1e-12 * size * 8)
      if let nucleolus, let turned { #expect(abs(turned[player] - nucleolus[order[player]]) < 1e-8 * size) }
    }
    #expect((nucleolus == nil) == (turned == nil))
  }

  // E. Kohlberg, On the nucleolus of a characteristic function game, SIAM Journal on Applied Mathematics 20 (1971): the
  // coalitions of excess α or more, with the players who get no more than alone, are balanced for every α.
  @Test("the nucleolus passes Kohlberg's test, which is made without the sequence of programs", arguments: seeds)
  func kohlberg(seed: UInt64) throws {
    let game = game(seed)
    guard let nucleolus = try game.nucleolus(solver: GLPKSolver()) else {
      #expect(game.worthsAlone.reduce(0, +) > game[game.everyone])
      return
    }
    let size = game.worths.map(abs).max() ?? 1
    let coalitions = (1..<(game.worths.count - 1)).map { Coalition(bits: $0) }
    func excess(_ coalition: Coalition) -> Double {
      game[coalition] - coalition.members.reduce(0) { $0 + nucleolus[$1] }
    }
    let held = game.players.indices.filter { nucleolus[$0] <= game.worthsAlone[$0] + 1e-8 * size }
    for coalition in coalitions {
      let level = excess(coalition) - 1e-8 * size
      let collection = coalitions.filter { excess($0) >= level }
      #expect(try isBalanced(collection, with: held, players: game.players.count), "at excess \(level)")
    }
  }

  /// Whether weights above 0 for all of `collection`, and from 0 on for the single players `held`, cover everyone once.
  private func isBalanced(_ collection: [Coalition], with held: [Int], players: Int) throws -> Bool {
    var program = LinearProgram(.maximise)
    let least = program.addVariable("least", in: 0...1)
    let weights = collection.indices.map { program.addVariable("w\($0)", in: 0...1) }
    let alone = held.map { program.addVariable("h\($0)", in: 0...1) }
    for (index, weight) in weights.enumerated() { program.require(weight - least >= 0, named: "l\(index)") }
    for player in 0..<players {
      var sum = LinearExpression()
      for (coalition, weight) in zip(collection, weights) where coalition.contains(player) { sum += weight }
      for (single, weight) in zip(held, alone) where single == player { sum += weight }
      program.require(sum == 1, named: "p\(player)")
    }
    program.objective = least.expression
    let solution = try GLPKSolver().solve(program)
    return solution.termination == .optimal && solution.objective > 1e-9
  }

  @Test("a nucleolus lies in the least core, and in the core wherever there is one", arguments: seeds)
  func nucleolusInCore(seed: UInt64) throws {
    let game = game(seed)
    let core = try LeastCore(of: game, solver: GLPKSolver())
    let size = game.worths.map(abs).max() ?? 1
    #expect(abs(game.coreTest(of: core.allocation).excess - core.epsilon) < 1e-8 * size)
    guard let nucleolus = try game.nucleolus(solver: GLPKSolver()) else { return }
    #expect(abs(nucleolus.reduce(0, +) - game[game.everyone]) < 1e-9 * size * 8)
    #expect(game.coreTest(of: nucleolus).isInCore == !core.coreIsEmpty)
  }

  @Test("sampled Shapley values hand out everything and lie within their errors of the exact ones", arguments: seeds)
  func sampling(seed: UInt64) {
    let game = game(seed)
    let size = game.worths.map(abs).max() ?? 1
    let sample = SampledShapleyValue(players: game.players.count, groups: 400, seed: seed) { $0.map { game[$0] } }
    #expect(abs(sample.value.reduce(0, +) - game[game.everyone]) < 1e-9 * size)
    #expect(sample.orders == 400 * game.players.count)
    for (player, exact) in game.shapleyValue.enumerated() {
      #expect(abs(sample.value[player] - exact) <= 4.5 * sample.standardErrors[player] + 1e-9 * size)
      #expect(sample.standardErrors[player] < 0.05 * size)
    }
  }

  @Test("the same seed gives the same estimate, another one another")
  func seededSampling() {
    let game = game(5)
    func estimate(_ seed: UInt64) -> [Double] {
      SampledShapleyValue(players: game.players.count, groups: 3, seed: seed) { $0.map { game[$0] } }.value
    }
    #expect(estimate(1) == estimate(1))
    #expect(estimate(1) != estimate(2))
  }
}
