import Alliances
import Foundation
import Planning

/// Who gets what: a table for every period, or one for periods that read the same.
struct AllocationTables {
  let plan: Plan
  let width: Int

  private var terms: AllianceTerms { AllianceTerms(alliance: plan.alliance) }

  /// Blocks of lines, headings apart.
  var tables: [TextTable.Lines] {
    groups.flatMap { group in
      let columns = figures(of: group[0])
      return split(columns, firstTitle: title(of: group)).map { $0.lines(width: width) }
    }
  }

  /// A heading with one cell a firm and one for the totals.
  private struct Column: Equatable {
    let title: String
    let cells: [String]
  }

  // MARK: Periods

  /// Periods in a row whose figures are the same stand together.
  private var groups: [[Int]] {
    var groups: [[Int]] = []
    for period in plan.alliance.periods.indices {
      if let last = groups.last, figures(of: last[0]) == figures(of: period) {
        groups[groups.count - 1].append(period)
      } else {
        groups.append([period])
      }
    }
    return groups
  }

  private func figures(of period: Int) -> [Column] {
    leverColumns(period: period) + linkColumns(period: period) + [spendColumn(period: period)]
      + contributionColumns(period: period)
      + [gainColumn(period: period)]
  }

  private func title(of group: [Int]) -> String {
    guard plan.alliance.periods.count > 1 else { return "" }
    let periods = group.map { plan.alliance.periods[$0].printable }
    return periods.count == 1 ? periods[0] : "each of \(shortList(periods, limit: 2))"
  }

  // MARK: Columns

  private func leverColumns(period: Int) -> [Column] {
    plan.alliance.levers.indices.flatMap { lever in
      // The same decimals in all periods, so that figures can be compared.
      let all = plan.firms.flatMap { $0.periods.flatMap { [$0.levers[lever].baseline, $0.levers[lever].planned] } }
      let decimals = plan.alliance.levers[lever].lever.isSwitch ? 0 : NumberText.decimals(for: all)
      return [levelColumn(lever, period, decimals)] + loanColumns(lever, period, decimals) + stockColumns(lever, period)
    }
  }

  /// The level without the plan and with it.
  private func levelColumn(_ lever: Int, _ period: Int, _ decimals: Int) -> Column {
    let levels = plan.firms.map { $0.periods[period].levers[lever] }
    return change(terms.lever(lever), from: levels.map(\.baseline), to: levels.map(\.planned), decimals)
  }

  /// The stock without the plan and with it, for a lever that builds one up.
  private func stockColumns(_ lever: Int, _ period: Int) -> [Column] {
    guard plan.alliance.levers[lever].lever.stock != nil else { return [] }
    let all = plan.firms.flatMap {
      $0.periods.flatMap { [$0.indexLevels[lever].baseline, $0.indexLevels[lever].planned] }
    }
    let levels = plan.firms.map { $0.periods[period].indexLevels[lever] }
    return [
      change(
        "\(terms.lever(lever)) stock", from: levels.map(\.baseline), to: levels.map(\.planned),
        NumberText.decimals(for: all))
    ]
  }

  /// Figures of the firms and their sums before and after.
  private func change(_ title: String, from old: [Double], to new: [Double], _ decimals: Int) -> Column {
    let before = (old + [old.reduce(0, +)]).map { NumberText.fixed($0, decimals: decimals) }
    let after = (new + [new.reduce(0, +)]).map { NumberText.fixed($0, decimals: decimals) }
    let (left, right) = (before.map(\.count).max() ?? 0, after.map(\.count).max() ?? 0)
    return Column(
      title: title, cells: zip(before, after).map { "\($0.indented(to: left)) → \($1.indented(to: right))" })
  }

  /// The links without the plan and with it; their sums mean nothing.
  private func linkColumns(period: Int) -> [Column] {
    plan.alliance.links.indices.map { link in
      let position = plan.alliance.levers.count + link
      let all = plan.firms.flatMap { $0.periods.map { $0.indexLevels[position] } }
      let levels = plan.firms.map { $0.periods[period].indexLevels[position] }
      let column = change(
        plan.alliance.links[link].link.variable.printable, from: levels.map(\.baseline), to: levels.map(\.planned),
        NumberText.decimals(for: all.flatMap { [$0.baseline, $0.planned] }))
      return Column(title: column.title, cells: column.cells.dropLast() + [""])
    }
  }

  /// Who hires and who lends, for a lever of which something is lent: the level alone does not tell what is paid for.
  private func loanColumns(_ lever: Int, _ period: Int, _ decimals: Int) -> [Column] {
    let smallest = 0.5 * pow(10, -Double(decimals))
    let isLent = plan.firms.contains { $0.periods.contains { abs($0.levers[lever].seconded) >= smallest } }
    guard isLent else { return [] }
    let levels = plan.firms.map { $0.periods[period].levers[lever] }
    let hired = (levels.map(\.hired) + [levels.reduce(0) { $0 + $1.hired }])
      .map { NumberText.fixed($0, decimals: decimals) }
    let loans = levels.map { level in
      (level.seconded >= smallest ? "+" : "") + NumberText.fixed(level.seconded, decimals: decimals)
    }
    return [Column(title: "hired", cells: hired), Column(title: "on loan", cells: loans + [""])]
  }

  private func spendColumn(period: Int) -> Column {
    let all = plan.firms.flatMap { $0.periods.map(\.spending) }
    return Column(title: "spend", cells: cells(plan.firms.map { $0.periods[period].spending }, decimalsOf: all))
  }

  /// What each firm puts in, where firms may.
  private func contributionColumns(period: Int) -> [Column] {
    guard plan.alliance.description.contributions != nil else { return [] }
    let all = plan.firms.flatMap { $0.periods.map(\.contribution) }
    let amounts = plan.firms.map { $0.periods[period].contribution }
    return [Column(title: "contributes", cells: cells(amounts, decimalsOf: all))]
  }

  private func gainColumn(period: Int) -> Column {
    let all = plan.firms.flatMap { $0.periods.map(gain) }
    return Column(title: "gain", cells: cells(plan.firms.map { gain(of: $0.periods[period]) }, decimalsOf: all))
  }

  private func gain(of period: FirmPeriod) -> Double { period.output - period.baselineOutput }

  /// The values and their sum with common decimals.
  private func cells(_ values: [Double], decimalsOf all: [Double]) -> [String] {
    let decimals = NumberText.decimals(for: all)
    return (values + [values.reduce(0, +)]).map { NumberText.fixed($0, decimals: decimals) }
  }

  // MARK: Layout

  /// As many columns side by side as fit, the rest in further tables.
  private func split(_ columns: [Column], firstTitle: String) -> [TextTable] {
    let names = plan.firms.map { $0.name.printable } + ["total"]
    let narrowest = min(16, names.map(\.displayWidth).max() ?? 0)
    let first = Column(title: firstTitle, cells: names)
    var parts: [[Column]] = [[]]
    for column in columns {
      let longer = table(first: first, parts[parts.count - 1] + [column])
      let nameWidth = max(names.map(\.displayWidth).max() ?? 0, firstTitle.displayWidth)
      let needed = longer.naturalWidth - nameWidth + narrowest
      if needed > width, !parts[parts.count - 1].isEmpty { parts.append([]) }
      parts[parts.count - 1].append(column)
    }
    return parts.map { table(first: first, $0) }
  }

  private func table(first: Column, _ columns: [Column]) -> TextTable {
    let all = [(TextTable.Column(first.title, .left, isBreakable: false), first.cells)]
    return TextTable(columns: all + columns.map { (TextTable.Column($0.title), $0.cells) })
  }
}
