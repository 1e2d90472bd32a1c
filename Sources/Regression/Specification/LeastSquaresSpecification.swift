import Statistics

/// Tests of what least squares takes for granted, and the rows that drive its estimates.
///
/// The tests are nil with weights, which change what errors of one variance are, and in a perfect fit.
public struct LeastSquaresSpecification: Sendable {
  /// Whether the variance of the errors goes along with the regressors; nil without an intercept or another term too.
  ///
  /// n·R² of the squared residuals on the regressors (Breusch and Pagan 1979, studentized by Koenker 1981).
  public let homoscedasticity: ChiSquaredTest?
  /// Whether the errors have the skewness and kurtosis of a normal distribution (Jarque and Bera 1980).
  public let normality: ChiSquaredTest?
  /// The ratio of the largest to the smallest singular value of the regressors, the constant among them, each brought to
  /// unit length (Belsley, Kuh and Welsch 1980); from 30 on, coefficients hang together strongly.
  public let conditionNumber: Double
  /// The share of each row in its own fitted value, between 0 and 1.
  public let leverages: [Double]
  /// How far the coefficients move when each row is left out, e²h/(k·s²(1 − h)²) (Cook 1977); nil for a row of leverage 1,
  /// without which a coefficient is not determined, and for all rows of a perfect fit.
  public let cooksDistances: [Double?]
  /// The rows with the largest Cook's distances, from the largest, at most five and only those above 4/n.
  public let influentialRows: [InfluentialRow]

  /// Tests `fit`.
  public init(_ fit: LeastSquaresFit) {
    let isTested = fit.sample.data.weights == nil && !fit.warnings.contains(.perfectFit)
    homoscedasticity = isTested ? breuschPagan(fit) : nil
    normality = isTested ? jarqueBera(fit.residuals) : nil
    conditionNumber = scaledConditionNumber(fit.sample.factorization)
    leverages = fit.leverages ?? []
    cooksDistances = distances(fit, leverages)
    influentialRows = rows(fit, leverages, cooksDistances)
  }
}

extension LeastSquaresFit {
  /// Breusch–Pagan, Jarque–Bera, the condition number and influential rows.
  public var specification: Specification {
    let found = LeastSquaresSpecification(self)
    var specification = Specification()
    specification.tests = [
      found.homoscedasticity.map {
        SpecificationTest(assumption: .homoscedasticity, method: .breuschPagan, test: $0)
      },
      found.normality.map { SpecificationTest(assumption: .normality, method: .jarqueBera, test: $0) },
    ].compactMap(\.self)
    specification.conditionNumber = found.conditionNumber
    specification.influentialRows = found.influentialRows
    return specification
  }
}

private func breuschPagan(_ fit: LeastSquaresFit) -> ChiSquaredTest? {
  guard fit.sample.hasIntercept, fit.sample.modelDegreesOfFreedom > 0 else { return nil }
  let count = Double(fit.n)
  let variance = fit.residualSumOfSquares / count
  let squares = fit.residuals.map { $0 * $0 / variance }
  let left = fit.sample.factorization.leastSquares(squares).residuals.sumOfSquares
  let total = squares.reduce(0) { $0 + ($1 - 1) * ($1 - 1) }
  guard total > 0 else { return nil }
  return ChiSquaredTest(statistic: count * (1 - left / total), degrees: fit.sample.modelDegreesOfFreedom)
}

private func jarqueBera(_ residuals: [Double]) -> ChiSquaredTest {
  let count = Double(residuals.count)
  let mean = residuals.reduce(0) { $0 + $1 / count }
  let scale = residuals.reduce(0) { max($0, abs($1 - mean)) }
  var (second, third, fourth) = (0.0, 0.0, 0.0)
  for residual in residuals {
    // In units of the largest deviation no power of it overflows.
    let deviation = (residual - mean) / scale
    let square = deviation * deviation
    second += square / count
    third += square * deviation / count
    fourth += square * square / count
  }
  let skewness = third / (second * second.squareRoot())
  let excess = fourth / (second * second) - 3
  return ChiSquaredTest(statistic: count / 6 * (skewness * skewness + excess * excess / 4), degrees: 2)
}

private func scaledConditionNumber(_ factorization: QRFactorization) -> Double {
  var triangle = factorization.upperTriangle
  for column in 0..<triangle.columnCount {
    let length = triangle.column(column).euclideanLength
    for row in 0..<triangle.rowCount { triangle[row, column] /= length }
  }
  let values = SingularValues(triangle).values
  return (values.first ?? 1) / (values.last ?? 1)
}

private func distances(_ fit: LeastSquaresFit, _ leverages: [Double]) -> [Double?] {
  let isPerfect = fit.warnings.contains(.perfectFit)
  let variance = fit.residualSumOfSquares / Double(fit.sample.residualDegreesOfFreedom)
  let count = Double(fit.coefficients.count)
  return fit.residuals.indices.map { row in
    let remainder = 1 - leverages[row]
    guard !isPerfect, remainder > 1e-10 else { return nil }
    let weight = fit.sample.data.weights?[row] ?? 1
    return weight * fit.residuals[row] * fit.residuals[row] / variance * leverages[row]
      / (count * remainder * remainder)
  }
}

private func rows(
  _ fit: LeastSquaresFit, _ leverages: [Double], _ distances: [Double?]
) -> [InfluentialRow] {
  let limit = 4 / Double(fit.n)
  let above = distances.enumerated().compactMap { row, distance in
    distance.flatMap { $0 > limit ? (row: row, distance: $0) : nil }
  }
  return above.sorted { ($1.distance, $0.row) < ($0.distance, $1.row) }.prefix(5).map { row, distance in
    InfluentialRow(
      label: fit.sample.data.label(ofRow: row), distance: distance, leverage: leverages[row])
  }
}
