import AllianceFiles
import ArgumentParser
import Planning
import Reporting
import Studies

/// `alliance partners`: what candidates and members are worth to an alliance.
struct PartnersCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "partners",
    abstract: "Tells what each candidate, each pair of them and each member is worth.",
    usage: "alliance partners <alliance> [<options>]",
    discussion: """
      A candidate is worth what the best plan with it reaches above the best plan without it: with no other partner, \
      and on top of the best selection. The break-even cost is what joining may cost before it does not pay. Who gains \
      and who loses when it joins; what two candidates are worth together beyond what each is by itself; what would be \
      lost if a member left. Draws of the model's coefficients tell how sure it is that a candidate pays.

      Example: alliance partners Examples/who-joins/alliance.yaml --draws 40
      """)
  static let consequence = "nothing was planned"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Option(
    help: ArgumentHelp("How many draws of the coefficients are planned; 0 for none.", valueName: "number"))
  var draws = 200

  @OptionGroup var planTime: PlanTimeOption
  @OptionGroup var seed: SeedOption
  @OptionGroup var study: StudyOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...1_000_000).contains(draws) else { throw ValidationError("--draws is a number from 0 to 1000000.") }
  }

  func answer(on console: Console) throws -> ExitStatus {
    var run = try StudyRun(of: alliance, study, output, on: console)
    let options = PartnerStudy.Options(draws: draws, seed: seed.seed)
    let (subject, planner) = (run.input.alliance, Planner.ofStudy(secondsPerPlan: planTime.seconds))
    let progress = ProgressLine(PartnerStudy.steps(of: subject, options), "parts of the study", on: console)
    let outcome = try run.outcome(by: planner) {
      defer { progress.finish() }
      return try PartnerStudy(of: subject, by: planner, options, step: progress.step)
    }
    return try run.conclude(outcome) { found in
      let report = PartnerStudyReport(found)
      try run.print(
        found.tables,
        json: JSONValue(found, memberNotes: report.memberNotes, notes: report.notes, run: run.record),
        text: report.text(console.palette, width: console.width, notes: !output.quiet), warnings: report.notes)
      return found.isStopped ? .stopped : .done
    }
  }
}
