/// How far a solution is from being feasible and optimal, computed from the data of the program alone.
///
/// With L ≤ Ax ≤ U the rows, l ≤ x ≤ u the bounds and c the objective, a solution of a continuous program is optimal
/// exactly if x is feasible and there are row duals y and reduced costs d with c = A'y + d, each of the sign that the
/// side it prices admits, and zero where neither bound is active. In a minimisation a positive price belongs to a lower
/// bound and a negative one to an upper bound; in a maximisation the reverse.
///
/// Everything is relative, so that neither the unit of money nor that of a row matters:
/// - a bound violation to max(1, |bound|), a row violation to the largest of |bound| and |aᵢⱼxⱼ| in its row;
/// - a dual infeasibility in column j to the largest of |cⱼ| and |aᵢⱼyᵢ| in its column;
/// - complementarity and the duality gap to the larger of the two objectives.
///
/// A sum is known to no better than the rounding of its largest part, so that much (16 units in the last place) of a gap
/// or of a distance to a bound counts as none. Where tangents rise steeply, parts of 10¹⁰ cancel to a gain of nothing.
///
/// Where these magnitudes vanish the floors are 1, or the largest coefficient of the row or of the objective if that is
/// smaller. For a program with integers, a bound that the solver proved takes the place of the duals.
public struct Certificate: Sendable, Equatable {
  /// The tolerance used unless another one is asked for.
  public static let defaultTolerance = 1e-7

  /// The largest violation of a variable's bound.
  public let boundViolation: Double
  /// The largest violation of a row's bound.
  public let rowViolation: Double
  /// The largest distance of an integer variable from a whole number; 0 without integers.
  public let integralityViolation: Double
  /// The largest of |c − A'y − d| and of prices whose sign no bound admits; nil without duals.
  public let dualInfeasibility: Double?
  /// The largest product of a price and the distance to the bound that it prices; nil without duals.
  public let complementarity: Double?
  /// The objective at the values.
  public let primalObjective: Double
  /// The value of the duals, or the bound of branch and bound; nil without either.
  public let dualObjective: Double?
  /// The relative distance of the two objectives; infinite where there is nothing to compare with.
  public let gap: Double
  /// What the violations, the complementarity and the infeasibilities may be.
  public let tolerance: Double
  /// What the gap may be: the tolerance, or for branch and bound the allowed gap where that is larger.
  public let allowedGap: Double

  /// Whether every row and bound, and integrality, holds within the tolerance.
  public var isFeasible: Bool { max(boundViolation, rowViolation, integralityViolation) <= tolerance }

  /// Whether the values are proved optimal within the tolerance (or within the allowed gap).
  public var holds: Bool {
    isFeasible && gap <= allowedGap && (dualInfeasibility ?? 0) <= tolerance && (complementarity ?? 0) <= tolerance
  }

  /// The largest of all measures but the gap; for choosing the better of two solutions.
  public var worstResidual: Double {
    max(boundViolation, rowViolation, integralityViolation, dualInfeasibility ?? 0, complementarity ?? 0)
  }
}

extension Certificate {
  /// Checks `values` of a continuous program against `rowDuals`, which may come from another optimal solution, with the
  /// signs of `Solution`. Without `reducedCosts` they are taken as c − A'y.
  ///
  /// Arrays have one entry a variable or a row. Without `rowDuals` only feasibility is examined, and `holds` is false.
  public init(
    of program: LinearProgram, values: [Double], rowDuals: [Double]? = nil, reducedCosts: [Double]? = nil,
    tolerance: Double = defaultTolerance
  ) {
    let matrix = program.matrix
    let feasibility = Feasibility(of: program, matrix: matrix, values: values)
    let dual = rowDuals.map {
      DualCheck(of: program, matrix: matrix, primal: feasibility, rowDuals: $0, reducedCosts: reducedCosts)
    }
    self.init(
      feasibility, dual: dual, dualObjective: dual?.objective,
      gap: dual.map { Self.gap(feasibility.objective, $0) } ?? .infinity,
      tolerance: tolerance, allowedGap: tolerance)
  }

  /// Checks `values` of a program with integers against `bound`, no feasible values being better than it.
  ///
  /// The bound itself is taken on trust from branch and bound: its proof is the whole search tree.
  public init(
    of program: LinearProgram, values: [Double], bound: Double, allowedGap: Double = 0,
    tolerance: Double = defaultTolerance
  ) {
    self.init(
      Feasibility(of: program, matrix: program.matrix, values: values), dual: nil, dualObjective: bound,
      gap: relativeDistance(program.objectiveValue(at: values), bound), tolerance: tolerance,
      allowedGap: max(allowedGap, tolerance))
  }

  /// Checks `solution`, which must have values: with its duals, or with its bound if the program has integers.
  public init(
    of program: LinearProgram, _ solution: Solution, allowedGap: Double = 0, tolerance: Double = defaultTolerance
  ) {
    if program.hasIntegers {
      self.init(
        of: program, values: solution.values, bound: solution.bound, allowedGap: allowedGap, tolerance: tolerance)
    } else {
      self.init(
        of: program, values: solution.values, rowDuals: solution.termination == .optimal ? solution.rowDuals : nil,
        reducedCosts: solution.termination == .optimal ? solution.reducedCosts : nil, tolerance: tolerance)
    }
  }

  private init(
    _ feasibility: Feasibility, dual: DualCheck?, dualObjective: Double?, gap: Double, tolerance: Double,
    allowedGap: Double
  ) {
    boundViolation = feasibility.boundViolation
    rowViolation = feasibility.rowViolation
    integralityViolation = feasibility.integralityViolation
    dualInfeasibility = dual?.infeasibility
    complementarity = dual?.complementarity
    primalObjective = feasibility.objective
    self.dualObjective = dualObjective
    self.gap = gap
    self.tolerance = tolerance
    self.allowedGap = allowedGap
  }

  private static func gap(_ primal: Double, _ dual: DualCheck) -> Double {
    guard primal.isFinite, dual.objective.isFinite else { return .infinity }
    let difference = max(0, abs(primal - dual.objective) - rounding * dual.largestPart)
    return difference / max(abs(primal), abs(dual.objective), dual.objectiveFloor)
  }

  /// What rounding can make of a sum, relative to its largest part.
  static let rounding = 16 * Double.ulpOfOne
}
