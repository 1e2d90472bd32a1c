import Alliances
import Planning
import SourceText

/// An alliance with the files that it was read from.
public struct AllianceInput: Sendable {
  /// The alliance.
  public let alliance: Alliance
  /// The files: the alliance file, the model, the members, the candidates, the weights of links.
  public let files: [SourceFile]
  /// The file of the model.
  public let model: SourceFile
  /// Where the parts of the alliance stand in the files.
  public let places: AlliancePlaces
}

/// Where the parts of an alliance stand in its files, to point at them when no plan meets them all.
public struct AlliancePlaces: Sendable {
  private let rules: [SourceMark]
  private let contributions: SourceMark
  private let pooling: SourceMark
  private let grants: [(amount: SourceMark, amounts: [SourceMark], match: SourceMark)]
  private let levers: [SourceMark]
  private let counts: [SourceMark]
  private let budget: SourceMark
  private let budgets: [SourceMark]
  private let target: SourceMark
  private let firms: FirmPlaces

  init(of alliance: Alliance, locator: AllianceLocator) {
    firms = locator.firms
    rules = alliance.description.rules.indices.map { rule in
      locator.mark(of: locator.inFile(["policies", "\(rule)", "name"]))
    }
    grants = alliance.description.grants.indices.map { grant in
      let path = locator.inFile(["grants", "\(grant)"])
      return (
        locator.mark(of: path + ["amount"]), alliance.periods.map { locator.mark(of: path + ["amount", $0]) },
        locator.mark(of: path + ["match"])
      )
    }
    pooling = locator.mark(of: ["pooling"])
    contributions = locator.mark(of: ["contributions", "max"])
    levers = alliance.levers.map { locator.mark(of: ["levers", $0.lever.variable]) }
    counts = alliance.levers.map { locator.mark(of: ["levers", $0.lever.variable, "max_count"]) }
    budget = locator.mark(of: ["budget"])
    target = locator.mark(of: ["target", "gain"])
    budgets = alliance.periods.map { locator.mark(of: ["budget", $0]) }
  }

  /// The cell of a firm file that `place` means, or the head of `column` where it means none; nil where the members' file
  /// has no such column.
  public func markInFirms(of place: AlliancePlace?, column: String) -> SourceMark? {
    if case .cell(let firm, let column) = place { return firms.mark(firm: firm, column: column) }
    return firms.mark(column: column, of: .members)
  }

  /// Where the demand is made.
  public func mark(of demand: Conflict.Demand) -> SourceMark {
    switch demand {
    case .rule(let rule): rules[rule]
    case .budget(let period): period.map { budgets[$0] } ?? budget
    case .grant(let grant, let period): period.map { grants[grant].amounts[$0] } ?? grants[grant].amount
    case .match(let grant): grants[grant].match
    case .contributions: contributions
    case .pooling: pooling
    case .minimum(let lever): levers[lever]
    case .switchCount(let lever): counts[lever]
    case .target: target
    }
  }
}
