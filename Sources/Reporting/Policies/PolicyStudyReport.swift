import Alliances
import Planning
import Studies

/// What policies of sharing cost and whom they serve, for a terminal.
public struct PolicyStudyReport: Sendable {
  private let study: PolicyStudy

  /// The report of `study`.
  public init(_ study: PolicyStudy) { self.study = study }

  /// The names of the policies, one a result.
  public var names: [String] { study.results.map { terms.name(of: $0.policy.kind) } }

  /// What every policy comes to in a sentence, one a result.
  public var messages: [String] { study.results.map(terms.sentence) }

  /// The report in lines of `width` cells, as far as names allow; with or without its `notes`.
  public func text(_ palette: Palette = .plain, width: Int = 80, notes: Bool = true) -> String {
    var lines = PlanHeadline(plan: study.bare).title.wrapped(to: width, indent: 2).map(palette.strong) + [""]
    lines += summary.wrapped(to: width, indent: 2)
    let table = PolicyTable(study: study, names: names, promises: promises).table.lines(width: width)
    lines += [""] + table.heading.map(palette.quiet) + table.rows
    lines += definitions.flatMap { $0.wrapped(to: width, indent: 2) } + [""]
    lines += (highlights + [expectation].compactMap(\.self)).flatMap { $0.wrapped(to: width, indent: 2) }
    if notes { lines += palette.lines(of: self.notes, width: width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var terms: PolicyTerms { PolicyTerms(study: study) }

  private var summary: String {
    let objective = study.bare.objective
    let value = AllianceTerms(alliance: study.alliance).figure(
      NumberText.significant(objective.value, digits: 4), of: objective.kind)
    let facts = study.bare.alliance.description.rules.map { quoted($0.name) }
    let kept = facts.isEmpty ? "" : " \(listed(facts)) \(facts.count == 1 ? "is" : "are") no policy and always kept."
    return "Without any policy of sharing the best plan has a \(objective.kind.noun) of \(value).\(kept)"
  }

  private var promises: PromiseText {
    PromiseText(
      basis: study.promises,
      corrections: [study.withoutPolicy.correction] + study.results.map { $0.figures?.correction })
  }

  private var definitions: [String] {
    let noun = study.bare.objective.kind.noun
    return [
      "± tolerance τ, relative: a firm with the basis v gets from (1 − τ)·κ·v to (1 + τ)·κ·v, with one rate κ for all",
      "price: the part of the \(noun) that the policy costs; Gini: of the members' gains, 0 when equal",
      "least: the smallest gain of a member; up, down: how many members gain more, or less, than without any policy",
    ] + [promises.definition(of: "the \(noun)")].compactMap(\.self)
  }

  /// One sentence or two for every policy: at its knee, else as the file has it, else in the middle of its tolerances.
  private var highlights: [String] {
    var kinds: [Policy.Kind] = []
    for result in study.results where !kinds.contains(result.policy.kind) { kinds.append(result.policy.kind) }
    return kinds.compactMap { kind in
      let shape = study.curve(of: kind)?.shape
      guard let told = told(of: kind, shape: shape) else { return nil }
      return "\(terms.name(of: kind).capitalisedFirst): \(terms.sentence(told))" + sentence(shape)
    }
  }

  /// Which policy can be expected to deliver most, where that is more than without any by more than two errors of drawing.
  private var expectation: String? {
    guard let bare = study.withoutPolicy.correction else { return nil }
    let corrected = study.results.compactMap { result in result.figures?.correction.map { (result, $0) } }
    guard let (result, best) = corrected.max(by: { $0.1.corrected < $1.1.corrected }) else { return nil }
    let advantage = best.advantage(over: bare)
    guard advantage.amount > 2 * advantage.standardError else { return nil }
    let tolerance = result.policy.tolerance.map { " at \(NumberText.percent($0, digits: 4)) tolerance" } ?? ""
    return
      "Less what is promised too much by being chosen, \(terms.name(of: result.policy.kind))\(tolerance) can be expected "
      + "to deliver most: \(NumberText.significant(best.corrected, digits: 3)), against "
      + "\(NumberText.significant(bare.corrected, digits: 3)) without any policy."
  }

  /// What the curve of prices over the tolerances says, behind another sentence.
  private func sentence(_ shape: ToleranceCurve.Shape?) -> String {
    switch shape {
    case .knee(let tolerance):
      " The knee of its prices is at \(NumberText.percent(tolerance, digits: 4)): beyond it, tolerance buys less."
    case .even: " Its price falls evenly with the tolerance."
    case nil: ""
    }
  }

  /// The result of a policy that its sentence is about.
  private func told(of kind: Policy.Kind, shape: ToleranceCurve.Shape?) -> PolicyResult? {
    let own = study.results.filter { $0.policy.kind == kind }
    if case .knee(let tolerance) = shape { return own.first { $0.policy.tolerance == tolerance } }
    if case .rule(let position) = kind {
      let rule = study.alliance.description.rules[position]
      return own.first { $0.policy.rules == [rule] }
    }
    let planned = own.filter { $0.figures != nil }
    return planned.isEmpty ? own.first : planned[planned.count / 2]
  }

  /// What should be known before relying on the figures, one sentence each.
  public var notes: [String] {
    var notes: [String] = []
    let open = study.results.compactMap(\.figures?.priceUncertainty).max() ?? 0
    if open > 1e-6 {
      notes.append(
        "prices are known to within \(NumberText.percent(open)), which the searches for the plans leave open")
    }
    if study.isStopped { notes.append("a search stopped short of its aim, so some figures are not proved") }
    return notes + [promises.note].compactMap(\.self)
  }
}

/// How a report speaks of policies.
struct PolicyTerms {
  let study: PolicyStudy

  private var terms: AllianceTerms { AllianceTerms(alliance: study.alliance) }

  /// The name of a policy.
  func name(of kind: Policy.Kind) -> String {
    switch kind {
    case .none: "no policy"
    case .statusQuo: "status quo"
    case .oldShares: "new money at old shares"
    case .equal: "equal shares"
    case .column(let column): "proportional to \(column.printable)"
    case .gain: "proportional to gain"
    case .rule(let position): study.alliance.description.rules[position].name.printable
    case .allRules: "all policies of the file"
    }
  }

  /// What a policy costs and on whom it binds.
  func sentence(_ result: PolicyResult) -> String {
    switch result.outcome {
    case .noPlan: return "\(subject(result)) leaves no plan: the other demands cannot be met with it."
    case .failed(let error): return "\(subject(result)) has no figures: \(error.wording.message)."
    case .noBaseline: return "there are no old shares, since no firm's baseline costs anything."
    case .notSound(let problems):
      // A policy that is no rule of the file has no name there.
      let message = problems.first?.fact.wording.message ?? "it makes no sense here"
      return "not possible: \(message.replacing("'policy'", with: "it"))."
    case .planned(let figures): return sentence(result, figures)
    }
  }

  private func sentence(_ result: PolicyResult, _ figures: PolicyFigures) -> String {
    guard let price = figures.price else {
      return "\(subject(result)) leaves a \(study.bare.objective.kind.noun) of "
        + "\(NumberText.significant(figures.objective.value, digits: 4))."
    }
    guard figures.costsSomething else { return "\(subject(result)) costs nothing." }
    let share = NumberText.percent(price)
    let cost =
      study.bare.objective.kind.isMinimised
      ? "adds \(share) to the cost" : "costs \(share) of the \(study.bare.objective.kind.noun)"
    return "\(subject(result)) \(cost)\(binding(figures))."
  }

  private func subject(_ result: PolicyResult) -> String {
    result.policy.tolerance.map { "\(NumberText.percent($0, digits: 4)) tolerance" } ?? "it"
  }

  private func binding(_ figures: PolicyFigures) -> String {
    let firms = figures.binding.all
    guard !firms.isEmpty else { return "" }
    let isEveryone = firms.count == study.alliance.memberCount + figures.partners.count
    return "; it binds on \(isEveryone ? "every firm" : shortList(firms.map { terms.name(firm: $0) }))"
  }
}
