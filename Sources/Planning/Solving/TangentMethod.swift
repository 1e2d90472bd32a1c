import Alliances
import LinearProgramming

/// Solves a program whose curved terms are kept below tangents, adding tangents where the answer lies.
///
/// Kelley's cutting-plane method: the program with tangents is a relaxation, so its optimum bounds the true one from
/// above; where the answer stands above a curve, a tangent at that figure cuts it off. Every round starts from the last
/// basis. With yes-or-no decisions the tangents are first brought up to the answer without them; then decisions and
/// tangents at their answer take turns (outer approximation).
///
/// Sources: J. E. Kelley, The cutting-plane method for solving convex programs, J. SIAM 8 (1960), 703–712; M. A. Duran &
/// I. E. Grossmann, An outer-approximation algorithm for a class of mixed-integer nonlinear programs, Mathematical
/// Programming 36 (1986), 307–339.
struct TangentMethod: Sendable {
  /// What solves the programs.
  let solver: any Solver
  /// How far the tangents may stand above the curves in all, relative to the gain; aimed at.
  var aim = 1e-9
  /// How long it may take.
  var clock = SearchClock()
  /// Values of a plan of a similar program, whose decisions a search for the best ones begins with; nil for none.
  var start: [Double]?
  /// The relative error above which a plan is said not to have been finished.
  static let tolerance = 1e-7
  /// The most rounds; each adds one tangent to every curve that needs it.
  private static let roundLimit = 200

  /// An answer on tangents.
  struct Answer {
    /// The last linear program's solution; with decisions, of the program in which they are made.
    var solution: Solution
    /// How far the tangents still stand above the curves at the answer, discounted and summed [output].
    var error: Double
    /// No values are better than this, as the program counts.
    var bound: Double
    /// Why the search for the best decisions stopped early; nil where it went to its end.
    var stop: Termination?

    /// The answer of a program without decisions, which is its own bound.
    init(solution: Solution, error: Double) {
      self.solution = solution
      self.error = error
      bound = solution.objective
    }
  }

  /// The optimum of `formulation`, whose program gains the tangents that were needed.
  ///
  /// The solution's termination is the linear program's: when that has no optimum, neither has the true program.
  func solve(_ formulation: inout Formulation, from start: Basis? = nil) throws(PlanningError) -> Answer {
    formulation.program.hasIntegers
      ? try solveDecisions(&formulation, from: start) : try solveTangents(&formulation, from: start)
  }

  private func solveTangents(
    _ formulation: inout Formulation, from start: Basis?
  ) throws(PlanningError) -> Answer {
    var basis = start
    for _ in 0..<Self.roundLimit {
      let solution = try solved(formulation, from: basis)
      guard solution.termination == .optimal else { return Answer(solution: solution, error: 0) }
      let error = formulation.tangentError(at: solution)
      let isDone = error <= aim * formulation.gainScale(at: solution)
      guard !isDone, formulation.addTangents(at: solution, aim: aim) else {
        return Answer(solution: solution, error: error)
      }
      basis = solution.basis
    }
    let solution = try solved(formulation, from: basis)
    return Answer(solution: solution, error: formulation.tangentError(at: solution))
  }

  /// Decisions within a tenth of the gap that the alliance allows, with an answer that has a price for every row.
  private func solveDecisions(
    _ formulation: inout Formulation, from start: Basis?
  ) throws(PlanningError) -> Answer {
    let answer = try searchDecisions(&formulation, from: start)
    // Decisions that were looked at later and were not better may have left tangents that the answer knows nothing of.
    guard answer.solution.termination == .optimal, answer.solution.rowDuals.count < formulation.program.rowCount else {
      return answer
    }
    var again = self
    again.clock = clock.afterwards
    var made = formulation.deciding(as: answer.solution)
    var complete = try again.solveTangents(&made, from: answer.solution.basis)
    guard complete.solution.termination == .optimal else { throw .stopped(complete.solution.termination) }
    formulation.adoptTangents(of: made)
    (complete.bound, complete.stop) = (max(answer.bound, complete.solution.objective), answer.stop)
    return complete
  }

  /// The best decisions found, priced by the program as it was when they were found.
  private func searchDecisions(
    _ formulation: inout Formulation, from start: Basis?
  ) throws(PlanningError) -> Answer {
    var relaxed = formulation.withoutIntegers
    let first = try solveTangents(&relaxed, from: start)
    formulation.adoptTangents(of: relaxed)
    guard first.solution.termination == .optimal else { return first }
    var known = try decisionStart(of: formulation, relaxed: first.solution)
    let gap = 0.1 * formulation.allowedGap
    var best: Answer?
    var bound = first.solution.objective
    for _ in 0..<Self.roundLimit {
      let decided = try solved(formulation, from: nil, relativeGap: gap, start: known)
      guard decided.hasValues else {
        guard var best else { return Answer(solution: decided, error: 0) }
        (best.bound, best.stop) = (bound, decided.termination == .infeasible ? nil : decided.termination)
        return best
      }
      bound = min(bound, decided.bound)
      var made = formulation.deciding(as: decided)
      let answer = try solveTangents(&made, from: decided.basis)
      formulation.adoptTangents(of: made)
      guard answer.solution.termination == .optimal else { return best ?? answer }
      if answer.solution.objective > best?.solution.objective ?? -.infinity { best = answer }
      guard var found = best else { return answer }
      found.bound = max(bound, found.solution.objective)
      let isStopped = decided.termination != .optimal && decided.termination != .gapLimit
      if isStopped { found.stop = decided.termination }
      let isClose = bound - found.solution.objective <= gap * abs(found.solution.objective)
      if isStopped || isClose || formulation.curvedTerms.isEmpty { return found }
      best = found
      known = found.solution.values
    }
    guard let best else { throw .stopped(.iterationLimit) }
    return best
  }

