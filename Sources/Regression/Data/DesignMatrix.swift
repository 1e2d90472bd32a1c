import SourceText
import Statistics

/// The regressors as numbers: a row for every row of the data, a column for every coefficient.
public struct DesignMatrix: Sendable {
  /// The numbers.
  public let matrix: Matrix
  /// What each column stands for: the intercept first, then the terms as R orders them.
  public let columns: [DesignColumn]

  /// The largest design that is built: 4 gigabytes.
  static let elementLimit = 500_000_000

  /// The design of `data` for its own formula.
  ///
  /// - Throws: a `DataFact` when a product of columns is not finite, two columns have the same label or the design is
  ///   too large for memory.
  public init(_ data: Dataset) throws(InputProblems) {
    columns = designColumns(data)
    guard columns.count <= Self.elementLimit / data.rowCount else {
      throw InputProblems(
        DataFact.designTooLarge(rows: data.rowCount, columns: columns.count), at: data.formula.mark)
    }
    var labels: Set<String> = []
    if let ambiguous = columns.first(where: { !labels.insert($0.label).inserted }) {
      throw InputProblems(DataFact.ambiguousLabel(label: ambiguous.label), at: data.formula.mark)
    }
    var builder = ColumnBuilder(data)
    var elements: [Double] = []
    elements.reserveCapacity(columns.count * data.rowCount)
    var problems: [InputProblem] = []
    for column in columns {
      if !builder.append(column.factors, to: &elements) {
        let mark = data.formula.mark(of: column.factors.last?.variable ?? "")
        problems.append(InputProblem(DataFact.productNotFinite(label: column.label), at: mark))
      }
    }
    if !problems.isEmpty { throw InputProblems(problems) }
    matrix = Matrix(rowCount: data.rowCount, columnCount: columns.count, elements: elements)
  }

  private init(matrix: Matrix, columns: [DesignColumn]) {
    self.matrix = matrix
    self.columns = columns
  }

  /// The design without the columns at the positions `dropped`, from 0.
  func without(columns dropped: Set<Int>) -> DesignMatrix {
    let kept = columns.indices.filter { !dropped.contains($0) }
    return DesignMatrix(matrix: matrix.selecting(columns: kept), columns: kept.map { columns[$0] })
  }

  /// The labels of the columns, as R prints them.
  public var labels: [String] { columns.map(\.label) }
}

/// What a column of a design stands for.
public struct DesignColumn: Sendable, Hashable {
  /// The label of its coefficient.
  public let label: String
  /// The position of its term in the formula's terms; nil for the intercept.
  public let term: Int?
  /// The product that it holds; none for the intercept.
  public let factors: [ModelFactor]
}

/// The columns of the design of `data`. In a product of categories the levels of the first one vary fastest.
private func designColumns(_ data: Dataset) -> [DesignColumn] {
  let formula = data.formula
  let coding = ContrastCoding(formula: formula)
  var columns: [DesignColumn] = []
  if formula.hasIntercept {
    columns.append(DesignColumn(label: CoefficientLabels.intercept, term: nil, factors: []))
  }
  for (termPosition, term) in formula.terms.enumerated() {
    var products: [[ModelFactor]] = [[]]
    for (position, factor) in term.factors.enumerated() {
      let choices: [ModelFactor]
      switch factor {
      case .numeric(let variable, let transform): choices = [.numeric(variable: variable, transform)]
      case .category(let variable):
        let every = coding.codesEveryLevel(factorAt: position, ofTermAt: termPosition)
        choices = (data.category(variable)?.levels ?? []).dropFirst(every ? 0 : 1)
          .map { .indicator(variable: variable, level: $0) }
      }
      products = choices.flatMap { choice in products.map { $0 + [choice] } }
    }
    columns += products.map { factors in
      DesignColumn(label: factors.map(\.label).joined(separator: ":"), term: termPosition, factors: factors)
    }
  }
  return columns
}

/// Multiplies the factors of columns, each transformed once.
private struct ColumnBuilder {
  private let data: Dataset
  private var transformed: [ModelFactor: [Double]] = [:]

  init(_ data: Dataset) { self.data = data }

  /// Appends the product of `factors` for every row; false when one of the products is not finite.
  mutating func append(_ factors: [ModelFactor], to elements: inout [Double]) -> Bool {
    let start = elements.count
    elements.append(contentsOf: repeatElement(1, count: data.rowCount))
    for factor in factors {
      switch factor {
      case .numeric(let variable, let transform):
        let values = values(factor, variable, transform)
        for row in values.indices { elements[start + row] *= values[row] }
      case .indicator(let variable, let level):
        guard let category = data.category(variable) else { continue }
        let code = category.levels.firstIndex(of: level)
        for row in category.codes.indices where category.codes[row] != code { elements[start + row] = 0 }
      }
    }
    return elements[start...].allSatisfy(\.isFinite)
  }

  private mutating func values(_ factor: ModelFactor, _ variable: String, _ transform: Transform) -> [Double] {
    if transform == .identity { return data.numbers(variable) }
    if let known = transformed[factor] { return known }
    let values = data.numbers(variable).map(transform.value(at:))
    transformed[factor] = values
    return values
  }
}
