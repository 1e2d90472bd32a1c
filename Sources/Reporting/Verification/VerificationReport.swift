import Alliances
import Planning
import SourceText

/// What a verification found, for a terminal.
///
/// The findings come as plain texts and numbers: which file holds what is known elsewhere.
public struct VerificationReport: Sendable {
  private let alliance: Alliance
  private let findings: Findings

  /// What was found, ready to be told.
  public struct Findings: Sendable {
    /// The plan file.
    public var plan: String
    /// The alliance file.
    public var allianceFile: String
    /// How many figures and texts were compared.
    public var comparedCount: Int
    /// The files that changed, with the places of their checksums.
    public var changedInputs: [(file: String, mark: SourceMark)] = []
    /// The places that differ.
    public var differences: [Difference] = []
    /// What the levels do not keep.
    public var faults: [LevelFault] = []
    /// Whether the plan is another one than would be made now, and as good.
    public var isAlternative = false
    /// The other version that made the plan, and this one.
    public var versions: (made: String, now: String)?

    /// Findings on `plan`.
    public init(plan: String, allianceFile: String, comparedCount: Int) {
      self.plan = plan
      self.allianceFile = allianceFile
      self.comparedCount = comparedCount
    }
  }

  /// A place that differs.
  public struct Difference: Sendable {
    let path: String
    let mark: SourceMark
    let recorded: Value?
    let recomputed: Value?

    /// `recorded` stands at `path` instead of `recomputed`; nil stands for nothing.
    public init(path: String, mark: SourceMark, recorded: Value?, recomputed: Value?) {
      self.path = path
      self.mark = mark
      self.recorded = recorded
      self.recomputed = recomputed
    }
  }

  /// What a place holds, as far as it can be told in a line.
  public enum Value: Sendable, Hashable {
    /// A number.
    case number(Double)
    /// A text.
    case text(String)
    /// A word of JSON, such as `null`.
    case word(String)
    /// A list or an object.
    case compound
  }

  /// The report on a plan of `alliance`.
  public init(_ findings: Findings, of alliance: Alliance) {
    self.findings = findings
    self.alliance = alliance
  }

  private var terms: AllianceTerms { AllianceTerms(alliance: alliance) }

  private var count: Int { findings.changedInputs.count + findings.differences.count + findings.faults.count }

  /// The report in lines of `width` cells.
  public func text(_ palette: Palette = .plain, width: Int = 80) -> String {
    guard count > 0 else {
      return (agreement.wrapped(to: width, indent: 2).map(palette.good)).joined(separator: "\n") + "\n"
    }
    let title = "\(findings.plan.printable) does not agree with \(findings.allianceFile.printable)."
    var lines = title.wrapped(to: width, indent: 2).map(palette.bad) + [""]
    lines += findings.changedInputs.map { "\($0.mark.text): \($0.file.printable) has changed since the plan was made" }
    lines += faults
    let shown = findings.differences.prefix(Self.mostShown)
    lines += shown.map(sentence)
    if findings.differences.count > shown.count {
      lines.append("and \(findings.differences.count - shown.count) places more; --json lists all")
    }
    lines.append("")
    lines += "\(counted(count, "finding")) in \(findings.comparedCount) figures and texts."
      .wrapped(to: width, indent: 2)
    return lines.flatMap { $0.wrapped(to: width, indent: 4) }.joined(separator: "\n") + "\n"
  }

  /// How many differences are told on a terminal.
  private static let mostShown = 40

  private var agreement: String {
    "\(findings.plan.printable) agrees with \(findings.allianceFile.printable): \(findings.comparedCount) figures and "
      + "texts were recomputed, every rule and bound is kept, and no plan is better."
  }

  /// What should be known beside, one sentence each.
  public var notes: [String] {
    var notes: [String] = []
    if findings.isAlternative { notes.append("a plan made now has other levels; this one is as good") }
    if let versions = findings.versions {
      notes.append("the plan was made by version \(versions.made.printable), and verified by \(versions.now)")
    }
    return notes
  }

