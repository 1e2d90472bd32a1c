import Studies

/// How a report tells what plans that are compared can be expected to deliver.
struct PromiseText {
  /// With what their promises are corrected.
  let basis: PromiseBasis
  /// The corrections, one a row of the table; nil where there is none.
  let corrections: [PromiseCorrection?]

  /// The column of corrected promises; nil where there are none.
  var column: (TextTable.Column, [String])? {
    let values = corrections.map { $0?.corrected }
    guard values.contains(where: { $0 != nil }) else { return nil }
    let decimals = NumberText.decimals(for: values.compactMap(\.self))
    return (
      TextTable.Column("corrected"), values.map { $0.map { NumberText.fixed($0, decimals: decimals) } ?? "–" }
    )
  }

  /// What the column is, `promise` being what is promised; nil without one.
  func definition(of promise: String) -> String? {
    guard let drawn = basis.corrections, let error = corrections.compactMap({ $0?.standardError }).max() else {
      return nil
    }
    let leavesSearchesOut = !drawn.includesSearches && corrections.contains { $0 == nil }
    return
      "corrected: \(promise) less what is promised too much by being chosen, by \(counted(drawn.count, "draw")) of the "
      + "coefficients (seed \(drawn.draws.seed)); errors of drawing up to \(NumberText.significant(error, digits: 2))"
      + (leavesSearchesOut ? "; not where each plan is a search, unless '--draws' asks for it" : "")
  }

  /// Why there is no such column, or what it rests on; nil where that goes without saying.
  var note: String? {
    switch basis {
    case .draws(let drawn):
      drawn.draws.isIndependent
        ? "the model tells standard errors but no covariance, so coefficients are drawn independently" : nil
    case .notAsked: nil
    case .tooLong(let draws):
      "promises are not corrected for having been chosen; '--draws \(draws)' does it, by \(draws) more plans of each"
    case .nothingToDraw: "the model tells no errors of its coefficients, so promises are not corrected"
    }
  }
}
