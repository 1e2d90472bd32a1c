import LinearProgramming

/// The summands of an argument a = Σ zₖ, each in a range of its own.
///
/// Over a box of z, the curve φ(Σ zₖ) bends upwards along every edge and has increasing differences, so its concave envelope
/// is the Lovász extension: with the summands in the order in which they stand from their least to their greatest values,
/// φ at the least corner plus for each summand the rise that it makes when it comes next. It is φ itself at every corner,
/// where a chord over a alone is not: a plan that raises one lever fully and another not at all is promised no more than
/// there is. Where φ bends downwards beyond an inflection, its bend there is taken off as a tangent in a.
///
/// Source: L. Lovász, Submodular functions and convexity, in Mathematical Programming: The State of the Art, Springer 1983.
struct SummandBox: Sendable {
  /// zₖ.
  let summands: [LinearExpression]
  /// The row of zₖ, where it is no single variable.
  let rows: [Row?]
  /// The range of each zₖ.
  var ranges: [ClosedRange<Double>]
  /// Whether the program holds the envelope over the box; it does not where tangents stand for the curve.
  var isHeld = true
}

/// A plane z, a ↦ `constant` + Σ `slopes`·z + `slope`·a that lies nowhere below a curve over a box.
struct BoxPlane: Sendable {
  let constant: Double
  let slopes: [Double]
  /// What the bend beyond the inflection takes off per unit of the argument.
  let slope: Double

  /// The value at `summands` with the sum, or less, as `argument`.
  func value(at summands: [Double], argument: Double) -> Double {
    zip(slopes, summands).reduce(constant + slope * argument) { $0 + $1.0 * $1.1 }
  }
}

extension SummandBox {
  /// The values of the summands at `solution`, within their ranges.
  func values(at solution: Solution) -> [Double] {
    zip(summands, ranges).map { min(max(solution.value(of: $0), $1.lowerBound), $1.upperBound) }
  }

  /// How far each value has come from the least to the greatest of its range, 0…1.
  func shares(of values: [Double]) -> [Double] {
    zip(values, ranges).map { value, range in
      let width = range.upperBound - range.lowerBound
      return width > 0 ? (value - range.lowerBound) / width : 0
    }
  }

  /// The order in which the summands come at `values`.
  func order(at values: [Double]) -> [Int] {
    let shares = shares(of: values)
    return shares.indices.sorted { (-shares[$0], $0) < (-shares[$1], $1) }
  }

  /// The envelope's plane for the summands in `order`, touching the bend beyond the inflection at `argument`.
  func plane(of curve: Curve, over widest: ClosedRange<Double>, order: [Int], argument: Double) -> BoxPlane {
    let inflection: Double =
      if case .convexThenConcave(let middle) = curve.bend(over: widest) { middle } else { .infinity }
    func convex(_ point: Double) -> Double {
      point <= inflection ? curve.value(at: point) : curve.tangent(at: inflection).value(at: point)
    }
    var corner = ranges.reduce(0) { $0 + $1.lowerBound }
    var constant = convex(corner)
    var slopes = [Double](repeating: 0, count: ranges.count)
    for summand in order {
      let width = ranges[summand].upperBound - ranges[summand].lowerBound
      guard width > 0 else { continue }
      slopes[summand] = (convex(corner + width) - convex(corner)) / width
      constant -= slopes[summand] * ranges[summand].lowerBound
      corner += width
    }
    guard argument > inflection else { return BoxPlane(constant: constant, slopes: slopes, slope: 0) }
    let slope = curve.slope(at: argument) - curve.slope(at: inflection)
    constant += curve.value(at: argument) - convex(argument) - slope * argument
    return BoxPlane(constant: constant, slopes: slopes, slope: slope)
  }
}

extension CurvedTerm {
  /// How far w stands above the envelope over the box of the summands; 0 where none is held.
  func boxExcess(at solution: Solution) -> Double {
    guard let box, box.isHeld, case .curve(let curve) = shape else { return 0 }
    let (values, argument) = (box.values(at: solution), argument(at: solution))
    let plane = box.plane(of: curve, over: widest, order: box.order(at: values), argument: argument)
    return solution[variable] - plane.value(at: values, argument: argument)
  }

  /// The summand to divide at `solution` and where: the one that is farthest from the ends of its range, as its share of
  /// what they all add; nil where all stand at ends, or where several are away from them.
  ///
  /// With one summand inside its range its division leaves both parts without the answer, since the envelope is the curve
  /// at corners. With several inside it would take a division of each; that of the range of their sum does it at once.
  func division(at solution: Solution) -> (summand: Int, point: Double)? {
    guard let box else { return nil }
    let values = box.values(at: solution)
    let shares = box.shares(of: values)
    guard shares.count(where: { min($0, 1 - $0) > Self.insideShare }) <= 1 else { return nil }
    var best: (summand: Int, score: Double)?
    for (summand, share) in shares.enumerated() {
      let width = box.ranges[summand].upperBound - box.ranges[summand].lowerBound
      let score = width * share * (1 - share)
      if score > best?.score ?? 0 { best = (summand, score) }
    }
    return best.map { ($0.summand, values[$0.summand]) }
  }

  /// How far from both ends of its range a summand stands inside it, as a part of the range.
  private static let insideShare = 0.01
}

extension Formulation {
  /// Adds to the term at `position` the plane of its box for the summands in `order`.
  mutating func addBoxPlane(to position: Int, order: [Int], argument: Double) {
    let term = curvedTerms[position]
    guard let box = term.box, let bent = term.bent, case .curve(let curve) = term.shape else { return }
    let plane = box.plane(of: curve, over: term.widest, order: order, argument: argument)
    var sloped = plane.slope * bent.argument
    for (slope, summand) in zip(plane.slopes, box.summands) { sloped += slope * summand }
    let place = Tangent.Place(term: position, point: order.map(Double.init) + [argument], isPlane: true)
    add(term.variable - sloped <= plane.constant, place, validity: .box(box.ranges))
  }

  /// Tells the program that a summand of the argument of the term at `position` lies in `range`.
  mutating func narrow(term position: Int, summand: Int, to range: ClosedRange<Double>) {
    guard let box = curvedTerms[position].box else { return }
    curvedTerms[position].box?.ranges[summand] = range
    let expression = box.summands[summand]
    let (lower, upper) = (range.lowerBound - expression.constant, range.upperBound - expression.constant)
    if let row = box.rows[summand] {
      program.setBounds(of: row, to: Bounds(lower, upper))
    } else if let only = expression.terms.first {
      let (first, second) = (lower / only.coefficient, upper / only.coefficient)
      let known = program.bounds(of: only.variable)
      let (least, most) = (max(known.lower, min(first, second)), min(known.upper, max(first, second)))
      program.setBounds(of: only.variable, to: Bounds(min(least, most), max(least, most)))
    }
    let ranges = curvedTerms[position].box?.ranges ?? []
    let own = curvedTerms[position].range
    let least = min(max(own.lowerBound, ranges.reduce(0) { $0 + $1.lowerBound }), own.upperBound)
    let most = max(least, min(own.upperBound, ranges.reduce(0) { $0 + $1.upperBound }))
    narrow(term: position, to: least...most)
  }
}