  // MARK: Words

  private func sentence(_ difference: Difference) -> String {
    let start = "\(difference.mark.text): \(difference.path.printable)"
    guard let recorded = difference.recorded else { return "\(start) is missing" }
    guard let recomputed = difference.recomputed else { return "\(start) has no place in the plan" }
    return "\(start) is \(phrase(recorded, beside: recomputed)), recomputed \(phrase(recomputed, beside: recorded))"
  }

  private func phrase(_ value: Value, beside other: Value) -> String {
    switch (value, other) {
    case (.number(let number), .number(let second)):
      let enough = (4...15).first {
        NumberText.significant(number, digits: $0) != NumberText.significant(second, digits: $0)
      }
      return NumberText.significant(number, digits: enough ?? 17)
    case (.number(let number), _): return NumberText.asWritten(number)
    case (.text(let text), _): return quoted(text)
    case (.word(let word), _): return word
    case (.compound, _): return "a list or an object"
    }
  }

  /// What the levels do not keep, one sentence each.
  public var faults: [String] { findings.faults.map(sentence) }

  private func sentence(_ fault: LevelFault) -> String {
    switch fault {
    case .bounds(let k, let firm, let period, let level, let allowed):
      "\(terms.lever(k)) of \(terms.name(firm: firm))\(terms.inPeriod(period)) is \(number(level)), outside its bounds "
        + "\(number(allowed.lowerBound)) to \(number(allowed.upperBound))"
    case .stock(let k, let firm, let period, let stock, let maximum):
      "the stock of \(terms.lever(k)) of \(terms.name(firm: firm))\(terms.inPeriod(period)) is \(number(stock)), above the "
        + "\(number(maximum)) that the model allows"
    case .notOnOrOff(let k, let firm, let period, let level):
      "\(terms.lever(k)) of \(terms.name(firm: firm))\(terms.inPeriod(period)) is \(number(level)), neither 0 nor 1"
    case .switchCount(let k, let period, let count, let maximum):
      "\(counted(count, "firm")) \(count == 1 ? "switches" : "switch") \(terms.lever(k)) on\(terms.inPeriod(period)), allowed "
        + "\(maximum == 1 ? "is" : "are") \(maximum)"
    case .hiring(let k, let firm, let period, let hired, let maximum):
      "\(terms.name(firm: firm)) hires \(number(hired)) of \(terms.lever(k))\(terms.inPeriod(period)), allowed is 0 "
        + (maximum.map { "to \(number($0))" } ?? "or more")
    case .lending(let k, let firm, let period, let lent, let maximum):
      "\(terms.name(firm: firm)) lends \(number(lent)) of \(terms.lever(k))\(terms.inPeriod(period)), allowed is "
        + "\(number(maximum))"
    case .secondmentBalance(let k, let period, let surplus):
      "firms receive \(number(surplus)) more of \(terms.lever(k)) than they lend\(terms.inPeriod(period))"
    case .overspent(let period, let excess):
      "spending\(terms.inPeriod(period)) exceeds the money that is there by \(number(excess))"
    case .contribution(let firm, let period, let amount, let maximum):
      "\(terms.name(firm: firm)) contributes \(number(amount))\(terms.inPeriod(period)), allowed is 0 to "
        + "\(number(maximum))"
    case .grant(let name): "of the grant \(quoted(name)) other amounts are drawn than its amount or its match gives"
    case .overpooled(let period, let excess):
      "what firms spend beyond their contributions\(terms.inPeriod(period)) exceeds what pays for it by "
        + "\(number(excess))"
    case .rule(let name): "the rule \(quoted(name)) is broken"
    case .target(let gain, let target): "the gain \(number(gain)) misses its target \(number(target))"
    }
  }

  private func number(_ value: Double) -> String { NumberText.significant(value, digits: 6) }
}
