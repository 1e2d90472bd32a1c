import LinearProgramming

extension Formulation {
  /// Maximises v·G − Σ_t d_t S_t, with v the value of a unit of output and S_t what all firms spend in period t.
  mutating func formulateNetValue() {
    program.objective = alliance.description.outputValue * discountedGain() - discountedSpending
  }
}
