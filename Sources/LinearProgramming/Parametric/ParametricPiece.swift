/// A stretch of the parameter over which the optimum is one straight line.
public struct ParametricPiece: Sendable {
  /// Where the stretch begins.
  public let from: Double
  /// Where it ends.
  public let to: Double
  /// The optimal objective at `from`.
  public let value: Double
  /// The change of the optimal objective per unit of the parameter.
  public let slope: Double
  /// What reaches a bound at `to`, so that the slope changes there; nil at the end of the interval, or where the
  /// solver does not tell.
  public let limit: RightHandSideRange.Limit?

  /// The optimal objective at `parameter`.
  public func value(at parameter: Double) -> Double { value + slope * (parameter - from) }
}

/// Why the optimum of a program is not known as a function of its parameter.
public enum ParametricFailure: Error, Sendable {
  /// The solver failed.
  case solver(SolverError)
  /// It stopped without an optimum: at a limit, or because there is none at some value of the parameter.
  case stopped(Termination)
}
