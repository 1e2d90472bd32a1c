import Regression

/// x ↦ F(η⁰ + Σ φₖ(xₖ)) − F(η⁰), jointly concave over a box of levels: what a firm gains where its levers' diminishing
/// returns outweigh the bend of its expected output.
///
/// With R = F″/F′ the second derivatives are F′·(R·∇η∇ηᵀ + diag(φₖ″)). With all φₖ″ < 0 they are those of a concave function
/// exactly if R·Σ φₖ′²/|φₖ″| ≤ 1. F′ of every family is log-concave, so R is greatest at the least index; each φ′²/|φ″| is
/// greatest at the greatest level. A Cobb–Douglas output, e^(Σ β·log x), has R = 1 and φ′²/|φ″| = β: it is concave if Σβ ≤ 1.
struct ConcaveOutput: Sendable {
  /// F.
  let response: ResponseFunction
  /// η⁰.
  let index: Double
  /// One entry an effect of a lever.
  let factors: [Factor]

  /// One of the effects.
  struct Factor: Sendable {
    /// φ.
    let curve: Curve
    /// The range of the level.
    let range: ClosedRange<Double>
  }

  /// Nil where the output is not known to be concave over the ranges.
  init?(_ response: ResponseFunction, index: Double, factors: [Factor]) {
    var least = index
    var share = 0.0
    for factor in factors {
      least += min(factor.curve.value(at: factor.range.lowerBound), factor.curve.value(at: factor.range.upperBound))
      share += factor.curve.steepness(over: factor.range)
    }
    guard share.isFinite, response.relativeBend(at: least) * share <= 1 else { return nil }
    (self.response, self.index, self.factors) = (response, index, factors)
  }

  /// The gain at `levels`, one a factor.
  func value(at levels: [Double]) -> Double { response.rise(from: index, by: change(at: levels)) }

  /// The slope in each factor's level at `levels`.
  func slopes(at levels: [Double]) -> [Double] {
    let slope = response.slope(at: index + change(at: levels))
    return zip(factors, levels).map { slope * $0.curve.slope(at: $1) }
  }

  /// The point nearest to `levels` with finite slopes.
  func smoothPoint(near levels: [Double]) -> [Double] {
    zip(factors, levels).map { $0.curve.smoothPoint(near: $1, in: $0.range) }
  }

  private func change(at levels: [Double]) -> Double {
    zip(factors, levels).reduce(0) { $0 + $1.0.curve.value(at: $1.1) }
  }
}

extension Curve {
  /// The greatest φ′²/|φ″| at the levels of `range`, where φ bends downwards; infinite where it does not, or where φ may turn
  /// since levels are below 0.
  fileprivate func steepness(over range: ClosedRange<Double>) -> Double {
    let level = range.upperBound
    guard case .effect(let factor, let transform, _) = self, range.lowerBound >= 0 || transform == .log1p else {
      return .infinity
    }
    switch transform {
    case .logarithm, .log1p: return factor >= 0 ? factor : .infinity
    case .squareRoot: return factor >= 0 ? factor * level.squareRoot() : .infinity
    case .power(let power):
      // p·xᵖ/|1 − p| for c·xᵖ with c > 0 and p < 1, or c < 0 and p > 1.
      guard level >= 0, power != 1, (power < 1) == (factor >= 0) else { return .infinity }
      return abs(factor) * power * transform.value(at: level) / abs(1 - power)
    case .identity: return .infinity
    }
  }
}