  /// The optimum of the program as it stands.
  func solved(
    _ formulation: Formulation, from basis: Basis?, relativeGap: Double = 0, start values: [Double]? = nil
  ) throws(PlanningError) -> Solution {
    let program = formulation.balanced
    // A basis may come from a program that has since gained tangents of its own.
    let start = basis.flatMap { basis in
      basis.rows.count <= program.rowCount && basis.columns.count <= program.variableCount ? basis : nil
    }
    var limits = clock.limits(
      iterations: 20_000 + 200 * (program.variableCount + program.rowCount), relativeGap: relativeGap)
    limits.start = values.map { zip($0, formulation.units.columns).map { $0 / $1 } }
    do {
      return try solver.solve(program, from: start, limits: limits)
        .stated(in: formulation.units.inverse)
    } catch {
      throw .solver(error)
    }
  }
}

extension Formulation {
  /// The same with every yes-or-no decision free to be in between.
  var withoutIntegers: Formulation {
    var relaxed = self
    relaxed.program = program.relaxingIntegers()
    return relaxed
  }

  /// The same with every yes-or-no decision as in `solution`.
  func deciding(as solution: Solution) -> Formulation { deciding(as: solution.values) }

  /// The same with every yes-or-no decision as in the values of all variables.
  func deciding(as values: [Double]) -> Formulation {
    guard program.hasIntegers else { return self }
    var decided = self
    decided.program = program.fixingIntegers(at: values)
    return decided
  }

  /// How far curved terms stand above what tangents can bring them down to, as gains, discounted and summed [output].
  func tangentError(at solution: Solution) -> Double {
    curvedTerms.reduce(0) {
      $0 + weight(of: $1, at: solution) * max(0, $1.tangentExcess(at: solution), $1.boxExcess(at: solution))
    }
  }

  /// What a unit of a term's variable adds to the discounted gain.
  func weight(of term: CurvedTerm, at solution: Solution) -> Double {
    let discount = alliance.discountFactors[term.period]
    guard case .effect = term.part,
      let rise = indexGains[alliance.entry(firm: term.firm, period: term.period)]
    else { return discount }
    let index = alliance.baselineIndex(firm: term.firm, period: term.period) + solution[rise]
    return discount * alliance.model.response.slope(at: index)
  }

  /// The size of the gain, against which errors are measured: the sum of the absolute gains of firms and periods (or the
  /// smallest of a firm, where that is what counts), or a thousandth of what all levers could gain where that is more.
  func gainScale(at solution: Solution) -> Double {
    let gain = worstGain.map { abs(solution[$0.smallest]) } ?? gains.reduce(0) { $0 + abs(solution[$1]) }
    return max(gain, 1e-3 * sizes.gain)
  }

  /// `error` relative to a figure; relative to a tenth of the `size` of such figures where this one is next to nothing,
  /// since there an error of rounding would be any number of per cent.
  func relative(_ error: Double, to figure: Double, size: Double) -> Double {
    max(0, error) / (abs(figure) > 1e-6 * size ? abs(figure) : 0.1 * size)
  }

  /// Adds a tangent at the answer to every curve that it lies above; false when there was none left to add.
  ///
  /// A curve whose error is below its even part of the aim is left alone, so that the tangents stay few.
  mutating func addTangents(at solution: Solution, aim: Double) -> Bool {
    let part = 0.1 * aim * gainScale(at: solution) / Double(max(1, curvedTerms.count))
    var added = false
    for (position, term) in curvedTerms.enumerated() {
      let weight = weight(of: term, at: solution)
      if let box = term.box, weight * term.boxExcess(at: solution) > part {
        let (order, argument) = (box.order(at: box.values(at: solution)), term.argument(at: solution))
        let before = tangents.count
        addBoxPlane(to: position, order: order, argument: argument)
        added = added || tangents.count > before
      }
      let excess = term.tangentExcess(at: solution)
      guard excess > 0, weight * excess > part else { continue }
      let place = Tangent.Place(term: position, point: term.tangentPoint(at: solution))
      // Where a tangent touches already, the excess is the solver's rounding and another one would not lessen it.
      guard !isHeld(place) else { continue }
      addTangent(to: position, at: place.point)
      added = true
    }
    return added
  }
}
