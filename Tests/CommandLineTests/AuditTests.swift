import Foundation
import TestSupport
import Testing

/// A table that cannot be audited, and how it is asked for.
private struct FaultyTable: Sendable, CustomTestStringConvertible {
  let name: String
  var text = "term,estimate,std_error,statistic,p_value\nRC,1.2176,0.6022,2.0219,0.0432\n"
  var arguments: [String] = []

  var testDescription: String { name }
}

private let faultyTables = [
  FaultyTable(name: "misspelt column", text: "term,estimate,std_eror,statistic\nRC,1.2176,0.6022,2.0219\n"),
  FaultyTable(name: "unknown columns", text: "firm,rd\nacme,30\n"),
  FaultyTable(
    name: "impossible figures",
    text: """
      term,estimate,std_error,statistic,p_value
      RC,a lot,0,2.0219,1.0432
      RJ,0.2629,-0.1667,<1.5,0.1148*
      RC,1.2176,0.6022,2.0219,0.0432

      """),
  FaultyTable(name: "periods out of order", text: "period,value,growth\n2021,12300,\n2020,10100,-17.89\n"),
  FaultyTable(name: "degrees out of range", arguments: ["--df", "0"]),
  FaultyTable(name: "degrees for a series", text: "period,value,growth\n2021,12300,\n", arguments: ["--df", "5"]),
]

@Suite("Audits of published tables")
struct AuditTests {
  private let examples = ProjectFolder.url.appendingPathComponent("Examples/published-tables")

  @Test("the example's tables disagree where the example says so", arguments: ["coefficients", "output"])
  func example(_ name: String) throws {
    try expectExample(["audit", "\(name).csv"], of: "published-tables", prints: name, status: 5)
    let json = try CommandRun(["audit", "\(name).csv", "--json"], in: examples)
    #expect((json.status, json.errors) == (5, ""))
    expectNoError {
      try JSONSnapshot("Tests/CommandLineTests/Golden/published-tables.\(name).json").compare(json.output)
    }
  }

  @Test("figures that agree end with code 0; notes go to standard error, and --quiet leaves them out")
  func agreement() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "term,estimate,std_error,statistic,p_value,n\nRC,1.2176,0.6022,2.0219,0.0432,350\n", to: "table.csv")
    let run = try CommandRun(["audit", "table.csv"], in: folder.url)
    #expect((run.status, run.errors) == (0, "note: the column 'n' is not read\n"))
    #expect(run.output.hasSuffix("The figures of the row agree within rounding.\n"))
    let quiet = try CommandRun(["audit", "table.csv", "--quiet"], in: folder.url)
    #expect((quiet.status, quiet.output, quiet.errors) == (0, run.output, ""))
  }

  @Test("with --df the p value of Student's t is the right one")
  func degreesOfFreedom() throws {
    let folder = try TemporaryFolder()
    // R: 2*pt(-2, 10) = 0.0733880.
    try folder.write("term,statistic,p_value\na,2.0000,0.0734\n", to: "table.csv")
    #expect(try CommandRun(["audit", "table.csv"], in: folder.url).status == 5)
    let run = try CommandRun(["audit", "table.csv", "--df", "10", "--json"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output.contains("\"reference\": {\n    \"distribution\": \"t\",\n    \"df\": 10\n  }"))
  }

  @Test("every mistake is met with a message that helps, in JSON too", arguments: faultyTables)
  fileprivate func mistake(_ table: FaultyTable) throws {
    let folder = try TemporaryFolder()
    try folder.write(table.text, to: "table.csv")
    try expectMistake(["audit", "table.csv"] + table.arguments, in: folder, golden: "audit-\(table.name)")
  }
}
