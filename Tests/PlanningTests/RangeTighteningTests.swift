import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

/// What rows leave of the ranges of arguments, by hand and against fine grids.
@Suite("Narrower ranges where rules keep firms inside what they could do")
struct RangeTighteningTests {
  @Test("a sum is held against a row as a knapsack is")
  func knapsack() {
    // 0 ≤ x, y ≤ 3 and 5 ≤ x + 2y ≤ 6.
    let rows = BoundPropagation(rows: [[(0, 1), (1, 2)]], isInteger: [false, false])
    let bounds = BoundPropagation.RowBounds(lower: [5], upper: [6])
    var program = LinearProgram(.maximise)
    let (x, y) = (program.addVariable("x", in: 0...3), program.addVariable("y", in: 0...3))
    let space = BoundedSum.Space(BoundPropagation.Box(lower: [0, 0], upper: [3, 3]), bounds, rows)
    let sum = BoundedSum(x + y + 1, in: rows).range(in: space)
    // x = 3 leaves 1.5 of y; y = 2.5 alone meets the least.
    #expect(sum.map { abs($0.upper - 5.5) < 1e-8 && abs($0.lower - 3.5) < 1e-8 } == true)
    let difference = BoundedSum(x - y, in: rows).range(in: space)
    // From x = 3 and y = 1 to x = 0 and y = 3.
    #expect(difference.map { abs($0.upper - 2) < 1e-8 && abs($0.lower + 3) < 1e-8 } == true)
  }

  @Test("bounds are passed on from row to row, and decisions are whole")
  func propagation() {
    // x ≤ 4z with z whole, x + y = 5, y ≤ 3.
    let rows = BoundPropagation(rows: [[(0, 1), (2, -4)], [(0, 1), (1, 1)]], isInteger: [false, false, true])
    let bounds = BoundPropagation.RowBounds(lower: [-.infinity, 5], upper: [0, 5])
    var box = BoundPropagation.Box(lower: [0, 0, 0], upper: [100, 3, 1])
    #expect(rows.propagate(&box, within: bounds))
    #expect(abs(box.lower[0] - 2) < 1e-7 && box.lower[2] == 1)
    #expect(abs(box.upper[0] - 4) < 1e-7 && abs(box.lower[1] - 1) < 1e-7)
    var empty = BoundPropagation.Box(lower: [0, 0, 0], upper: [1, 3, 1])
    #expect(!rows.propagate(&empty, within: bounds))
  }

  /// Firms with one lever each under a tobit, who share a budget in proportion to what they sell.
  private func description(seed: UInt64, firms: Int, tolerance: Double) throws -> AllianceDescription {
    var generator = SeededGenerator(seed: seed)
    func column(_ range: ClosedRange<Double>) -> [Double] {
      (0..<firms).map { _ in Double.random(in: range, using: &generator) }
    }
    return AllianceDescription(
      name: "shares \(seed)",
      model: try sampleModel(
        "out ~ skill + rd", ["(Intercept)": -4, "skill": 1, "rd": 0.7], family: .tobit(lower: 0, upper: nil), sigma: 2),
      firms: sampleFirms(
        (0..<firms).map { FirmID("f\($0)") },
        [
          "rd": column(0...1), "skill": column(0...3), "rd_unit_cost": column(0.7...1.5), "sales": column(1...4),
        ]),
      budget: .horizon(2.5 * Double(firms)), levers: [Lever("rd", maximum: 8)],
      rules: [Rule("fair", .proportion(Proportion(to: .column("sales"), tolerance: tolerance)))])
  }

  @Test(
    "nothing on a fine grid that keeps the shares beats the bound", arguments: UInt64(1)...4, [0, 0.05, 0.2, 0.5, 0.9])
  func grid(seed: UInt64, tolerance: Double) throws {
    let plan = try plan(description(seed: seed, firms: 3, tolerance: tolerance))
    #expect(plan.objective.gap <= 1.01e-4)
    #expect(plan.certificate.holds)
    let best = try bestOnGrid(plan.alliance, tolerance: tolerance)
    #expect(best > 0)
    #expect(best <= plan.objective.bound * (1 + 1e-9), "the grid finds \(best)")
    #expect(best >= plan.objective.value * 0.95, "the grid is too coarse to tell: \(best)")
  }

