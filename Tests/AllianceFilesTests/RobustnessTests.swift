import Regression
import SourceText
import Testing

@testable import AllianceFiles

@Suite("Whatever stands in a file, it is read or its problems are told with places that exist")
struct RobustnessTests {
  private static let whole = FilesInMemory.withEveryKey.texts["alliance.yaml"] ?? ""

  @Test func everyBeginningOfAnAllianceFile() {
    let bytes = Array(Self.whole.utf8)
    var readable = 0
    for length in 1...bytes.count {
      readable += isSound(String(decoding: bytes[..<length], as: UTF8.self)) ? 1 : 0
    }
    #expect(readable >= 1)
    #expect(readable < bytes.count / 4)
  }

  @Test(arguments: 1...8)
  func filesWithRandomSlips(seed: UInt64) {
    var slips = Slips(seed: seed)
    for _ in 0..<250 { _ = isSound(slips.applied(to: Self.whole)) }
  }

  @Test(arguments: 1...4)
  func modelsWithRandomSlips(seed: UInt64) {
    var slips = Slips(seed: seed)
    let text = FilesInMemory.small.texts["model.yaml"] ?? ""
    for _ in 0..<250 {
      let slip = slips.applied(to: text)
      let places = Complaints.of { () throws(InputProblems) in
        _ = try InnovationModel(SourceFile(path: "model.yaml", text: slip))
      }
      expectPlaces(places, in: slip, file: "model.yaml")
    }
  }

  /// Whether the alliance can be read with `text` as its file; if not, the problems must have places that exist.
  private func isSound(_ text: String) -> Bool {
    let files = FilesInMemory.withEveryKey.with("alliance.yaml", text)
    let problems = Complaints.of { () throws(InputProblems) in _ = try files.alliance() }
    expectPlaces(problems, in: text, file: "alliance.yaml")
    return problems == nil
  }

  private func expectPlaces(_ problems: [InputProblem]?, in text: String, file: String) {
    guard let problems else { return }
    #expect(!problems.isEmpty)
    let lines = text.split(omittingEmptySubsequences: false) { ["\n", "\r", "\r\n"].contains($0) }
    for mark in problems.map(\.mark) where mark.file == file {
      guard let line = mark.line else { continue }
      #expect((1...lines.count).contains(line))
      guard let column = mark.column, lines.indices.contains(line - 1) else { continue }
      #expect((1...(lines[line - 1].count + 1)).contains(column))
    }
  }
}

private enum Complaints {
  /// What `work` finds wrong; nil when it finds nothing.
  static func of(_ work: () throws(InputProblems) -> Void) -> [InputProblem]? {
    do throws(InputProblems) {
      try work()
      return nil
    } catch {
      return error.problems
    }
  }
}

/// Changes a text a little, as a slip of the hand or a bad transfer does; the same for the same seed.
private struct Slips {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func number(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(limit, 1)))
  }

  private static let pieces: [Character] = [
    "{", "}", "[", "]", ":", ",", "\"", "'", "#", "-", "\n", " ", "\t", "%", "&", "*", "!", "|", ">", "?", "0", "e",
    "\u{85}", "\u{2028}", "é", "\u{0}", "~", "<", "\r", "\\",
  ]

  /// `text` with up to four characters put in, left out or repeated, or with two lines swapped.
  mutating func applied(to text: String) -> String {
    var characters = Array(text)
    for _ in 0...number(below: 4) {
      let position = number(below: characters.count)
      switch number(below: 4) {
      case 0: characters.insert(Self.pieces[number(below: Self.pieces.count)], at: position)
      case 1: characters.remove(at: position)
      case 2: characters[position] = Self.pieces[number(below: Self.pieces.count)]
      default:
        let end = min(position + number(below: 40), characters.count)
        characters.insert(contentsOf: characters[position..<end], at: number(below: characters.count))
      }
    }
    return String(characters)
  }
}
