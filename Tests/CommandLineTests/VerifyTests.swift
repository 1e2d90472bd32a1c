import Foundation
import TestSupport
import Testing

@Suite("Verification on the command line")
struct VerifyTests {
  /// The small alliance with its plan in `plan.json`.
  private func planned(_ alliance: SmallAlliance = SmallAlliance()) throws -> (folder: TemporaryFolder, plan: String) {
    let folder = try alliance.folder()
    let plan = try CommandRun(["plan", "alliance.yaml", "--json", "--quiet"], in: folder.url).output
    try folder.write(plan, to: "plan.json")
    return (folder, plan)
  }

  private func verify(_ folder: TemporaryFolder, _ options: String...) throws -> CommandRun {
    try CommandRun(["verify", "alliance.yaml", "plan.json"] + options, in: folder.url)
  }

  @Test("a plan agrees with its files, from another folder too")
  func agrees() throws {
    let (folder, _) = try planned()
    let run = try verify(folder)
    #expect((run.status, run.errors) == (0, ""))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/verify.txt").compare(run.output) }
    let name = folder.url.lastPathComponent
    let above = try CommandRun(
      ["verify", "\(name)/alliance.yaml", "\(name)/plan.json"], in: folder.url.deletingLastPathComponent())
    #expect(above.status == 0)
  }

  @Test("an edited level is named with what follows from it, as text and as JSON")
  func edited() throws {
    let (folder, plan) = try planned()
    let edited = plan.replacingOccurrences(of: "\"planned\": 22", with: "\"planned\": 27")
    try #require(edited != plan)
    try folder.write(edited, to: "plan.json")
    let run = try verify(folder)
    #expect((run.status, run.errors) == (5, ""))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/verify-edited.txt").compare(run.output) }
    let json = try verify(folder, "--json")
    #expect(json.status == 5)
    expectNoError { try JSONSnapshot("Tests/CommandLineTests/Golden/verify-edited.json").compare(json.output) }
  }

  @Test("a file that changed since is named")
  func changed() throws {
    let (folder, _) = try planned()
    try folder.write((SmallAlliance().files["members.csv"] ?? "") + "\n", to: "members.csv")
    let run = try verify(folder)
    #expect(run.status == 5)
    #expect(run.output.contains("members.csv has changed since the plan was made"))
  }

  @Test("an alliance that has no plan agrees with the record of its conflict")
  func infeasible() throws {
    let (folder, plan) = try planned(
      SmallAlliance().replacing("policies:", by: "minimise: cost\ntarget: {gain: 1000}\npolicies:"))
    #expect(plan.contains("\"infeasible\""))
    #expect(try verify(folder).status == 0)
    try folder.write(plan.replacingOccurrences(of: "least 1,000", with: "least 100"), to: "plan.json")
    #expect(try verify(folder).output.contains("conflict[0].message"))
  }

  @Test("the plans of the examples agree")
  func examples() throws {
    let folder = try TemporaryFolder()
    try folder.copyExample("common-technology")
    try folder.write(
      try CommandRun(["plan", "alliance.yaml", "--json", "--quiet"], in: folder.url).output, to: "plan.json")
    #expect(try verify(folder).status == 0)
  }

  @Test("a plan with a response that bends agrees")
  func bentResponse() throws {
    let folder = try TemporaryFolder()
    try folder.copyExample("us-industries")
    let formula = "patent_applications ~ sqrt(rd_domestic_musd) + rd_employees_domestic_thousand"
    let fit = try CommandRun(
      ["fit", "observations.csv", "--formula", formula, "-o", "model.json", "--quiet"], in: folder.url)
    #expect(fit.status == 0)
    try folder.write(
      try CommandRun(["plan", "alliance.yaml", "--json", "--quiet"], in: folder.url).output, to: "plan.json")
    #expect(try verify(folder).status == 0)
  }

  @Test("a file that is no plan is bad input")
  func noPlan() throws {
    let (folder, _) = try planned()
    try folder.write("{\"schema\": \"alliance-model/1\"}", to: "plan.json")
    let run = try verify(folder)
    #expect((run.status, run.output) == (2, ""))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/misuse/verify-no-plan.txt").compare(run.errors) }
  }
}
