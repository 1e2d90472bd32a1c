extension ResponseFunction {
  /// ∂F/∂log σ at `index`: what a wider scatter around the index does to the expected output. 0 unless outputs are
  /// censored, where it is σ·(φ(a) − φ(b)) with a and b the distances from the lower and the upper limit in standard
  /// deviations.
  public func slopeOfLogSigma(at index: Double) -> Double {
    OutcomeFunction(.expected, of: self).derivatives(at: index).logSigma
  }
}
