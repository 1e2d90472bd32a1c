import Alliances

/// The words by which reports call the parts of one alliance.
struct AllianceTerms {
  let alliance: Alliance

  /// The display names of firms, in the order of `ids`.
  func names(_ ids: [FirmID]) -> [String] { ids.map(name) }

  func name(_ id: FirmID) -> String {
    let position = alliance.firms.ids.firstIndex(of: id)
    return (position.map { alliance.firms.names[$0] } ?? id.description).printable
  }

  func name(firm: Int) -> String { alliance.firms.names[firm].printable }

  func lever(_ position: Int) -> String { alliance.levers[position].lever.variable.printable }

  /// The period after a blank where there are several, as in `rd of Acme in 2026`; else nothing.
  func inPeriod(_ period: Int) -> String {
    alliance.periods.count > 1 ? " in \(alliance.periods[period].printable)" : ""
  }

  /// The currency in one word, as in `one more million`.
  var moneyUnit: String {
    guard let currency = alliance.description.currency?.printable, !currency.isEmpty else { return "unit of money" }
    return scaleOfMoney ?? currency
  }

  /// An amount in the currency, as in `2 million USD` or `2 EUR`; the number alone where the file names no currency.
  func money(_ amount: String) -> String { moneyBehindAmounts.map { "\(amount) \($0)" } ?? amount }

  /// The currency as it stands behind an amount, as `million USD` or `EUR`; nil where the file names none.
  var moneyBehindAmounts: String? {
    guard let currency = alliance.description.currency?.printable, !currency.isEmpty else { return nil }
    guard let scale = scaleOfMoney else { return currency }
    return ([scale] + currency.split(separator: " ").dropLast().map(String.init)).joined(separator: " ")
  }

  /// The number word at the end of the currency, as in `USD million`.
  private var scaleOfMoney: String? {
    let last = alliance.description.currency?.printable.split(separator: " ").last?.lowercased()
    return ["thousand", "million", "billion"].first { $0 == last }
  }

  /// The periods in a few words, as in `2026–2027`; nil where the file names none.
  var horizon: String? {
    guard let first = alliance.periods.first, let last = alliance.periods.last else { return nil }
    if alliance.periods.count == 1 { return first == "plan" ? nil : first.printable }
    return "\(first.printable)–\(last.printable)"
  }

  /// Whether later periods count less than the first.
  var isDiscounted: Bool { alliance.description.discountRate != 0 && alliance.periods.count > 1 }

  /// What a firm's output is counted in.
  var output: String { alliance.model.formula.response.variable.printable }

  /// A grant by its name.
  func grant(_ position: Int) -> String { quoted(alliance.description.grants[position].name) }

  /// How much of a grant may be drawn.
  func terms(of grant: Grant) -> String {
    let amounts =
      switch grant.amount {
      case .horizon(let amount): NumberText.asWritten(amount)
      case .perPeriod(let amounts):
        zip(alliance.periods, amounts).map { "\(NumberText.asWritten($1)) in \($0.printable)" }.joined(separator: ", ")
      }
    guard let match = grant.match else { return "up to \(amounts)" }
    let firms = grant.eligible.map { "firms with \(group($0))" } ?? "firms"
    return "up to \(amounts), at most \(NumberText.percent(match, digits: 4)) of what \(firms) contribute"
  }

  /// What a rule demands, without its name.
  func demand(of rule: Rule) -> String {
    switch rule.demand {
    case .groupShare(let share):
      "firms with \(group(share.group)) \(share.measure.plural) \(shares(share.minimum, share.maximum)) of "
        + share.measure.whole
        + (share.eachPeriod ? " in each period" : "")
    case .eachMember(let share):
      "each firm \(share.measure.singular) \(shares(share.minimumShare, share.maximumShare)) of \(share.measure.whole)"
        + (share.eachPeriod ? " in each period" : "")
    case .gainFloor(let floor): "the gain is at least \(NumberText.asWritten(floor.minimum))"
    case .spendingCap(let cap):
      "all firms together spend at most \(NumberText.asWritten(cap.maximum))"
        + (cap.eachPeriod ? " in each period" : "")
    case .proportion(let proportion): demand(of: proportion)
    case .winWin(let rule):
      switch rule.comparison {
      case .baseline: "no firm is worse off than without the plan"
      case .standalone: "no firm is worse off than alone with its own contribution"
      }
    case .partners(let count): demand(of: count)
    case .apart(let apart): "no two of \(listed(names(apart.firms))) are in the alliance"
    case .together(let together): "\(listed(names(together.firms))) join together or not at all"
    case .requires(let requirement):
      requirement.pairs.map { "\(name($0.firm)) joins only with \(name($0.required))" }.joined(separator: ", ")
    case .selectionRisk(let limit):
      "\(limit.column.printable) of the firms in the alliance adds up to at most \(NumberText.asWritten(limit.maximum))"
    case .risk(let limit):
      "\(limit.measure.rawValue)s weighted by \(limit.column.printable) add up to at most \(NumberText.asWritten(limit.maximum))"
        + (limit.eachPeriod ? " in each period" : "")
    }
  }

  private func demand(of count: PartnerCount) -> String {
    let parts = [
      count.minimum.map { "at least \(NumberText.asWritten($0))" },
      count.maximum.map { "at most \(NumberText.asWritten($0))" },
    ]
    return "\(parts.compactMap(\.self).joined(separator: " and ")) of the candidates join"
  }

  /// The tolerance is a share of what a firm would get at the common rate, and said as that.
  private func demand(of proportion: Proportion) -> String {
    let part =
      switch proportion.basis {
      case .column(let column): "one rate times its \(column.printable)"
      case .equal: "an equal part"
      case .gain: "one rate times its gain"
      }
    let period = proportion.eachPeriod ? " in each period" : ""
    let share = "each firm \(proportion.measure.singular) \(part)"
    guard proportion.tolerance > 0 else { return share + period }
    return "\(share), give or take \(NumberText.percent(proportion.tolerance, digits: 4)) of that\(period)"
  }

  private func group(_ filter: FirmFilter) -> String {
    let conditions = filter.conditions.map { condition in
      "\(condition.column.printable) \(listed(condition.values.map(\.printable), "or"))"
    }
    return conditions.joined(separator: " and ")
  }

  private func shares(_ least: Double?, _ greatest: Double?) -> String {
    let parts = [
      least.map { "at least \(NumberText.percent($0, digits: 4))" },
      greatest.map { "at most \(NumberText.percent($0, digits: 4))" },
    ]
    return parts.compactMap { $0 }.joined(separator: " and ")
  }
}

extension Measure {
  /// What one firm does, as in `each firm gets`.
  var singular: String {
    switch self {
    case .allocation: "gets"
    case .contribution: "contributes"
    }
  }

  /// What several firms do.
  var plural: String {
    switch self {
    case .allocation: "get"
    case .contribution: "contribute"
    }
  }

  /// What shares are shares of.
  var whole: String {
    switch self {
    case .allocation: "all spending"
    case .contribution: "all contributions"
    }
  }

  /// What a rule allows none of, as in `allows no spending`.
  var activity: String {
    switch self {
    case .allocation: "spending"
    case .contribution: "contributing"
    }
  }
}
