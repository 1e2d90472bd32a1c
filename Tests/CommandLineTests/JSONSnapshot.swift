import Foundation
import TestSupport

/// A JSON answer kept in a file: texts, keys and their order exactly, numbers within a tolerance.
struct JSONSnapshot {
  let path: String
  /// Keys whose values differ from run to run or machine to machine, wherever they stand.
  let masked: Set<String>
  let tolerance: Double

  init(_ path: String, masking masked: Set<String> = [], tolerance: Double = 1e-6) {
    self.path = path
    self.masked = masked
    self.tolerance = tolerance
  }

  /// Compares `text` with the file.
  ///
  /// - Throws: `Difference` with the path of the first value that differs.
  func compare(_ text: String) throws {
    let snapshot = Snapshot(path)
    if Snapshot.isRecording { return try snapshot.compare(text) }
    let expected = try JSONSerialization.jsonObject(with: Data(try snapshot.content().utf8))
    let found = try JSONSerialization.jsonObject(with: Data(text.utf8))
    try compare(found, with: expected, at: "")
    guard keys(of: text) == keys(of: try snapshot.content()) else {
      throw Difference("the order of the keys", expected: keys(of: try snapshot.content()), found: keys(of: text))
    }
  }

  struct Difference: Error, CustomStringConvertible {
    let description: String

    init(_ place: String, expected: Any, found: Any) {
      description = "\(place): expected \(expected), found \(found)"
    }
  }

  private func compare(_ found: Any, with expected: Any, at place: String) throws {
    switch (found, expected) {
    case (let found as [String: Any], let expected as [String: Any]):
      guard Set(found.keys) == Set(expected.keys) else {
        throw Difference(place, expected: expected.keys.sorted(), found: found.keys.sorted())
      }
      for (key, value) in expected.sorted(by: { $0.key < $1.key }) where !masked.contains(key) {
        try compare(found[key] as Any, with: value, at: "\(place)/\(key)")
      }
    case (let found as [Any], let expected as [Any]):
      guard found.count == expected.count else {
        throw Difference("\(place) count", expected: expected.count, found: found.count)
      }
      for (position, pair) in zip(found, expected).enumerated() {
        try compare(pair.0, with: pair.1, at: "\(place)/\(position)")
      }
    case (let found as String, let expected as String):
      guard found == expected else { throw Difference(place, expected: expected, found: found) }
    case (let found as NSNumber, let expected as NSNumber):
      let (a, b) = (found.doubleValue, expected.doubleValue)
      guard a.isApproximatelyEqual(to: b, relativeTolerance: tolerance) else {
        throw Difference(place, expected: b, found: a)
      }
    case (is NSNull, is NSNull): return
    default: throw Difference(place, expected: expected, found: found)
    }
  }

  /// The keys in the order of the text: quoted words before a colon.
  private func keys(of text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let parts = line.drop { $0 == " " }.components(separatedBy: "\": ")
      return parts.count > 1 ? parts[0] : nil
    }
  }
}
