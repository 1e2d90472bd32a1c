import Alliances
import GLPKSolver
import LinearProgramming
import Regression
import TestSupport
import Testing

@testable import Planning

/// Allocations in proportion to gains that follow curves, against fine grids of all levels.
@Suite("Allocations in proportion to gains that bend")
struct BentGainProportionTests {
  /// How outputs follow the lever in a case.
  enum Response: String, CaseIterable, Sendable {
    case lowerLimit, bothLimits, exponential, root, square
  }

  /// Firms with one lever, of which each has its own index without it and its own cost.
  private func description(
    _ response: Response, tolerance: Double, seed: UInt64, firms: Int = 2, periods: Int = 1
  ) throws -> AllianceDescription {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    func column(_ range: ClosedRange<Double>) -> [Double] { (0..<firms).map { _ in number(range) } }
    let model: InnovationModel =
      switch response {
      case .lowerLimit:
        try sampleModel(
          "output ~ skill + rd", ["(Intercept)": -3, "skill": 1, "rd": number(0.5...1)],
          family: .tobit(lower: 0, upper: nil), sigma: number(0.8...2.5))
      case .bothLimits:
        try sampleModel(
          "output ~ skill + rd", ["(Intercept)": -3, "skill": 1, "rd": number(0.5...1)],
          family: .tobit(lower: 0, upper: 5), sigma: number(0.8...2))
      case .exponential:
        try sampleModel(
          "output ~ skill + log1p(rd)", ["(Intercept)": -1, "skill": 0.4, "log1p(rd)": number(0.8...1.5)],
          family: .poisson)
      case .root: try sampleModel("output ~ skill + sqrt(rd)", ["(Intercept)": 0, "skill": 1, "sqrt(rd)": 1.3])
      case .square:
        try sampleModel("output ~ skill + rd + I(rd^2)", ["(Intercept)": 0, "skill": 1, "rd": 0.2, "I(rd^2)": 0.15])
      }
    var description = AllianceDescription(
      name: "\(response) \(seed)", model: model,
      firms: sampleFirms(
        (0..<firms).map { FirmID("f\($0)") },
        ["rd": column(0...0.5), "skill": column(0...2.5), "rd_unit_cost": column(0.7...1.5)]),
      budget: .horizon(number(4...8) * Double(periods)), levers: [Lever("rd", maximum: 6)])
    if periods > 1 { description.periods = (0..<periods).map { "\(2030 + $0)" } }
    description.rules = [Rule("fair", .proportion(Proportion(to: .gain, tolerance: tolerance)))]
    return description
  }

  /// What firms spend and gain at one level each.
  private struct Figures {
    let alliance: Alliance

    func cost(_ firm: Int, _ level: Double) -> Double {
      alliance.levers[0].unitCost[firm] * (level - alliance.levers[0].baseline[firm])
    }

    func gain(_ firm: Int, _ level: Double) -> Double {
      alliance.output(index: alliance.index(firm: firm, period: 0, levels: [level]))
        - alliance.output(index: alliance.baselineIndex(firm: firm, period: 0))
    }

    /// Cost and gain at the levels of an even grid, from the baseline on.
    func points(_ firm: Int, steps: Int) -> [(cost: Double, gain: Double)] {
      let (first, last) = (alliance.levers[0].baseline[firm], alliance.levers[0].upper[firm])
      return (0...steps).map { step in
        let level = first + (last - first) * Double(step) / Double(steps)
        return (cost(firm, level), gain(firm, level))
      }
    }
  }

  /// That `plan` keeps the rule by its printed amounts, and is proved to the usual gap.
  private func check(_ plan: Plan, tolerance: Double, gap: Double = 1.01e-4) {
    #expect(plan.certificate.holds)
    #expect(plan.objective.gap <= gap)
    let least = Proportion.leastTolerance(
      of: plan.firms.map(\.spending), to: plan.firms.map { $0.gain > 1e-6 ? $0.gain : 0 }, rounding: 1e-5)
    #expect((least ?? 1) <= tolerance + 1e-5)
  }

