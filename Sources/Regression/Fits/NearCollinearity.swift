import Statistics

/// The condition number above which regressors are called nearly collinear: a relative error of 10⁻⁸ in the data, single
/// precision, may then change coefficients by 10⁻⁴.
///
/// Belsley, Kuh and Welsch (1980, chapter 3) speak of strong dependencies from 30 on, for columns that still hold the
/// constant. That is common in good data and shows in the standard errors; this limit is about numbers that may be wrong.
private let conditionLimit = 1e4

/// The warning that columns of `design` are nearly combinations of others; nil when they are not.
///
/// The condition number is the ratio of the largest to the smallest singular value of the columns, each brought to unit
/// length. Where there is an intercept the means are taken out first, so that a large mean beside a small spread does not
/// count. The columns that are named are those of whose variance more than half is due to the smallest singular value.
func nearCollinearity(_ design: DesignMatrix, _ factorization: QRFactorization) -> FitFact? {
  let intercept = design.columns.firstIndex { $0.factors.isEmpty }
  let columns = design.columns.indices.filter { $0 != intercept }
  guard columns.count > 1 else { return nil }
  let scaled = factorization.upperTriangle.columnsOfUnitLength(columns, centeredBy: intercept)
  let decomposition = SingularValues(scaled)
  guard let largest = decomposition.values.first, let smallest = decomposition.values.last,
    largest > conditionLimit * smallest
  else { return nil }
  let involved = decomposition.columnsInSmallestDirection()
  return .nearlyCollinear(
    terms: involved.map { design.columns[columns[$0]].label }, conditionNumber: largest / smallest)
}

extension SingularValues {
  /// The columns whose variance proportion of the smallest singular value is above one half, in their order; the two with
  /// the largest weights where there are fewer.
  fileprivate func columnsInSmallestDirection() -> [Int] {
    let last = values.count - 1
    let proportions = (0..<vectors.rowCount).map { column in
      let shares = values.indices.map { (vectors[column, $0] / values[$0]) * (vectors[column, $0] / values[$0]) }
      return shares[last] / shares.reduce(0, +)
    }
    let above = proportions.indices.filter { proportions[$0] > 0.5 }
    guard above.count < 2 else { return above }
    return proportions.indices.sorted { abs(vectors[$0, last]) > abs(vectors[$1, last]) }.prefix(2).sorted()
  }
}

extension Matrix {
  /// The columns at `positions`, each less its projection on the column `center`, where given, and divided by its length.
  fileprivate func columnsOfUnitLength(_ positions: [Int], centeredBy center: Int?) -> Matrix {
    var scaled = selecting(columns: positions)
    let direction = center.map { Array(column($0)) }
    for column in 0..<scaled.columnCount {
      var values = Array(scaled.column(column))
      if let direction { values = remainder(of: values, beside: direction) }
      let length = values.euclideanLength
      for row in values.indices { scaled[row, column] = values[row] / length }
    }
    return scaled
  }
}

/// What is left of `values` beside their projection on `direction`, taken out twice so that rounding does not count.
private func remainder(of values: [Double], beside direction: [Double]) -> [Double] {
  let square = direction.sumOfSquares
  var remainder = values
  for _ in 1...2 {
    let factor = scalarProduct(remainder, direction) / square
    for index in remainder.indices { remainder[index] -= factor * direction[index] }
  }
  return remainder
}
