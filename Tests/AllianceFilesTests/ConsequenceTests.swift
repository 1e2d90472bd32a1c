import Alliances
import SourceText
import Testing

@testable import AllianceFiles

private let small = FilesInMemory.small

@Suite("One run finds all problems, and none that only follows from another")
struct ConsequenceTests {
  @Test func problemsOfAllFilesInTheOrderOfTheirPlaces() {
    let files = small.replacing("50%", "50%, refund: 2").adding("curency: EUR\ndiscount_rate: much")
      .replacing("30,4", "-30,x", in: "members.csv")
    #expect(
      files.complaints().map(\.place) == [
        "alliance.yaml:7:53", "alliance.yaml:8:1", "alliance.yaml:9:16", "members.csv:2:3", "members.csv:2:4",
      ])
  }

  @Test func problemsOfTheModelAndTheMembersAreFoundTogether() {
    let files = small.replacing("size: 0.25", "sze: 0.25", in: "model.yaml").replacing(
      "b,Bolt", "a,Bolt", in: "members.csv"
    )
    .replacing("40", "-40")
    #expect(
      files.complaints().map(\.place) == ["alliance.yaml:5:9", "members.csv:3:1", "model.yaml:3:41"])
  }

  @Test func withoutAModelTheRestIsCheckedAllTheSame() {
    let files = small.replacing("model.yaml", "modle.yaml").replacing("50%", "50%, refund: 2")
      .replacing("b,Bolt", "a,Bolt", in: "members.csv")
    #expect(files.complaints().map(\.place) == ["alliance.yaml:3:8", "alliance.yaml:7:53", "members.csv:3:1"])
  }

  @Test func withoutMembersTheRestIsCheckedAllTheSame() {
    let files = small.replacing("members.csv", "membrs.csv").replacing("  rd:", "  r_and_d:")
      .adding("policies: [{name: x, share: allocation, of: {region: east}, min: 2}]")
    #expect(files.complaints().map(\.place) == ["alliance.yaml:4:10", "alliance.yaml:7:3", "alliance.yaml:8:66"])
  }

  @Test func withNeitherTheFileItselfIsStillChecked() {
    let files = FilesInMemory(texts: ["alliance.yaml": small.texts["alliance.yaml"] ?? ""])
      .replacing("40", "-40").adding("curency: EUR")
    #expect(
      files.complaints().map(\.place) == [
        "alliance.yaml:3:8", "alliance.yaml:4:10", "alliance.yaml:5:9", "alliance.yaml:8:1",
      ])
  }

  @Test func aLeverThatCouldNotBeReadCountsAsDecided() {
    let files = small.replacing("{kind: investment, max_increase: 50%}", "all of it")
      .with("members.csv", "id,size\na,4\n")
    #expect(files.complaints().map(\.place) == ["alliance.yaml:7:7"])
  }

  @Test func withoutLeversNoColumnIsCalledMissing() {
    let files = small.replacing("levers:", "lever:").with("members.csv", "id,size\na,4\n")
    #expect(files.complaints().map(\.place) == ["alliance.yaml:6:1"])
  }

  @Test func aMaximumThatCouldNotBeReadIsNotCalledMissing() {
    #expect(small.replacing("max_increase: 50%", "max: high").complaints().map(\.place) == ["alliance.yaml:7:31"])
    #expect(small.replacing("max_increase", "max_incraese").complaints().map(\.place) == ["alliance.yaml:7:26"])
  }

  @Test func aResponseThatCouldNotBeReadIsNotTakenForTheDefault() {
    let files = small.replacing("gaussian", "poisson", in: "model.yaml")
    #expect(files.adding("response: latnt").complaints().map(\.place) == ["alliance.yaml:8:11"])
    #expect(files.adding("respnse: latent").complaints().map(\.place) == ["alliance.yaml:8:1"])
  }

  @Test func aBudgetThatCouldNotBeReadDoesNotQuarrelWithTheCarryOver() {
    let files = small.adding("periods: [2026, 2027]\ncarry_over: false")
    #expect(files.complaints().map(\.place) == ["alliance.yaml:9:13"])
    #expect(files.replacing("40", "forty").complaints().map(\.place) == ["alliance.yaml:5:9"])
  }

  @Test func periodsThatCouldNotBeReadDoNotQuarrelWithTheBudget() {
    let files = small.replacing("40", "{2026: 1, 2027: 2}").adding("periods: 2026 and 2027")
    #expect(files.complaints().map(\.place) == ["alliance.yaml:8:10"])
  }

  @Test func aKeyThatAGainDoesNotHaveIsTheOneProblem() {
    #expect(small.adding("policies: [{name: x, gain: {max: 5}}]").complaints().map(\.place) == ["alliance.yaml:8:29"])
    #expect(small.adding("policies: [{name: x, gain: {}}]").complaints().map(\.place) == ["alliance.yaml:8:22"])
  }

  @Test func aMissingCoefficientDoesNotQuarrelWithTheCovariance() {
    let covariance = "\ncovariance: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]"
    let model = (small.texts["model.yaml"] ?? "") + covariance
    #expect(small.with("model.yaml", model).complaints().isEmpty)
    let found = small.with("model.yaml", model).replacing(", size: 0.25", "", in: "model.yaml").complaints()
    #expect(found.map(\.place) == ["model.yaml:3:1"])
    let short = small.with("model.yaml", model).replacing(", [0, 0, 1]", "", in: "model.yaml").complaints()
    #expect(short.map(\.place) == ["model.yaml:4:1"])
  }

  @Test func membersInAnotherFormatAreMarkedWhereTheyAreNamed() {
    func complaint(_ name: String, _ format: String) -> [Complaint] {
      [Complaint("alliance.yaml:4:10", name, AllianceFact.membersInOtherFormat(format))]
    }
    let json = "{\n  \"a\": {\"id\": \"a\", \"rd\": 1}\n}\n"
    #expect(small.with("members.csv", json).complaints() == complaint("members.csv", "JSON"))
    let yaml = small.replacing("members.csv", "members.yaml").with("members.yaml", "- {id: a, rd: 1}\n")
    #expect(yaml.complaints() == complaint("members.yaml", "YAML"))
  }

  @Test func aModelInThePlaceOfTheAllianceIsTheOneProblem() {
    #expect(
      small.complaints(at: "model.yaml") == [Complaint("model.yaml", nil, AllianceFact.modelInsteadOfAlliance)])
  }

  @Test func aLeverWhoseColumnIsMisspeltIsNotJudgedByAStartAtNothing() {
    let files = small.replacing("rd", "log(rd)", in: "model.yaml").with("members.csv", "id,rdd,size\na,3,4\n")
    #expect(files.complaints().map(\.place) == ["members.csv:1:2"])
  }

  @Test func aRuleThatCouldNotBeReadSaysNothingMore() {
    let files = small.adding("policies: [{name: x, each_member: allocation, max_share: few, min_share: 0.9}]")
    #expect(files.complaints().map(\.place) == ["alliance.yaml:8:58"])
  }
}