  /// The best gain over grids of the rate, and at each of what every firm gets between its least and its greatest share.
  private func bestOnGrid(_ alliance: Alliance, tolerance: Double) throws -> Double {
    let schedule = alliance.levers[0]
    let sales = alliance.firms.figures("sales")
    let money = alliance.description.budget.amounts(over: 1)[0]
    func gain(_ firm: Int, _ spent: Double) -> Double? {
      let level = schedule.baseline[firm] + spent / schedule.unitCost[firm]
      guard level <= schedule.upper[firm] else { return nil }
      return alliance.output(index: alliance.index(firm: firm, period: 0, levels: [level]))
        - alliance.output(index: alliance.baselineIndex(firm: firm, period: 0))
    }
    var best = 0.0
    for step in 0...80 {
      let rate = money / sales.reduce(0, +) / (1 - tolerance) * Double(step) / 80
      let ways = sales.indices.map { firm in
        (0...10).compactMap { part -> (spent: Double, gain: Double)? in
          let spent = (1 + tolerance * (0.2 * Double(part) - 1)) * rate * sales[firm]
          return gain(firm, spent).map { (spent, $0) }
        }
      }
      for first in ways[0] {
        for second in ways[1] {
          for third in ways[2] where first.spent + second.spent + third.spent <= money * (1 + 1e-9) {
            best = max(best, first.gain + second.gain + third.gain)
          }
        }
      }
    }
    return best
  }

  @Test(
    "the gap of many firms that share in proportion to a column is small after few parts",
    arguments: [(0.02, 1.01e-4), (0.1, 1e-3), (0.3, 6e-3)])
  func manyFirms(tolerance: Double, gap: Double) throws {
    let alliance = try Alliance(description(seed: 9, firms: 24, tolerance: tolerance))
    let search = BendSearch(method: TangentMethod(solver: GLPKSolver()), partLimit: 60)
    let found = try #require(try search.best(of: Formulation(alliance)))
    // With the rate open the bound stands 26 to 43 per cent above the plan.
    #expect(found.bound <= found.best.solution.objective * (1 + gap))
  }

  @Test("a search that begins at a similar plan finds one as good", arguments: UInt64(1)...4)
  func similarPlan(seed: UInt64) throws {
    let planner = Planner(solver: GLPKSolver())
    let first = try #require(
      try planner.bestPlan(of: Alliance(description(seed: seed, firms: 4, tolerance: 0.2))))
    let other = try Alliance(description(seed: seed, firms: 4, tolerance: 0.25))
    let fresh = try #require(try planner.bestPlan(of: other))
    let begun = try #require(try planner.bestPlan(of: other, from: first.start))
    #expect(begun.objective.gap <= 1.01e-4)
    #expect(abs(begun.objective.value - fresh.objective.value) <= 1.01e-4 * fresh.objective.value)
    // A wider tolerance keeps the plan that was best before.
    #expect(begun.objective.value >= first.objective.value * (1 - 1.01e-4))
  }

  @Test("who joins is settled first, so that candidates take few parts more", arguments: [1, 2, 3] as [UInt64])
  func candidates(seed: UInt64) throws {
    var description = try description(seed: seed, firms: 6, tolerance: 0.7)
    let firms = description.firms
    let costs = FirmColumn(name: FirmTable.joiningCostColumn, [0, 0, 0, 0.3, 0.1, 0.6])
    description.firms = FirmTable(
      ids: firms.ids, columns: firms.columnNames.compactMap(firms.column) + [costs], memberCount: 3)
    let alliance = try Alliance(description)
    let search = BendSearch(method: TangentMethod(solver: GLPKSolver()), partLimit: 120)
    let found = try #require(try search.best(of: Formulation(alliance)))
    #expect(found.stop == nil)
    let figure = found.best.solution.objective
    #expect(found.bound <= figure * (1 + 1.01e-4))
    // Every selection by itself.
    var best = -Double.infinity
    for selection in 0..<8 {
      let joins = Dictionary(uniqueKeysWithValues: (0..<3).map { (3 + $0, selection >> $0 & 1 == 1) })
      let other = try BendSearch(method: TangentMethod(solver: GLPKSolver())).best(
        of: Formulation(alliance).settling(joins))
      best = max(best, other?.best.solution.objective ?? -.infinity)
    }
    #expect(abs(figure - best) <= 1.01e-4 * best)
  }
}
