import Foundation
import TestSupport
import Testing

@Suite("Policies of sharing, from the command line")
struct PoliciesTests {
  private let example = ProjectFolder.url.appendingPathComponent("Examples/fair-shares")

  @Test("the example prints what its folder says, within 80 columns")
  func report() throws {
    try expectExample(["policies", "alliance.yaml", "--to", "staff"], of: "fair-shares", prints: "policies")
  }

  @Test("JSON and CSV say the same")
  func files() throws {
    let folder = try TemporaryFolder()
    try folder.copyExample("fair-shares")
    let run = try CommandRun(
      [
        "policies", "alliance.yaml", "--tolerances", "30%,0.1, 0.1", "--to", "staff,capability", "--json", "--csv",
        "out",
      ],
      in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors.contains("The tables are in out: policies.csv, policy_gains.csv."))
    expectNoError {
      try JSONSnapshot(
        "Tests/CommandLineTests/Golden/fair-shares.policies.json", masking: ["run", "price_uncertainty"],
        tolerance: 1e-5
      ).compare(run.output)
    }
    let rows = try folder.text("out/policies.csv").split(separator: "\n")
    #expect(rows.count == 1 + 1 + 7 * 2 + 2 + 1 + 1 + 2)
    #expect(rows[1].hasPrefix("no policy,,planned,27.28"))
    #expect(try folder.text("out/policy_gains.csv").contains("equal shares,0.1,delta,3.37"))
  }

  @Test("sentences: what a tolerance costs and on whom it binds; what cannot be; what leaves no plan")
  func sentences() throws {
    let folder = try TemporaryFolder()
    try folder.copyExample("fair-shares")
    try folder.write(
      try folder.text("alliance.yaml") + "  - {name: floor, gain: {min: 24.5}}\n", to: "alliance.yaml")
    let run = try CommandRun(["policies", "alliance.yaml", "--tolerances", "10%", "--json"], in: folder.url)
    let answer = try run.answer
    let rows = try #require(answer["policies"] as? [[String: Any]])
    func message(_ name: String) -> String? { rows.first { $0["name"] as? String == name }?["message"] as? String }
    #expect(message("equal shares") == "10 % tolerance costs 5.6 % of the gain; it binds on every firm.")
    #expect(message("no one above half") == "it costs nothing.")
    #expect(
      message("by revenue") == "10 % tolerance leaves no plan: the other demands cannot be met with it.")
    #expect(rows.first { $0["name"] as? String == "by revenue" }?["status"] as? String == "infeasible")
  }

  @Test("baselines that cost nothing have no old shares")
  func noBaseline() throws {
    let alliance = SmallAlliance().with(
      "id,name,region,rd,rd_max,talent\nacme,Acme,east,0,15,0\nbolt,Bolt,west,0,20,0\ncobalt,Cobalt,east,0,9,0\n",
      as: "members.csv")
    let folder = try alliance.folder()
    let run = try CommandRun(["policies", "alliance.yaml", "--tolerances", "0"], in: folder.url)
    #expect(run.status == 0)
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/policies-no-baseline.txt").compare(run.output) }
  }

  @Test(
    "mistakes are met with a message that helps",
    arguments: [
      ("column", ["--to", "stuff"]), ("words", ["--to", "name"]), ("no-column", ["--to", ""]),
      ("tolerance", ["--tolerances", "5"]),
      ("tolerances", ["--tolerances", "0,,5%"]),
    ])
  func misuse(name: String, arguments: [String]) throws {
    let run = try CommandRun(["policies", "alliance.yaml"] + arguments, in: example)
    #expect((run.status, run.output) == (2, ""))
    expectNoError { try Snapshot("Tests/CommandLineTests/Golden/misuse/policies-\(name).txt").compare(run.errors) }
  }
}
