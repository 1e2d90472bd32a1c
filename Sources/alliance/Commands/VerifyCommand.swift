import AllianceFiles
import ArgumentParser
import GLPKSolver
import Planning
import Reporting
import SourceText

/// `alliance verify`: whether a plan file holds what its alliance says it should.
struct VerifyCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recomputes a plan from the files that it was made of.",
    discussion: """
      The levels in the plan file are put into the model: outputs, costs, sums, bounds, money and rules are recomputed \
      without a linear program. Then the alliance is planned anew, and the bound, the prices and the certificate are \
      compared. Every figure and text that does not agree is named with its place.

      Exit code 5 says that something does not agree.

      Example: alliance plan alliance.yaml --json > plan.json
      \u{20}        alliance verify alliance.yaml plan.json
      """)
  static let consequence = "nothing was verified"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Argument(help: "The plan that 'alliance plan --json' printed.", completion: .file(extensions: ["json"]))
  var plan: String

  @OptionGroup var output: OutputOptions

  func answer(on console: Console) throws -> ExitStatus {
    let file = try PlanFile(SourceFile(reading: plan))
    let input = try AllianceReader().alliance(at: alliance)
    let record = RunRecord(version: Version.text, files: input.files, seconds: [])
    let review = try Planner(solver: GLPKSolver()).review(
      file.levels(of: input.alliance), of: Formulation(input.alliance), stoppedAt: file.boundOfStoppedSearch)
    let verification = PlanVerification(file, review, run: record) { content(of: $0, input, record) }
    let report = VerificationReport(findings(verification), of: input.alliance)
    if output.json {
      let name = input.alliance.description.name
      console.print(JSONValue(verification, alliance: name, faults: report.faults, notes: report.notes).text)
    } else {
      console.print(report.text(console.palette, width: console.width))
    }
    console.note(report.notes)
    return verification.agrees ? .done : .disagreement
  }

  /// What `alliance plan --json` would print of an outcome.
  private func content(of outcome: PlanningOutcome, _ input: AllianceInput, _ record: RunRecord) -> JSONValue {
    switch outcome {
    case .plan(let plan): JSONValue(plan, warnings: PlanReport(plan).warnings, run: record)
    case .infeasible(let conflict): conflict.content(places: input.places, record)
    }
  }

  private func findings(_ verification: PlanVerification) -> VerificationReport.Findings {
    var findings = VerificationReport.Findings(
      plan: plan, allianceFile: alliance, comparedCount: verification.comparedCount)
    findings.changedInputs = verification.changedInputs.map { ($0.file, $0.mark) }
    findings.differences = verification.differences.map { difference in
      VerificationReport.Difference(
        path: difference.path, mark: difference.mark, recorded: difference.recorded?.value,
        recomputed: difference.recomputed?.value)
    }
    findings.faults = verification.faults
    findings.isAlternative = verification.isAlternative
    findings.stopped = verification.stopped.map { ($0.value, $0.bound, $0.best) }
    findings.versions = verification.otherVersion.map { ($0, Version.text) }
    return findings
  }
}

extension JSONValue {
  /// The value as a report tells it.
  fileprivate var value: VerificationReport.Value {
    switch self {
    case .null: .word("null")
    case .truth(let truth): .word("\(truth)")
    case .integer(let number): .number(Double(number))
    case .number(let number): number.isFinite ? .number(number) : .word("null")
    case .text(let text): .text(text)
    case .list, .object: .compound
    }
  }
}
