import Foundation
import TestSupport
import Testing

/// Data that do not tell what a formula asks, the fit that meets them, and how it ends.
struct DegenerateData: Sendable, CustomTestStringConvertible {
  let name: String
  /// The columns in the header, then the rows.
  let table: String
  let arguments: [String]
  var status: Int32 = 2

  var testDescription: String { name }

  /// y, x and d in eight rows.
  init(_ name: String, y: [String], d: String = "01010011", _ arguments: [String], status: Int32 = 2) {
    let rows = zip(y, zip([1, 2, 4, 3, 5, 7, 6, 8], d)).enumerated().map { row, cells in
      "f\(row + 1),\(cells.0),\(cells.1.0),\(cells.1.1)\n"
    }
    self.init(name, table: "id,y,x,d\n" + rows.joined(), arguments, status: status)
  }

  init(_ name: String, table: String, _ arguments: [String], status: Int32 = 2) {
    self.name = name
    self.table = table
    self.arguments = arguments
    self.status = status
  }
}

private let tobit = ["--formula", "y ~ x + d", "--family", "tobit"]
private let poisson = ["--formula", "y ~ x + d", "--family", "poisson"]
private let sound = ["1", "0", "3", "0", "5", "4", "8", "6"]

private let cases: [DegenerateData] = [
  DegenerateData("every response censored", y: [String](repeating: "0", count: 8), tobit),
  DegenerateData("one uncensored row", y: ["0", "0", "0", "3", "0", "0", "0", "0"], tobit),
  DegenerateData(
    "nothing between the limits", y: ["0", "9", "0", "9", "9", "0", "9", "9"], tobit + ["--upper", "9", "--lower", "0"]),
  DegenerateData("dummy in censored rows only", y: sound, d: "01010000", tobit),
  DegenerateData(
    "uncensored rows that fit perfectly", y: ["0", "0", "1", "0", "2", "4", "3", "5"], d: "00000000",
    ["--formula", "y ~ x", "--family", "tobit"]),
  DegenerateData("nothing censored", y: ["1", "2", "3", "1", "5", "4", "8", "6"], tobit, status: 0),
  DegenerateData(
    "perfect least squares", y: ["3", "5", "9", "7", "11", "15", "13", "17"], ["--formula", "y ~ x"], status: 0),
  DegenerateData("collinear columns", y: sound, ["--formula", "y ~ x + d + x:d + I(x^1)"], status: 0),
  DegenerateData("collinear columns in earnest", y: sound, ["--formula", "y ~ x + d + I(x^1)", "--strict"]),
  DegenerateData(
    "nearly collinear columns",
    table: "y,a,b\n1,1,1.00001\n2,2,1.99998\n2,3,3.00001\n4,4,4.00002\n3,5,4.99999\n6,6,6.00001\n",
    ["--formula", "y ~ a + b"], status: 0),
  DegenerateData(
    "more terms than rows", table: "y,a,b,c\n1,2,3,5\n2,1,1,7\n3,5,4,1\n", ["--formula", "y ~ a * b + c"]),
  DegenerateData("as many terms as rows", table: "y,a,b\n1,2,3\n2,1,1\n3,5,4\n", ["--formula", "y ~ a + b"]),
  DegenerateData("cells that are no numbers", y: ["1", "NaN", "3", "inf", "5", "1e999", "8", "6"], tobit),
  DegenerateData("constant response", y: [String](repeating: "4", count: 8), ["--formula", "y ~ x"]),
  DegenerateData("category of one level", y: sound, d: "11111111", ["--formula", "y ~ x + C(d)"]),
  DegenerateData(
    "levels in dropped rows only",
    table: "y,x,g\n1,1,a\n2,2,b\n4,3,a\n3,NA,c\n5,5,b\n7,6,a\n6,,d\n", ["--formula", "y ~ x + C(g, ref=b)"], status: 0),
  DegenerateData("separated Poisson", y: ["1", "0", "3", "0", "5", "4", "8", "6"], d: "01010000", poisson),
  DegenerateData("negative Poisson", y: ["1", "0", "-3", "0", "5", "-4", "8", "6"], poisson),
  DegenerateData("few clusters", y: sound, ["--formula", "y ~ x", "--vcov", "cluster:d"], status: 0),
  DegenerateData("row of leverage one", y: sound, d: "00000001", ["--formula", "y ~ x + d", "--vcov", "HC3"]),
  DegenerateData(
    "bootstrap that fails often", y: sound, d: "00000001", ["--formula", "y ~ x + d", "--vcov", "bootstrap"], status: 0),
]

@Suite("Data that do not tell what is asked are refused or warned of")
struct DegenerateDataTests {
  @Test("the answer is the one that was looked at", arguments: cases)
  func answer(_ data: DegenerateData) throws {
    let folder = try SmallAlliance(files: ["data.csv": data.table]).folder()
    let run = try CommandRun(["fit", "data.csv"] + data.arguments, in: folder.url)
    #expect(run.status == data.status)
    if data.status == 0 {
      #expect(!run.output.isEmpty)
      #expect(
        run.output.contains("was dropped") || run.output.contains("rows that were left out") || !run.errors.isEmpty)
    } else {
      #expect(run.output.isEmpty)
    }
    let file = data.name.replacingOccurrences(of: " ", with: "-")
    expectNoError {
      try Snapshot("Tests/CommandLineTests/Golden/degenerate/\(file).txt").compare(run.output + run.errors)
    }
  }
}
