import Studies

extension PromiseCorrection {
  /// What the choice of a plan that promises `promise` leaves of it, as the end of a sentence on that choice; `amount`
  /// writes figures. What two errors of drawing do not tell from the promise is no conclusion.
  func ending(of promise: Double, _ amount: (Double) -> String) -> String {
    let (excess, open) = (promise - corrected, 2 * standardError)
    let error = NumberText.significant(standardError, digits: 2)
    if max(abs(excess), open) <= 1e-9 * max(1, abs(promise)) {
      return method == .perturbation
        ? "; no plan made under a draw of them is better there, so nothing is taken off"
        : "; plans made under draws of them promise no more than they deliver, so nothing is taken off"
    }
    if abs(excess) <= open {
      return
        ". Corrected for that it is \(amount(corrected)), which the error of drawing, \(error), does not tell from the promise"
    }
    if excess > 0 {
      return ", so \(amount(corrected)) is what it can be expected to deliver (error of drawing \(error))"
    }
    return
      "; by plans made under draws of them it can be expected to deliver \(amount(corrected)), more than it promises "
      + "(error of drawing \(error))"
  }
}
