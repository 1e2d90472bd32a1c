import Alliances
import Planning
import Studies

/// The room for negotiation for a terminal: tables of what each firm can get, then sentences, then plans that differ
/// most.
public struct AlternativesReport: Sendable {
  private let alternatives: Alternatives
  private let ranges: [PlanQuantity: Alternatives.Range]

  /// The report of `alternatives`.
  public init(_ alternatives: Alternatives) {
    self.alternatives = alternatives
    ranges = Dictionary(uniqueKeysWithValues: alternatives.ranges.map { ($0.quantity, $0) })
  }

  /// The report in lines of `width` cells; tables that are wider are printed in parts.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    var text = title.wrapped(to: width, indent: 2).map(palette.strong) + [""]
    for table in tables.flatMap({ $0.parts(width: width, together: 3) }) {
      let lines = table.lines(width: width)
      text += lines.heading.map(palette.quiet) + lines.rows + [""]
    }
    for sentence in sentences { text += sentence.wrapped(to: width, indent: 2) }
    for sentence in plans { text += sentence.wrapped(to: width, indent: 2) }
    return text.joined(separator: "\n") + "\n"
  }

  private var alliance: Alliance { alternatives.alliance }
  private var terms: AllianceTerms { AllianceTerms(alliance: alliance) }
  private var objective: String { alliance.description.objective.figurePhrase }
  private var share: String { NumberText.percent(alternatives.tolerance, digits: 4) }

  private var title: String {
    let side = alliance.description.objective.isMinimised ? "at most" : "at least"
    let best = figure(alternatives.best.objective)
    let floor = NumberText.significant(alternatives.floor, digits: 5)
    let name = alliance.description.name.printable
    return
      "\(name) · plans within \(share) of the best \(objective), \(best): \(side) \(floor)"
  }

  /// A figure of the objective with its unit.
  private func figure(_ value: Double) -> String {
    terms.figure(NumberText.significant(value, digits: 5), of: alliance.description.objective)
  }

  // MARK: Tables

  /// More firms than these are left out, those with least room first.
  private static let longestTable = 24

  /// The firms in the tables, in their order.
  private var shown: [Int] {
    let firms = Array(alliance.firms.ids.indices)
    guard firms.count > Self.longestTable else { return firms }
    return byRoom.prefix(Self.longestTable).sorted()
  }

  /// The firms, the one whose spending varies most first.
  private var byRoom: [Int] {
    alliance.firms.ids.indices.sorted { (room($1), $0) < (room($0), $1) }
  }

  private func room(_ firm: Int) -> Double {
    ranges[.spending(firm: firm)].map { $0.greatest - $0.least } ?? 0
  }

  private var tables: [TextTable] {
    let amounts = table(["spending", "gain"], [{ .spending(firm: $0) }, { .gain(firm: $0) }])
    let contributes = alternatives.ranges.contains { if case .contribution = $0.quantity { true } else { false } }
    let contributions = contributes ? [table(["contribution"], [{ .contribution(firm: $0) }])] : []
    let levers = stride(from: 0, to: alliance.levers.count, by: 2).map { first in
      let own = alliance.levers.indices[first..<min(first + 2, alliance.levers.count)]
      return table(
        own.map { terms.lever($0) }, own.map { lever in { PlanQuantity.level(lever: lever, firm: $0) } })
    }
    return [amounts] + contributions + levers
  }

  /// What firms get of some quantities: planned, least and greatest.
  private func table(_ names: [String], _ quantities: [(Int) -> PlanQuantity]) -> TextTable {
    let columns = names.flatMap { name in
      [TextTable.Column(name), TextTable.Column("least"), TextTable.Column("greatest")]
    }
    let cells = quantities.map { quantity -> [[String]] in
      let own = shown.map { ranges[quantity($0)] }
      let decimals = NumberText.decimals(for: own.compactMap(\.self).flatMap { [$0.least, $0.greatest] })
      return own.map { range in
        guard let range else { return ["", "", ""] }
        let size = max(abs(range.least), abs(range.greatest))
        func text(_ value: Double) -> String {
          NumberText.fixed(abs(value) <= 1e-9 * size ? 0 : value, decimals: decimals)
        }
        return [
          text(range.planned), (range.isLeastExact ? "" : "~") + text(range.least),
          (range.isGreatestExact ? "" : "~") + text(range.greatest),
        ]
      }
    }
    return TextTable(
      [TextTable.Column("firm", .left, keepsEnds: true)] + columns,
      rows: shown.enumerated().map { row, firm in [terms.name(firm: firm)] + cells.flatMap { $0[row] } })
  }

  // MARK: Sentences

  private var sentences: [String] {
    let room = byRoom.filter { self.room($0) > 1e-6 * size }
    var sentences = room.prefix(3).map(sentence)
    let fixed = alliance.firms.ids.indices.filter { self.room($0) <= 1e-6 * size }
    if !fixed.isEmpty {
      sentences.append(
        "No room for \(shortList(fixed.map { terms.name(firm: $0) })): in all of these plans the same is spent on "
          + "\(fixed.count == 1 ? "it" : "them").")
    }
    if shown.count < alliance.firms.count {
      sentences.append(
        "The tables show the \(counted(shown.count, "firm")) with most room; --csv and --json have all.")
    }
    sentences += [partners, units, marks, stopped].compactMap(\.self)
    return sentences
  }

  private var size: Double {
    alternatives.ranges.reduce(0) { size, range in
      guard case .spending = range.quantity else { return size }
      return max(size, abs(range.least), abs(range.greatest))
    }
  }

  private func sentence(on firm: Int) -> String {
    guard let range = ranges[.spending(firm: firm)] else { return "" }
    let planned = NumberText.significant(zeroed(range.planned))
    return "\(terms.name(firm: firm)) can get between \(NumberText.significant(zeroed(range.least))) and "
      + "\(terms.money(NumberText.significant(zeroed(range.greatest)))) (\(planned) in the best plan), "
      + (alliance.description.objective.isMinimised
        ? "for no more than \(share) more cost." : "giving up no more than \(share) of the \(objective).")
  }

  private func zeroed(_ value: Double) -> Double { abs(value) <= 1e-9 * size ? 0 : value }

  private var partners: String? {
    let own = alternatives.partners
    guard !own.isEmpty else { return nil }
    let open = own.filter { $0.canJoin && $0.canStayOut }.map { terms.name(firm: $0.firm) }
    let always = own.filter { !$0.canStayOut }.map { terms.name(firm: $0.firm) }
    let never = own.filter { !$0.canJoin }.map { terms.name(firm: $0.firm) }
    let parts = [
      open.isEmpty ? nil : "\(listed(open)) may join or stay out",
      always.isEmpty ? nil : "\(listed(always)) \(always.count == 1 ? "joins" : "join") in every plan found",
      never.isEmpty ? nil : "\(listed(never)) \(never.count == 1 ? "joins" : "join") in none",
    ]
    return "Candidates: \(parts.compactMap(\.self).joined(separator: "; "))."
  }

  /// What the tables are counted in.
  private var units: String {
    let money = terms.moneyBehindAmounts.map { "in \($0)" }
    let spending = [money, alliance.periods.count > 1 ? "over all periods" : nil].compactMap(\.self)
    let gains = "gains are in \(terms.response)\(terms.isDiscounted ? ", discounted" : "")"
    let levels = alliance.periods.count > 1 ? "; levels of levers are means over the periods" : ""
    guard !spending.isEmpty else { return gains.capitalisedFirst + levels + "." }
    return "Spending is \(spending.joined(separator: ", ")), \(gains)\(levels)."
  }

  private var marks: String? {
    let isMarked = alternatives.ranges.contains { !$0.isLeastExact || !$0.isGreatestExact }
    guard isMarked else { return nil }
    return "~ is what was reached: since "
      + (alternatives.isBent ? "responses bend upwards" : "something bends or is decided by a search")
      + ", other plans may go farther."
  }

  private var stopped: String? {
    guard alternatives.isStopped else { return nil }
    return "The search for the best plan stopped; plans may be better by \(NumberText.percent(alternatives.gap)) of it."
  }

  // MARK: Plans

  private var plans: [String] {
    guard !alternatives.plans.isEmpty else { return [] }
    return ["", "Plans that differ most from the best one and from each other:"]
      + alternatives.plans.enumerated().map { "\($0 + 1). \(sentence(on: $1))" }
  }

  private func sentence(on different: Alternatives.Different) -> String {
    let plan = different.plan
    let changes = plan.spending.indices.map { ($0, plan.spending[$0] - alternatives.best.spending[$0]) }
      .filter { abs($0.1) > 1e-6 * size }.sorted { (abs($1.1), $0.0) < (abs($0.1), $1.0) }
    let parts = changes.prefix(3).map { firm, change in
      let sign = change > 0 ? "+" : ""
      return "\(terms.name(firm: firm)) \(NumberText.significant(zeroed(plan.spending[firm]))) "
        + "(\(sign)\(NumberText.significant(change)))"
    }
    let more = changes.count > 3 ? " and \(changes.count - 3) more" : ""
    let joined = partnerChanges(in: plan)
    return "\(NumberText.percent(different.distance)) of the money differs, \(objective) "
      + "\(figure(plan.objective)): \(parts.joined(separator: ", "))\(more)\(joined)."
  }

  private func partnerChanges(in plan: NearOptimalPlan) -> String {
    let new = alliance.candidates.filter { plan.isIn[$0] && !alternatives.best.isIn[$0] }
    let gone = alliance.candidates.filter { !plan.isIn[$0] && alternatives.best.isIn[$0] }
    return (new.isEmpty ? "" : "; with \(listed(new.map { terms.name(firm: $0) }))")
      + (gone.isEmpty ? "" : "; without \(listed(gone.map { terms.name(firm: $0) }))")
  }
}
