import Foundation
import TestSupport
import Testing

@Suite("Predictions and comparisons on the command line")
struct ModelCommandTests {
  private func run(_ arguments: [String], _ alliance: SmallAlliance = SmallAlliance()) throws -> (
    CommandRun, TemporaryFolder
  ) {
    let folder = try alliance.folder()
    return (try CommandRun(arguments, in: folder.url), folder)
  }

  /// A folder with the models `small.json` and `large.json` of the same data.
  private func fitted() throws -> TemporaryFolder {
    let folder = try SmallAlliance().folder()
    for (name, formula) in [("small", "output ~ rd"), ("large", "output ~ rd + talent")] {
      let fit = try CommandRun(
        ["fit", "data.csv", "--formula", formula, "-o", "\(name).json", "--quiet"], in: folder.url)
      #expect(fit.status == 0)
    }
    return folder
  }

  @Test("predict prints a table, warns, and writes the same firms as CSV")
  func predict() throws {
    let folder = try fitted()
    let run = try CommandRun(["predict", "large.json", "members.csv", "-o", "out.csv"], in: folder.url)
    #expect(run.status == 0)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/predict.txt").compare(run.output + run.errors) }
    let written = try folder.text("out.csv").split(separator: "\n").map { $0.split(separator: ",")[0] }
    #expect(written == ["id", "acme", "bolt", "cobalt"])
    let quiet = try CommandRun(["predict", "large.json", "members.csv", "--quiet"], in: folder.url)
    #expect(quiet.errors.isEmpty && quiet.output == run.output)
  }

  @Test("predict with a published model, in JSON")
  func predictPublished() throws {
    let (run, _) = try run(["predict", "model.yaml", "members.csv", "--json"])
    #expect(run.status == 0)
    #expect(run.errors.contains("warning: the model gives no covariance matrix"))
    expectNoError { try JSONSnapshot("Tests/CommandLineTests/Golden/predict.json").compare(run.output) }
  }

  @Test("what nothing can be predicted of is named at its cell, and nothing is written")
  func predictMistake() throws {
    let alliance = SmallAlliance().replacing("bolt,Bolt,west,12", by: "bolt,Bolt,west,twelve", in: "members.csv")
    let (run, folder) = try run(["predict", "model.yaml", "members.csv", "-o", "out.csv"], alliance)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("members.csv:3:4: 'twelve' in column 'rd' is not a number"))
    #expect(run.errors.hasSuffix("nothing was predicted.\n"))
    #expect(try !folder.names.contains("out.csv"))
    let overwrite = try CommandRun(["predict", "model.yaml", "members.csv", "-o", "members.csv"], in: folder.url)
    #expect(overwrite.status == 2 && overwrite.errors.contains("this file is read"))
  }

  @Test("compare shows models side by side and tests them")
  func compare() throws {
    let folder = try fitted()
    let run = try CommandRun(["compare", "small.json", "large.json", "model.yaml"], in: folder.url)
    #expect((run.status, run.errors) == (0, ""))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/compare.txt").compare(run.output) }
    let json = try CommandRun(["compare", "small.json", "large.json", "--json"], in: folder.url)
    expectNoError { try JSONSnapshot("Tests/CommandLineTests/Golden/compare.json").compare(json.output) }
  }

  @Test("compare exports tables", arguments: ["latex", "markdown", "csv"])
  func export(_ format: String) throws {
    let folder = try fitted()
    let run = try CommandRun(["compare", "small.json", "large.json", "--export", format], in: folder.url)
    #expect((run.status, run.errors) == (0, ""))
    let beginning = ["latex": "% needs", "markdown": "|  | small | large |", "csv": "model,term,estimate,std.error,"]
    #expect(run.output.hasPrefix(try #require(beginning[format])))
    guard format == "csv" else { return }
    let glance = try CommandRun(
      ["compare", "small.json", "large.json", "--export", format, "--part", "glance"], in: folder.url)
    #expect(glance.output.hasPrefix("model,r.squared,adj.r.squared,sigma,statistic,p.value,df,logLik,AIC,BIC,"))
  }

  @Test("a fit exports its intervals at the level asked for")
  func exportedLevel() throws {
    let fit = ["fit", "data.csv", "--formula", "output ~ rd", "--export", "csv", "--level"]
    let (wide, narrow) = (try run(fit + ["0.99"]).0, try run(fit + ["0.5"]).0)
    #expect(wide.status == 0 && narrow.status == 0)
    func lowerEnds(_ run: CommandRun) -> [Double] {
      run.output.split(separator: "\n").dropFirst().compactMap { Double($0.split(separator: ",")[6]) }
    }
    #expect(lowerEnds(wide).count == 2)
    #expect(zip(lowerEnds(wide), lowerEnds(narrow)).allSatisfy(<))
  }

  @Test("a fit refuses options whose results would be shown nowhere")
  func unseenResults() throws {
    let fit = ["fit", "data.csv", "--formula", "output ~ rd"]
    for (options, message) in [
      (["--export", "csv", "--effects"], "--export leaves no place for --effects"),
      (["--export", "latex", "--level", "0.9"], "--level is for intervals"),
      (["--export", "csv", "--part", "glance", "--level", "0.9"], "--level is for intervals"),
      (["--json", "--level", "0.9"], "--level is for intervals"),
    ] {
      let (refused, _) = try run(fit + options)
      #expect(refused.status == 2 && refused.errors.contains(message), "\(options)")
    }
    for options in [["--json", "--effects", "--level", "0.9"], ["--export", "csv", "--effects", "-o", "m.json"]] {
      let (accepted, _) = try run(fit + options)
      #expect(accepted.status == 0, "\(accepted.errors)")
    }
  }

  @Test("bad usage of both commands")
  func usage() throws {
    let cases = [
      (["compare", "model.yaml"], "two models or more"),
      (["compare", "model.yaml", "model.yaml", "--part", "tidy"], "--part belongs to --export csv"),
      (["compare", "model.yaml", "model.yaml", "--json", "--export", "csv"], "exclude each other"),
      (["predict", "model.yaml", "members.csv", "--level", "95"], "between 0 and 1"),
    ]
    for (arguments, message) in cases {
      let (run, _) = try run(arguments)
      #expect(run.status == 2 && run.errors.contains(message), "\(run.errors)")
    }
  }
}
