import Foundation
import SourceText
import Statistics

/// A linear regression fitted by ordinary least squares, with the classical covariance matrix.
///
/// Every number is the one that R's `lm` and its `summary`, `logLik`, `AIC` and `BIC` give.
public struct LeastSquaresFit: Sendable {
  /// The response and the terms.
  public let formula: Formula
  /// What each coefficient belongs to, in their order.
  public let columns: [DesignColumn]
  /// The estimates, in units of the response per unit of the column.
  public let coefficients: [Double]
  /// The classical covariance matrix of the estimates, s²(XᵀX)⁻¹.
  public let covariance: Matrix
  /// What the response has beyond the fitted values, a value for every row used.
  public let residuals: [Double]
  /// The sum of the squared residuals.
  public let residualSumOfSquares: Double
  /// The sum of the squared fitted values, taken from their mean when there is an intercept.
  public let modelSumOfSquares: Double
  /// Facts that do not stand in the way of the fit.
  public let warnings: [FitFact]
  /// The ranges of the numeric variables over the rows used.
  public let variables: [VariableSummary]
  /// The levels of the categories in the rows used, the reference first.
  public let categories: [CategoryLevels]
  /// What was left out of the data, and why.
  public let missing: MissingValues

  /// Fits the formula of `data`.
  ///
  /// - Throws: a `FitFact` when the data do not determine every coefficient and its error, or a `DataFact` of the design.
  public init(_ data: Dataset) throws(InputProblems) {
    try self.init(data, design: DesignMatrix(data))
  }

  /// Fits the formula of `data` with its `design`.
  ///
  /// - Throws: a `FitFact` when the data do not determine every coefficient and its error.
  public init(_ data: Dataset, design: DesignMatrix) throws(InputProblems) {
    try checkDesign(data, design)
    let factorization = QRFactorization(design.matrix)
    try checkRank(factorization, data, design)
    let (coefficients, residuals) = factorization.leastSquares(data.response)
    let residualSquares = residuals.reduce(0) { $0 + $1 * $1 }
    let variance = residualSquares / Double(data.rowCount - coefficients.count)

    formula = data.formula
    columns = design.columns
    self.coefficients = coefficients
    self.residuals = residuals
    residualSumOfSquares = residualSquares
    modelSumOfSquares = modelSquares(data, residuals)
    covariance = factorization.inverseCrossProduct().scaled(by: variance)
    warnings = isPerfect(residualSquares, data.response) ? [.perfectFit] : []
    variables = data.summaries
    categories = data.formula.categoryVariables.compactMap { name in
      data.category(name).map { CategoryLevels(name: name, levels: $0.levels) }
    }
    missing = data.missing
  }
}

extension LeastSquaresFit {
  /// The labels of the coefficients, as R prints them.
  public var coefficientNames: [String] { columns.map(\.label) }

  /// The number of rows used.
  public var n: Int { residuals.count }

  /// Rows less coefficients; at least 1.
  public var residualDegreesOfFreedom: Int { n - coefficients.count }

  /// Coefficients without the intercept.
  public var modelDegreesOfFreedom: Int { coefficients.count - (formula.hasIntercept ? 1 : 0) }

  /// The estimated standard deviation of the error, s, in units of the response.
  public var residualStandardError: Double {
    (residualSumOfSquares / Double(residualDegreesOfFreedom)).squareRoot()
  }

  /// The standard errors of the estimates, in their order.
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

  /// The explained share of the response's variance or, without an intercept, of its sum of squares.
  public var rSquared: Double { modelSumOfSquares / (modelSumOfSquares + residualSumOfSquares) }

  /// R² with variances in place of sums of squares: it falls when a regressor explains less than chance would.
  public var adjustedRSquared: Double {
    let total = Double(n - (formula.hasIntercept ? 1 : 0))
    return 1 - (1 - rSquared) * total / Double(residualDegreesOfFreedom)
  }

  /// The test that no term but the intercept has an effect; nil when there is no other term.
  public var fTest: FTest? {
    guard modelDegreesOfFreedom > 0 else { return nil }
    let (numerator, denominator) = (modelDegreesOfFreedom, residualDegreesOfFreedom)
    let statistic = (modelSumOfSquares / Double(numerator)) / (residualSumOfSquares / Double(denominator))
    return FTest(statistic: statistic, numerator: numerator, denominator: denominator)
  }

  /// The log-likelihood of normal errors with variance RSS/n.
  public var logLikelihood: Double {
    let count = Double(n)
    return -count / 2 * (log(2 * Double.pi) + log(residualSumOfSquares / count) + 1)
  }

  /// Akaike's information criterion, σ counted as a parameter.
  public var aic: Double { -2 * logLikelihood + 2 * Double(coefficients.count + 1) }

  /// Schwarz's information criterion, σ counted as a parameter.
  public var bic: Double { -2 * logLikelihood + log(Double(n)) * Double(coefficients.count + 1) }

