import Alliances
import Foundation
import GLPKSolver
import LinearProgramming
import Regression
import TestSupport
import Testing

@testable import Planning

/// Small alliances whose responses bend upwards, against a fine grid over all that can be decided.
@Suite("The search over curves that bend upwards")
struct BendSearchTests {
  @Test("the smallest gain is settled though the choice among equal plans adds tangents to the last program")
  func smallestGainWithTangents() throws {
    let description = AllianceDescription(
      name: "smallest",
      model: try sampleModel(
        "out ~ I(rd^2) + lab + log1p(lab)",
        ["(Intercept)": -2.61, "I(rd^2)": 0.110327474999, "lab": 3.66, "log1p(lab)": -1.464],
        family: .tobit(lower: nil, upper: 17.5), sigma: 7.15),
      firms: sampleFirms(
        ["m1", "m2"],
        [
          "rd": [2.2696, 1.35995], "lab": [1.31791, 3.1328], "lab_unit_cost": [0.832, 0.5],
          "lab_max": [4.12245, 3.55813],
          "lab_min": [1.31791, 3.1328],
        ]),
      budget: .horizon(20.286), levers: [Lever("lab", unitCost: 0.5)], objective: .worstGain,
      rules: [Rule("floor", .gainFloor(GainFloor(minimum: 1.78062)))])
    // HiGHS on planes of the curves: 1.2926569.
    #expect(abs(try plan(description).objective.value - 1.2926569) < 1e-6)
  }

  /// How outputs follow the index in a case.
  enum Response: String, CaseIterable, Sendable {
    case lowerLimit, bothLimits, exponential, square
  }

  /// Three firms with one lever, or two with two, under one budget, where the ends of ranges and the middles matter.
  private func description(_ response: Response, seed: UInt64, levers: Int) throws -> AllianceDescription {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    let firms = levers == 1 ? 3 : 2
    func column(_ range: ClosedRange<Double>) -> [Double] { (0..<firms).map { _ in number(range) } }
    let model: InnovationModel =
      switch response {
      case .lowerLimit:
        try sampleModel(
          "output ~ skill + rd + sqrt(tools)",
          ["(Intercept)": -4, "skill": 1, "rd": number(0.4...1), "sqrt(tools)": 1.2],
          family: .tobit(lower: 0, upper: nil), sigma: number(0.5...3))
      case .bothLimits:
        try sampleModel(
          "output ~ skill + rd + sqrt(tools)",
          ["(Intercept)": -4, "skill": 1, "rd": number(0.4...1), "sqrt(tools)": 1.2],
          family: .tobit(lower: 0, upper: 5), sigma: number(0.5...2))
      case .exponential:
        try sampleModel(
          "output ~ skill + log1p(rd) + sqrt(tools)",
          ["(Intercept)": -1, "skill": 0.3, "log1p(rd)": number(0.7...1.6), "sqrt(tools)": 0.6], family: .poisson)
      case .square:
        try sampleModel(
          "output ~ skill + rd + I(rd^2) + sqrt(tools)",
          ["(Intercept)": 0, "skill": 1, "rd": -0.5, "I(rd^2)": number(0.05...0.3), "sqrt(tools)": 1])
      }
    var levelled = [Lever("rd", maximum: 8)]
    if levers == 2 { levelled.append(Lever("tools", unitCost: number(0.5...1.5), maximum: 6)) }
    return AllianceDescription(
      name: "\(response) \(seed)", model: model,
      firms: sampleFirms(
        (0..<firms).map { FirmID("f\($0)") },
        [
          "rd": column(0...1), "tools": column(0...1), "skill": column(0...3), "rd_unit_cost": column(0.7...1.5),
        ]),
      budget: .horizon(number(4...14)), levers: levelled)
  }

  /// The best figure over a grid of all levels of all firms that the money pays for.
  private func bestOnGrid(_ alliance: Alliance, steps: Int, _ figure: ([Double], Double) -> Double?) -> Double {
    let cells = alliance.firms.ids.indices.flatMap { firm in alliance.levers.indices.map { (firm: firm, lever: $0) } }
    var best = -Double.infinity
    var levels = alliance.firms.ids.indices.map { firm in alliance.levers.map { $0.baseline[firm] } }
    let money = alliance.description.budget.amounts(over: 1)[0]
    func search(_ cell: Int, _ spent: Double) {
      guard cell < cells.count else {
        let gains = alliance.firms.ids.indices.map { firm in
          alliance.output(index: alliance.index(firm: firm, period: 0, levels: levels[firm]))
            - alliance.output(index: alliance.baselineIndex(firm: firm, period: 0))
        }
        if let value = figure(gains, spent) { best = max(best, value) }
        return
      }
      let (firm, lever) = cells[cell]
      let schedule = alliance.levers[lever]
      let (first, last) = (schedule.lower[firm], schedule.upper[firm])
      for step in 0...steps {
        let level = first + (last - first) * Double(step) / Double(steps)
        let cost = schedule.unitCost[firm] * (level - schedule.baseline[firm])
        guard spent + cost <= money + 1e-12 else { break }
        levels[firm][lever] = level
        search(cell + 1, spent + cost)
      }
      levels[firm][lever] = schedule.baseline[firm]
    }
    search(0, 0)
    return best
  }

