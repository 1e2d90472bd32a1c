import Foundation
import Statistics
import Testing

@testable import Regression

@Suite("Expected output")
struct ResponseFunctionTests {
  private static let lower = ResponseFunction.censored(lower: 2, upper: nil, sigma: 3)
  private static let upper = ResponseFunction.censored(lower: nil, upper: 10, sigma: 3)
  private static let both = ResponseFunction.censored(lower: 2, upper: 10, sigma: 3)

  /// The mean of `index` + 3·Z drawn in to the limits, by Simpson's rule on 200,000 pieces of the normal density.
  private func integral(_ index: Double, lower: Double?, upper: Double?) -> Double {
    let count = 200_000
    let width = 24.0 / Double(count)
    var sum = 0.0
    for step in 0...count {
      let z = -12 + Double(step) * width
      var output = index + 3 * z
      if let lower { output = max(output, lower) }
      if let upper { output = min(output, upper) }
      let weight: Double = step == 0 || step == count ? 1 : (step % 2 == 0 ? 2 : 4)
      sum += weight * output * Normal.density(z)
    }
    return sum * width / 3
  }

  @Test("a censored mean is the integral over the normal error", arguments: [-9.0, -1, 2, 6, 10, 13, 21])
  func integrals(index: Double) {
    #expect(abs(Self.lower.value(at: index) - integral(index, lower: 2, upper: nil)) < 1e-8)
    #expect(abs(Self.upper.value(at: index) - integral(index, lower: nil, upper: 10)) < 1e-8)
    #expect(abs(Self.both.value(at: index) - integral(index, lower: 2, upper: 10)) < 1e-8)
  }

  @Test("slopes are those of the values, and the probability of an output between the limits")
  func slopes() {
    let functions = [Self.lower, Self.upper, Self.both, .exponential(factor: 1.5), .identity]
    for function in functions {
      for index in stride(from: -8.0, through: 20, by: 1.7) {
        let difference = (function.value(at: index + 1e-4) - function.value(at: index - 1e-4)) / 2e-4
        #expect(abs(function.slope(at: index) - difference) <= 1e-7 * max(1, abs(difference)))
      }
    }
    #expect(Self.both.probabilityUncensored(at: 6) == Self.both.slope(at: 6))
    #expect(digits(Self.both.probabilityUncensored(at: 6), 1 - 2 * Normal.upperTail(4.0 / 3)) > 14)
    #expect(ResponseFunction.identity.probabilityUncensored(at: 6) == 1)
  }

  @Test("far below a limit the little that is left keeps its digits; far above the index itself is left")
  func tails() {
    let standard = ResponseFunction.censored(lower: 0, upper: nil, sigma: 1)
    // z·Φ(z) + φ(z) at −8 and −20 by mpmath at 40 digits.
    #expect(digits(standard.value(at: -8), 7.5502624119464989e-17) > 13)
    #expect(digits(standard.value(at: -20), 1.3700124947295799e-90) > 13)
    #expect(standard.value(at: -1e6) == 0)
    #expect(standard.value(at: 1e6) == 1e6)
    #expect(Self.both.value(at: -1e6) == 2)
    #expect(Self.both.value(at: 1e6) == 10)
    #expect(Self.both.slope(at: 1e6) == 0)
    let unit = ResponseFunction.censored(lower: 0, upper: 1, sigma: 1)
    #expect(digits(unit.slope(at: 9), Normal.upperTail(8) - Normal.upperTail(9)) > 14)
  }

  @Test("a variable censored on both sides is a mirror image of itself")
  func symmetry() {
    for distance in stride(from: 0.0, through: 20, by: 0.9) {
      #expect(abs(Self.both.value(at: 6 - distance) + Self.both.value(at: 6 + distance) - 12) < 1e-13)
    }
  }

  @Test("shapes: convex below, concave above, both ways between two limits")
  func shapes() {
    #expect(Self.lower.shape == .convex)
    #expect(Self.upper.shape == .concave)
    #expect(Self.both.shape == .convexThenConcave(inflection: 6))
    #expect(ResponseFunction.exponential(factor: 2).shape == .convex)
    #expect(ResponseFunction.identity.shape == .linear)
    #expect(Self.both.slope(at: 5) < Self.both.slope(at: 6))
    #expect(Self.both.slope(at: 7) < Self.both.slope(at: 6))
  }
}
