import Alliances
import Planning
import Studies

/// What candidates, pairs of them and members are worth, for a terminal.
public struct PartnerStudyReport: Sendable {
  private let study: PartnerStudy

  /// The report of `study`.
  public init(_ study: PartnerStudy) { self.study = study }

  /// The report in lines of `width` cells, as far as names allow; with or without its `notes`.
  public func text(_ palette: Palette = .plain, width: Int = 80, notes: Bool = true) -> String {
    var lines = PlanHeadline(plan: study.best).title.wrapped(to: width, indent: 2).map(palette.strong) + [""]
    lines += summary.wrapped(to: width, indent: 2)
    if !study.candidates.isEmpty {
      lines += table(PartnerTables(study: study).candidates, palette, width)
      lines += definitions.flatMap { $0.wrapped(to: width, indent: 2) }
      lines += exceptions.flatMap { $0.wrapped(to: width, indent: 2) }
      lines += changes(width)
      lines += pairs(palette, width)
    }
    lines += table(PartnerTables(study: study).members, palette, width)
    lines += memberDefinition.wrapped(to: width, indent: 2)
    lines += memberNotes.compactMap(\.self).flatMap { $0.wrapped(to: width, indent: 2) }
    if notes { lines += palette.lines(of: self.notes, width: width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ table: TextTable, _ palette: Palette, _ width: Int) -> [String] {
    let laidOut = table.lines(width: width)
    return [""] + laidOut.heading.map(palette.quiet) + laidOut.rows
  }

  // MARK: Candidates

  private var terms: AllianceTerms { AllianceTerms(alliance: study.alliance) }
  private var objective: Objective { study.best.objective.kind }

  private var summary: String {
    let joined = study.best.partners.filter(\.isSelected).map { $0.name.printable }
    let with = study.candidates.isEmpty ? "" : joined.isEmpty ? " without partners" : " with \(listed(joined))"
    let amount = terms.figure(figure(study.best.objective.value), of: objective)
    let value = "The best plan\(with) has a \(objective.noun) of \(amount)"
    guard !study.candidates.isEmpty, !joined.isEmpty else { return "\(value).\(expectation)" }
    guard let none = study.withoutPartners else { return "\(value); without partners there is no plan.\(expectation)" }
    return "\(value), the best one without partners \(figure(none.value)).\(expectation)"
  }

  /// What the best plan can be expected to deliver, behind what it promises.
  private var expectation: String {
    guard let correction = study.likelihoods?.correctedBest else { return "" }
    return
      " It was chosen for promising most at estimated coefficients"
      + "\(correction.ending(of: study.best.objective.value, figure))."
  }

  private var definitions: [String] {
    let unit = objective.nounOfDifferences
    return [
      "alone: the best plan with it as the only partner less the best one without any, in \(unit)",
      "on top: the best plan with it less the best one without it, the others decided anew",
      "break-even: the cost of joining\(currency) at which it is worth nothing on top",
    ] + draws + [correction].compactMap(\.self)
  }

  private var currency: String { study.alliance.description.currency.map { " [\($0.printable)]" } ?? "" }

  private var draws: [String] {
    guard let likelihoods = study.likelihoods else { return [] }
    // √(p(1 − p)/n) is greatest for a half.
    let error = 0.5 / Double(max(1, likelihoods.draws)).squareRoot()
    return [
      "pays: worth more than nothing alone, chosen: in the best selection, each in so many of "
        + "\(counted(likelihoods.draws, "draw")) of the coefficients (seed \(study.options.seed); "
        + "standard errors at most \(NumberText.percent(error)))"
    ]
  }

  /// What corrected values are; nil where there are none.
  private var correction: String? {
    let errors = study.likelihoods?.candidates.compactMap { $0.correctedInBest?.standardError } ?? []
    return errors.max().map { error in
      "corrected: on top, less what that promises too much since plans are chosen for promising most, by the same draws; "
        + "errors of drawing up to \(NumberText.significant(error, digits: 2))"
    }
  }

  /// Candidates about which the plan has no choice.
  private var exceptions: [String] {
    study.candidates.compactMap { value in
      let name = terms.name(firm: value.firm)
      return switch value.freedom {
      case .free: nil
      case .cannotJoin: "\(name) cannot join: no plan has it in the alliance, whatever joining costs."
      case .tooDear: "\(name) cannot join at its cost: there is a plan with it only where joining costs less."
      case .cannotStayOut: "\(name) cannot stay out: there is no plan without it."
      }
    }
  }

  /// Who gains and who loses when a candidate joins.
  private func changes(_ width: Int) -> [String] {
    let lines = study.candidates.compactMap { value -> String? in
      guard let changes = value.changes else { return nil }
      let near = 1e-6 * max(abs(study.best.totals.gain), changes.map(abs).max() ?? 0)
      let told = changes.indices.filter { abs(changes[$0]) > near }.sorted { abs(changes[$0]) > abs(changes[$1]) }
      let parts = told.map { "\(terms.name(firm: $0)) \(signed(changes[$0]))" }
      return "\(terms.name(firm: value.firm)): \(parts.isEmpty ? "nobody's gain changes" : shortList(parts, limit: 6))"
    }
    guard !lines.isEmpty else { return [] }
    return ["", "Gains when it joins, less those when it stays out:"]
      + lines.flatMap { $0.wrapped(to: width, indent: 2) }
  }

  private func pairs(_ palette: Palette, _ width: Int) -> [String] {
    let known = study.pairs.filter { $0.value != nil && $0.synergy != nil }
    let never = study.pairs.filter { $0.value == nil }.map { listed($0.firms.map { terms.name(firm: $0) }) }
    var lines: [String] = []
    if !known.isEmpty {
      let shown = known.sorted { abs($0.synergy?.value ?? 0) > abs($1.synergy?.value ?? 0) }.prefix(Self.pairsShown)
      lines += table(PartnerTables(study: study).pairs(Array(shown)), palette, width)
      lines += "synergy: what the two are worth together less what each is worth alone".wrapped(to: width, indent: 2)
      if known.count > shown.count { lines.append("The other \(known.count - shown.count) pairs have less of it.") }
    }
    if !never.isEmpty { lines += "Cannot join together: \(shortList(never)).".wrapped(to: width, indent: 2) }
    return lines
  }

  /// The most pairs in the report; files have all.
  private static let pairsShown = 10

  // MARK: Members

  private var memberDefinition: String {
    let gainsByLeaving = study.members.contains { member in
      if case .lost(let loss, _) = member.outcome { loss.value < 0 } else { false }
    }
    return "lost: the best plan less the best one without the member, in \(objective.nounOfDifferences)"
      + (gainsByLeaving
        ? "; below 0 where the others do better without it: they have its money, and rules ask less" : "")
  }

  /// For every member why nothing is known of an alliance without it, where that is so.
  public var memberNotes: [String?] {
    study.members.map { member in
      let name = terms.name(firm: member.firm)
      return switch member.outcome {
      case .lost: nil
      case .noPlan: "Without \(name) no plan meets all demands."
      case .notSound(let problems):
        "Without \(name) there is no plan: "
          + (problems.first.map { $0.fact.wording.message } ?? "the alliance does not make sense") + "."
      case .last: "Without \(name) nobody is left."
      }
    }
  }

  /// What should be known before relying on the figures, one sentence each.
  public var notes: [String] {
    var notes = PartnerOmissions(study: study).notes
    if !study.candidates.isEmpty, study.hasNothingToDraw {
      notes.append("the model tells no standard errors, so nothing can be drawn and there are no probabilities")
    }
    if let likelihoods = study.likelihoods {
      if likelihoods.isIndependent {
        notes.append("the model tells standard errors but no covariance, so coefficients are drawn independently")
      }
      if likelihoods.drawsWithoutPlan > 0 {
        notes.append("\(counted(likelihoods.drawsWithoutPlan, "draw")) without any plan are not counted")
      }
    }
    let open = study.candidates.compactMap(\.inBest?.uncertainty).max() ?? 0
    if open > 1e-6 * max(abs(study.best.objective.value), 1e-9) {
      notes.append("values are known to within \(figure(open)), which the searches for the plans leave open")
    }
    if study.isStopped { notes.append("a search stopped short of its aim, so some values are not proved") }
    return notes
  }

  private func figure(_ value: Double) -> String { NumberText.significant(value, digits: 4) }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + NumberText.significant(value) }
}
