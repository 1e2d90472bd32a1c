import LinearProgramming

extension Formulation {
  /// Maximises G = Σ_t d_t Σᵢ gainᵢₜ, which is one variable so that a floor on the gain is one bound row.
  mutating func formulateGain() {
    program.objective = discountedGain().expression
  }
}
