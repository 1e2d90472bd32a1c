import Alliances
import LinearProgramming

/// Solves a program whose curved effects are kept below tangents, adding tangents where the answer lies.
///
/// Kelley's cutting-plane method: the program with tangents is a relaxation, so its optimum bounds the true one from
/// above; where the answer stands above a curve, a tangent at that level cuts it off. Every round starts from the last
/// basis.
///
/// Source: J. E. Kelley, The cutting-plane method for solving convex programs, J. SIAM 8 (1960), 703–712.
struct TangentMethod: Sendable {
  /// What solves the linear programs.
  let solver: any Solver
  /// How far the tangents may stand above the curves in all, relative to the gain; aimed at.
  var aim = 1e-9
  /// The relative error above which a plan is said not to have been finished.
  static let tolerance = 1e-7
  /// The most rounds; each adds one tangent to every curve that needs it.
  private static let roundLimit = 200

  /// An answer on tangents.
  struct Answer {
    /// The last linear program's solution.
    var solution: Solution
    /// How far the tangents still stand above the curves at the answer, discounted and summed [output].
    var error: Double
  }

  /// The optimum of `formulation`, whose program gains the tangents that were needed.
  ///
  /// The solution's termination is the linear program's: when that has no optimum, neither has the true program.
  func solve(_ formulation: inout Formulation, from start: Basis? = nil) throws(PlanningError) -> Answer {
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

  private func solved(_ formulation: Formulation, from basis: Basis?) throws(PlanningError) -> Solution {
    let program = formulation.balanced
    let limits = SolverLimits(iterations: 20_000 + 200 * (program.variableCount + program.rowCount))
    do {
      return try solver.solve(program, from: basis, limits: limits).stated(in: formulation.units.inverse)
    } catch {
      throw .solver(error)
    }
  }
}

extension Formulation {
  /// How far the curved effects stand above their curves, discounted and summed [output].
  func tangentError(at solution: Solution) -> Double {
    let discount = alliance.discountFactors
    return curvedGains.reduce(0) { $0 + discount[$1.period] * max(0, $1.excess(at: solution)) }
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
    let part = 0.1 * aim * gainScale(at: solution) / Double(max(1, curvedGains.count))
    var added = false
    for (position, curved) in curvedGains.enumerated() where curved.excess(at: solution) > part {
      let point = curved.tangentPoint(near: solution.value(of: curved.level))
      // Where a tangent touches already, the excess is the solver's rounding and another one would not lessen it.
      guard !touchedPoints.contains(Tangent(curve: position, point: point)) else { continue }
      addTangent(to: position, at: point)
      added = true
    }
    return added
  }
}

extension CurvedGain {
  /// How far the answer stands above the curve [output].
  fileprivate func excess(at solution: Solution) -> Double {
    guard solution.value(of: membership) > 0.5 else { return solution[variable] }
    let level = min(max(solution.value(of: level), bounds.lowerBound), bounds.upperBound)
    return solution[variable] - value(at: level)
  }
}
