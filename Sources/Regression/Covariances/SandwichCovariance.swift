import SourceText
import Statistics

extension RegressionFit {
  /// Σ uᵢuᵢ′ of the influences u, which is B·(Σ sᵢsᵢ′)·B of the scores s and the bread B, under a correction for small
  /// samples.
  ///
  /// Sources: White, Econometrica 48 (1980); MacKinnon and White, Journal of Econometrics 29 (1985).
  /// - Throws: a `FitFact` where the correction needs leverages that the family does not have, or that are 1.
  func robustCovariance(_ correction: HeteroscedasticityCorrection) throws(InputProblems) -> Matrix {
    let count = Double(n)
    switch correction {
    case .hc0: return influences().crossProduct
    case .hc1: return influences().crossProduct.scaled(by: count / (count - Double(parameters.count)))
    case .hc2, .hc3:
      guard let leverages else {
        throw InputProblems(FitFact.leveragesNeeded(correction), at: SourceMark(file: "--vcov"))
      }
      // A row that is fitted exactly whatever its response has leverage 1; rounding leaves a little less.
      if let row = leverages.firstIndex(where: { $0 > 1 - 1e-10 }) {
        throw InputProblems(
          FitFact.leverageOfOne(row: sample.data.label(ofRow: row), correction), at: SourceMark(file: sample.data.file))
      }
      let factors = leverages.map { correction == .hc2 ? 1 / (1 - $0).squareRoot() : 1 / (1 - $0) }
      return influences().scalingRows(by: factors).crossProduct
    }
  }

  /// Σ u_g u_g′·G/(G − 1), where u_g is the sum of the influences in cluster g of G; for least squares times
  /// (n − 1)/(n − k).
  ///
  /// Source: Liang and Zeger, Biometrika 73 (1986); the corrections are those of R's `sandwich`.
  func clusteredCovariance(_ clusters: CategoryColumn) -> Matrix {
    let influences = influences()
    let groups = clusters.levels.count
    var sums = Matrix(rowCount: groups, columnCount: influences.columnCount)
    for column in 0..<influences.columnCount {
      for (code, value) in zip(clusters.codes, influences.column(column)) { sums[code, column] += value }
    }
    var factor = Double(groups) / Double(groups - 1)
    if case .gaussian = family { factor *= Double(n - 1) / Double(n - coefficients.count) }
    return sums.crossProduct.scaled(by: factor)
  }

  /// What leaving a row out changes the parameters by, to first order and with the sign reversed, rows × parameters: the
  /// bread S·S′ times the scores.
  ///
  /// Scores times S are of one size even where regressors are nearly collinear, so that few digits are lost on the way.
  private func influences() -> Matrix {
    let root = breadRoot
    return scores().times(root).times(root.transposed)
  }
}
