import SourceText

/// A fact in words: the cause, then what was expected, the next step, and the names that would have been valid.
public struct Wording: Sendable, Hashable {
  /// What is wrong, without a full stop.
  public let message: String
  /// What was expected instead, where that is more than the opposite of the message.
  public let expected: String?
  /// What the reader can do next.
  public let step: String?
  /// The names that are valid where an unknown one stands.
  public let names: KnownNames?

  /// Names that are valid in some place.
  public struct KnownNames: Sendable, Hashable {
    /// What the names are names of, in the plural: `keys`, `columns`.
    public let noun: String
    /// All of them, in the order of their file.
    public let known: [String]
    /// The one that was most probably meant.
    public let nearest: String?
  }

  /// A fact in words.
  public init(_ message: String, expected: String? = nil, step: String? = nil) {
    self.init(message, expected: expected, step: step, names: nil)
  }

  /// An unknown `name` where one of `known` should stand.
  public init(_ message: String, step: String? = nil, unknown name: String, known: [String], noun: String) {
    let names = KnownNames(noun: noun, known: known, nearest: nearestName(to: name, among: known))
    self.init(message, expected: nil, step: step, names: names)
  }

  /// An unknown name where one of `known` should stand, of which `nearest` was most probably meant.
  init(_ message: String, step: String? = nil, known: [String], nearest: String?, noun: String) {
    self.init(message, expected: nil, step: step, names: KnownNames(noun: noun, known: known, nearest: nearest))
  }

  private init(_ message: String, expected: String?, step: String?, names: KnownNames?) {
    self.message = message
    self.expected = expected
    self.step = step
    self.names = names
  }

  /// Lists longer than this help nobody.
  private static let longestList = 24

  /// What was expected, in one line: as worded, else the valid names where they are few.
  public var expectation: String? {
    if let expected { return expected }
    guard let names, !names.known.isEmpty, names.known.count <= Self.longestList else { return nil }
    return "one of \(names.known.map(\.printable).joined(separator: ", "))"
  }

  /// The nearest valid name alone, else the next step.
  public var suggestion: String? { names?.nearest ?? step }

  /// The lines below the message in a terminal.
  public var advice: [String] {
    var lines = [expected.map { "expected \($0)" }, step].compactMap { $0 }
    if let names {
      if let nearest = names.nearest {
        lines.append("did you mean \(quoted(nearest))?")
      } else if names.known.isEmpty {
        lines.append("there are no \(names.noun) to choose from")
      } else if names.known.count <= Self.longestList {
        lines.append("known \(names.noun): \(names.known.map(\.printable).joined(separator: ", "))")
      }
    }
    return lines
  }
}

/// Something that can be said in words.
public protocol Worded {
  /// The words.
  var wording: Wording { get }
}

extension InputProblem: Worded {
  /// The words of the fact.
  public var wording: Wording {
    (fact as? any Worded)?.wording ?? Wording("the input is not valid: \(String(describing: fact).printable)")
  }
}
