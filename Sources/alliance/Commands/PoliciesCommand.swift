import AllianceFiles
import Alliances
import ArgumentParser
import Planning
import Reporting
import SourceText
import Studies

/// `alliance policies`: what policies of dividing an alliance's money cost.
struct PoliciesCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "policies",
    abstract: "Compares policies of sharing: what each costs, who wins, who loses, on whom it binds.",
    usage: "alliance policies <alliance> [<options>]",
    discussion: """
      Every policy is planned beside the best plan without any: status quo, new money at old shares, equal shares, in \
      proportion to columns and to gains, and the policies of the file, each alone and all together. Proportions are \
      held at each tolerance of a grid. A tolerance is relative: 10% lets a firm get a tenth more or less than its \
      part at the common rate. Rules that are no policies (gain, spend, risk, partners, apart, together, requires) \
      hold throughout.

      Example: alliance policies Examples/fair-shares/alliance.yaml --to staff
      """)
  static let consequence = "nothing was planned"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Option(
    help: ArgumentHelp(
      "The tolerances of proportions, as shares: 0,5%,0.1. Without it 0, 5, 10, 20 and 50 %.", valueName: "shares"))
  var tolerances: String?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Columns of the firms to share in proportion to, besides those that the file's policies name.",
      valueName: "columns"))
  var bases: [String] = []

  @OptionGroup var promises: PromiseOptions
  @OptionGroup var planTime: PlanTimeOption
  @OptionGroup var study: StudyOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try grid }

  private var grid: [Double] {
    get throws { try tolerances.map { try ToleranceList($0).values } ?? PolicyStudy.usualTolerances }
  }

  func answer(on console: Console) throws -> ExitStatus {
    let grid = try grid
    var run = try StudyRun(of: alliance, study, output, on: console)
    let (subject, planner) = (run.input.alliance, Planner.ofStudy(secondsPerPlan: planTime.seconds))
    let columns = try columns(of: run.input)
    let bare = try withoutPolicies(subject)
    let steps = PolicyStudy.steps(of: subject, tolerances: grid, to: columns)
    let progress = ProgressLine(steps, "plans", on: console)
    let outcome = try run.outcome(by: planner) {
      defer { progress.finish() }
      return try PolicyStudy(
        of: subject, without: bare, by: planner, tolerances: grid, to: columns,
        promises: promises.basis(for: subject, plans: steps), step: progress.step)
    }
    return try run.conclude(outcome) { found in
      let report = PolicyStudyReport(found)
      try run.print(
        found.tables(names: report.names),
        json: JSONValue(
          found, tolerances: grid, names: report.names, messages: report.messages, notes: report.notes, run: run.record),
        text: report.text(console.palette, width: console.width, notes: !output.quiet), warnings: report.notes)
      return found.isStopped ? .stopped : .done
    }
  }

  /// The columns of the firms of `input` that were asked for, each of which can serve as what to share in proportion to.
  private func columns(of input: AllianceInput) throws -> [String] {
    let columns = bases.flatMap { base in
      input.alliance.firms.column(base) == nil
        ? base.split(separator: ",", omittingEmptySubsequences: false).map(String.init) : [base]
    }
    do throws(PolicyFact) {
      try PolicyStudy.check(columns, of: input.alliance)
    } catch {
      throw InputProblems(error, at: mark(of: error, in: input.places))
    }
    return columns
  }

  private func withoutPolicies(_ subject: Alliance) throws -> Alliance {
    do throws(AllianceProblems) {
      return try PolicyStudy.withoutPolicies(subject)
    } catch {
      throw InputProblems(error.problems.map { InputProblem($0.fact, at: SourceMark(file: alliance)) })
    }
  }
}

extension PoliciesCommand {
  /// The cell or column that does not serve, else the name behind `--to`.
  private func mark(of fact: PolicyFact, in places: AlliancePlaces) -> SourceMark {
    switch fact {
    case .columnUnknown(let column, _):
      let quote = column.isEmpty ? nil : SourceMark.Quote(line: column, start: 1, length: column.count)
      return SourceMark(file: "--to", quote: quote)
    case .columnNotSound(let column, let problems):
      return places.markInFirms(of: problems.first?.place, column: column) ?? SourceMark(file: "--to")
    }
  }
}

/// A list of tolerances as somebody writes it, `0,5%,0.1`: each once, rising.
private struct ToleranceList {
  let values: [Double]

  init(_ text: String) throws {
    var values: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let share = Share(argument: String(part)), (0..<1).contains(share.value) else {
        throw ValidationError("--tolerances takes shares from 0 to below 1, such as 0,5%,0.1; '\(part)' is none.")
      }
      values.append(share.value)
    }
    self.values = Set(values).sorted()
  }
}
