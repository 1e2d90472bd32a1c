import AllianceFiles
import ArgumentParser
import Regression
import Reporting
import SourceText

/// `alliance audit`: whether the figures of a published table can all be true.
struct AuditCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Recomputes the figures of a published table from each other.",
    discussion: """
      The columns of the table say what it holds: term, estimate, std_error, statistic, p_value; or period, value, \
      growth (in percent). Figures are written as printed, since every figure stands for all numbers within half a unit \
      of its last digit. Whatever rounding cannot explain is reported, with the value of a single figure, or the slip \
      in one, that would explain it.

      Exit code 5 says that some figures cannot all be true.

      Example: alliance audit Examples/published-tables/coefficients.csv
      """)
  static let consequence = "nothing was audited"

  @Argument(help: "The table: a CSV file with a header.", completion: .file(extensions: ["csv"]))
  var table: String

  @Option(
    name: .customLong("df"),
    help: ArgumentHelp(
      "Take p values from Student's t with so many degrees of freedom instead of the normal distribution.",
      valueName: "degrees"))
  var degreesOfFreedom: Double?

  @OptionGroup var output: OutputOptions

  /// Beyond the greatest, t cannot be told from the normal distribution.
  private static let allowedDegrees = 1...1e9

  func validate() throws {
    if let degreesOfFreedom, !Self.allowedDegrees.contains(degreesOfFreedom) {
      throw ValidationError("The degrees of freedom must be a number from 1 to 1e9.")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    let published = try PublishedTable(Table(SourceFile(reading: table)))
    if degreesOfFreedom != nil, published.kind == .series {
      throw InputProblems(AuditFact.degreesOfFreedomForSeries, at: SourceMark(file: "--df"))
    }
    let audit = Audit(published, reference: degreesOfFreedom.map { .studentT(degreesOfFreedom: $0) } ?? .normal)
    let report = AuditReport(audit, of: table)
    console.print(
      output.json ? JSONValue(audit, of: table).text : report.text(console.palette, width: console.width))
    console.note(report.notes)
    return audit.disagreementCount == 0 ? .done : .disagreement
  }
}
