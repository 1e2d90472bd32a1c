import AllianceFiles
import ArgumentParser
import GLPKSolver
import LinearProgramming
import Planning

/// `alliance export`: the program of an alliance, for any other solver.
struct ExportCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the linear program of an alliance for another solver.",
    usage: """
      alliance export <alliance> --output <plan.mps> [--names <names.csv>]
        [--json] [--quiet]
      """,
    discussion: """
      The ending of the file decides on its format: .mps (free MPS, to be minimised) or .lp (CPLEX LP). Beside it \
      names.csv tells what every variable and row stands for; a file of that name that is no such table is never \
      replaced. Both are written or neither.
      """)
  static let consequence = "nothing was written"

  @Argument(help: "The alliance file.", completion: .file(extensions: ["yaml", "yml"]))
  var alliance: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the program to this file, ending in .mps or .lp.", valueName: "plan.mps"),
    completion: .file(extensions: ["mps", "lp"]))
  var program: String

  @Option(
    name: .customLong("names"),
    help: ArgumentHelp("Write the table of names to this file instead of names.csv.", valueName: "names.csv"),
    completion: .file(extensions: ["csv"]))
  var chosenNames: String?

  @OptionGroup var output: OutputOptions

  /// The formats of a program, by the ending of the file.
  private enum Format: String, CaseIterable {
    case mps
    case lp
  }

  private var format: Format? { Format(rawValue: String(program.split(separator: ".").last ?? "").lowercased()) }

  /// The table of names: as chosen, else in the folder of the program.
  private var names: String {
    if let chosenNames { return chosenNames }
    guard let slash = program.lastIndex(of: "/") else { return "names.csv" }
    return program[...slash] + "names.csv"
  }

  func validate() throws {
    guard format != nil else {
      let endings = Format.allCases.map { ".\($0.rawValue)" }.joined(separator: " or ")
      throw ValidationError("'\(program)' does not say which format is wanted; let it end in \(endings).")
    }
  }

  func answer(on console: Console) throws -> ExitStatus {
    let input = try AllianceReader().alliance(at: alliance)
    try OutputPath.check([program, names], against: input.files.map(\.path))
    try OutputPath.check(names, replacesOnlyTablesWith: LinearProgram.namesTableHeader)
    let linearProgram = try Planner(solver: GLPKSolver()).program(of: input.alliance)
    let text = format == .lp ? try linearProgram.lp() : try linearProgram.mps()
    try FileWriter().write([
      FileWriter.Output(path: program, text: text),
      FileWriter.Output(path: names, text: linearProgram.namesTable()),
    ])
    if output.json {
      let files: JSONValue = ["schema": "alliance-export/1", "program": .text(program), "names": .text(names)]
      console.print(files.text)
    }
    console.tell("The program is in \(program), what its names stand for in \(names).")
    return .done
  }
}
