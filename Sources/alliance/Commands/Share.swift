import ArgumentParser
import SourceText

/// A share that is written as a number or as a percentage.
struct Share: ExpressibleByArgument {
  /// The share, 0.1 for 10 %.
  let value: Double

  /// A share of `value`.
  init(_ value: Double) { self.value = value }

  /// What `argument` writes, such as `10%` or `0.1`; nil for anything else.
  init?(argument: String) {
    let isPercentage = argument.hasSuffix("%")
    guard let number = DecimalNumber(isPercentage ? argument.dropLast() : argument[...]).value else { return nil }
    value = isPercentage ? number / 100 : number
  }

  var defaultValueDescription: String { value == 0 ? "0" : "\(Int((value * 100).rounded()))%" }
}
