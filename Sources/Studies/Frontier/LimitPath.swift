import Alliances
import Planning
import SourceText

/// A limit of an alliance by a path of names, such as `budget.2026` or `rules.leakage.max`.
public struct LimitPath: Sendable, Hashable {
  /// The path as it is written.
  public let text: String
  /// What it stands for.
  public let limit: VariedLimit

  /// The limit that `text` names in `alliance`; `policies.` may stand for `rules.`, as in the alliance file.
  ///
  /// - Throws: `FrontierFact.unknownLimit` with the paths that there are.
  public init(_ text: String, in alliance: Alliance) throws(FrontierFact) {
    let known = Self.all(in: alliance)
    let name = text.hasPrefix("policies.") ? "rules." + text.dropFirst("policies.".count) : text
    guard let found = known.first(where: { $0.text == name }) else {
      throw .unknownLimit(text, known: known.map(\.text))
    }
    self = found
  }

  private init(_ text: String, _ limit: VariedLimit) {
    self.text = text
    self.limit = limit
  }

  private init(_ text: String, _ limit: NumericLimit) { self.init(text, .number(limit)) }

  /// What is varied where nobody says so: the budget, or the gain to be reached for the least cost.
  public static func usual(in alliance: Alliance) -> LimitPath {
    if alliance.description.objective.isMinimised { return LimitPath("target.gain", .target) }
    return budgets(in: alliance)[0]
  }

  /// Every limit of `alliance`, in the order of its file.
  public static func all(in alliance: Alliance) -> [LimitPath] {
    var paths = budgets(in: alliance)
    for (position, grant) in alliance.description.grants.enumerated() {
      paths += self.paths(of: grant, at: position, in: alliance)
    }
    if alliance.description.contributions != nil { paths.append(LimitPath("pooling", .pooling)) }
    for (position, lever) in alliance.description.levers.enumerated() { paths += self.paths(of: lever, at: position) }
    for (position, rule) in alliance.description.rules.enumerated() {
      paths += rule.demand.figures.map { LimitPath("rules.\(rule.name).\($0)", .rule(position, $1)) }
    }
    if alliance.description.objective.isMinimised { paths.append(LimitPath("target.gain", .target)) }
    return paths + ofFirms(in: alliance)
  }

  /// The budget as a whole, then that of each period.
  private static func budgets(in alliance: Alliance) -> [LimitPath] {
    guard case .perPeriod = alliance.description.budget else {
      return [LimitPath("budget", .budget(period: nil))]
    }
    return [LimitPath("budget", .wholeBudget)]
      + alliance.periods.enumerated().map { LimitPath("budget.\($1)", .budget(period: $0)) }
  }

  private static func paths(of grant: Grant, at position: Int, in alliance: Alliance) -> [LimitPath] {
    let name = "grants.\(grant.name)"
    var paths: [LimitPath]
    if case .perPeriod = grant.amount {
      paths =
        [LimitPath("\(name).amount", .wholeGrant(position))]
        + alliance.periods.enumerated().map { LimitPath("\(name).amount.\($1)", .grant(position, period: $0)) }
    } else {
      paths = [LimitPath("\(name).amount", .grant(position, period: nil))]
    }
    if grant.match != nil { paths.append(LimitPath("\(name).match", .match(grant: position))) }
    return paths
  }

  private static func paths(of lever: Lever, at position: Int) -> [LimitPath] {
    let name = "levers.\(lever.variable)"
    var paths: [LimitPath] = []
    if lever.minimum != nil { paths.append(LimitPath("\(name).min", .leastLevel(lever: position, firm: nil))) }
    if lever.maximum != nil {
      paths.append(LimitPath("\(name).max", .greatestLevel(lever: position, firm: nil)))
    } else if lever.maximumIncrease != nil {
      paths.append(LimitPath("\(name).max_increase", .greatestLevel(lever: position, firm: nil)))
    }
    switch lever.kind {
    case .talent(let hireMaximum, _):
      if hireMaximum != nil { paths.append(LimitPath("\(name).hire_max", .hiring(lever: position))) }
    case .switch(let maximumCount, _):
      if maximumCount != nil { paths.append(LimitPath("\(name).max_count", .switchCount(lever: position))) }
    case .investment: break
    }
    return paths
  }

  /// The cells of firms that hold a limit of theirs.
  private static func ofFirms(in alliance: Alliance) -> [LimitPath] {
    let firms = alliance.firms
    var paths: [LimitPath] = []
    func add(_ column: String, _ limit: (Int) -> NumericLimit) {
      for firm in firms.ids.indices where firms.column(column)?.numbers[firm].isNaN == false {
        paths.append(LimitPath("firms.\(firms.ids[firm]).\(column)", limit(firm)))
      }
    }
    if let column = alliance.description.contributions?.maximum { add(column) { .contribution(firm: $0) } }
    for (position, lever) in alliance.description.levers.enumerated() {
      add("\(lever.variable)_min") { .leastLevel(lever: position, firm: $0) }
      add("\(lever.variable)_max") { .greatestLevel(lever: position, firm: $0) }
    }
    return paths
  }
}

extension Rule.Demand {
  /// The figures of a rule by their keys.
  fileprivate var figures: [(String, NumericLimit.RuleFigure)] {
    switch self {
    case .groupShare, .partners: [("min", .least), ("max", .greatest)]
    case .eachMember: [("min_share", .least), ("max_share", .greatest)]
    case .gainFloor: [("min", .least)]
    case .spendingCap, .risk, .selectionRisk: [("max", .greatest)]
    case .proportion: [("tolerance", .tolerance)]
    case .winWin, .apart, .together, .requires: []
    }
  }
}
