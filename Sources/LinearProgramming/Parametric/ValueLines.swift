/// Finds the optimum of a parametric program as a function of its parameter: every piece of it, exactly.
///
/// In a maximisation the optimum is a concave, in a minimisation a convex, piecewise linear function of right-hand
/// sides. A basis gives the line through its optimum and the range over which it stays optimal (Gass & Saaty 1955).
/// Where the ranges of neighbouring lines touch, they meet in a breakpoint. Where they do not, as at degenerate
/// vertices, the program is solved where the lines cross, by the simplex method from the basis of the left one:
/// either the optimum lies on the lines, and the crossing is the breakpoint, or a new line is found between them
/// (Eisner & Severance 1976). Every solve proves a breakpoint or finds a line with a slope between those of its
/// neighbours, so it ends, and no piece is missed. Lines that touch the optimum in one point alone, as degenerate
/// prices do, get no length and are dropped.
///
/// Sources: S. Gass & T. Saaty, The computational algorithm for the parametric objective function, Naval Research
/// Logistics Quarterly 2 (1955), 39–45; M. J. Eisner & D. G. Severance, Mathematical techniques for efficient record
/// segmentation in large shared databases, J. ACM 23 (1976), 619–635.
struct ValueLines {
  let parametric: ParametricProgram
  let solver: any Solver
  let limits: SolverLimits
  /// −1 in a minimisation, so that all else speaks of concave functions.
  private let sign: Double
  /// How large the optimum is over the interval, against which differences are measured.
  private var size = 0.0

  init(_ parametric: ParametricProgram, solver: any Solver, limits: SolverLimits) {
    self.parametric = parametric
    self.solver = solver
    self.limits = limits
    sign = parametric.program.sense == .maximise ? 1 : -1
  }

  /// A line that the optimum touches at `at` and nowhere exceeds.
  struct Line {
    let at: Double
    let value: Double
    let slope: Double
    /// Where its basis is optimal.
    var lower: Double
    var upper: Double
    /// What reaches a bound at the ends.
    var atLower: RightHandSideRange.Limit?
    var atUpper: RightHandSideRange.Limit?
    let basis: Basis

    func value(at position: Double) -> Double { value + slope * (position - at) }
  }

  /// Positions closer than this are one; the interval has the length 1.
  static let nearPosition = 1e-9
  /// Objectives closer than this, relative to their size, are one.
  private static let nearValue = 1e-10
  /// More pieces than this are not looked for.
  private static let mostLines = 100_000

  /// The pieces from the beginning of the interval to its end, at every value of which the program has an optimum.
  mutating func pieces() throws(ParametricFailure) -> [ParametricPiece] {
    let first = try line(atEnd: 1, inwards: 1, from: nil)
    let last = try line(atEnd: 2, inwards: -1, from: first.basis)
    size = max(abs(first.value), abs(last.value), abs(first.slope), abs(last.slope))
    let lines = try lines(from: first, to: last)
    var pieces: [ParametricPiece] = []
    let ordered = withLength(lines)
    for (index, line) in ordered.enumerated() {
      let end = index + 1 < ordered.count ? ordered[index + 1].start : 2
      let limit =
        index + 1 < ordered.count ? try limit(of: line.line, from: line.start, to: end, ordered[index + 1].line) : nil
      let width = parametric.range.upperBound - parametric.range.lowerBound
      pieces.append(
        ParametricPiece(
          from: parametric.parameter(at: line.start), to: parametric.parameter(at: end),
          value: sign * line.line.value(at: line.start), slope: sign * line.line.slope / width, limit: limit))
    }
    return pieces
  }

  /// The lines between two, in order; each pair of neighbours meets on the optimum.
  private func lines(from first: Line, to last: Line) throws(ParametricFailure) -> [Line] {
    var done: [Line] = []
    var left = first
    var waiting = [last]
    while let right = waiting.last {
      if isSame(left, right) {
        left = joined(left, right)
        waiting.removeLast()
      } else if let between = try line(between: left, right) {
        waiting.append(between)
        guard done.count + waiting.count < Self.mostLines else { throw .stopped(.iterationLimit) }
      } else {
        done.append(left)
        left = right
        waiting.removeLast()
      }
    }
    return done + [left]
  }

  /// A line below both at the point where they cross; nil where they meet on the optimum.
  private func line(between left: Line, _ right: Line) throws(ParametricFailure) -> Line? {
    if left.upper >= right.lower - Self.nearPosition { return nil }
    let crossing = crossing(left, right)
    guard crossing > left.at + Self.nearPosition, crossing < right.at - Self.nearPosition else { return nil }
    let found = try line(at: crossing, from: left.basis)
    let promised = left.value(at: crossing)
    guard promised - found.value > Self.nearValue * max(size, abs(promised)) else { return nil }
    // Rounding must not lead to a line that is none between the two.
    return found.slope < left.slope && found.slope > right.slope ? found : nil
  }

  /// The line at an end of the interval, or a hair inside where the end is feasible but for rounding.
  private func line(atEnd end: Double, inwards sign: Double, from start: Basis?) throws(ParametricFailure) -> Line {
    do {
      return try line(at: end, from: start)
    } catch .stopped(.infeasible) {
      return try line(at: end + sign * Self.nearPosition, from: start)
    }
  }

  /// The optimum at `position` with the line of its basis.
  private func line(at position: Double, from start: Basis?) throws(ParametricFailure) -> Line {
    let program = parametric.with(.exactly(position))
    let solution = try solver.answer(to: program, from: start, limits)
    guard solution.termination == .optimal, let basis = solution.basis else { throw .stopped(solution.termination) }
    let range = try solver.range(of: parametric.setting, in: program, at: basis)
    return Line(
      at: position, value: sign * solution.objective, slope: sign * range.dual, lower: min(range.lower, position),
      upper: max(range.upper, position), atLower: range.atLower, atUpper: range.atUpper, basis: basis)
  }

