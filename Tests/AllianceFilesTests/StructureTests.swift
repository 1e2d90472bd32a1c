import SourceText
import Testing

@testable import AllianceFiles

/// What is wrong with a text as YAML, in the order of the file.
private func complaints(_ text: String) -> [Complaint] {
  YAMLDocument(SourceFile(path: "f.yaml", text: text)).problems.map(Complaint.init)
}

@Suite("A text that is no sound YAML is refused where it goes wrong")
struct StructureTests {
  @Test func aBraceThatIsNeverClosed() {
    let found = complaints("a: 1\nb: {c: 2\nd: 3\n")
    #expect(found.map(\.place) == ["f.yaml:3:2"])
    #expect(
      found.first?.fact
        == AnyHashable(
          StructureFact.syntax(reason: "did not find expected ',' or '}'", startedOnLine: 2)))
  }

  @Test func aKeyWithoutABlankBehindItsColonIsMarkedItself() {
    #expect(
      complaints("a: 1\nbudget:120\nc: 3\n") == [
        Complaint(
          "f.yaml:2:1", "b", StructureFact.syntax(reason: "could not find expected ':'", startedOnLine: nil))
      ])
  }

  @Test func aTabInTheIndentation() {
    #expect(complaints("a:\n\tb: 1\n") == [Complaint("f.yaml:2:1", "\t", StructureFact.tabIndentation)])
  }

  @Test func aSecondDocument() {
    #expect(complaints("a: 1\n---\nb: 2\n") == [Complaint("f.yaml:2:1", "-", StructureFact.severalDocuments)])
  }

  @Test func onlyComments() {
    #expect(complaints("# nothing yet\n\n") == [Complaint("f.yaml", nil, StructureFact.noContent)])
  }

  @Test(arguments: ["\u{0}", "\u{1}", "\u{7F}", "\u{FFFF}"])
  func aCharacterThatYAMLForbids(character: String) {
    #expect(
      complaints("a: 1\r\nb: é\(character)c\n") == [
        Complaint(
          "f.yaml:2:5", character,
          StructureFact.syntax(reason: "control characters are not allowed", startedOnLine: nil))
      ])
  }

  @Test func theEndOfTheTextIsBehindItsLastCharacter() {
    #expect(complaints("a: 1\nb: {c: 2  \n\n\n").map(\.place) == ["f.yaml:2:9"])
  }

  @Test func lineEndsOfUnicodeDoNotCountAsLines() {
    #expect(complaints("a: x\u{2028}# y\u{85}\nb: *c\n").map(\.place) == ["f.yaml:2:4"])
  }

  @Test func tablesInsideEachOtherThousandsDeep() {
    #expect(complaints(String(repeating: "[", count: 2_000)).count == 1)
    #expect(complaints(String(repeating: "{a: ", count: 2_000)).count == 1)
  }

  @Test func anAliasWithoutAnchor() {
    #expect(complaints("a: *b\n").map(\.place) == ["f.yaml:1:4"])
  }

  @Test func columnsCountCharactersNotBytes() {
    #expect(complaints("'e\u{301}é🇩🇪': 1\nb: \"é👨‍👩‍👧\" x\n").map(\.place) == ["f.yaml:2:9"])
  }
}

@Suite("A key given twice is reported where it is given again")
struct RepeatedKeyTests {
  private func repeated(_ place: String, _ marked: String, _ key: String? = nil, first: Int) -> Complaint {
    Complaint(place, marked, StructureFact.duplicateKey(key ?? marked, firstLine: first))
  }

  @Test func atTheTop() {
    #expect(complaints("a: 1\nb: 2\na: 3\n") == [repeated("f.yaml:3:1", "a", first: 1)])
  }

  @Test func threeTimesAndAnotherTwice() {
    #expect(
      Set(complaints("a: 1\nb: 2\na: 3\nb: 4\na: 5\n").map(\.place)) == ["f.yaml:3:1", "f.yaml:4:1", "f.yaml:5:1"])
  }

  @Test func underAnotherKeyOfTheSameName() {
    #expect(complaints("a:\n  a: 1\n  b: 2\n  a: 3\nb: 1\n") == [repeated("f.yaml:4:3", "a", first: 2)])
  }

  @Test func inTheItemsOfAList() {
    let text = "list:\n  - name: x\n    min: 1\n  - name: y\n    max: 1\n    name: z\n"
    #expect(complaints(text) == [repeated("f.yaml:6:5", "name", first: 4)])
  }

  @Test func inBraces() {
    #expect(complaints("l: {a: 1, b: [a, 2], c: {a: 1}, a: 3}\n") == [repeated("f.yaml:1:33", "a", first: 1)])
  }

  @Test func inBracesOverSeveralLines() {
    let text = "l: {a: 1, # a: 0\n    b: 'x, a: 9',\n    \"c\": \"\\\", a: 7\",\n    a: 3}\nm: 1\n"
    #expect(complaints(text) == [repeated("f.yaml:4:5", "a", first: 1)])
  }

  @Test func inQuotationMarks() {
    #expect(complaints("'rd, old': 1\n'rd, old': 2\n") == [repeated("f.yaml:2:1", "'rd, old'", "rd, old", first: 1)])
  }

  @Test func behindOtherCharactersThanASCII() {
    #expect(complaints("l: {é: 1, 研发: 2, é: 3}\n") == [repeated("f.yaml:1:18", "é", first: 1)])
  }

  @Test func withWindowsLineEnds() {
    #expect(complaints("a: 1\r\nb: 2\r\na: 3\r\n") == [repeated("f.yaml:3:1", "a", first: 1)])
  }

  @Test func oneKeyIsNotARepeatInTheTextOfAnother() {
    #expect(complaints("a: 1\nb: |\n  a: 2\n  a: 3\nc: 'a: 4'\n").isEmpty)
  }

  @Test func numbersAndQuotedNumbersAreOneKey() {
    let found = FilesInMemory.small.replacing("budget: 40", "periods: [2026]\nbudget: {2026: 1, '2026': 2}")
    #expect(found.complaints() == [repeated("alliance.yaml:6:19", "'2026'", "2026", first: 6)])
  }

  @Test func writtenInAWayThatCannotBeFoundAgain() {
    #expect(complaints("ab: 1\n\"a\\u0062\": 2\n") == [repeated("f.yaml:1:1", "ab", first: 1)])
  }

  @Test func theOtherProblemsOfTheFileAreStillFound() {
    let files = FilesInMemory.small.adding("budget: 50\ncurency: EUR")
    #expect(files.complaints().map(\.place) == ["alliance.yaml:8:1", "alliance.yaml:9:1"])
  }
}
