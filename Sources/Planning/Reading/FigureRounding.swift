import Alliances

/// Up to which amounts figures of an alliance's plans, and differences of two of them, are rounding: 10⁻⁹ of what such a
/// figure could be in the alliance, whatever it is in one plan.
///
/// A threshold relative to the figure itself tells nothing where the figure is 0, as with no money to spend: then what
/// rounding leaves of two equal plans, 10⁻¹⁵ or so, is as large as anything else.
public struct FigureRounding: Sendable, Hashable {
  /// Of money [currency].
  public let money: Double
  /// Of gains [output].
  public let gain: Double
  /// Of the figure that the alliance plans for: an output, or an amount of currency.
  public let objective: Double

  /// The part of the size of a figure up to which it is rounding.
  public static let part = 1e-9

  init(_ sizes: AllianceSizes) {
    money = Self.part * sizes.money
    gain = Self.part * sizes.gain
    objective = Self.part * sizes.objective
  }
}

extension Alliance {
  /// Up to which amounts figures of its plans are rounding.
  public var rounding: FigureRounding { FigureRounding(AllianceSizes(of: self)) }
}

extension Double {
  /// The number, or 0 where it is no further from it than `rounding`.
  public func orZero(within rounding: Double) -> Double { abs(self) <= rounding ? 0 : self }

  /// The number, or `other` where it is no further from it than `rounding`.
  func or(_ other: Double, within rounding: Double) -> Double { abs(self - other) <= rounding ? other : self }
}
