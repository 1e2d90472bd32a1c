import SourceText

/// A place of a plan file that does not hold what it should.
public struct PlanDifference: Sendable {
  /// The place by keys and positions from the top, such as `members[0].gain`.
  public let path: String
  /// The place in the file; that of the object or list where something is missing from it.
  public let mark: SourceMark
  /// What stands there; nil where nothing does.
  public let recorded: JSONValue?
  /// What should stand there; nil where nothing should.
  public let recomputed: JSONValue?
}

/// Compares a plan file with the content that it should have, leaf by leaf.
struct PlanComparison {
  /// How far a number may be off, relative to the larger one of the two.
  static let tolerance = 1e-7
  /// How far figures that measure rounding may be off: they differ from machine to machine.
  static let roundingTolerance = 1e-9

  private(set) var differences: [PlanDifference] = []
  private(set) var count = 0
  /// Below this a number is the rounding of sums of others.
  private let floor: Double
  /// Whether places that hold what a search found, and not what follows from the plan, are left out.
  private let leavesOutEvidence: Bool

  /// `recorded` beside `expected`; what says when and how a plan was made is left out, and on request its evidence:
  /// prices, the reasons that go by them, worths of partners, warnings, the certificate and the size of the program.
  init(_ recorded: RecordedValue, _ expected: JSONValue, leavingOutEvidence: Bool = false) {
    floor = 1e-13 * max(1, expected.largestNumber)
    leavesOutEvidence = leavingOutEvidence
    compare(recorded, expected, at: "")
  }

  private static let leftOut: Set<String> = ["run"]

  private mutating func compare(_ recorded: RecordedValue, _ expected: JSONValue, at path: String) {
    guard !leavesOutEvidence || !path.isPlaceOfEvidence else { return }
    switch (recorded.content, expected) {
    case (.object(let members), .object(let wanted)): compare(members, wanted, in: recorded, at: path)
    case (.list(let items), .list(let wanted)):
      for (position, item) in items.enumerated() {
        let place = "\(path)[\(position)]"
        if wanted.indices.contains(position) {
          compare(item, wanted[position], at: place)
        } else {
          add(place, item.mark, item.json, nil)
        }
      }
      for position in wanted.indices.dropFirst(items.count) {
        add("\(path)[\(position)]", recorded.mark, nil, wanted[position])
      }
    default:
      count += 1
      if !agree(recorded, expected, at: path) { add(path, recorded.mark, recorded.json, expected) }
    }
  }

  private mutating func compare(
    _ members: [(key: String, value: RecordedValue)], _ wanted: [JSONValue.Member], in object: RecordedValue,
    at path: String
  ) {
    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    for member in members where !(path.isEmpty && Self.leftOut.contains(member.key)) {
      if let expected = wanted.first(where: { $0.key == member.key }) {
        compare(member.value, expected.value, at: place(member.key))
      } else {
        add(place(member.key), member.value.mark, member.value.json, nil)
      }
    }
    let known = Set(members.map(\.key))
    for member in wanted where !known.contains(member.key) && !(path.isEmpty && Self.leftOut.contains(member.key)) {
      add(place(member.key), object.mark, nil, member.value)
    }
  }

  private mutating func add(_ path: String, _ mark: SourceMark, _ recorded: JSONValue?, _ expected: JSONValue?) {
    // A place that is missing is one too few wherever it is.
    guard recorded == nil || !leavesOutEvidence || !path.isPlaceOfEvidence else { return }
    differences.append(PlanDifference(path: path, mark: mark, recorded: recorded, recomputed: expected))
  }

  private func agree(_ recorded: RecordedValue, _ expected: JSONValue, at path: String) -> Bool {
    switch (recorded.content, expected) {
    case (.null, .null): true
    case (.null, .number(let value)): !value.isFinite
    case (.truth(let left), .truth(let right)): left == right
    // A plan may be verified from another folder than it was made in.
    case (.text(let left), .text(let right)) where path.hasSuffix(".file"): left.lastPart == right.lastPart
    case (.text(let left), .text(let right)): left == right
    case (.number(let left), .integer(let right)): left == Double(right)
    case (.number(let left), .number(let right)): agree(left, right, at: path)
    default: false
    }
  }

  private func agree(_ left: Double, _ right: Double, at path: String) -> Bool {
    guard right.isFinite else { return false }
    let measuresRounding = path.hasPrefix("certificate.") || path == "objective.gap"
    let allowed = measuresRounding ? Self.roundingTolerance : max(floor, Self.tolerance * max(abs(left), abs(right)))
    return abs(left - right) <= allowed
  }
}

extension String {
  /// Whether a place holds what a search found of a plan, and not what follows from its levels.
  fileprivate var isPlaceOfEvidence: Bool {
    let keys = split(separator: ".").map { $0.prefix { $0 != "[" } }
    switch keys.first {
    case "certificate", "warnings", "program": return true
    case "rules": return keys.count > 1 && keys.last != "name"
    case "prices": return keys.count > 1 && keys.last != "resource" && keys.last != "amount"
    default: return keys.contains("reasons") || keys.last == "worth"
    }
  }
}

extension JSONValue {
  /// The largest finite number in the value, without its sign.
  fileprivate var largestNumber: Double {
    switch self {
    case .number(let number): number.isFinite ? abs(number) : 0
    case .list(let items): items.map(\.largestNumber).max() ?? 0
    case .object(let members): members.map(\.value.largestNumber).max() ?? 0
    case .null, .truth, .integer, .text: 0
    }
  }
}

extension RecordedValue {
  /// The value without its place.
  var json: JSONValue {
    switch content {
    case .null: .null
    case .truth(let truth): .truth(truth)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .list(let items): .list(items.map(\.json))
    case .object(let members): .object(members.map { JSONValue.Member($0.key, $0.value.json) })
    }
  }
}