  /// What must hold of a plan beside the grid's `best`: nothing beats it by more than the gap, and it is attained.
  private func check(_ plan: Plan, against best: Double) {
    let value = plan.objective.kind.isMinimised ? -plan.objective.value : plan.objective.value
    let bound = plan.objective.kind.isMinimised ? -plan.objective.bound : plan.objective.bound
    let allowed = 1.01e-4 * max(abs(value), 0.01)
    #expect(plan.certificate.holds)
    #expect(best <= value + allowed, "the grid finds \(best), the plan \(value)")
    #expect(bound >= value)
    #expect(best <= bound + 1e-9 * max(1, abs(bound)))
    #expect(bound - value <= allowed)
  }

  @Test(
    "nothing on a fine grid gains more, and what is promised is reached", arguments: Response.allCases, UInt64(1)...6)
  func gains(response: Response, seed: UInt64) throws {
    let description = try description(response, seed: seed, levers: 1)
    let plan = try plan(description)
    check(plan, against: bestOnGrid(plan.alliance, steps: 40) { gains, _ in gains.reduce(0, +) })
    #expect(plan.objective.value == plan.totals.gain)
    #expect(plan.totals.spending <= description.budget.total * (1 + 1e-9))
  }

  @Test("nor with two levers a firm", arguments: Response.allCases, UInt64(11)...13)
  func gainsOfTwoLevers(response: Response, seed: UInt64) throws {
    let plan = try plan(description(response, seed: seed, levers: 2))
    check(plan, against: bestOnGrid(plan.alliance, steps: 16) { gains, _ in gains.reduce(0, +) })
  }

  @Test("nor has anything a greater net value", arguments: Response.allCases, UInt64(21)...23)
  func netValues(response: Response, seed: UInt64) throws {
    var description = try description(response, seed: seed, levers: 1)
    description.objective = .netValue
    description.outputValue = 1.5
    let plan = try plan(description)
    check(plan, against: bestOnGrid(plan.alliance, steps: 40) { gains, spent in 1.5 * gains.reduce(0, +) - spent })
  }

  @Test("nor reaches a target for less", arguments: Response.allCases, UInt64(31)...33)
  func costs(response: Response, seed: UInt64) throws {
    var description = try description(response, seed: seed, levers: 1)
    let target = 0.6 * (try plan(description).totals.gain)
    description.objective = .cost(targetGain: target)
    let plan = try plan(description)
    #expect(plan.totals.gain >= target * (1 - 1e-6))
    check(
      plan,
      against: bestOnGrid(plan.alliance, steps: 40) { gains, spent in gains.reduce(0, +) >= target ? -spent : nil })
  }

  @Test("nor is the smallest gain greater anywhere", arguments: Response.allCases, UInt64(41)...43)
  func smallestGains(response: Response, seed: UInt64) throws {
    var description = try description(response, seed: seed, levers: 1)
    description.objective = .worstGain
    let plan = try plan(description)
    check(plan, against: bestOnGrid(plan.alliance, steps: 40) { gains, _ in gains.min() })
  }

  @Test("rules on gains hold in truth, not by what a chord promises", arguments: UInt64(51)...56)
  func floors(seed: UInt64) throws {
    var description = try description(.lowerLimit, seed: seed, levers: 1)
    description.outputValue = 1
    description.rules = [Rule("nobody loses", .winWin(WinWin()))]
    let best = try plan(description).totals.gain
    description.rules.append(Rule("floor", .gainFloor(GainFloor(minimum: 0.999 * best))))
    #expect(try plan(description).totals.gain >= 0.999 * best * (1 - 1e-6))
    description.rules = [Rule("floor", .gainFloor(GainFloor(minimum: 1.01 * best)))]
    #expect(try conflict(description).demands.contains(.rule(0)))
  }

  @Test("a wider gap is kept as well, and ends the search no later")
  func gaps() throws {
    var description = try description(.bothLimits, seed: 3, levers: 2)
    description.gap = 0.05
    let plan = try plan(description)
    #expect(plan.objective.gap <= 0.05)
    #expect(plan.objective.bound >= plan.objective.value)
  }
}
