import LinearProgramming

/// A variable w ≤ y·φ(a/y): part of a gain, or of what an index rises by, as a curve of figures that the plan decides.
///
/// y is 1 for a firm that is in the alliance, so that w ≤ φ(a); for one that may join it is that decision, with a = 0 and
/// w = 0 where it stays out. A line w ≤ α + β·a becomes w ≤ α·y + β·a, which serves both (the perspective of the curve).
///
/// The program holds the concave envelope of φ over the range that a is known to lie in: by tangents that are added where
/// answers lie, and where φ bends upwards by one row, the line, which is a chord. Over a narrow range the envelope is
/// close to φ, so a search that divides ranges ends at φ itself. Alternatively the line can be a tangent at a point: where
/// φ bends upwards it lies nowhere above φ, so such a program promises no more than there is.
struct CurvedTerm: Sendable {
  /// What the term adds to.
  let part: Part
  /// The position of the firm.
  let firm: Int
  /// The position of the period.
  let period: Int
  /// w.
  let variable: Variable
  /// φ.
  let shape: Shape
  /// a; one expression for a curve, one a factor for a product.
  let arguments: [LinearExpression]
  /// y.
  let membership: LinearExpression
  /// The widest range of a curve's argument.
  let widest: ClosedRange<Double>
  /// The range in which the argument is known to lie.
  var range: ClosedRange<Double>
  /// The summands of the argument, where it has several and is bent; nil elsewhere.
  var box: SummandBox?
  /// What keeps w and a in order where φ bends upwards somewhere; nil where tangents suffice.
  var bent: Bent?

  /// What a term adds to.
  enum Part: Sendable, Hashable {
    /// To the index, or to the gain where the response is straight: the effect at a position in the alliance's index.
    case effect(Int)
    /// To the gain: the expected output.
    case output
  }

  /// What w lies below.
  enum Shape: Sendable {
    /// A curve of one figure.
    case curve(Curve)
    /// A jointly concave function of several.
    case joint(ConcaveOutput)
  }

  /// The rows of a term whose curve bends upwards somewhere.
  struct Bent: Sendable {
    /// a, as a variable with the range as its bounds.
    let argument: Variable
    /// w ≤ `constant` + `slope`·a for the line that stands now.
    let line: Row
    /// For a firm that may stay out, l·y ≤ a and a ≤ u·y in place of the bounds; else nil.
    let rangeRows: (lower: Row, upper: Row)?
    /// w ≥ a line, of which there are several, where gains must not be counted too low; empty elsewhere.
    var floors: [Row] = []
    /// Where tangents hold the term beside the line.
    var tangentRange: ClosedRange<Double>?
  }

  /// y·φ(a/y) at `solution`.
  func value(at solution: Solution) -> Double {
    let share = share(at: solution)
    guard share > Self.leastShare else { return 0 }
    switch shape {
    case .curve(let curve): return share * curve.value(at: argument(at: solution))
    case .joint(let joint): return share * joint.value(at: levels(at: solution, joint))
    }
  }

  /// How far w stands above the curve at `solution`; below 0 where it stands below.
  func excess(at solution: Solution) -> Double { solution[variable] - value(at: solution) }

  /// How far w stands from where it should: above the curve, or, where there are floors, on either side.
  func miss(at solution: Solution) -> Double {
    let excess = excess(at: solution)
    return bent?.floors.isEmpty == false ? abs(excess) : excess
  }

  /// The argument of a curve at `solution`, a/y, within its range.
  func argument(at solution: Solution) -> Double {
    let value = bent.map { solution[$0.argument] } ?? solution.value(of: arguments[0])
    return min(max(value / max(share(at: solution), Self.leastShare), range.lowerBound), range.upperBound)
  }

  /// The argument that the levels of `solution` lead to, within its widest range, though the program may count less.
  func reachedArgument(at solution: Solution) -> Double {
    let share = max(share(at: solution), Self.leastShare)
    return min(max(solution.value(of: arguments[0]) / share, widest.lowerBound), widest.upperBound)
  }

  /// How far w stands above what tangents can bring it down to.
  func tangentExcess(at solution: Solution) -> Double {
    guard let bent else { return excess(at: solution) }
    guard let tangentRange = bent.tangentRange, tangentRange.contains(argument(at: solution)) else { return 0 }
    return excess(at: solution)
  }

  /// Where a tangent touches that cuts `solution` off.
  func tangentPoint(at solution: Solution) -> [Double] {
    switch shape {
    case .curve(let curve): [curve.smoothPoint(near: argument(at: solution), in: bent?.tangentRange ?? range)]
    case .joint(let joint): joint.smoothPoint(near: levels(at: solution, joint))
    }
  }

  private func levels(at solution: Solution, _ joint: ConcaveOutput) -> [Double] {
    let share = max(share(at: solution), Self.leastShare)
    return zip(joint.factors, arguments).map {
      min(max(solution.value(of: $1) / share, $0.range.lowerBound), $0.range.upperBound)
    }
  }

  private func share(at solution: Solution) -> Double {
    membership.terms.isEmpty ? membership.constant : solution.value(of: membership)
  }

  /// A firm that is in the alliance by less than this is out of it.
  private static let leastShare = 1e-9
}
