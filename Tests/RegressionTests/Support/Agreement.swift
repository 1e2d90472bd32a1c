import Foundation
import Testing

/// To how many decimal digits `value` agrees with `reference`, at most 15 (the negative logarithm of the relative error;
/// of the absolute one where the reference is 0).
func digits(_ value: Double, _ reference: Double) -> Double {
  let error = reference == 0 ? abs(value) : abs(value - reference) / abs(reference)
  return error == 0 ? 15 : min(15, -log10(error))
}

/// Expects all of `values` to agree with `references` to so many decimal digits.
func expectAgreement(
  _ values: [Double], _ references: [Double], digits floor: Double, _ name: String,
  at location: SourceLocation = #_sourceLocation
) {
  #expect(values.count == references.count, "\(name)", sourceLocation: location)
  let worst = zip(values, references).map { digits($0, $1) }.min() ?? 0
  #expect(worst >= floor, "\(name): \(worst) digits", sourceLocation: location)
}
