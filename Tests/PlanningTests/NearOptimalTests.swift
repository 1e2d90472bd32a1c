import Alliances
import GLPKSolver
import TestSupport
import Testing

@testable import Planning

/// The search of a description, which must have a plan.
private func nearOptimal(_ description: AllianceDescription, within tolerance: Double) throws -> NearOptimalSearch {
  let alliance = try Alliance(description)
  return try #require(try Planner(solver: GLPKSolver()).nearOptimalSearch(of: alliance, within: tolerance))
}

extension NearOptimalSearch {
  /// The least and the greatest of a quantity.
  fileprivate func range(of quantity: PlanQuantity) throws -> ClosedRange<Double> {
    let least = try #require(try plan(for: .least(quantity)))
    let greatest = try #require(try plan(for: .greatest(quantity)))
    return least[quantity]...max(least[quantity], greatest[quantity])
  }
}

@Suite("Plans that are nearly as good as the best")
struct NearOptimalTests {
  /// With 15 to spend, Acme gets 10 at 2 a unit and Bolt 5 at 1: 25. Giving up a tenth, 2.5, Acme may get 7.5, while
  /// Bolt's 7.5 make 22.5; or Bolt may get 2.5 less.
  @Test("two firms with a tenth to give up, by hand")
  func byHand() throws {
    let search = try nearOptimal(.twoFirms(budget: 15), within: 0.1)
    #expect(abs(search.best.objective - 25) < 1e-9)
    #expect(abs(search.floor - 22.5) < 1e-9)
    let acme = try search.range(of: .spending(firm: 0))
    let bolt = try search.range(of: .spending(firm: 1))
    #expect(abs(acme.lowerBound - 7.5) < 1e-7)
    #expect(abs(acme.upperBound - 10) < 1e-7)
    #expect(abs(bolt.lowerBound - 2.5) < 1e-7)
    #expect(abs(bolt.upperBound - 7.5) < 1e-7)
    #expect(try search.range(of: .gain(firm: 0)).lowerBound.isApproximatelyEqual(to: 15, relativeTolerance: 1e-7))
    #expect(try search.range(of: .level(lever: 0, firm: 1)).upperBound.isApproximatelyEqual(to: 7.5))
  }

  /// Equal yields: with nothing to give up, every division of 12 among two firms of at most 10 is best.
  @Test("with nothing to give up the ranges are those of all best plans")
  func bestFace() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [1, 1]])
    let search = try nearOptimal(description, within: 0)
    for firm in 0...1 {
      let range = try search.range(of: .spending(firm: firm))
      #expect(abs(range.lowerBound - 2) < 1e-6)
      #expect(abs(range.upperBound - 10) < 1e-6)
    }
    let unequal = try nearOptimal(.twoFirms(budget: 12), within: 0)
    let acme = try unequal.range(of: .spending(firm: 0))
    #expect(abs(acme.lowerBound - 10) < 1e-6)
  }

  @Test("an alliance without a plan has no plan nearly as good")
  func infeasible() throws {
    let description = try AllianceDescription.twoFirms(budget: 5).adding(
      Rule("floor", .gainFloor(GainFloor(minimum: 11))))
    let found = try Planner(solver: GLPKSolver()).nearOptimalSearch(of: Alliance(description), within: 0.1)
    #expect(found == nil)
  }

  @Test("a least cost may rise by the share that is given up")
  func cost() throws {
    var description = try AllianceDescription.twoFirms(budget: 100)
    description.objective = .cost(targetGain: 22)
    let search = try nearOptimal(description, within: 0.25)
    // 10 at Acme and 2 at Bolt cost 12; up to 15 may be spent, so that x units less at Acme take 2x more at Bolt.
    #expect(abs(search.floor - 15) < 1e-7)
    let acme = try search.range(of: .spending(firm: 0))
    #expect(abs(acme.lowerBound - 7) < 1e-6)
  }

  @Test("a response that bends upwards gives plans that are good enough by the model, said to be what was reached")
  func bent() throws {
    var description = try AllianceDescription.twoFirms(budget: 12)
    description.model = try sampleModel(
      "output ~ rd + skill", ["(Intercept)": -4, "rd": 1, "skill": 0.5], family: .tobit(lower: 0, upper: nil), sigma: 2)
    let search = try nearOptimal(description, within: 0.05)
    #expect(search.isBent)
    var found = 0
    for aim in search.aims {
      guard let plan = try search.plan(for: aim) else { continue }
      found += 1
      #expect(!plan.isExtreme)
      #expect(plan.objective >= search.floor * (1 - 1e-6))
    }
    #expect(found >= 4)
    #expect(try search.range(of: .spending(firm: 0)).contains(search.best.spending[0]))
  }
}