@Suite("A file that cannot be used is a problem of whoever names it")
struct ReferredFileTests {
  @Test func aModelThatIsNotThereIsMarkedWhereItIsNamed() {
    let found = small.replacing("model.yaml", "modle.yaml").complaints()
    #expect(found.map(\.place) == ["alliance.yaml:3:8"])
    #expect(found.map(\.marked) == ["modle.yaml"])
    guard case .referredFile("modle.yaml", .missing, _)? = found.first?.fact.base as? StructureFact else {
      Issue.record("another fact: \(found)")
      return
    }
  }

  @Test func aFolderThatIsNotThereAndTheHomeOfAShell() {
    #expect(
      small.replacing("model.yaml", "no-such-folder/model.yaml").complaints() == [
        Complaint("alliance.yaml:3:8", "no-such-folder/model.yaml", AllianceFact.folderMissing("no-such-folder"))
      ])
    #expect(
      small.replacing("members.csv", "~/members.csv").complaints() == [
        Complaint("alliance.yaml:4:10", "~/members.csv", AllianceFact.homeNotExpanded(path: "~/members.csv"))
      ])
  }

  @Test func aFolderInThePlaceOfATable() throws {
    try withFolder { folder in
      try folder.write(small.texts["alliance.yaml"] ?? "", to: "alliance.yaml")
      try folder.write(small.texts["model.yaml"] ?? "", to: "model.yaml")
      try folder.makeFolder("members.csv")
      #expect(
        Self.complaints(in: folder, at: "alliance.yaml") == [
          Complaint(
            "\(folder.path)/alliance.yaml:4:10", "members.csv",
            StructureFact.referredFile(path: "\(folder.path)/members.csv", .isDirectory, beside: []))
        ])
      #expect(
        Self.complaints(in: folder, at: "members.csv") == [
          Complaint("\(folder.path)/members.csv", nil, FileFact.isDirectory)
        ])
    }
  }

  @Test func aMissingFileComesWithTheNamesThatStandBeside() throws {
    try withFolder { folder in
      try folder.write(small.texts["alliance.yaml"] ?? "", to: "alliance.yaml")
      try folder.write(small.texts["model.yaml"] ?? "", to: "modell.yaml")
      try folder.write(small.texts["members.csv"] ?? "", to: "members.csv")
      #expect(
        Self.complaints(in: folder, at: "alliance.yaml").map(\.fact) == [
          StructureFact.referredFile(
            path: "\(folder.path)/model.yaml", .missing, beside: ["alliance.yaml", "members.csv", "modell.yaml"])
        ])
    }
  }

  @Test func aFileThatTheSystemRefuses() throws {
    try withFolder { folder in
      try folder.write(
        (small.texts["alliance.yaml"] ?? "").replacing("model.yaml", with: "/proc/self/mem"), to: "alliance.yaml")
      try folder.write(small.texts["members.csv"] ?? "", to: "members.csv")
      let found = Self.complaints(in: folder, at: "alliance.yaml")
      guard case .referredFile("/proc/self/mem", .unreadable, [])? = found.first?.fact.base as? StructureFact else {
        Issue.record("another fact: \(found)")
        return
      }
    }
  }

  @Test func anEmptyFileAndOneThatIsNoTextAreProblemsOfTheirOwn() throws {
    #expect(small.with("model.yaml", "").complaints() == [Complaint("model.yaml", nil, FileFact.empty)])
    try withFolder { folder in
      try folder.write(small.texts["alliance.yaml"] ?? "", to: "alliance.yaml")
      try folder.write(small.texts["model.yaml"] ?? "", to: "model.yaml")
      try folder.write([UInt8]("id,rd,size\n".utf8) + [0xFF, 0xFE], to: "members.csv")
      #expect(
        Self.complaints(in: folder, at: "alliance.yaml").map(\.place) == ["\(folder.path)/members.csv:2"])
    }
  }

  private static func complaints(in folder: TemporaryFolder, at name: String) -> [Complaint] {
    do throws(InputProblems) {
      _ = try AllianceReader().alliance(at: "\(folder.path)/\(name)")
      return []
    } catch {
      return error.problems.map(Complaint.init)
    }
  }
}
