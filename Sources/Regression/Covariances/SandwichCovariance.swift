import SourceText
import Statistics

extension RegressionFit {
  /// B·(Σ sᵢsᵢ′)·B with the scores s and the bread B, under a correction for small samples.
  ///
  /// Sources: White, Econometrica 48 (1980); MacKinnon and White, Journal of Econometrics 29 (1985).
  /// - Throws: a `FitFact` where the correction needs leverages that the family does not have, or that are 1.
  func robustCovariance(_ correction: HeteroscedasticityCorrection) throws(InputProblems) -> Matrix {
    let scores = scores()
    let count = Double(n)
    switch correction {
    case .hc0: return bread.sandwiching(scores.crossProduct)
    case .hc1:
      return bread.sandwiching(scores.crossProduct).scaled(by: count / (count - Double(parameters.count)))
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
      return bread.sandwiching(scores.scalingRows(by: factors).crossProduct)
    }
  }

  /// B·(Σ_g s_g s_g′)·B·G/(G − 1), where s_g is the sum of the scores in cluster g of G; for least squares times
  /// (n − 1)/(n − k).
  ///
  /// Source: Liang and Zeger, Biometrika 73 (1986); the corrections are the defaults of R's `sandwich`.
  func clusteredCovariance(_ clusters: CategoryColumn) -> Matrix {
    let scores = scores()
    let groups = clusters.levels.count
    var sums = Matrix(rowCount: groups, columnCount: scores.columnCount)
    for column in 0..<scores.columnCount {
      for (code, value) in zip(clusters.codes, scores.column(column)) { sums[code, column] += value }
    }
    var factor = Double(groups) / Double(groups - 1)
    if case .gaussian = family { factor *= Double(n - 1) / Double(n - coefficients.count) }
    return bread.sandwiching(sums.crossProduct).scaled(by: factor)
  }
}

extension Matrix {
  /// This symmetric matrix times `filling` times this matrix again, symmetric to the last digit.
  fileprivate func sandwiching(_ filling: Matrix) -> Matrix {
    let size = rowCount
    var half = Matrix(rowCount: size, columnCount: size)
    for column in 0..<size {
      let product = filling.times(Array(self.column(column)))
      for row in 0..<size { half[row, column] = product[row] }
    }
    var whole = Matrix(rowCount: size, columnCount: size)
    for column in 0..<size {
      let product = times(Array(half.column(column)))
      for row in 0...column {
        whole[row, column] = product[row]
        whole[column, row] = product[row]
      }
    }
    return whole
  }
}