@Suite("Properties of plans that are nearly as good as the best")
struct NearOptimalProperties {
  /// The gain of a plan from its levels alone: these alliances have no lag, no stock and no link.
  private func gain(of plan: NearOptimalPlan, in alliance: Alliance) -> Double {
    var sum = 0.0
    for (firm, period) in alliance.firms.ids.indices.flatMap({ firm in alliance.periods.indices.map { (firm, $0) } }) {
      let entry = alliance.entry(firm: firm, period: period)
      let planned = alliance.levers.indices.map { plan.levels[$0][firm][period] }
      let before = alliance.levers.map { $0.baseline[firm] }
      precondition(alliance.decided.allSatisfy { $0.baseline[entry].isFinite })
      sum +=
        alliance.discountFactors[period]
        * (alliance.output(index: alliance.index(firm: firm, period: period, levels: planned))
          - alliance.output(index: alliance.index(firm: firm, period: period, levels: before)))
    }
    return sum
  }

  @Test(
    "every end is as good as asked for by its levels alone, and the best plan lies between",
    arguments: Array(UInt64(1)...3), [false, true])
  func ends(seed: UInt64, curved: Bool) throws {
    let description = try AllianceDescription.random(seed: seed, curved: curved)
    let search = try nearOptimal(description, within: 0.03)
    for quantity in search.quantities {
      let plans = [PlanAim.least(quantity), .greatest(quantity)].map { aim in Result { try search.plan(for: aim) } }
      for (plan, sign) in zip(plans, [1.0, -1]) {
        guard let plan = try plan.get() else {
          Issue.record("no plan for \(quantity)")
          continue
        }
        #expect(abs(plan.objective - gain(of: plan, in: search.alliance)) <= 1e-9 * max(1, plan.objective))
        #expect(plan.objective >= search.floor - 1e-6 * max(1e-2, abs(search.floor)))
        guard plan.isExtreme else { continue }
        let distance = sign * (search.best[quantity] - plan[quantity])
        #expect(distance >= -1e-6 * max(1, abs(plan[quantity])), "\(quantity)")
      }
    }
  }

  /// A floor under the level of one firm, a little beyond the greatest level, must cost more than may be given up,
  /// and a little below it must not: found with the number in the alliance, not with the row that the search uses.
  @Test("beyond the greatest level of a lever no plan is good enough", arguments: Array(UInt64(1)...10))
  func tight(seed: UInt64) throws {
    var description = try AllianceDescription.random(seed: seed, curved: false)
    description.periods = ["plan"]
    description.budget = .horizon(description.budget.total)
    description.grants = []
    description.rules = description.rules.filter { if case .proportion = $0.demand { false } else { true } }
    let firms = description.firms
    let empty = FirmColumn(
      name: "rd_min", texts: firms.ids.map { _ in nil }, numbers: firms.ids.map { _ in Double.nan })
    description.firms = FirmTable(
      ids: firms.ids, names: firms.names, columns: firms.columnNames.compactMap(firms.column) + [empty],
      memberCount: firms.memberCount)
    let search = try nearOptimal(description, within: 0.05)
    let planner = Planner(solver: GLPKSolver())
    for firm in search.alliance.firms.ids.indices {
      let quantity = PlanQuantity.level(lever: 0, firm: firm)
      let greatest = try #require(try search.plan(for: .greatest(quantity)))[quantity]
      let hair = 1e-4 * max(1, greatest)
      func best(least: Double) throws -> Double? {
        var moved = description
        moved.firms = moved.firms.setting("rd_min", of: firm, to: least)
        guard let alliance = try? Alliance(moved) else { return nil }
        return try planner.bestPlan(of: alliance)?.objective.value
      }
      let below = try #require(try best(least: greatest - hair))
      #expect(below >= search.floor - 1e-7 * max(1, abs(search.floor)))
      if let beyond = try best(least: greatest + hair) { #expect(beyond < search.floor) }
    }
  }

  @Test("a candidate may join where the best of all selections with it is good enough", arguments: Array(UInt64(1)...6))
  func candidates(seed: UInt64) throws {
    var description = try AllianceDescription.random(seed: seed, curved: false)
    description.rules = []
    description = description.withCandidates(max(1, description.firms.count - 2), seed: seed)
    let candidates = Array(description.firms.positions(in: .candidates))
    var figures: [(selected: Set<Int>, figure: Double)] = []
    for subset in 0..<(1 << candidates.count) {
      let selected = Set(candidates.indices.filter { subset >> $0 & 1 == 1 }.map { candidates[$0] })
      guard let decided = description.deciding(selected) else { continue }
      guard let plan = try Planner(solver: GLPKSolver()).bestPlan(of: Alliance(decided)) else { continue }
      figures.append((selected, plan.objective.value))
    }
    let planner = Planner(solver: GLPKSolver())
    guard let search = try planner.nearOptimalSearch(of: Alliance(description), within: 0.02) else {
      #expect(figures.isEmpty)
      return
    }
    let near = 1e-6 * max(1, abs(search.floor))
    #expect(abs((figures.map(\.figure).max() ?? 0) - search.best.objective) <= near)
    for firm in candidates {
      for joins in [true, false] {
        let best = figures.filter { $0.selected.contains(firm) == joins }.map(\.figure).max() ?? -.infinity
        guard abs(best - search.floor) > near else { continue }
        let found = try search.plan(for: .joins(firm: firm, joins))
        #expect((found != nil) == (best > search.floor))
        #expect(found.map { $0.isIn[firm] } ?? joins == joins)
      }
    }
  }
}
