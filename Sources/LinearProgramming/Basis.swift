/// Which variables and rows determine a vertex: what a simplex method starts from and ends with.
///
/// A row stands for its value (activity). A basis may be shorter than the program that it is used for: rows added since
/// then enter as basic and variables added since then as non-basic at a bound, which keeps it a basis.
public struct Basis: Sendable, Equatable {
  /// The part that one variable or row plays.
  public enum Status: Sendable, Equatable {
    /// Its value follows from the non-basic ones.
    case basic
    /// Non-basic at its lower bound.
    case atLower
    /// Non-basic at its upper bound.
    case atUpper
    /// Non-basic, without bounds, at zero.
    case free
    /// Non-basic at the one value allowed.
    case fixed
  }

  /// The status of every variable.
  public var columns: [Status]
  /// The status of every row.
  public var rows: [Status]

  /// A basis; a valid one has as many basic entries as there are rows.
  public init(columns: [Status], rows: [Status]) {
    self.columns = columns
    self.rows = rows
  }
}