  @Test("no levels of a fine grid that keep the rule gain more", arguments: Response.allCases, UInt64(1)...4)
  func beatsTheGrid(response: Response, seed: UInt64) throws {
    let tolerance = seed % 2 == 0 ? 0.1 : 0.25
    let plan = try plan(description(response, tolerance: tolerance, seed: seed))
    check(plan, tolerance: tolerance)
    let figures = Figures(alliance: plan.alliance)
    let money = plan.alliance.description.budget.total
    let second = figures.points(1, steps: 250)
    let ratio = (1 + tolerance) / (1 - tolerance)
    var best = 0.0
    for (cost, gain) in figures.points(0, steps: 250) {
      for (otherCost, otherGain) in second where cost + otherCost <= money && gain + otherGain > best {
        // The two costs of a unit of gain are no farther apart than the tolerance lets them be; 0 for 0 is any cost.
        let (first, other) = (cost * otherGain, otherCost * gain)
        if first <= ratio * other, other <= ratio * first { best = gain + otherGain }
      }
    }
    #expect(best <= plan.totals.gain * (1 + 1.01e-4), "the grid finds \(best), the plan \(plan.totals.gain)")
    #expect(best >= plan.totals.gain * 0.97, "the grid is fine enough to come near")
  }

  @Test(
    "with a tolerance of 0 one ratio serves both exactly, and no other ratio serves better",
    arguments: Response.allCases)
  func oneRatio(response: Response) throws {
    let plan = try plan(description(response, tolerance: 0, seed: 7))
    check(plan, tolerance: 0)
    let figures = Figures(alliance: plan.alliance)
    let money = plan.alliance.description.budget.total
    var best = 0.0
    // One firm alone, or both where the costs of a unit of gain are the same at both.
    for firm in 0..<2 {
      for (cost, gain) in figures.points(firm, steps: 1000) where cost <= money { best = max(best, gain) }
    }
    let second = figures.points(1, steps: 300).dropFirst()
    for (cost, gain) in figures.points(0, steps: 300).dropFirst() {
      for (from, to) in zip(second, second.dropFirst()) {
        let ends = (cost * from.gain - gain * from.cost, cost * to.gain - gain * to.cost)
        guard ends.0 * ends.1 <= 0, ends.0 != ends.1 else { continue }
        let share = ends.0 / (ends.0 - ends.1)
        if cost + from.cost + share * (to.cost - from.cost) <= money {
          best = max(best, gain + from.gain + share * (to.gain - from.gain))
        }
      }
    }
    #expect(best <= plan.totals.gain * (1 + 1.01e-4), "the grid finds \(best), the plan \(plan.totals.gain)")
    #expect(best >= plan.totals.gain * 0.97, "the grid is fine enough to come near")
  }

  @Test("a tolerance near the whole changes nothing", arguments: Response.allCases)
  func widest(response: Response) throws {
    let wide = try description(response, tolerance: 0.999_999, seed: 3)
    var free = wide
    free.rules = []
    let (held, without) = (try plan(wide).totals.gain, try plan(free).totals.gain)
    #expect(held.isApproximatelyEqual(to: without, relativeTolerance: 2.1e-4))
  }

  @Test("more firms and periods are proved too, and levels alone keep all demands", arguments: [2, 5, 10], [1, 3])
  func moreFirms(firms: Int, periods: Int) throws {
    var description = try description(.lowerLimit, tolerance: 0.2, seed: 5, firms: firms, periods: periods)
    description.gap = 1e-3
    let plan = try plan(description)
    check(plan, tolerance: 0.2, gap: 1.01e-3)
    let formulation = Formulation(try Alliance(description))
    #expect(RuleRecheck(formulation: formulation).brokenRules(by: plan.firms).isEmpty)
  }

  @Test("a target is reached at least cost, in each period's own proportion")
  func leastCost() throws {
    var description = try description(.lowerLimit, tolerance: 0.3, seed: 9, periods: 2)
    description.rules = [
      Rule("fair", .proportion(Proportion(to: .gain, tolerance: 0.3, eachPeriod: true)))
    ]
    let most = try plan(description).totals.gain
    description.objective = .cost(targetGain: 0.5 * most)
    let plan = try plan(description)
    #expect(plan.certificate.holds)
    #expect(plan.objective.gap <= 1.01e-4)
    #expect(plan.totals.gain >= 0.5 * most * (1 - 1e-6))
    #expect(plan.totals.spending <= description.budget.total * (1 + 1e-9))
  }
}
