import Alliances

/// A way to divide what an alliance spends or puts in among its firms.
public struct Policy: Sendable, Hashable {
  /// Which one it is.
  public let kind: Kind
  /// What it demands, with the tolerance of the case at hand.
  public let rules: [Rule]
  /// The relative tolerance τ that its proportions have; nil where it has none, or where each keeps its own.
  public let tolerance: Double?

  /// The policies that are compared.
  public enum Kind: Sendable, Hashable {
    /// No rule on how anything is divided.
    case none
    /// Every firm keeps its share of all that the levers cost, baseline and plan together: the sums of the cost of its baseline
    /// and of what it gets are in proportion to the costs of the baselines.
    case statusQuo
    /// What the plan spends is divided as the cost of the baselines is.
    case oldShares
    /// Every firm gets the same.
    case equal
    /// What firms get is in proportion to a column.
    case column(String)
    /// What firms get is in proportion to what they gain: one ratio of investment to output for all.
    case gain
    /// A policy of the alliance's file, by the position of its rule.
    case rule(Int)
    /// All policies of the alliance's file together.
    case allRules
  }
}

extension Rule.Demand {
  /// Whether the demand is a policy, a choice of how to divide: shares of groups and of members, proportions, and that
  /// nobody is worse off. Everything else is a fact that every policy has to live with: floors and caps of the alliance, risks,
  /// and who may join whom.
  public var isPolicy: Bool {
    switch self {
    case .groupShare, .eachMember, .proportion, .winWin: true
    case .gainFloor, .spendingCap, .risk, .partners, .apart, .together, .requires, .selectionRisk: false
    }
  }

  /// Its tolerance, where it is a proportion.
  var tolerance: Double? {
    if case .proportion(let proportion) = self { proportion.tolerance } else { nil }
  }

  /// The same demand, a proportion with the tolerance `tolerance`.
  func tolerating(_ tolerance: Double) -> Rule.Demand {
    guard case .proportion(var proportion) = self else { return self }
    proportion.tolerance = tolerance
    return .proportion(proportion)
  }
}

/// The policies that are compared of an alliance, at every tolerance.
struct PolicyList {
  /// The alliance without policies, its firms with what their baselines cost in `baselineColumn`.
  let bare: AllianceDescription
  private let fileRules: [Rule]
  private let baselineColumn: String

  /// The policies of `alliance`.
  init(of alliance: Alliance) {
    let description = alliance.description
    fileRules = description.rules
    var column = "cost of the baseline"
    while description.firms.column(column) != nil { column += " of the levers" }
    baselineColumn = column
    var bare = description
    bare.rules = description.rules.filter { !$0.demand.isPolicy }
    bare.firms = description.firms.adding(FirmColumn(name: column, alliance.baselineCosts))
    self.bare = bare
  }

  /// The columns that proportions of the file name, then those of `more`, each once.
  func columns(_ more: [String]) -> [String] {
    let named = fileRules.compactMap { rule -> String? in
      guard case .proportion(let proportion) = rule.demand, case .column(let column) = proportion.basis else {
        return nil
      }
      return column
    }
    var known: Set<String> = []
    return (named + more).filter { known.insert($0).inserted }
  }

  /// All policies at all tolerances: those that divide in proportion at each of `tolerances`, those of the file as they are and,
  /// where they are proportions, at each of `tolerances` too.
  func policies(at tolerances: [Double], to more: [String]) -> [Policy] {
    let columns = columns(more)
    let kinds: [Policy.Kind] = [.statusQuo, .oldShares, .equal] + columns.map { .column($0) } + [.gain]
    let built = kinds.flatMap { kind in tolerances.map { policy(kind, tolerance: $0) } }
    let own = fileRules.indices.filter { fileRules[$0].demand.isPolicy }
    let files = own.flatMap { fromFile(.rule($0), [fileRules[$0]], at: tolerances) }
    return built + files + (own.count > 1 ? fromFile(.allRules, own.map { fileRules[$0] }, at: tolerances) : [])
  }

  /// A policy that divides in proportion, at a tolerance.
  func policy(_ kind: Policy.Kind, tolerance: Double) -> Policy {
    let proportion: Proportion? =
      switch kind {
      case .statusQuo: Proportion(to: .column(baselineColumn), tolerance: tolerance, holdings: baselineColumn)
      case .oldShares: Proportion(to: .column(baselineColumn), tolerance: tolerance)
      case .equal: Proportion(to: .equal, tolerance: tolerance)
      case .column(let column): Proportion(to: .column(column), tolerance: tolerance)
      case .gain: Proportion(to: .gain, tolerance: tolerance)
      case .none, .rule, .allRules: nil
      }
    return Policy(
      kind: kind, rules: [proportion].compactMap(\.self).map { Rule(freeName, .proportion($0)) }, tolerance: tolerance)
  }

  /// A name that no rule of the file has.
  private var freeName: String {
    var name = "policy"
    while fileRules.contains(where: { $0.name == name }) { name += "′" }
    return name
  }

  /// Rules of the file as they are, and with each tolerance where they have one. A rule by itself that has a tolerance of
  /// its own stands among the others with it.
  private func fromFile(_ kind: Policy.Kind, _ rules: [Rule], at tolerances: [Double]) -> [Policy] {
    let own = Set(rules.compactMap(\.demand.tolerance))
    let asWritten = Policy(kind: kind, rules: rules, tolerance: own.count == 1 ? own.first : nil)
    guard !own.isEmpty else { return [asWritten] }
    let varied = tolerances.filter { $0 != asWritten.tolerance }.map { tolerance in
      Policy(
        kind: kind, rules: rules.map { Rule($0.name, $0.demand.tolerating(tolerance)) }, tolerance: tolerance)
    }
    guard asWritten.tolerance != nil else { return [asWritten] + varied }
    return (varied + [asWritten]).sorted { ($0.tolerance ?? 0) < ($1.tolerance ?? 0) }
  }
}

extension Alliance {
  /// What the baselines of all levers of each firm cost over the horizon, at its unit costs and undiscounted [currency].
  public var baselineCosts: [Double] {
    firms.ids.indices.map { firm in
      levers.reduce(0) { $0 + $1.unitCost[firm] * $1.baseline[firm] } * Double(periods.count)
    }
  }
}
