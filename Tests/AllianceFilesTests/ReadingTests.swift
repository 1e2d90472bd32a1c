import Alliances
import SourceText
import Testing

@testable import AllianceFiles

@Suite struct ReadingTests {
  @Test func aSmallAllianceIsReadWithItsFigures() throws {
    let input = try FilesInMemory.small.alliance()
    let alliance = input.alliance
    #expect(alliance.description.name == "Two workshops")
    #expect(alliance.description.currency == "kEUR")
    #expect(alliance.firms.ids == ["a", "b"])
    #expect(alliance.firms.names == ["Acme", "Bolt"])
    #expect(alliance.description.budget == .horizon(40))
    #expect(alliance.levers[0].upper == [45, 18])
    #expect(input.files.map(\.path) == ["alliance.yaml", "model.yaml", "members.csv"])
  }
  @Test func dump() {
    for (label, files) in [
      ("typo", FilesInMemory.small.replacing("budget:", "bugdet:")),
      ("dup", FilesInMemory.small.adding("budget: 50")),
      ("flowdup", FilesInMemory.small.replacing("50%}", "50%, kind: talent}")),
      ("type", FilesInMemory.small.replacing("40", "lots")),
      ("nan", FilesInMemory.small.replacing("40", ".nan")),
      ("refund", FilesInMemory.small.replacing("50%", "50%, refund: 2")),
      ("colon", FilesInMemory.small.replacing("budget: 40", "budget:40")),
      ("missing model", FilesInMemory.small.replacing("model.yaml", "modl.yaml").replacing("50%", "50%, refund: 2")),
      ("policy", FilesInMemory.small.adding("policies:\n  - {name: x, share: allocation, of: {regoin: east, region: [west, est]}, max: 60}\n  - win_win: baseline\n  - nme: s\n")),
    ] {
      print("==", label)
      for line in files.complaints() { print(line) }
    }
  }
}
