import Foundation
import TestSupport
import Testing

/// Every study, as it is asked of an alliance.
private let studies = [
  ["frontier"], ["partners"], ["policies"], ["whatif", "--set", "rd=+10%"], ["alternatives"], ["sharing"], ["risk"],
]

@Suite("The folder that a study writes its tables into")
struct StudyFolderTests {
  /// An alliance without a plan, so that a study that began would say so.
  private func folder() throws -> TemporaryFolder {
    let folder = try SmallAlliance().replacing("policies:", by: "policies:\n  - {name: floor, gain: {min: 900}}")
      .folder()
    try folder.write("", to: "tables")
    return folder
  }

  @Test("a folder that cannot be is told before the study begins", arguments: studies)
  func obstacle(study: [String]) throws {
    let folder = try folder()
    for name in ["tables", "tables/of/study"] {
      let run = try CommandRun([study[0], "alliance.yaml", "--csv", name] + study.dropFirst(), in: folder.url)
      #expect((run.status, run.output) == (2, ""))
      #expect(run.errors.hasPrefix("\(name): 'tables' is no folder\n"))
    }
    #expect(try folder.names == ["alliance.yaml", "data.csv", "members.csv", "model.yaml", "tables"])
  }

  @Test("the message says what stands in the way and what to do, in JSON too")
  func message() throws {
    try expectMistake(
      ["partners", "alliance.yaml", "--csv", "tables/of/study"], in: folder(), golden: "study folder")
  }

  @Test("a folder that may be made is left alone until there are tables")
  func noTables() throws {
    let folder = try folder()
    let run = try CommandRun(["partners", "alliance.yaml", "--csv", "new/tables"], in: folder.url)
    #expect((run.status, run.errors) == (3, ""))
    #expect(try !folder.names.contains("new"))
  }
}
