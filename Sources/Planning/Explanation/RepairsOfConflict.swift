import Alliances

extension RepairFinder {
  /// The repairs of a conflict: for every demand of `removable` the least change of each of its numbers, then those of
  /// greatest levels and hiring, which hold gains and shares back.
  func repairs(of demands: [Conflict.Demand], removable: [Conflict.Demand]) throws(PlanningError) -> [Repair] {
    var repairs: [Repair] = []
    for demand in removable { repairs += try self.repairs(of: demand) }
    let asksForMore = demands.contains { demand in
      switch demand {
      case .rule, .target: true
      case .budget, .grant, .match, .contributions, .pooling, .minimum, .switchCount: false
      }
    }
    guard asksForMore else { return repairs }
    for lever in alliance.levers.indices { repairs += try repairsOfGreatestLevels(of: lever) }
    return repairs
  }

  private func repairs(of demand: Conflict.Demand) throws(PlanningError) -> [Repair] {
    switch demand {
    case .budget(let period): return try repairs([.budget(period: period)], of: demand)
    case .grant(let grant, let period): return try repairs([.grant(grant, period: period)], of: demand)
    case .match(let grant): return try repairs([.match(grant: grant)], of: demand)
    case .pooling: return try repairs([.pooling], of: demand)
    case .target: return try repairs([.target], of: demand)
    case .rule(let position):
      return try repairs([.least, .greatest, .tolerance].map { .rule(position, $0) }, of: demand)
    case .contributions: return try repairOfContributions(demand)
    case .switchCount(let lever): return try repairs([.switchCount(lever: lever)], of: demand)
    case .minimum(let lever): return try repairsOfLeastLevels(of: lever, demand)
    }
  }

  private func repairs(_ limits: [NumericLimit], of demand: Conflict.Demand?) throws(PlanningError) -> [Repair] {
    var repairs: [Repair] = []
    for limit in limits {
      if let repair = try repair(of: limit, for: demand) { repairs.append(repair) }
    }
    return repairs
  }

  /// The cell whose least change is smallest, firms that may contribute most first.
  private func repairOfContributions(_ demand: Conflict.Demand) throws(PlanningError) -> [Repair] {
    let firms = alliance.firms.ids.indices.sorted {
      (-alliance.contributionMaximums[$0], $0) < (-alliance.contributionMaximums[$1], $1)
    }
    let smallest = try smallestRepair(among: firms.lazy.map { .contribution(firm: $0) }, for: demand)
    return [smallest].compactMap(\.self)
  }

  /// The key `min`, and the cell whose least change is smallest, those first that ask for the most money.
  private func repairsOfLeastLevels(of lever: Int, _ demand: Conflict.Demand) throws(PlanningError) -> [Repair] {
    let schedule = alliance.levers[lever]
    let raised = schedule.lower.indices.filter { schedule.lower[$0] > schedule.baseline[$0] }
    func cost(_ firm: Int) -> Double {
      schedule.unitCost[firm] * (schedule.lower[firm] - schedule.baseline[firm])
    }
    let isKey = raised.contains { schedule.lowerSource[$0] == .lever(key: "min") }
    let cells = raised.filter { schedule.lowerSource[$0].isCell }.sorted { (-cost($0), $0) < (-cost($1), $1) }
    let key = isKey ? try repair(of: .leastLevel(lever: lever, firm: nil), for: demand) : nil
    let cell = try smallestRepair(among: cells.lazy.map { .leastLevel(lever: lever, firm: $0) }, for: demand)
    return [key, cell].compactMap(\.self)
  }

  /// The key `max` or `max_increase`, the cell whose least change is smallest, and `hire_max`.
  private func repairsOfGreatestLevels(of lever: Int) throws(PlanningError) -> [Repair] {
    let schedule = alliance.levers[lever]
    let isKey = schedule.upperSource.contains { source in
      source == .lever(key: "max") || source == .lever(key: "max_increase")
    }
    let cells = schedule.upperSource.indices.filter { schedule.upperSource[$0].isCell }
    let key = isKey ? try repair(of: .greatestLevel(lever: lever, firm: nil), for: nil) : nil
    let cell = try smallestRepair(among: cells.lazy.map { .greatestLevel(lever: lever, firm: $0) }, for: nil)
    return [key, cell, try repair(of: .hiring(lever: lever), for: nil)].compactMap(\.self)
  }
}

extension BoundSource {
  fileprivate var isCell: Bool {
    if case .column = self { true } else { false }
  }
}
