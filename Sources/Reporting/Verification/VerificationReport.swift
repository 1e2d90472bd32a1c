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
    /// The plan's figure and bound, and the figure of a plan made now, where the plan is that of a search that stopped.
    public var stopped: (value: Double, bound: Double, best: Double)?
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

  private static func number(_ value: Double) -> String { NumberText.significant(value, digits: 6) }

  private var agreement: String {
    "\(findings.plan.printable) agrees with \(findings.allianceFile.printable): \(findings.comparedCount) figures and "
      + "texts were recomputed, every rule and bound is kept, and no plan is better"
      + (findings.stopped == nil ? "." : " than its bound.")
  }

  /// What should be known beside, one sentence each.
  public var notes: [String] {
    var notes: [String] = []
    if findings.isAlternative { notes.append("a plan made now has other levels; this one is as good") }
    if let stopped = findings.stopped {
      notes.append(
        "the search for this plan was stopped: its figure is \(Self.number(stopped.value)), a plan made now reaches "
          + "\(Self.number(stopped.best)), and the plan says that none exceeds \(Self.number(stopped.bound)); prices, reasons, "
          + "worths of partners, warnings, the certificate and the size of the program are of a search that nobody can "
          + "repeat, and were not compared")
    }
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
  public var faults: [String] { findings.faults.map { terms.sentence($0) } }
}
