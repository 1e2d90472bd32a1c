import GLPKSolver
import Studies
import TestSupport
import Testing

@Suite("Games with known answers")
struct SharingTests {
  private func nucleolus(_ game: CoalitionalGame) throws -> [Double] {
    try #require(try game.nucleolus(solver: GLPKSolver()))
  }

  private func isClose(_ found: [Double], _ expected: [Double], within tolerance: Double = 1e-9) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
  }

  @Test(
    "the linear production game has Shapley value (229, 272, 491) and nucleolus (149, 192, 651), not (149, 201, 642)")
  func production() throws {
    let game = ReferenceGames.production
    #expect(isClose(game.shapleyValue, [229, 272, 491]))
    #expect(isClose(try nucleolus(game), [149, 192, 651]))
    #expect(game.coreTest(of: [230, 282, 480]).isInCore)
    #expect(try !LeastCore(of: game, solver: GLPKSolver()).coreIsEmpty)
  }

  @Test("the owner of the only left glove gets everything in the core and two thirds by Shapley")
  func gloves() throws {
    let game = ReferenceGames.gloves
    #expect(isClose(game.shapleyValue, [2.0 / 3, 1.0 / 6, 1.0 / 6]))
    #expect(isClose(try nucleolus(game), [1, 0, 0]))
    let test = game.coreTest(of: game.shapleyValue)
    #expect(!test.isInCore)
    #expect([Coalition([0, 1]), Coalition([0, 2])].contains(test.blocking))
    #expect(abs(test.excess - 1.0 / 6) < 1e-12)
    #expect(game.coreTest(of: [1, 0, 0]).isInCore)
  }

  // S. C. Littlechild & G. Owen, A simple expression for the Shapley value in a special case, Management Science 20
  // (1973); S. C. Littlechild, A simple expression for the nucleolus in a special case, Int. J. Game Theory 3 (1974).
  @Test("planes that share a runway pay for its stretches: by Shapley all users alike, by the nucleolus half at first")
  func airport() throws {
    let game = ReferenceGames.airport
    #expect(isClose(game.shapleyValue, [-1.0 / 3, -1.0 / 3 - 1.0 / 2, -1.0 / 3 - 1.0 / 2 - 2]))
    #expect(isClose(try nucleolus(game), [-0.5, -0.75, -2.75]))
    #expect(game.coreTest(of: game.shapleyValue).isInCore)
  }

  // R. J. Aumann & M. Maschler, Game theoretic analysis of a bankruptcy problem from the Talmud, Journal of Economic
  // Theory 36 (1985).
  @Test(
    "the nucleolus divides the Talmud's three estates as the Talmud does",
    arguments: [
      (100.0, [100.0 / 3, 100.0 / 3, 100.0 / 3]), (200.0, [50.0, 75.0, 75.0]), (300.0, [50.0, 100.0, 150.0]),
    ] as [(Double, [Double])])
  func talmud(estate: Double, shares: [Double]) throws {
    #expect(isClose(try nucleolus(ReferenceGames.estate(of: estate)), shares))
  }

  @Test("where any two of three can have it all, the core is empty and a third must be taken from every pair")
  func majority() throws {
    let game = ReferenceGames.majority
    let core = try LeastCore(of: game, solver: GLPKSolver())
    #expect(core.coreIsEmpty)
    #expect(abs(core.epsilon - 1.0 / 3) < 1e-12)
    #expect(isClose(core.allocation, [1.0 / 3, 1.0 / 3, 1.0 / 3]))
    #expect(!game.coreTest(of: game.shapleyValue).isInCore)
  }

  @Test("one player gets its worth, and players who are worth more alone have no nucleolus")
  func edges() throws {
    let single = ReferenceGames.game(1) { _ in 7 }
    #expect(single.shapleyValue == [7])
    #expect(try nucleolus(single) == [7])
    #expect(single.coreTest(of: [7]).isInCore)
    #expect(try !LeastCore(of: single, solver: GLPKSolver()).coreIsEmpty)
    let quarrel = ReferenceGames.game(2) { $0.count == 1 ? 3 : 4 }
    #expect(try quarrel.nucleolus(solver: GLPKSolver()) == nil)
  }
}
