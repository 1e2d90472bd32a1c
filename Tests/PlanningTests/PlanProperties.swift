import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

/// What must hold of every plan, on random alliances.
@Suite("Properties of plans")
struct PlanProperties {
  static let seeds = Array(UInt64(1)...12)

  @Test("the plan is proved, its sums add up, and it keeps every bound and budget", arguments: seeds, [false, true])
  func holdsTogether(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    let plan = try plan(description)
    #expect(plan.certificate.holds)
    #expect(plan.objective.gap <= 1e-7)
    let spending = plan.money.reduce(0) { $0 + $1.spending }
    #expect(spending.isApproximatelyEqual(to: plan.totals.spending))
    #expect(plan.firms.reduce(0) { $0 + $1.gain }.isApproximatelyEqual(to: plan.totals.gain))
    var purse = 0.0
    for (period, money) in plan.money.enumerated() {
      purse = (description.carryOver ? purse : 0) + money.arriving - money.spending
      #expect(purse >= -1e-6, "period \(period)")
    }
    let contributed = plan.firms.reduce(0) { $0 + $1.contribution }
    #expect(contributed.isApproximatelyEqual(to: plan.totals.contributions))
    #expect(plan.money.reduce(0) { $0 + $1.contributions }.isApproximatelyEqual(to: contributed))
    for (firm, firmPlan) in plan.firms.enumerated() {
      for firmPeriod in firmPlan.periods {
        let range = 0...plan.alliance.contributionMaximums[firm]
        #expect(range.contains(firmPeriod.contribution))
      }
      for (period, firmPeriod) in firmPlan.periods.enumerated() {
        for (level, schedule) in zip(firmPeriod.levers, plan.alliance.levers) {
          #expect(level.planned >= schedule.lower[firm] && level.planned <= schedule.upper[firm], "\(period)")
        }
      }
    }
    for period in plan.money.indices {
      let moved = plan.firms.reduce(0) { $0 + $1.periods[period].levers[1].seconded }
      #expect(abs(moved) < 1e-6)
    }
  }

