import Synchronization

/// Something that solves linear and mixed-integer programs. Any number of calls may run at once.
public protocol Solver: Sendable {
  /// The solver and its version, such as "GLPK 5.0".
  var name: String { get }

  /// Solves `program`, starting from `basis` if there is one.
  ///
  /// Infeasible, unbounded and stopped at a limit are answers (`Solution.termination`), not errors.
  /// - Throws: `SolverError` when the program has defects or the solver fails.
  func solve(_ program: LinearProgram, from basis: Basis?, limits: SolverLimits) throws(SolverError) -> Solution

  /// Over which right-hand sides the duals of `rows` hold, for a program without integers at an optimal `basis`.
  func ranges(
    of rows: [Row], in program: LinearProgram, at basis: Basis
  ) throws(SolverError) -> [RightHandSideRange]

  /// How far each of `moves` can go while its price stays the same, for a program without integers at an optimal `basis`.
  ///
  /// Unlike `ranges` it follows a price over bases that tie. Each move is followed from the same optimum, whatever else is
  /// asked for. Nil is what was not found within `limits`; the moves are gone through in order.
  func reaches(
    of moves: [RightHandSideMove], in program: LinearProgram, at basis: Basis, limits: SolverLimits
  ) throws(SolverError) -> [PriceReach?]
}

extension Solver {
  /// Solves `program` from scratch and without limits.
  public func solve(_ program: LinearProgram) throws(SolverError) -> Solution {
    try solve(program, from: nil, limits: SolverLimits())
  }

  /// Solves `program` from `basis` without limits.
  public func solve(_ program: LinearProgram, from basis: Basis?) throws(SolverError) -> Solution {
    try solve(program, from: basis, limits: SolverLimits())
  }

  /// Solves `program` from scratch within `limits`.
  public func solve(_ program: LinearProgram, limits: SolverLimits) throws(SolverError) -> Solution {
    try solve(program, from: nil, limits: limits)
  }
}

/// When a solver should stop early, and what it may fall back on then.
public struct SolverLimits: Sendable {
  /// The wall-clock time; nil for no limit.
  public var time: Duration?
  /// The number of simplex iterations of one continuous program; nil for no limit.
  public var iterations: Int?
  /// The relative gap |objective − bound| / |objective| at which branch and bound may stop; 0 for the proved optimum.
  public var relativeGap: Double
  /// A way to stop from outside.
  public var interruption: Interruption?
  /// Values of all variables that branch and bound has from the start, so that a search that is stopped gives no worse
  /// ones. Those of integer variables decide: where the others do not suit them they are solved for, and where none suit
  /// them the start has no effect. It never changes what the optimum is; of several optima it may be the one found.
  public var start: [Double]?

  /// Limits; by default none.
  public init(
    time: Duration? = nil, iterations: Int? = nil, relativeGap: Double = 0, interruption: Interruption? = nil,
    start: [Double]? = nil
  ) {
    self.time = time
    self.iterations = iterations
    self.relativeGap = relativeGap
    self.interruption = interruption
    self.start = start
  }
}

/// A request to stop, made from another thread or where a signal is handled, and seen by the solver within a fraction of
/// a second.
public final class Interruption: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Nothing requested yet.
  public init() {}

  /// Asks every solve that holds this object to stop; it cannot be taken back.
  public func request() { flag.store(true, ordering: .relaxed) }

  /// Whether a stop was requested.
  public var isRequested: Bool { flag.load(ordering: .relaxed) }
}

/// Why a solver has no answer.
public enum SolverError: Error, Sendable, Equatable {
  /// The program cannot be solved as it stands; never empty.
  case defects([ProgramDefect])
  /// The basis has more entries than the program, or a number of basic entries other than the rows' number.
  case basisDoesNotFit(basicEntries: Int, rows: Int)
  /// A start has another number of values than the program has variables.
  case startDoesNotFit(values: Int, variables: Int)
  /// Ranges were asked of a program with integers; fix them first (`LinearProgram.fixingIntegers(at:)`).
  case rangesNeedContinuousProgram(integers: Int)
  /// Ranges were asked at a basis from which no optimum was reached.
  case rangesNeedOptimalBasis
  /// A row of another program was asked for.
  case foreignRow(index: Int)
  /// A limit that makes no sense, such as a negative or undefined time, iteration count or gap.
  case limitInvalid(Limit, value: Double)
  /// No strategy led to a result; each entry is how one of them ended.
  case numericalTrouble(attempts: [Attempt])
  /// The solver stopped with a fatal error of its own.
  case solverFailed(message: String)

  /// How a strategy failed.
  public enum Attempt: Sendable, Equatable {
    /// The basis to start from is singular.
    case singularBasis
    /// The solver gave up, with this code of its own.
    case gaveUp(code: Int)
    /// The solver stopped with a fatal error.
    case failed(message: String)
  }

  /// Which limit.
  public enum Limit: Sendable { case time, iterations, relativeGap }
}