  private func crossing(_ left: Line, _ right: Line) -> Double {
    // Measured from the left point, so that little is lost where it is near.
    left.at + (right.value(at: left.at) - left.value) / (left.slope - right.slope)
  }

  private func isSame(_ left: Line, _ right: Line) -> Bool {
    abs(left.slope - right.slope) <= 1e-9 * max(abs(left.slope), abs(right.slope)) + 1e-12 * size
  }

  private func joined(_ left: Line, _ right: Line) -> Line {
    var line = left
    if right.upper >= left.upper { (line.upper, line.atUpper) = (right.upper, right.atUpper) }
    return line
  }

  /// The lines that are the optimum over some length, each with the position where it begins.
  private func withLength(_ lines: [Line]) -> [(start: Double, line: Line)] {
    var kept: [(start: Double, line: Line)] = []
    for line in lines {
      var start = 1.0
      while let last = kept.last {
        start = min(max(crossing(last.line, line), last.line.at, last.start), 2)
        guard start - last.start <= Self.nearPosition else { break }
        kept.removeLast()
        if kept.isEmpty { start = 1 }
      }
      kept.append((start, line))
    }
    if let last = kept.last, kept.count > 1, 2 - last.start <= Self.nearPosition { kept.removeLast() }
    return kept
  }

  /// What ends `line` at `end`: from its own basis, where that reaches so far; else from a basis just below the end;
  /// else from that of the `next` line.
  private func limit(
    of line: Line, from start: Double, to end: Double, _ next: Line
  ) throws(ParametricFailure) -> RightHandSideRange.Limit? {
    func reaches(_ position: Double) -> Bool { abs(position - end) <= 1e-7 }
    if reaches(line.upper), let limit = parametric.original(line.atUpper) { return limit }
    let near = try self.line(at: end - 1e-3 * (end - start), from: line.basis)
    if reaches(near.upper), let limit = parametric.original(near.atUpper) { return limit }
    return reaches(next.lower) ? parametric.original(next.atLower) : nil
  }
}

extension Solver {
  /// The solution of `program`, with a failure as one of a parametric program.
  fileprivate func answer(
    to program: LinearProgram, from basis: Basis?, _ limits: SolverLimits
  ) throws(ParametricFailure) -> Solution {
    do {
      return try solve(program, from: basis, limits: limits)
    } catch {
      throw .solver(error)
    }
  }

  /// The range of one row.
  fileprivate func range(
    of row: Row, in program: LinearProgram, at basis: Basis
  ) throws(ParametricFailure) -> RightHandSideRange {
    do throws(SolverError) {
      guard let range = try ranges(of: [row], in: program, at: basis).first else { throw .rangesNeedOptimalBasis }
      return range
    } catch {
      throw .solver(error)
    }
  }
}

extension ParametricProgram {
  /// The optimum as a function of the parameter over the interval, at every value of which there is one.
  public func pieces(
    by solver: any Solver, limits: SolverLimits = SolverLimits()
  ) throws(ParametricFailure) -> [ParametricPiece] {
    var lines = ValueLines(self, solver: solver, limits: limits)
    return try lines.pieces()
  }

  /// The part of the interval in which there are feasible values; beyond its end, too, where `isOpen`. Nil where
  /// there are none.
  public func feasiblePart(
    isOpen: Bool = false, by solver: any Solver, limits: SolverLimits = SolverLimits()
  ) throws(ParametricFailure) -> ClosedRange<Double>? {
    guard let least = try extreme(.minimise, isOpen: isOpen, by: solver, limits) else { return nil }
    guard let greatest = try extreme(.maximise, isOpen: isOpen, by: solver, limits) else { return nil }
    return least...max(least, greatest)
  }

  /// From where on the optimum stays the same, however far the parameter rises; nil where it has no such limit.
  public func saturation(by solver: any Solver, limits: SolverLimits = SolverLimits()) throws(ParametricFailure)
    -> Double?
  {
    let open = with(.atLeast(1))
    let best = try solved(open, by: solver, limits, from: nil)
    guard best.termination == .optimal else { return nil }
    var face = open.restrictedToOptimalFace(of: best)
    face.sense = .minimise
    face.objective = position.expression
    let least = try solved(face, by: solver, limits, from: best.basis)
    guard least.termination == .optimal else { return nil }
    let position = least[position]
    return range.lowerBound + (position - 1) * (range.upperBound - range.lowerBound)
  }

  private func extreme(
    _ sense: LinearProgram.Sense, isOpen: Bool, by solver: any Solver, _ limits: SolverLimits
  ) throws(ParametricFailure) -> Double? {
    var free = with(Bounds(1, isOpen ? .infinity : 2))
    free.sense = sense
    free.objective = position.expression
    let found = try solved(free, by: solver, limits, from: nil)
    switch found.termination {
    case .optimal:
      let place = found[position]
      return isOpen
        ? range.lowerBound + (place - 1) * (range.upperBound - range.lowerBound) : parameter(at: min(max(place, 1), 2))
    case .infeasible: return nil
    case .unbounded: return .infinity
    default: throw .stopped(found.termination)
    }
  }

  private func solved(
    _ program: LinearProgram, by solver: any Solver, _ limits: SolverLimits, from basis: Basis?
  ) throws(ParametricFailure) -> Solution {
    let solution = try solver.answer(to: program, from: basis, limits)
    if [.timeLimit, .interrupted].contains(solution.termination) { throw .stopped(solution.termination) }
    return solution
  }
}