  @Test("rules hold as the user reads them, computed from the plan alone", arguments: seeds, [false, true])
  func keepsRules(seed: UInt64, curved: Bool) throws {
    let plan = try plan(.random(seed: seed, curved: curved))
    let periods = plan.alliance.periods.indices
    let near = 1e-6 * max(1, plan.totals.spending)
    func spans(_ eachPeriod: Bool) -> [Range<Int>] { eachPeriod ? periods.map { $0..<($0 + 1) } : [periods] }
    func amounts(_ measure: Measure, _ span: Range<Int>) -> [Double] {
      plan.firms.map { firm in
        span.reduce(0) { sum, period in
          sum + (measure == .allocation ? firm.periods[period].spending : firm.periods[period].contribution)
        }
      }
    }
    for rule in plan.alliance.description.rules {
      switch rule.demand {
      case .eachMember(let share):
        for span in spans(share.eachPeriod) {
          let amounts = amounts(share.measure, span)
          #expect(amounts.allSatisfy { $0 <= (share.maximumShare ?? 1) * amounts.reduce(0, +) + near })
        }
      case .groupShare(let share):
        for span in spans(share.eachPeriod) {
          let amounts = amounts(share.measure, span)
          let (group, total) = (
            share.group.positions(in: plan.alliance.firms).reduce(0) { $0 + amounts[$1] }, amounts.reduce(0, +)
          )
          #expect(group >= (share.minimum ?? 0) * total - near)
          #expect(group <= (share.maximum ?? 1) * total + near)
        }
      case .gainFloor(let floor): #expect(plan.totals.gain >= floor.minimum - 1e-6)
      case .spendingCap(let cap):
        for span in spans(cap.eachPeriod) {
          #expect(amounts(.allocation, span).reduce(0, +) <= cap.maximum + near)
        }
      case .winWin:
        for firm in plan.firms { #expect(firm.netBenefit(in: plan.alliance) >= -1e-6) }
      case .proportion(let proportion):
        let figures = try #require(proportion.figures(in: plan.alliance.firms))
        for span in spans(proportion.eachPeriod) {
          let rates = zip(figures, amounts(proportion.measure, span)).map { $1 / $0 }
          let (least, most) = (rates.min() ?? 0, rates.max() ?? 0)
          #expect(most / (1 + proportion.tolerance) <= least / (1 - proportion.tolerance) + near)
        }
      case .partners, .apart, .together, .requires, .selectionRisk:
        Issue.record("there are no candidates")
      case .risk(let limit):
        let risks = plan.alliance.firms.figures(limit.column)
        for span in spans(limit.eachPeriod) {
          #expect(zip(risks, amounts(limit.measure, span)).reduce(0) { $0 + $1.0 * $1.1 } <= limit.maximum + near)
        }
      }
    }
  }

  @Test("money in a smaller unit changes no gain and divides every budget's price", arguments: seeds, [false, true])
  func scalesMoney(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    let (plan, scaled) = (try plan(description), try plan(description.inUnits(1000)))
    #expect(scaled.totals.gain.isApproximatelyEqual(to: plan.totals.gain, relativeTolerance: 2e-7))
    for (before, after) in zip(plan.prices, scaled.prices) {
      let tolerance = curved ? 2e-3 : 1e-6
      #expect((after.price.price * 1000).isApproximatelyEqual(to: before.price.price, relativeTolerance: tolerance))
    }
  }

  @Test("the order of the firms does not matter", arguments: seeds, [false, true])
  func permutes(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    var generator = SeededGenerator(seed: seed)
    let order = Array(description.firms.ids.indices).shuffled(using: &generator)
    let (plan, permuted) = (try plan(description), try plan(description.permuted(order)))
    #expect(permuted.totals.gain.isApproximatelyEqual(to: plan.totals.gain, relativeTolerance: 2e-7))
    #expect(permuted.totals.spending.isApproximatelyEqual(to: plan.totals.spending, relativeTolerance: 1e-5))
  }

  @Test("leaving a rule out never lowers the gain", arguments: seeds, [false, true])
  func relaxes(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    let gain = try plan(description).totals.gain
    for position in description.rules.indices {
      var relaxed = description
      relaxed.rules.remove(at: position)
      #expect(try plan(relaxed).totals.gain >= gain - 1e-6 * max(1, gain))
    }
  }

  @Test(
    "money from elsewhere never lowers the gain, and nobody puts in more than is missing", arguments: seeds,
    [false, true])
  func usesFunds(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    let plan = try plan(description)
    var alone = description
    alone.contributions = nil
    alone.rules.removeAll { $0.demand.measure == .contribution }
    alone.grants = []
    alone.pooling = 1
    #expect(plan.totals.gain >= (try PlanningTests.plan(alone).totals.gain) - 1e-6 * max(1, plan.totals.gain))
    let budget = plan.money.reduce(0) { $0 + $1.budget }
    if description.budget.isHorizon, description.pooling == 1 {
      let missing = max(0, plan.totals.spending - budget)
      let found = plan.totals.contributions + plan.totals.grants
      #expect(found.isApproximatelyEqual(to: missing, relativeTolerance: 1e-6))
    }
    for (grant, use) in zip(description.grants, plan.grants) {
      #expect(
        (use.drawn.reduce(0, +) + use.undrawn).isApproximatelyEqual(to: grant.amount.total, relativeTolerance: 1e-5))
      guard let match = grant.match else { continue }
      for (period, drawn) in use.drawn.enumerated() {
        let contributed = grant.eligiblePositions(in: description.firms).reduce(0) {
          $0 + plan.firms[$1].periods[period].contribution
        }
        #expect(drawn <= match * contributed + 1e-6)
      }
    }
  }

