import Alliances
import Planning
import Studies

/// The best figure against a limit for a terminal: a table of its pieces or samples, a small chart, then sentences.
public struct FrontierReport: Sendable {
  private let frontier: Frontier

  /// The report of `frontier`.
  public init(_ frontier: Frontier) { self.frontier = frontier }

  /// The report in lines of `width` cells, with or without its `notes`.
  public func text(_ palette: Palette = .plain, width: Int = 80, notes: Bool = true) -> String {
    var text = title.wrapped(to: width, indent: 2).map(palette.strong) + [""]
    if frontier.feasible != nil {
      let lines = table(width: width).lines(width: width)
      text += lines.heading.map(palette.quiet) + lines.rows
      if shown.count < frontier.points.count {
        text += ["(\(frontier.points.count - shown.count) points between them; --csv and --json have all)"]
      }
      text += curve
      if let chart = FrontierChart(frontier) { text += [""] + chart.lines(number: figure, limit: limit) }
      text += [""]
    }
    for sentence in sentences { text += sentence.wrapped(to: width, indent: 2) }
    if notes { text += palette.lines(of: self.notes, width: width) }
    return text.joined(separator: "\n") + "\n"
  }

  /// What should be known before relying on the figures, one sentence each.
  public var notes: [String] { frontier.feasible == nil ? [] : [promises(of: []).note].compactMap(\.self) }

  private func promises(of points: [Frontier.Point]) -> PromiseText {
    PromiseText(basis: frontier.promises, corrections: points.map(\.correction))
  }

  private var alliance: Alliance { frontier.alliance }
  private var terms: AllianceTerms { AllianceTerms(alliance: alliance) }
  private var objective: String { alliance.description.objective.figurePhrase }
  private var subject: String { terms.phrase(for: frontier.path.limit) }
  private var isShare: Bool { frontier.path.limit.isShare(in: alliance) }

  private var title: String {
    let range = "\(limit(frontier.range.lowerBound)) to \(limit(frontier.range.upperBound))"
    let amounts = frontier.path.limit.isMoney(in: alliance) ? terms.money(range) : range
    let unit = terms.unit(of: alliance.description.objective).map { " in \($0)" } ?? ""
    return "\(alliance.description.name.printable) · \(objective)\(unit) against \(subject), \(amounts)"
  }

  // MARK: Table

  /// More points than these are left out in the middle.
  private static let longestTable = 40

  private var shown: [Frontier.Point] {
    let points = frontier.points
    guard points.count > Self.longestTable else { return points }
    return Array(points.prefix(Self.longestTable * 3 / 4) + points.suffix(Self.longestTable / 4))
  }

  private func table(width: Int) -> TextTable {
    frontier.isExact ? pieces(width: width) : samples
  }

  /// How many units more a slope is told for: a thousand or a million of them where one would hardly count, as of a currency.
  private var units: Double {
    let steepest = frontier.points.compactMap(\.slope).map(abs).max() ?? 0
    return isShare || steepest == 0 ? 1 : [1, 1e3, 1e6].first { $0 * steepest >= 0.01 } ?? 1e9
  }

  private var step: String {
    isShare ? "one point more" : units == 1 ? "one more" : "\(NumberText.fixed(units, decimals: 0)) more"
  }

  /// A slope for so many units, or per percentage point.
  private func slope(_ value: Double?) -> String {
    value.map { NumberText.significant((isShare ? 0.01 : units) * $0) } ?? ""
  }

  /// The columns that exact figures and samples have in common.
  private var figures: [(TextTable.Column, [String])] {
    let values = shown.map { point in point.value.map(figure) ?? "no plan" }
    return [
      (TextTable.Column(frontier.path.text), shown.map { limit($0.at) }), (TextTable.Column(objective), values),
    ] + [promises(of: shown).column].compactMap(\.self)
  }

  private func pieces(width: Int) -> TextTable {
    let narrow = figures + [(TextTable.Column("\(step) adds"), shown.map { slope($0.slope) })]
    let used = TextTable(columns: narrow).naturalWidth + 2
    let phrases = shown.map { (name(of: $0.limit) ?? "").truncated(to: max(12, width - used)) }
    return TextTable(columns: narrow + [(TextTable.Column("what limits from here", .left), phrases)])
  }

  private var samples: TextTable {
    let gaps = shown.map { point in
      point.value == nil ? "" : point.gap.map { $0 < 1e-6 ? "0 %" : NumberText.percent($0) } ?? ""
    }
    let slopes = shown.map { $0.value == nil ? "" : slope($0.slope) }
    let prices = shown.map { $0.value == nil ? "" : slope($0.price) }
    let columns =
      figures + [
        (TextTable.Column("gap"), gaps), (TextTable.Column("\(step) adds up to the next"), slopes),
        (TextTable.Column("\(step) adds here"), prices),
      ]
    return TextTable(columns: frontier.points.contains { $0.price != nil } ? columns : columns.dropLast())
  }

