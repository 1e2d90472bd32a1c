import SourceText
import Statistics

/// What a fit is made on: the rows and the regressors, of which none is a combination of others.
public struct Sample: Sendable {
  /// The columns, in the rows used.
  public let data: Dataset
  /// The regressors, without those that were dropped.
  public let design: DesignMatrix
  /// The regressors that were dropped because they are combinations of earlier ones, in their order.
  public let dropped: [DroppedColumn]
  /// Facts about the regressors that do not stand in the way of a fit.
  public let warnings: [FitFact]
  /// The factorization of the design.
  let factorization: QRFactorization

  /// Lays out the regressors of `data` and drops what the data cannot tell apart from others.
  ///
  /// - Parameter strict: a column that is a combination of others is an error.
  /// - Throws: a `FitFact` when the data do not determine every coefficient and its error, or a `DataFact` of the design.
  public init(_ data: Dataset, strict: Bool = false) throws(InputProblems) {
    var design = try DesignMatrix(data)
    try checkSizes(data, design)
    var factorization = QRFactorization(design.matrix)
    var dropped: [DroppedColumn] = []
    while !factorization.hasFullRank {
      let labels = design.labels
      let dependencies = factorization.dependentColumns()
      if strict || dependencies.count == design.columns.count { throw collinearity(dependencies, data, design) }
      dropped += dependencies.map { dependency in
        DroppedColumn(
          label: labels[dependency.column], combinationOf: dependency.combinationOf.map { labels[$0] })
      }
      design = design.without(columns: Set(dependencies.map(\.column)))
      factorization = QRFactorization(design.matrix)
    }
    if design.columns.count == data.rowCount {
      throw InputProblems(FitFact.noDegreesOfFreedom(rows: data.rowCount), at: SourceMark(file: data.file))
    }
    self.data = data
    self.design = design
    self.dropped = dropped
    self.factorization = factorization
    warnings = nearCollinearity(design, factorization).map { [$0] } ?? []
  }

  /// The response and the terms, as written.
  public var formula: Formula { data.formula }

  /// What each coefficient belongs to, in their order.
  public var columns: [DesignColumn] { design.columns }

  /// The labels of the coefficients, as R prints them.
  public var coefficientNames: [String] { design.labels }

  /// The number of rows used.
  public var n: Int { data.rowCount }

  /// The number of coefficients.
  public var coefficientCount: Int { design.columns.count }

  /// Rows less coefficients; at least 1.
  public var residualDegreesOfFreedom: Int { n - coefficientCount }

  /// Coefficients without the intercept.
  public var modelDegreesOfFreedom: Int { coefficientCount - (hasIntercept ? 1 : 0) }

  /// Whether a constant is among the regressors.
  public var hasIntercept: Bool { formula.hasIntercept }

  /// x′`coefficients` for every row.
  func indices(_ coefficients: [Double]) -> [Double] { design.matrix.times(coefficients) }

  /// The response has one value in all rows: nothing is to be explained.
  func checkThatResponseVaries() throws(InputProblems) {
    let first = data.response[0]
    guard hasIntercept || first == 0, data.response.allSatisfy({ $0 == first }) else { return }
    let response = formula.response
    throw InputProblems(
      FitFact.constantResponse(name: response.label, value: first), at: formula.mark(of: response.variable))
  }
}

extension Sample {
  /// The formula without the terms that were dropped altogether: what the coefficients are those of.
  var formulaOfModel: Formula {
    guard !dropped.isEmpty else { return formula }
    let kept = Set(columns.compactMap(\.term))
    return kept.count == formula.terms.count ? formula : formula.keeping(termsAt: kept.sorted())
  }
}

/// A regressor that was left out because the data cannot tell it apart from others.
public struct DroppedColumn: Sendable, Hashable {
  /// The label of its coefficient.
  public let label: String
  /// The labels of the regressors that it is a combination of; none when it is zero everywhere.
  public let combinationOf: [String]
}

// MARK: Checks

private func checkSizes(_ data: Dataset, _ design: DesignMatrix) throws(InputProblems) {
  let (rows, coefficients) = (data.rowCount, design.columns.count)
  let file = SourceMark(file: data.file)
  if coefficients > rows {
    throw InputProblems(FitFact.moreCoefficientsThanRows(coefficients: coefficients, rows: rows), at: file)
  }
  var problems: [InputProblem] = []
  for (position, column) in design.columns.enumerated() {
    guard let fact = sizeFact(design.matrix.column(position), of: column.label) else { continue }
    problems.append(InputProblem(fact, at: data.formula.mark(of: column.factors.last?.variable ?? "")))
  }
  let response = data.formula.response
  if let fact = sizeFact(data.response[...], of: response.label) {
    problems.append(InputProblem(fact, at: data.formula.mark(of: response.variable)))
  }
  if !problems.isEmpty { throw InputProblems(problems) }
}

/// What stands in the way of sums of squares of `values` and of their inverses: numbers beyond the range of doubles.
private func sizeFact(_ values: ArraySlice<Double>, of column: String) -> FitFact? {
  let largest = values.reduce(0) { max($0, abs($1)) }
  if largest >= 1e140 { return .tooLarge(column: column) }
  return largest > 0 && largest <= 1e-140 ? .tooSmall(column: column) : nil
}

private func collinearity(
  _ dependencies: [ColumnDependency], _ data: Dataset, _ design: DesignMatrix
) -> InputProblems {
  let labels = design.labels
  return InputProblems(
    dependencies.map { dependency in
      let variable = design.columns[dependency.column].factors.last?.variable ?? ""
      return InputProblem(
        FitFact.collinear(
          column: labels[dependency.column], combinationOf: dependency.combinationOf.map { labels[$0] }),
        at: data.formula.mark(of: variable))
    })
}
