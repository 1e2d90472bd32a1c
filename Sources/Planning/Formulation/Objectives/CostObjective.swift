import LinearProgramming

extension Formulation {
  /// Minimises Σ_t d_t S_t subject to G ≥ `targetGain`: money spent later costs less, as gains that come later count less.
  mutating func formulateCost(targetGain: Double) {
    let gain = discountedGain()
    targetRow = require(gain >= targetGain, .targetGain)
    program.objective = -1 * discountedSpending
  }
}
