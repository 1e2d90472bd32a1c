import Foundation
import TestSupport
import Testing

/// The keys of a plan that differ between machines: times, and how the search went on its way to the same plan.
private let masked: Set<String> = ["run", "certificate", "program", "gap"]

@Suite("The examples print what their folders say")
struct ExampleTests {
  private static let formula = "patent_applications ~ sqrt(rd_domestic_musd) + rd_employees_domestic_thousand"

  private static let elasticities =
    "patent_applications ~ log(rd_domestic_musd) + log(rd_employees_domestic_thousand)"

  /// The US industries with their model fitted.
  private func industries() throws -> (folder: TemporaryFolder, fit: CommandRun) {
    let folder = try TemporaryFolder()
    try folder.copyExample("us-industries")
    let fit = try CommandRun(
      ["fit", "observations.csv", "--formula", Self.formula, "-o", "model.json", "--quiet"], in: folder.url)
    return (folder, fit)
  }

  @Test("US industries: the fit")
  func industriesFit() throws {
    let (folder, fit) = try industries()
    #expect((fit.status, fit.errors) == (0, ""))
    expectNoError { try Snapshot("Examples/us-industries/fit.txt").compare(fit.output) }
    expectNoError {
      try JSONSnapshot("Tests/CommandLineTests/Golden/us-industries.model.json").compare(folder.text("model.json"))
    }
  }

  @Test("US industries: the plan")
  func industriesPlan() throws {
    let (folder, _) = try industries()
    let plan = try CommandRun(["plan", "alliance.yaml"], in: folder.url)
    #expect((plan.status, plan.errors) == (0, ""))
    expectNoError { try Snapshot("Examples/us-industries/plan.txt").compare(plan.output) }
    let json = try CommandRun(["plan", "alliance.yaml", "--json"], in: folder.url)
    #expect(json.status == 0)
    // Where the response bends, plans of almost the same gain lie close together, and price ranges are searched for.
    try JSONSnapshot(
      "Tests/CommandLineTests/Golden/us-industries.plan.json", masking: masked.union(["from", "to"]), tolerance: 1e-3
    ).compare(json.output)
  }

  @Test("US industries: the plan with elasticities")
  func industriesInElasticities() throws {
    let folder = try TemporaryFolder()
    try folder.copyExample("us-industries")
    let fit = try CommandRun(
      [
        "fit", "observations.csv", "--family", "poisson", "--formula", Self.elasticities, "-o", "poisson.json",
        "--quiet",
      ],
      in: folder.url)
    #expect(fit.status == 0)
    let plan = try CommandRun(["plan", "alliance-poisson.yaml"], in: folder.url)
    #expect((plan.status, plan.errors) == (0, ""))
    expectNoError { try Snapshot("Examples/us-industries/plan-poisson.txt").compare(plan.output) }
    let json = try CommandRun(["plan", "alliance-poisson.yaml", "--json", "--quiet"], in: folder.url)
    try folder.write(json.output, to: "plan.json")
    #expect(try CommandRun(["verify", "alliance-poisson.yaml", "plan.json"], in: folder.url).status == 0)
  }

  @Test("common technology: the plan")
  func commonTechnology() throws {
    let folder = ProjectFolder.url.appendingPathComponent("Examples/common-technology")
    let plan = try CommandRun(["plan", "alliance.yaml"], in: folder)
    #expect((plan.status, plan.errors) == (0, ""))
    expectNoError { try Snapshot("Examples/common-technology/plan.txt").compare(plan.output) }
    let json = try CommandRun(["plan", "alliance.yaml", "--json"], in: folder)
    #expect(json.status == 0)
    #expect(json.errors.contains("warning: gains are counted on the index of the model"))
    expectNoError {
      try JSONSnapshot("Tests/CommandLineTests/Golden/common-technology.plan.json", masking: masked).compare(
        json.output)
    }
  }

  @Test(
    "the commands in each folder's README are those that the tests run",
    arguments: ["us-industries", "common-technology"])
  func readmes(_ example: String) throws {
    let readme = ProjectFolder.url.appendingPathComponent("Examples/\(example)/README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    #expect(text.contains("alliance plan alliance.yaml"))
    if example == "us-industries" {
      #expect(text.contains("--formula '\(Self.formula)'"))
      #expect(text.contains("--formula '\(Self.elasticities)'"))
      #expect(text.contains("alliance plan alliance-poisson.yaml"))
    }
  }
}
