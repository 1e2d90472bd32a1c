import Alliances
import Planning
import Studies

/// A scenario set by hand for a terminal: what it changes, which factor adds what, at which firm, and what it costs.
public struct WhatIfReport: Sendable {
  private let study: WhatIf

  /// The report of `study`.
  public init(_ study: WhatIf) { self.study = study }

  /// The report in lines of `width` cells; `notes` says whether warnings stand below.
  public func text(_ palette: Palette = .plain, width: Int = 80, notes: Bool = true) -> String {
    var blocks = [([title] + [scenario, effect]).flatMap { $0.wrapped(to: width, indent: 2) }]
    blocks[0][0] = palette.strong(blocks[0][0])
    var tables = [factorTable, firmTable]
    if study.alliance.periods.count > 1 { tables.append(periodTable) }
    for table in tables {
      let lines = table.lines(width: width)
      blocks.append(lines.heading.map(palette.quiet) + lines.rows)
    }
    blocks.append((["\(cost)"] + explanations).flatMap { $0.wrapped(to: width, indent: 2) })
    if notes, !warnings.isEmpty { blocks.append(palette.lines(of: warnings, width: width)) }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var terms: AllianceTerms { AllianceTerms(alliance: study.alliance) }

  private var title: String {
    let description = study.alliance.description
    return [description.name.printable, terms.horizon, description.currency?.printable].compactMap { $0 }
      .joined(separator: " · ")
  }

  // MARK: Sentences

  private var scenario: String {
    let texts = study.factors.map { factor in
      if case .joining(let firm) = factor.action { return "\(terms.name(firm: firm)) joins" }
      return factor.text.printable
    }
    return "If \(listed(texts)), and nothing is optimised:"
  }

  private var effect: String {
    let value = study.total.value
    let share = study.baselineOutput > 0 ? " (\(NumberText.percent(abs(value) / study.baselineOutput)))" : ""
    guard value != 0 else { return "nothing changes in \(terms.response)." }
    let size = NumberText.fixed(abs(value), decimals: NumberText.decimals(for: [value]))
    return "this \(value > 0 ? "raises" : "lowers") \(terms.response) by \(size)\(share)\(discounting)\(interval)."
  }

  private var discounting: String {
    terms.isDiscounted
      ? ", later periods discounted at \(NumberText.percent(study.alliance.description.discountRate, digits: 4))" : ""
  }

  private var interval: String {
    guard let interval = study.total.interval else { return "" }
    let decimals = NumberText.decimals(for: [interval.lowerBound, interval.upperBound])
    return "; \(level) interval \(NumberText.fixed(interval.lowerBound, decimals: decimals)) to "
      + NumberText.fixed(interval.upperBound, decimals: decimals)
  }

  private var level: String { NumberText.percent(study.settings.level, digits: 4) }

  private var cost: String {
    let (spending, shortfall) = (study.spending, study.shortfall)
    let budget = study.money.reduce(0) { $0 + $1.budget }
    func amount(_ value: Double) -> String {
      NumberText.fixed(value, decimals: NumberText.decimals(for: [spending, budget, shortfall]))
    }
    let joining = study.money.reduce(0) { $0 + $1.joiningCosts }
    let parts =
      study.leverCosts.enumerated().filter { $0.element != 0 }.map { "\(terms.lever($0.offset)) \(amount($0.element))" }
      + (joining > 0 ? ["joining \(amount(joining))"] : [])
    let start = "The changes cost \(amount(spending))" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
    guard shortfall > 0 else {
      return "\(start); the budget of \(amount(budget)) pays for them and leaves \(amount(budget - spending))."
    }
    let period = study.money.firstIndex { -$0.unspent == shortfall }.map(terms.inPeriod) ?? ""
    return "\(start); the budget of \(amount(budget)) is \(amount(shortfall)) short\(period)\(otherMoney)."
  }

  /// What else could pay.
  private var otherMoney: String {
    let contributions =
      study.firms.reduce(0) { $0 + study.alliance.contributionMaximums[$1.position] }
      * Double(study.alliance.periods.count)
    let grants = study.alliance.description.grants.reduce(0) { $0 + $1.amount.total }
    let parts = [(contributions, "contributions"), (grants, "grants")].filter { $0.0 > 0 }.map {
      "\($1) of up to \(NumberText.significant($0))"
    }
    return parts.isEmpty ? "" : ", for which there may be \(listed(parts))"
  }

  private var explanations: [String] {
    var lines = [
      "The part of a change is what it adds, averaged over all orders in which the changes may come"
        + (study.drawnOrders.map { "; \(NumberText.fixed(Double($0), decimals: 0)) orders were drawn" } ?? "")
        + ": the parts add up to the whole."
    ]
    if study.errorsAreIndependent != nil {
      lines.append(
        study.settings.draws.map { "Intervals: quantiles over \(counted($0, "draw")) of the coefficients." }
          ?? "Intervals: from the covariance of the coefficients by the delta method.")
    }
    return lines
  }

  // MARK: Tables

  private var factorTable: TextTable {
    let estimates = study.parts.map(\.estimate) + [study.total]
    let names = study.factors.map { factor in
      if case .joining(let firm) = factor.action { return "add \(terms.name(firm: firm))" }
      return factor.text.printable
    }
    let sampling = study.drawnOrders == nil ? nil : study.parts.map(\.samplingError) + [nil]
    let shares = estimates.map { estimate in
      study.total.value == 0 ? "–" : NumberText.percent(estimate.value / study.total.value)
    }
    return table("change set by hand", names + ["all"], estimates, [("share", shares)], sampling: sampling)
  }

  private var firmTable: TextTable {
    let firms = study.firms
    let spending = firms.map(\.spending)
    let cells = NumberText.amounts(spending, decimals: NumberText.decimals(for: spending))
    return table("firm", firms.map { $0.name.printable }, firms.map(\.estimate), [("spend", cells)])
  }

  private var periodTable: TextTable {
    let sums = study.alliance.periods.indices.map { period in
      study.firms.reduce(into: (before: 0.0, after: 0.0, spending: 0.0)) { sum, firm in
        sum.before += firm.periods[period].baselineOutput
        sum.after += firm.periods[period].output
        sum.spending += firm.periods[period].spending
      }
    }
    let decimals = NumberText.decimals(for: sums.flatMap { [$0.before, $0.after] })
    let changes = sums.map { $0.after - $0.before }
    let changeCells = NumberText.amounts(changes, decimals: NumberText.decimals(for: changes))
    let spending = NumberText.amounts(sums.map(\.spending), decimals: NumberText.decimals(for: sums.map(\.spending)))
    return TextTable(
      [.init("period, not discounted", .left), .init("before"), .init("after"), .init("change"), .init("spend")],
      rows: sums.indices.map { period in
        [
          study.alliance.periods[period], NumberText.fixed(sums[period].before, decimals: decimals),
          NumberText.fixed(sums[period].after, decimals: decimals), changeCells[period], spending[period],
        ]
      })
  }

  private func table(
    _ heading: String, _ names: [String], _ estimates: [WhatIf.Estimate], _ more: [(title: String, cells: [String])],
    sampling: [Double?]? = nil
  ) -> TextTable {
    let changes = NumberText.amounts(
      estimates.map(\.value), decimals: NumberText.decimals(for: estimates.map(\.value)))
    var columns = [TextTable.Column(heading, .left, keepsEnds: true), TextTable.Column("adds")]
    var cells = [names, changes]
    for column in more {
      columns.append(TextTable.Column(column.title))
      cells.append(column.cells)
    }
    let intervals = estimates.compactMap(\.interval)
    if intervals.count == estimates.count, !intervals.isEmpty {
      let decimals = NumberText.decimals(for: intervals.flatMap { [$0.lowerBound, $0.upperBound] })
      columns += [TextTable.Column("\(level) from"), TextTable.Column("to")]
      cells += [
        intervals.map { NumberText.fixed($0.lowerBound, decimals: decimals) },
        intervals.map { NumberText.fixed($0.upperBound, decimals: decimals) },
      ]
    }
    if let sampling {
      columns.append(TextTable.Column("error of drawing"))
      cells.append(sampling.map { $0.map { NumberText.significant($0, digits: 2) } ?? "" })
    }
    return TextTable(columns, rows: names.indices.map { row in cells.map { $0[row] } })
  }

  // MARK: Warnings

  /// What a reader should know before relying on the figures, a sentence each.
  public var warnings: [String] { limits + extrapolations + certainty }

  private var limits: [String] {
    // That money lacks stands with the costs.
    let faults = study.faults.filter { if case .overspent = $0 { false } else { true } }
    let sentences = faults.map { "\(terms.sentence($0)): no plan may do that" }
    return sentences.count <= Self.mostLimits
      ? sentences
      : sentences.prefix(Self.mostLimits) + ["\(sentences.count - Self.mostLimits) more limits are left"]
  }

  /// More limits than these are counted.
  private static let mostLimits = 8

  private var extrapolations: [String] {
    var variables: [String] = []
    for value in study.outsideFittedRange where !variables.contains(value.variable) { variables.append(value.variable) }
    let sentences = variables.map { variable -> String in
      let values = study.outsideFittedRange.filter { $0.variable == variable }
      var firms: [String] = []
      for value in values where !firms.contains(terms.name(value.firm)) { firms.append(terms.name(value.firm)) }
      let fitted = values[0].fitted
      return "\(variable.printable) of \(shortList(firms)) lies outside the fitted range "
        + "\(NumberText.significant(fitted.lowerBound)) to \(NumberText.significant(fitted.upperBound)): the model says "
        + "nothing sure there"
    }
    let changed = Set(study.firms.flatMap { $0.periods.flatMap { $0.variables.map(\.variable) } })
    let unknown = study.alliance.model.formula.numericVariables.filter {
      changed.contains($0) && study.alliance.model.summary(of: $0)?.range == nil
    }
    guard !unknown.isEmpty else { return sentences }
    return sentences + [
      "the model gives no range of \(listed(unknown.map(\.printable))), so nobody can say whether these values lie in it"
    ]
  }

  private var certainty: [String] {
    switch study.errorsAreIndependent {
    case nil: ["the model tells neither a covariance nor standard errors, so there are no intervals"]
    case true?: ["the model tells standard errors alone; coefficients are taken as independent of one another"]
    case false?: []
    }
  }
}
