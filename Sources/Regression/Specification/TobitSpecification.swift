import Statistics

/// Tests of what a tobit takes for granted; it is inconsistent where the errors are not normal or not of one variance.
///
/// They compare moments of the standardised errors u, given what is known of them in every row, with those of a standard
/// normal variable (Chesher and Irish 1987; Pagan and Vella 1989): E[u²] − 1, E[u³] and E[u⁴] − 3. That the estimates
/// were fitted is taken into account by the scores: the statistic is n less the residual sum of squares of the regression
/// of ones on the rows' scores and moments. In small samples it rejects too often.
public struct TobitSpecification: Sendable {
  /// Whether E[u³] and E[u⁴] are those of a normal distribution; nil when the data cannot tell.
  public let normality: ChiSquaredTest?
  /// Whether E[u²] goes along with any of the regressors; nil when there is none but the constant, or the data cannot
  /// tell.
  public let homoscedasticity: ChiSquaredTest?

  /// Tests `fit`.
  public init(_ fit: TobitFit) {
    let moments = zip(fit.states, fit.deviates).map { ErrorMoments($0, $1) }
    let excessVariance = moments.map { $0.second - 1 }
    let basis = fit.sample.factorization.orthonormalBasis().basis
    // The scores of the coefficients, in an orthonormal basis of the regressors, and that of log σ, E[u²] − 1.
    let scores = Matrix(
      rowCount: fit.n, columnCount: basis.columnCount + 1,
      elements: basis.scalingRows(by: fit.contributions.map(\.slope)).elements + excessVariance)
    let higher = Matrix(
      rowCount: fit.n, columnCount: 2, elements: moments.map(\.third) + moments.map { $0.fourth - 3 })
    normality = outerProductTest(scores, moments: higher)
    let regressors = fit.sample.hasIntercept ? basis.withoutColumnNearestToConstant : basis
    homoscedasticity = outerProductTest(scores, moments: regressors.scalingRows(by: excessVariance))
  }
}

extension TobitFit {
  /// The conditional-moment tests.
  public var specification: Specification {
    let found = TobitSpecification(self)
    var specification = Specification()
    specification.tests = [
      found.homoscedasticity.map {
        SpecificationTest(assumption: .homoscedasticity, method: .conditionalMoments, test: $0)
      },
      found.normality.map { SpecificationTest(assumption: .normality, method: .conditionalMoments, test: $0) },
    ].compactMap(\.self)
    return specification
  }
}

extension Matrix {
  /// The columns without one that the others and a constant can stand in for: of columns that span a constant the one that
  /// has most of it.
  fileprivate var withoutColumnNearestToConstant: Matrix {
    let sums = (0..<columnCount).map { abs(column($0).reduce(0, +)) }
    let nearest = sums.indices.max { sums[$0] < sums[$1] }
    return selecting(columns: (0..<columnCount).filter { $0 != nearest })
  }
}

/// The moments of a standard normal u given what a row tells of it: its value z, or that it is below or above z.
struct ErrorMoments {
  /// E[u²].
  let second: Double
  /// E[u³].
  let third: Double
  /// E[u⁴].
  let fourth: Double

  /// With λ = φ(z)/Φ(z), the moments below z are 1 − zλ, −λ(2 + z²) and 3 − λ(3z + z³); those above z mirror them.
  init(_ state: CensoringState, _ z: Double) {
    switch state {
    case .uncensored: (second, third, fourth) = (z * z, z * z * z, z * z * z * z)
    case .left, .right:
      let sign = state == .left ? 1.0 : -1.0
      let bound = sign * z
      let ratio = Normal.lowerTail(bound).ratio
      second = 1 - bound * ratio
      third = -sign * ratio * (2 + bound * bound)
      fourth = 3 - ratio * bound * (3 + bound * bound)
    }
  }
}

/// The test that `moments` are zero on average, which are columns beside those of the `scores`; those that are combinations
/// of others, in the rows at hand, count neither in the statistic nor in its degrees.
private func outerProductTest(_ scores: Matrix, moments: Matrix) -> ChiSquaredTest? {
  var columns = scores.appending(columnsOf: moments)
  guard columns.rowCount > columns.columnCount else { return nil }
  var factorization = QRFactorization(columns)
  var degrees = moments.columnCount
  while !factorization.hasFullRank {
    let dependent = Set(factorization.dependentColumns().map(\.column))
    degrees -= dependent.count { $0 >= scores.columnCount }
    columns = columns.selecting(columns: (0..<columns.columnCount).filter { !dependent.contains($0) })
    factorization = QRFactorization(columns)
  }
  // As many columns as rows explain any ones: the statistic is n, whatever the data.
  guard degrees > 0, columns.rowCount > columns.columnCount else { return nil }
  let residuals = factorization.leastSquares([Double](repeating: 1, count: columns.rowCount)).residuals
  let explained = Double(columns.rowCount) - residuals.sumOfSquares
  return ChiSquaredTest(statistic: max(0, explained), degrees: degrees)
}
