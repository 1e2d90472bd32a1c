/// A variable of the formula that follows from who joins the alliance, or from what other firms decide.
///
/// For a member it is the baseline with what the plan adds to it; for a candidate that joins it is the baseline.
public struct Link: Sendable, Hashable {
  /// The variable of the model's formula that this link sets.
  public var variable: String
  /// What is added to the baseline.
  public var kind: Kind

  /// What a link adds up.
  public enum Kind: Sendable, Hashable {
    /// The candidates that join, each counted by its figure in the column `weight`, or once where that is nil.
    case counts(weight: String?)
    /// The levels of the lever on `variable` at other firms: of members what lies above their baselines, of candidates that
    /// join all of it, each times the weight between the two firms.
    case sums(lever: String, weights: Weights)
  }

  /// What the level of one firm counts for another.
  public enum Weights: Sendable, Hashable {
    /// 1 between firms that have the same value in a column, else 0. A firm whose cell is empty shares it with nobody.
    case same(column: String)
    /// A figure for every pair of firms.
    case matrix(FirmMatrix)
  }

  /// The link on `variable`.
  public init(_ variable: String, _ kind: Kind) {
    self.variable = variable
    self.kind = kind
  }
}

/// A figure for every pair of firms.
public struct FirmMatrix: Sendable, Hashable {
  /// The firms of the rows.
  public var rows: [FirmID]
  /// The firms of the columns.
  public var columns: [FirmID]
  /// Row by row, `rows.count · columns.count` figures: what the firm of the column counts for the firm of the row.
  public var values: [Double]

  /// A matrix; `values` row by row.
  public init(rows: [FirmID], columns: [FirmID], values: [Double]) {
    precondition(values.count == rows.count * columns.count, "a figure for each row and column")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// The figures in the order of `firms`, row by row, 0 on the diagonal; firms that the matrix lacks have 0 throughout.
  func aligned(to firms: [FirmID]) -> [Double] {
    let rowOf = Dictionary(zip(rows, rows.indices), uniquingKeysWith: { first, _ in first })
    let columnOf = Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
    let order = firms.map { columnOf[$0] }
    var aligned = [Double](repeating: 0, count: firms.count * firms.count)
    for (row, id) in firms.enumerated() {
      guard let own = rowOf[id] else { continue }
      for (column, other) in order.enumerated() where column != row {
        if let other { aligned[row * firms.count + column] = values[own * columns.count + other] }
      }
    }
    return aligned
  }
}
