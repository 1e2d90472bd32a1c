/// A value of JSON whose objects keep the order of their keys.
public indirect enum JSONValue: Sendable, Hashable {
  /// `null`: a figure that is not known or has no bound.
  case null
  /// `true` or `false`.
  case truth(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; one that is not finite is written as `null`, which JSON has no better word for.
  case number(Double)
  /// A text.
  case text(String)
  /// Values in order.
  case list([JSONValue])
  /// Keys with values, in order; keys should differ.
  case object([Member])

  /// A key with its value.
  public struct Member: Sendable, Hashable {
    /// The key.
    public let key: String
    /// The value.
    public let value: JSONValue

    /// `value` under `key`.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The number, or `null` for nil.
  public init(_ number: Double?) { self = number.map { .number($0) } ?? .null }

  /// The whole number, or `null` for nil.
  public init(_ number: Int?) { self = number.map { .integer($0) } ?? .null }

  /// The text, or `null` for nil.
  public init(_ text: String?) { self = text.map { .text($0) } ?? .null }

  /// One member a key, in the order of `members`; those without a value are left out.
  public init(present members: [(String, JSONValue?)]) {
    self = .object(members.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// The object with `value` under `key` behind its other members; the value itself when it is no object.
  public func adding(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members + [Member(key, value)])
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  /// An object with keys in the order of writing.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .list(elements) }

  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }

  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .truth(value) }
}
