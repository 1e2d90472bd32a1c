import Foundation

/// A number as a table prints it, with the range of numbers that are printed so.
///
/// A figure stands for every number within half a unit of its last printed digit: `12.30` for 12.295 to 12.305,
/// `1.2e-5` for 1.15e-5 to 1.25e-5, `0.0000` for 0 ± 0.00005. Both ends belong to it, since tables differ in how they
/// round a half. `<0.001` stands for everything up to 0.001.
public struct PrintedNumber: Sendable, Hashable {
  /// What the figure says of the number.
  public enum Relation: Sendable, Hashable {
    /// It was rounded to the printed digits.
    case rounded
    /// It is below the printed bound.
    case below
    /// It is above the printed bound.
    case above
  }

  /// The figure as printed, without blanks around it or behind the sign of a bound.
  public let text: String
  /// What it says.
  public let relation: Relation
  /// The printed digits read as a number.
  public let value: Double
  /// All numbers that it may stand for.
  public let range: FigureRange
  /// Its sign, digits and powers of ten.
  let layout: DecimalLayout

  /// Reads `text`: an optional `<`, `<=`, `≤`, `>`, `>=` or `≥`, an optional sign (the minus sign of typesetters too), a
  /// decimal number, with an exponent or without; nil where it is no finite number of that kind.
  public init?(_ text: String) {
    let figure = text.trimmingCharacters(in: .whitespaces)
    let bound = figure.prefix { "<>=≤≥".contains($0) }
    let digits = figure.dropFirst(bound.count).trimmingCharacters(in: .whitespaces)
    guard let relation = Relation(bound) else { return nil }
    guard let layout = DecimalLayout(digits), let number = layout.value else { return nil }
    self.text = bound + digits
    self.relation = relation
    self.layout = layout
    value = number
    range = Self.range(of: number, unit: layout.unit, relation)
  }

  /// The figure that has `layout`; nil where that is beyond every double.
  init?(_ layout: DecimalLayout) {
    guard let number = layout.value else { return nil }
    text = layout.text
    relation = .rounded
    self.layout = layout
    value = number
    range = Self.range(of: number, unit: layout.unit, .rounded)
  }

  private static func range(of value: Double, unit: Double, _ relation: Relation) -> FigureRange {
    let rounded = FigureRange(from: value - unit / 2, through: value + unit / 2)
    // "<0.000" can only mean what "0.000" does, and programs write "<2e-16" for the distance of 1 to the next double.
    let bound = value == 0 ? unit / 2 : rounded.contains(Double.ulpOfOne) ? Double.ulpOfOne : value
    switch relation {
    case .rounded: return rounded
    case .below: return FigureRange(from: -.infinity, through: bound)
    case .above: return FigureRange(from: value, through: .infinity)
    }
  }

  /// `number` printed with the digits of this figure: the same decimals, or as many behind the point of a power of ten.
  public func rewritten(_ number: Double) -> String {
    let format = layout.exponent == nil ? "%.\(layout.fractionCount)f" : "%.\(layout.fractionCount)e"
    let text = String(format: format, number)
    return text.contains { ("1"..."9").contains($0) } || !text.hasPrefix("-") ? text : String(text.dropFirst())
  }
}

extension PrintedNumber.Relation {
  fileprivate init?(_ sign: some StringProtocol) {
    switch sign {
    case "": self = .rounded
    case "<", "<=", "≤": self = .below
    case ">", ">=", "≥": self = .above
    default: return nil
    }
  }
}