  @Test(
    "more pooling never lowers the gain, and its price is the difference that a little makes", arguments: seeds,
    [false, true])
  func pools(seed: UInt64, curved: Bool) throws {
    var description = try AllianceDescription.random(seed: seed, curved: curved)
    guard description.contributions != nil else { return }
    description.pooling = 0.3
    let held = try plan(description)
    let price = try #require(held.pooling)
    let step = curved ? 1e-3 : min(0.1, 0.5 * (price.price.to - 0.3))
    description.pooling += step
    let more = try plan(description).totals.gain
    #expect(more >= held.totals.gain - 1e-6 * max(1, held.totals.gain))
    if step > 1e-4 {
      let slope = (more - held.totals.gain) / (step * 100)
      #expect(slope.isApproximatelyEqual(to: price.price.price, relativeTolerance: curved ? 5e-2 : 1e-5, floor: 1e-2))
    }
  }

  @Test("a firm that can do nothing changes nothing where no rule counts heads", arguments: seeds, [false, true])
  func ignoresIdleFirms(seed: UInt64, curved: Bool) throws {
    var description = try AllianceDescription.random(seed: seed, curved: curved)
    let gain = try plan(description).totals.gain
    let columns = description.firms.columnNames.compactMap(description.firms.column)
    description.firms = FirmTable(
      ids: description.firms.ids + ["idle"],
      columns: columns.map { column in
        let text = ["region": "north", "rd": "0.5", "rd_unit_cost": "1"][column.name] ?? "0"
        return FirmColumn(
          name: column.name, texts: column.texts + [text], numbers: column.numbers + [Double(text) ?? .nan])
      } + [
        FirmColumn(name: "rd_max", [Double](repeating: .nan, count: columns[0].texts.count) + [0.5]),
        FirmColumn(name: "talent_max", [Double](repeating: .nan, count: columns[0].texts.count) + [0]),
      ])
    #expect(try plan(description).totals.gain.isApproximatelyEqual(to: gain, relativeTolerance: 2e-7))
  }

  @Test(
    "the price of a budget or a grant is the difference that a little more money makes", arguments: seeds,
    [false, true])
  func pricesBudgets(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    let plan = try plan(description)
    for (position, price) in plan.prices.enumerated() {
      let step = curved ? 1e-2 * price.amount : min(1, 0.5 * (price.price.to - price.amount))
      guard step > 1e-4 * price.amount else { continue }
      var richer = description
      switch price.fund {
      case .budget: richer.budget = description.budget.raised(by: step, at: position)
      case .grant(let name):
        let first = try #require(plan.prices.firstIndex { $0.fund == price.fund })
        let grant = try #require(description.grants.firstIndex { $0.name == name })
        richer.grants[grant].amount = description.grants[grant].amount.raised(by: step, at: position - first)
      }
      let slope = (try PlanningTests.plan(richer).totals.gain - plan.totals.gain) / step
      #expect(slope.isApproximatelyEqual(to: price.price.price, relativeTolerance: curved ? 2e-2 : 1e-6))
    }
  }

  @Test("the exported program has the plan's gain as its optimum, says CLP too", arguments: seeds, [false, true])
  func exports(seed: UInt64, curved: Bool) throws {
    let alliance = try Alliance(.random(seed: seed, curved: curved))
    let planner = Planner(solver: GLPKSolver())
    guard case .plan(let plan) = try planner.plan(alliance) else { throw NoPlan() }
    let text = try planner.program(of: alliance).mps()
    let own = try GLPKSolver().solve(try LinearProgram(mps: text)).objective
    let other = try OtherSolver(command: "clp").solve(text, type: "mps").objective
    // The file states a minimisation of the negative gain.
    #expect((-own).isApproximatelyEqual(to: plan.objective.bound, relativeTolerance: 1e-8))
    #expect((-other).isApproximatelyEqual(to: plan.objective.bound, relativeTolerance: 1e-8))
  }
}

extension Budget {
  /// The same amounts with `step` more in a period, or on the horizon.
  fileprivate func raised(by step: Double, at period: Int) -> Budget {
    guard case .perPeriod(var amounts) = self else { return .horizon(total + step) }
    amounts[period] += step
    return .perPeriod(amounts)
  }
}
