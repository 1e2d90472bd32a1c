/// What a text says when it is read as a number.
public enum DecimalNumber: Equatable, Sendable {
  /// A decimal number, rounded correctly to the nearest double.
  case finite(Double)
  /// A number too large for a double, or one of `nan`, `inf`, `infinity` in any case.
  case notFinite
  /// Anything else.
  case notANumber

  /// Reads `text`: an optional sign, digits with an optional decimal point, an optional exponent; blanks around it.
  ///
  /// `1`, `+1.5`, `.5`, `1.` and `1e-3` are numbers; `1,234`, `12 %`, `0x10` and `1 000` are not.
  public init(_ text: some StringProtocol) {
    var text = String(text)
    self = text.withUTF8 { DecimalNumber(bytes: $0) }
  }

  /// Reads the bytes of a text.
  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.init(bytes: bytes, from: 0, to: bytes.count)
  }

  /// Reads the bytes from `start` up to `end`.
  ///
  /// When the digits, without the point, are at most 2⁵³ and the power of ten is at most 10²², both are doubles
  /// without error and one multiplication or division rounds correctly (Clinger, "How to read floating point numbers
  /// accurately", PLDI 1990). Other numbers go the slow, exact way of the standard library.
  @inline(__always)
  init(bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    let range = trimmed(bytes, from: start, to: end)
    var scan = DecimalScan(bytes: bytes, position: range.lowerBound, end: range.upperBound)
    guard scan.readWhole() else {
      self = isNameOfNonFinite(bytes, range) ? .notFinite : .notANumber
      return
    }
    if let value = scan.exactValue {
      self = .finite(value)
    } else {
      self = DecimalNumber(slowly: bytes[range])
    }
  }

  private init(slowly digits: Slice<UnsafeBufferPointer<UInt8>>) {
    let value = Double(Substring(decoding: digits, as: UTF8.self))
    if let value, value.isFinite { self = .finite(value) } else { self = .notFinite }
  }

  /// The value, where it is finite.
  public var value: Double? {
    if case .finite(let value) = self { value } else { nil }
  }
}

/// The range of `bytes` from `start` to `end` without the spaces and tabs at its ends.
@inline(__always)
func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Range<Int> {
  var (start, end) = (start, end)
  while start < end, isBlank(bytes[start]) { start += 1 }
  while start < end, isBlank(bytes[end - 1]) { end -= 1 }
  return start..<end
}

@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

private func isNameOfNonFinite(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
  guard range.count <= 9 else { return false }
  var name = Substring(decoding: bytes[range], as: UTF8.self).lowercased()[...]
  if name.first == "+" || name.first == "-" { name = name.dropFirst() }
  return ["nan", "inf", "infinity"].contains(name)
}

/// A decimal number while it is being read.
private struct DecimalScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  let end: Int
  private var isNegative = false
  private var mantissa: UInt64 = 0
  private var digitCount = 0
  private var significantCount = 0
  private var exponent = 0

  init(bytes: UnsafeBufferPointer<UInt8>, position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  /// Whether everything up to the end is one number.
  @inline(__always)
  mutating func readWhole() -> Bool {
    isNegative = readSign()
    readDigits(isFraction: false)
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      readDigits(isFraction: true)
    }
    guard digitCount > 0 else { return false }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      guard readExponent() else { return false }
    }
    return position == end
  }

  /// The value when one rounding yields it, see `DecimalNumber`.
  @inline(__always)
  var exactValue: Double? {
    if significantCount == 0 { return isNegative ? -0.0 : 0 }
    guard significantCount <= 19, mantissa <= 1 << 53, abs(exponent) <= 22 else { return nil }
    let magnitude =
      exponent < 0 ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa) * powersOfTen[exponent]
    return isNegative ? -magnitude : magnitude
  }

  @inline(__always)
  private mutating func readSign() -> Bool {
    guard position < end else { return false }
    let byte = bytes[position]
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") else { return false }
    position += 1
    return byte == UInt8(ascii: "-")
  }

  @inline(__always)
  private mutating func readDigits(isFraction: Bool) {
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return }
      position += 1
      digitCount += 1
      if significantCount > 0 || digit > 0 { significantCount += 1 }
      if significantCount <= 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
      if isFraction { exponent -= 1 }
    }
  }

  private mutating func readExponent() -> Bool {
    let isNegativeExponent = readSign()
    let first = position
    var power = 0
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return false }
      power = min(power * 10 + Int(digit), 1_000_000)
      position += 1
    }
    exponent += isNegativeExponent ? -power : power
    return position > first
  }
}

/// 10⁰ to 10²², the powers of ten that a double holds without error.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]
