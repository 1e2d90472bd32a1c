import Foundation
import LinearProgramming
import Planning

/// A plan as text for a terminal: the answers of a committee's three questions first (what does it bring, what would
/// more money bring, what holds us back), then who gets what, then what proves it.
public struct PlanReport: Sendable {
  private let plan: Plan

  /// The report of `plan`.
  public init(_ plan: Plan) { self.plan = plan }

  /// The report in lines of at most `width` cells, as far as names allow; with or without the warnings as `notes`.
  public func text(_ palette: Palette = .plain, width: Int = 80, notes: Bool = true) -> String {
    let headline = PlanHeadline(plan: plan)
    var lines = headline.title.wrapped(to: width, indent: 2).map(palette.strong) + [""]
    lines += headline.sentences.flatMap { $0.wrapped(to: width, indent: 2) }
    for table in AllocationTables(plan: plan, width: width).tables {
      lines.append("")
      lines += table.heading.map(palette.quiet) + table.rows.dropLast() + table.rows.suffix(1).map(palette.strong)
    }
    if let standalone = StandaloneTable(plan: plan).table?.lines(width: width) {
      lines += [""] + standalone.heading.map(palette.quiet) + standalone.rows
    }
    if terms.isDiscounted { lines.append("Gains by period are not discounted.") }
    lines += money(palette, width: width)
    lines.append("")
    lines += PartnerLines(plan: plan).lines.flatMap { $0.wrapped(to: width, indent: 2) }
    for (label, items) in PlanLimits(plan: plan).entries {
      lines += "\(label): \(items.joined(separator: "; "))".wrapped(to: width, indent: 2)
    }
    // The headline speaks of the index already.
    let warnings = notes ? plan.warnings.filter { $0 != .plannedOnIndex } : []
    lines += palette.lines(of: warnings.map { $0.sentence(terms) }, width: width)
    lines.append(isProved ? palette.good(proof) : palette.bad(proof))
    return lines.joined(separator: "\n") + "\n"
  }

  /// What should be known before relying on the plan, one sentence each.
  public var warnings: [String] { plan.warnings.map { $0.sentence(terms) } }

  /// Whether the evidence shows that no plan does better: the certificate of the linear program holds, and the search for
  /// the bends of the response went to its end.
  public var isProved: Bool {
    plan.certificate.holds && !plan.isStopped
  }

  private var terms: AllianceTerms { AllianceTerms(alliance: plan.alliance) }

  // MARK: Money

  /// What arrives, is spent and is carried, where there are several periods.
  private func money(_ palette: Palette, width: Int) -> [String] {
    guard plan.money.count > 1 else { return [] }
    let decimals = NumberText.decimals(
      for: plan.money.flatMap { [$0.budget, $0.contributions, $0.grants, $0.spending, $0.carried] })
    func cells(_ figure: (PeriodMoney) -> Double) -> [String] {
      NumberText.amounts(plan.money.map(figure), decimals: decimals)
    }
    let joiningColumns =
      plan.money.contains { $0.joiningCosts != 0 } ? [(TextTable.Column("of it joining"), cells(\.joiningCosts))] : []
    let left = plan.alliance.description.carryOver ? "carried over" : "not spent"
    var columns = [
      (TextTable.Column("money", .left), plan.money.map { $0.period.printable }),
      (TextTable.Column("budget"), cells(\.budget)),
    ]
    if plan.alliance.description.contributions != nil {
      columns.append((TextTable.Column("contributions"), cells(\.contributions)))
    }
    if !plan.grants.isEmpty { columns.append((TextTable.Column("grants"), cells(\.grants))) }
    columns += [
      (TextTable.Column("spend"), cells(\.spending))
    ]
    columns += joiningColumns
    columns += [
      (TextTable.Column(left), cells(plan.alliance.description.carryOver ? \.carried : \.unspent))
    ]
    let laidOut = TextTable(columns: columns).lines(width: width)
    return [""] + laidOut.heading.map(palette.quiet) + laidOut.rows
  }

  // MARK: Proof

  private var proof: String {
    let certificate = plan.certificate
    let violation = max(certificate.boundViolation, certificate.rowViolation, certificate.integralityViolation)
    let gap = max(plan.objective.gap, certificate.gap)
    guard isProved else {
      return "not proved: gap \(NumberText.significant(gap)), largest violation \(NumberText.significant(violation))"
    }
    guard gap <= 1e-7 else {
      return "proved to be within \(NumberText.percent(gap)) of the best plan, "
        + bounded("largest violation", violation)
    }
    return "proved optimal: \(bounded("gap", gap)), \(bounded("largest violation", violation))"
  }