  /// The evenly spread values that someone asked for.
  private var curve: [String] {
    guard !frontier.curve.isEmpty else { return [] }
    let lines = TextTable(
      [TextTable.Column(frontier.path.text), TextTable.Column(objective)],
      rows: frontier.curve.map { [limit($0.at), figure($0.value)] }
    ).lines(width: 80)
    return [""] + lines.heading + lines.rows
  }

  private func figure(_ value: Double) -> String { NumberText.significant(rounded(value), digits: 5) }

  private func limit(_ value: Double) -> String {
    isShare ? NumberText.percent(value, digits: 4) : NumberText.significant(value, digits: 6)
  }

  /// A figure that is 0 but for rounding, as 0.
  private func rounded(_ value: Double) -> Double {
    let size = frontier.points.compactMap(\.value).map(abs).max() ?? 0
    return abs(value) <= 1e-11 * size ? 0 : value
  }

  // MARK: Sentences

  private var sentences: [String] {
    guard let feasible = frontier.feasible else {
      return ["No plan meets all demands at any of these values of \(subject)."]
    }
    return [promises(of: shown).definition(of: "the \(objective)"), method, takeovers, end].compactMap(\.self)
      + infeasible(feasible) + [target].compactMap(\.self)
  }

  private var method: String? {
    if let reason = frontier.sampling {
      let stopped = frontier.isStopped ? " Some searches stopped short of their aim; their gaps say how far." : ""
      return
        "Planned at \(counted(frontier.points.count, "value")), since \(reason.clause). Between them the \(objective) "
        + "is not known; at them no plan is better by more than the gap.\(stopped)"
    }
    return "Exact: between these values of \(subject) the \(objective) is a straight line."
  }

  /// The most limits that are listed in a sentence.
  private static let mostTakeovers = 4

  /// What limits, piece by piece, and that more brings nothing where it is so.
  private var takeovers: String? {
    guard frontier.isExact, frontier.points.count > 2 else { return nil }
    let pieces = Array(zip(frontier.points, frontier.points.dropFirst()))
    var parts: [String] = []
    for (point, next) in pieces.prefix(Self.mostTakeovers) {
      guard let name = name(of: point.limit) else { return nil }
      parts.append(point.slope == 0 ? "\(name), and more brings nothing" : "\(name), until \(limit(next.at))")
    }
    let isAll = pieces.count <= Self.mostTakeovers
    return "What limits: \(parts.joined(separator: "; then "))\(isAll ? "" : "; and so on")."
  }

  /// Where more begins to bring nothing, unless the list of what limits says so.
  private var end: String? {
    let pieces = frontier.points.dropLast()
    guard frontier.isExact, pieces.count > Self.mostTakeovers, let last = pieces.last, last.slope == 0 else {
      return nil
    }
    return "Beyond \(limit(last.at)) more of \(subject) brings nothing."
  }

  private func name(of limit: Frontier.Limit?) -> String? {
    switch limit {
    case .varied: subject
    case .element(let element): terms.phrase(for: element)
    case nil: nil
    }
  }

  private func infeasible(_ feasible: ClosedRange<Double>) -> [String] {
    var sentences: [String] = []
    let near = 1e-9 * (frontier.range.upperBound - frontier.range.lowerBound)
    if feasible.lowerBound > frontier.range.lowerBound + near {
      sentences.append("Below \(limit(feasible.lowerBound)) no plan meets all demands.")
    }
    if feasible.upperBound < frontier.range.upperBound - near {
      sentences.append("Above \(limit(feasible.upperBound)) no plan meets all demands.")
    }
    return sentences
  }

  private var target: String? {
    guard let target = frontier.target else { return nil }
    let isMinimised = alliance.description.objective.isMinimised
    let wanted = "a \(objective) of \(NumberText.asWritten(target.figure))"
    guard let at = target.at else {
      let best = target.best.map { "; the \(isMinimised ? "least" : "greatest") is \(figure($0))" } ?? ""
      return "No value of \(subject) that was looked at reaches \(wanted)\(best)."
    }
    let growsLooser = frontier.path.limit.growsLooser
    let tightest = growsLooser ? frontier.range.lowerBound : frontier.range.upperBound
    if at == tightest {
      return
        "\(wanted.capitalisedFirst) is reached at every value that was looked at, even with \(subject) at \(limit(at))."
    }
    let direction = growsLooser ? "at least" : "at most"
    let digits = NumberText.significant(at, digits: 7)
    let value = isShare ? NumberText.percent(at, digits: 6) : digits
    let tolerance =
      target.tolerance > 0
      ? ", to within \(isShare ? NumberText.percent(target.tolerance) : NumberText.significant(target.tolerance))" : ""
    return "\(wanted.capitalisedFirst) takes \(subject) to be \(direction) \(value)\(tolerance)."
  }
}
