import Foundation
import Testing

@testable import AllianceFiles

@Suite("JSON is written as other programs read it")
struct JSONTests {
  @Test func layout() {
    let value: JSONValue = [
      "b": [1, 2.5, 1e-07], "a": ["empty": [:], "none": [], "words": ["x", true]], "rows": [[1, 2], [3, 4]],
    ]
    #expect(
      value.text == """
        {
          "b": [1, 2.5, 1e-07],
          "a": {
            "empty": {},
            "none": [],
            "words": [
              "x",
              true
            ]
          },
          "rows": [
            [1, 2],
            [3, 4]
          ]
        }

        """)
  }

  @Test func numbersThatAreWholeHaveNoFractionAndOnesThatAreNotFiniteAreNull() {
    let value: JSONValue = [.number(3), .number(-0.5), .number(.infinity), .number(.nan), .number(1e22), .integer(7)]
    #expect(value.text == "[3, -0.5, null, null, 1e+22, 7]\n")
  }

  @Test func textsWithCharactersThatJSONForbids() throws {
    let text = "\"\\\n\r\t\u{0}\u{1F}\u{7F}\u{85}\u{2028}\u{2029}\u{FEFF}\u{FFFF}/é研👩‍👧"
    let written = JSONValue.list([.text(text), true]).text
    #expect(!written.unicodeScalars.dropLast().contains { $0.value < 0x20 && $0 != "\n" })
    let read = try #require(try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [Any])
    #expect(read.first as? String == text)
  }

  @Test(arguments: 1...20)
  func everyDoubleReadsBackTheSame(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    let numbers = (0..<500).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state ^ (state >> 31))
      return number.isFinite ? number : 0
    }
    let written = JSONValue.list(numbers.map { .number($0) }).text
    #expect(try JSONDecoder().decode([Double].self, from: Data(written.utf8)) == numbers)
  }

  @Test func pythonReadsTheSame() throws {
    let value: JSONValue = [
      "z": .number(0.1), "a": .list([.number(.leastNonzeroMagnitude), .number(.greatestFiniteMagnitude)]),
      "é\u{2028}\"": .null,
      "n": .integer(.max),
    ]
    let script = """
      import json, sys
      value = json.load(sys.stdin)
      assert list(value) == ['z', 'a', 'é\\u2028"', 'n'], list(value)
      assert value['z'] == 0.1 and value['a'] == [5e-324, sys.float_info.max] and value['n'] == 2**63 - 1
      assert value['é\\u2028"'] is None
      """
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script]
    let input = Pipe()
    python.standardInput = input
    try python.run()
    try input.fileHandleForWriting.write(contentsOf: Data(value.text.utf8))
    try input.fileHandleForWriting.close()
    python.waitUntilExit()
    #expect(python.terminationStatus == 0)
  }
}