  /// The size of a measure that should be nothing, coarse enough to be the same on every machine.
  private func bounded(_ name: String, _ value: Double) -> String {
    guard let exponent = [-9, -7].first(where: { value <= pow(10, Double($0)) }) else {
      return "\(name) \(NumberText.significant(value, digits: 2))"
    }
    return "\(name) below \(NumberText.powerOfTen(exponent))"
  }
}

extension PlanWarning {
  /// The warning as a sentence without a full stop.
  func sentence(_ terms: AllianceTerms) -> String {
    switch self {
    case .plannedOnIndex:
      "gains are counted on the index of the model (response: latent), not on the expected output of its "
        + "\(terms.alliance.model.family.name) family"
    case .negativeBaselineOutput(let firms):
      "without the plan the model gives \(shortList(terms.names(firms))) an output below zero, so read "
        + "\(firms.count == 1 ? "its" : "their") gains with care"
    case .harmfulLever(let lever, let firms):
      "by the model more \(lever.printable) lowers the output of \(shortList(terms.names(firms)))"
    case .uncertainCoefficient(let term, let estimate, let error):
      "the coefficient of \(quoted(term)) is \(NumberText.significant(estimate)) with a standard error of "
        + "\(NumberText.significant(error)): less than two standard errors from 0, so what it adds to the plan is uncertain"
    case .pricesHoldDecisions: terms.heldDecisions
    case .pricesHoldDirections:
      "prices hold as long as every firm that raises a lever keeps raising it, and every firm that lowers one keeps "
        + "lowering it"
    case .rulesForbidSpending(let rules):
      "\(shortList(rules.map(quoted))) \(rules.count == 1 ? "allows" : "together allow") no spending at all, though there "
        + "is money that would raise the output"
    case .pricesHoldRates:
      "prices hold as long as the rate stays at which firms get what is in proportion to their gains; that of the "
        + "tolerance is what moving it by its range makes, the rate chosen anew"
    case .rateSearchStopped(let gap):
      "the search for the rate between allocations and gains stopped within \(NumberText.percent(gap)) of the best plan"
    case .searchStopped(let reason, let gap):
      "the search for the best plan stopped, as \(reason.phrase); no plan is better than this one by more than "
        + NumberText.percent(gap)
    case .pricesOfLinearisation:
      "the response bends upwards, so prices are those of the program in which each such curve is its tangent at the "
        + "plan: they tell what a little more or less changes"
    case .rangesNotSearched:
      "the time was over before the ranges of all prices were found; where from and to are the limit itself, none is known"
    case .nothingInProportion(let rule, let measure, let firms):
      "under \(quoted(rule)) \(shortList(terms.names(firms))) "
        + "\(firms.count == 1 ? measure.singular : measure.plural) nothing: "
        + "what it shares in proportion to is 0 for \(firms.count == 1 ? "it" : "them")"
    case .lagBeyondHorizon(let lever, let lag, let periods):
      "\(lever.printable) enters the output after \(counted(lag, "period")), and the plan has \(counted(periods, "period")): "
        + "it can do nothing here"
    case .productsNearly(let term, let firm, let period, let error, let gap):
      "what stands for the product \(term.printable) is off by \(NumberText.significant(error)) at most, at "
        + "\(shortList(terms.names([firm]))) in \(period.printable); no plan is better by more than \(NumberText.percent(gap)), "
        + "and more pieces come nearer"
    case .tangentsStopped(let gap):
      "the search stopped within \(NumberText.percent(gap)) of the best plan, at the limit of what rounding allows"
    }
  }
}

extension AllianceTerms {
  /// That prices hold with the decisions of the plan.
  fileprivate var heldDecisions: String {
    let ofPartners = alliance.candidates.isEmpty ? [] : ["partners"]
    let ofSwitches = alliance.levers.contains { $0.lever.isSwitch } ? ["switches"] : []
    let ofPieces = alliance.description.pieces == nil ? [] : ["pieces of levels"]
    let decisions = ofPartners + ofSwitches + ofPieces
    let others = decisions == ["partners"] ? "others joined" : "these changed"
    return
      "prices hold with the \(listed(decisions)) as they are: what more money or another limit would bring if \(others) is "
      + "not in them"
  }
}