  /// The coefficients with their t tests, in their order.
  public var estimates: [CoefficientEstimate] {
    let distribution = StudentT(degreesOfFreedom: Double(residualDegreesOfFreedom))
    return zip(coefficientNames, zip(coefficients, standardErrors)).map { name, numbers in
      let statistic = numbers.0 / numbers.1
      return CoefficientEstimate(
        name: name, estimate: numbers.0, standardError: numbers.1, statistic: statistic,
        pValue: distribution.twoSidedTail(statistic))
    }
  }

  /// The intervals that cover the true coefficients with probability `level`, between 0 and 1, in their order.
  public func confidenceIntervals(level: Double) -> [(lower: Double, upper: Double)] {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    let distribution = StudentT(degreesOfFreedom: Double(residualDegreesOfFreedom))
    let width = distribution.quantile((1 + level) / 2)
    return zip(coefficients, standardErrors).map { ($0 - width * $1, $0 + width * $1) }
  }

  /// The mean of e^residual: what leads from e^η to the expected output when the response is a logarithm, whatever the
  /// distribution of the errors (Duan 1983).
  public var smearing: Double { residuals.reduce(0) { $0 + exp($1) } / Double(n) }
}

/// The test that no term but the intercept has an effect.
public struct FTest: Sendable, Hashable {
  /// The ratio of the mean squares.
  public let statistic: Double
  /// The degrees of freedom of the model.
  public let numerator: Int
  /// The degrees of freedom of the residuals.
  public let denominator: Int

  /// The probability of a larger statistic when no term has an effect.
  public var pValue: Double {
    FisherF(numerator: Double(numerator), denominator: Double(denominator)).upperTail(statistic)
  }
}

/// A coefficient with its error and the test that it is zero.
public struct CoefficientEstimate: Sendable, Hashable {
  /// The label, as R prints it.
  public let name: String
  /// The estimate.
  public let estimate: Double
  /// Its standard error.
  public let standardError: Double
  /// The estimate in standard errors.
  public let statistic: Double
  /// The probability of a statistic at least as far from zero when the coefficient is zero.
  public let pValue: Double
}

// MARK: Checks

private func checkDesign(_ data: Dataset, _ design: DesignMatrix) throws(InputProblems) {
  let (rows, coefficients) = (data.rowCount, design.columns.count)
  let file = SourceMark(file: data.file)
  if coefficients > rows {
    throw InputProblems(FitFact.moreCoefficientsThanRows(coefficients: coefficients, rows: rows), at: file)
  }
  if coefficients == rows { throw InputProblems(FitFact.noDegreesOfFreedom(rows: rows), at: file) }
  let response = data.formula.response
  let first = data.response[0]
  if data.response.allSatisfy({ $0 == first }), data.formula.hasIntercept || first == 0 {
    throw InputProblems(
      FitFact.constantResponse(name: response.label, value: first), at: data.formula.mark(of: response.variable))
  }
  var problems: [InputProblem] = []
  for (position, column) in design.columns.enumerated() where !squaresFit(design.matrix.column(position)) {
    let mark = data.formula.mark(of: column.factors.last?.variable ?? "")
    problems.append(InputProblem(FitFact.tooLarge(column: column.label), at: mark))
  }
  if !squaresFit(data.response[...]) {
    problems.append(
      InputProblem(FitFact.tooLarge(column: response.label), at: data.formula.mark(of: response.variable)))
  }
  if !problems.isEmpty { throw InputProblems(problems) }
}

/// Whether sums of squares of `values` stay far from the largest double.
private func squaresFit(_ values: ArraySlice<Double>) -> Bool { values.allSatisfy { abs($0) < 1e140 } }

private func checkRank(
  _ factorization: QRFactorization, _ data: Dataset, _ design: DesignMatrix
) throws(InputProblems) {
  let labels = design.labels
  let problems = factorization.dependentColumns().map { dependency in
    let variable = design.columns[dependency.column].factors.last?.variable ?? ""
    return InputProblem(
      FitFact.collinear(column: labels[dependency.column], combinationOf: dependency.combinationOf.map { labels[$0] }),
      at: data.formula.mark(of: variable))
  }
  if !problems.isEmpty { throw InputProblems(problems) }
}

private func modelSquares(_ data: Dataset, _ residuals: [Double]) -> Double {
  let fitted = zip(data.response, residuals).map { $0 - $1 }
  let center = data.formula.hasIntercept ? fitted.reduce(0, +) / Double(fitted.count) : 0
  return fitted.reduce(0) { $0 + ($1 - center) * ($1 - center) }
}

/// Whether the residuals are what rounding alone would leave: a norm below 64 units in the last place of the response's.
private func isPerfect(_ residualSquares: Double, _ response: [Double]) -> Bool {
  let unit = 64 * Double.ulpOfOne
  return residualSquares <= unit * unit * response.reduce(0) { $0 + $1 * $1 }
}
