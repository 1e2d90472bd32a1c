import Alliances
import Planning

/// Where levers, hiring and lending stand at the most that they may: what a plan would next need more room for.
struct GreatestLevels {
  let plan: Plan

  private var terms: AllianceTerms { AllianceTerms(alliance: plan.alliance) }

  /// One phrase for every lever but switches, of which there is no more than on, limit and set of periods, with the firms that stand there.
  var items: [String] {
    plan.alliance.levers.indices.filter { !plan.alliance.levers[$0].lever.isSwitch }.flatMap(items)
  }

  /// What stands at its greatest value.
  private enum Limit: Hashable {
    case level(BoundSource)
    case hiring
    case lending
  }

  /// Firms that reach the same limit in the same periods stand together.
  private struct Group: Hashable {
    let limit: Limit
    let periods: [Int]

    var isLevel: Bool { if case .level = limit { true } else { false } }
  }

  private func items(of lever: Int) -> [String] {
    var groups: [Group] = []
    var members: [Group: [String]] = [:]
    for firm in plan.firms.indices {
      for group in reached(by: firm, lever: lever) {
        if members[group] == nil { groups.append(group) }
        members[group, default: []].append(plan.firms[firm].name.printable)
      }
    }
    let inOrder =
      groups.filter(\.isLevel) + groups.filter { $0.limit == .hiring } + groups.filter { $0.limit == .lending }
    return inOrder.map { phrase(for: $0, lever: lever, members: members[$0] ?? []) }
  }

  // MARK: Limits

  private func reached(by firm: Int, lever: Int) -> [Group] {
    let schedule = plan.alliance.levers[lever]
    let limits: [Limit] = [.level(schedule.upperSource[plan.firms[firm].position]), .hiring, .lending]
    return limits.compactMap { limit in
      let periods = plan.alliance.periods.indices.filter { reaches(limit, firm, lever, period: $0) }
      return periods.isEmpty ? nil : Group(limit: limit, periods: periods)
    }
  }

  /// Nothing is hired or lent that does not pay, so what reaches its limit would go on. Where the level itself is at its
  /// greatest, that is what counts, and not how it got there.
  private func reaches(_ limit: Limit, _ firm: Int, _ lever: Int, period: Int) -> Bool {
    let schedule = plan.alliance.levers[lever]
    let level = plan.firms[firm].periods[period].levers[lever]
    switch limit {
    case .level: return level.position == .atUpper
    case .hiring:
      guard case .talent(let hireMaximum?, _) = schedule.lever.kind, level.position != .atUpper else { return false }
      return hireMaximum > 0 && isReached(hireMaximum, by: level.hired)
    case .lending:
      guard let secondment = schedule.lever.secondment else { return false }
      let most = secondment.maximumShareOut * schedule.baseline[plan.firms[firm].position]
      return most > 0 && isReached(most, by: -level.seconded)
    }
  }

  private func isReached(_ limit: Double, by value: Double) -> Bool { value >= limit - 1e-9 * max(1, limit) }

  // MARK: Words

  private func phrase(for group: Group, lever: Int, members: [String]) -> String {
    let who = members.count == plan.firms.count ? "every firm" : shortList(members)
    let isAlways = group.periods.count == plan.alliance.periods.count
    let when = isAlways ? "" : " in \(shortList(group.periods.map { plan.alliance.periods[$0].printable }))"
    let name = terms.lever(lever)
    return switch group.limit {
    case .level(let source): "\(name) of \(who)\(when) (\(source.phrase))"
    case .hiring: "hiring of \(name) at \(who)\(when) (hire_max)"
    case .lending: "lending of \(name) by \(who)\(when) (max_out)"
    }
  }
}
