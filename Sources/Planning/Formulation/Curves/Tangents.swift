import LinearProgramming

/// A tangent in the program: to which term, where it touches, and for which ranges of the term it is right.
struct Tangent: Sendable {
  /// Which tangent it is.
  let place: Place
  /// Its row.
  let row: Row
  /// The bounds of the row while it counts.
  let bounds: Bounds
  /// Over what it is right, and over every part of that.
  let validity: Validity

  /// For what a tangent was made.
  enum Validity: Sendable {
    /// A range of the term's argument.
    case range(ClosedRange<Double>)
    /// A box of the argument's summands.
    case box([ClosedRange<Double>])
  }

  /// Where a tangent touches which term.
  struct Place: Hashable, Sendable {
    /// The position among the curved terms.
    let term: Int
    /// The figures at which it touches, one an argument; of a plane over a box the order of the summands, and the argument.
    let point: [Double]
    /// Whether it is a plane over a box.
    var isPlane = false
  }
}

extension Formulation {
  /// Adds `term`, which is not bent, with tangents at a few points, so that the first program is bounded on every side.
  mutating func add(_ term: CurvedTerm, touching points: [[Double]]) {
    curvedTerms.append(term)
    for point in points { addTangent(to: curvedTerms.count - 1, at: point) }
  }

  /// Adds a term whose curve bends upwards somewhere: its argument gets a variable with the range as bounds, and a row
  /// for the line.
  mutating func addBent(_ term: CurvedTerm, argument: Variable) {
    var term = term
    let rangeRows = rangeRows(of: argument, firm: term.firm, term.rangeElement)
    let line = require(Self.cut(term, Line(constant: 0, slope: 0), argument), term.tangentElement)
    var floors: [Row] = []
    if squeezesGains {
      floors = (0..<Self.floorCount).map { _ in
        require(Self.floor(term, Line(constant: 0, slope: 0), argument), term.tangentElement)
      }
    }
    term.bent = CurvedTerm.Bent(
      argument: argument, line: line, rangeRows: rangeRows, floors: floors, tangentRange: nil)
    curvedTerms.append(term)
    narrow(term: curvedTerms.count - 1, to: term.range)
  }

  /// Tells the program that the argument of the bent term at `position` lies in `range`, and puts the envelope over it.
  mutating func narrow(term position: Int, to range: ClosedRange<Double>) {
    guard case .curve(let curve) = curvedTerms[position].shape, curvedTerms[position].bent != nil else { return }
    curvedTerms[position].range = range
    keepArgument(of: position, in: range)
    let envelope = Envelope(of: curve, over: range)
    curvedTerms[position].bent?.tangentRange = envelope.tangentRange
    let middle = curve.smoothPoint(near: 0.5 * (range.lowerBound + range.upperBound), in: range)
    put(envelope.chord ?? curve.tangent(at: middle), on: position)
    putFloors(under: curve, on: position)
    for tangent in (tangentPositions[position] ?? []).map({ tangents[$0] }) {
      program.setBounds(of: tangent.row, to: curvedTerms[position].allows(tangent) ? tangent.bounds : .free)
    }
  }

  /// Replaces the envelope of the bent term at `position` by its tangent near `point`, where the curve bends upwards;
  /// where it bends downwards, by tangents over that side of its inflection. Either way the program promises no more than
  /// the curve gives, and `point` stays within what it allows.
  mutating func linearise(term position: Int, at point: Double) {
    let term = curvedTerms[position]
    guard case .curve(let curve) = term.shape else { return }
    let widest = term.widest
    let (side, isUpward): (ClosedRange<Double>, Bool) =
      switch curve.bend(over: widest) {
      case .linear, .concave: (widest, false)
      case .convex: (widest, true)
      case .convexThenConcave(let middle):
        point < middle ? (widest.lowerBound...middle, true) : (middle...widest.upperBound, false)
      case .concaveThenConvex(let middle):
        point > middle ? (middle...widest.upperBound, true) : (widest.lowerBound...middle, false)
      }
    if side != term.range { narrow(term: position, to: side) }
    for floor in term.bent?.floors ?? [] { program.setBounds(of: floor, to: .free) }
    put(curve.tangent(at: curve.smoothPoint(near: point, in: side)), on: position)
    curvedTerms[position].bent?.tangentRange = isUpward ? nil : side
    curvedTerms[position].box?.isHeld = false
  }

  /// Adds the tangent, or tangent plane, that touches the term at `position` at `point`.
  mutating func addTangent(to position: Int, at point: [Double]) {
    let term = curvedTerms[position]
    let constraint: Constraint
    switch term.shape {
    case .curve(let curve):
      let line = curve.tangent(at: point[0])
      constraint = Self.cut(term, line, term.bent?.argument.expression ?? term.arguments[0])
    case .joint(let joint):
      let slopes = joint.slopes(at: point)
      var plane = joint.value(at: point)
      var sloped = LinearExpression()
      for (slope, (argument, figure)) in zip(slopes, zip(term.arguments, point)) {
        plane -= slope * figure
        sloped += slope * argument
      }
      constraint = term.variable - sloped <= plane * term.membership
    }
    add(constraint, Tangent.Place(term: position, point: point), validity: .range(term.validity(ofTangentAt: point)))
  }

  /// Whether a tangent touches at `place` and counts over the range that the term has now.
  func isHeld(_ place: Tangent.Place) -> Bool {
    guard touchedPoints.contains(place) else { return false }
    let term = curvedTerms[place.term]
    return tangentPositions[place.term]?.contains { tangents[$0].place == place && term.allows(tangents[$0]) } ?? false
  }

  /// Adds the row of a tangent.
  mutating func add(_ constraint: Constraint, _ place: Tangent.Place, validity: Tangent.Validity) {
    let row = require(constraint, curvedTerms[place.term].tangentElement)
    tangentPositions[place.term, default: []].append(tangents.count)
    tangents.append(Tangent(place: place, row: row, bounds: program.bounds(of: row), validity: validity))
    touchedPoints.insert(place)
  }

  /// Adds the tangents that `copy`, which was made from this formulation, has gained since. Those that are right over a
  /// part of the ranges only do not count here.
  mutating func adoptTangents(of copy: Formulation) {
    for tangent in copy.tangents[tangents.count...] {
      let position = tangent.place.term
      let own = curvedTerms[position]
      switch tangent.validity {
      case .range(let range):
        curvedTerms[position].range = range
        addTangent(to: position, at: tangent.place.point)
      case .box(let ranges):
        curvedTerms[position].box?.ranges = ranges
        let point = tangent.place.point
        addBoxPlane(to: position, order: point.dropLast().map { Int($0) }, argument: point[point.count - 1])
      }
      curvedTerms[position] = own
      if !own.allows(tangent) { program.setBounds(of: tangents[tangents.count - 1].row, to: .free) }
    }
  }

  // MARK: Rows of firms that may stay out

  /// w ≤ α·y + β·a for the line α + β·a.
  static func cut(_ term: CurvedTerm, _ line: Line, _ argument: some Linear) -> Constraint {
    term.variable - line.slope * argument <= line.constant * term.membership
  }

  private mutating func put(_ line: Line, on position: Int) {
    let term = curvedTerms[position]
    guard let bent = term.bent else { return }
    program.replace(bent.line, with: Self.cut(term, line, bent.argument))
  }

  /// l·y ≤ a and a ≤ u·y for a firm that may stay out; nil where bounds do.
  private mutating func rangeRows(
    of argument: Variable, firm: Int, _ element: ProgramElement
  ) -> (lower: Row, upper: Row)? {
    let membership = membership(of: firm)
    guard !membership.terms.isEmpty else { return nil }
    return (require(argument - 0 * membership >= 0, element), require(argument - 0 * membership <= 0, element))
  }

  mutating func keepArgument(of position: Int, in range: ClosedRange<Double>) {
    let term = curvedTerms[position]
    guard let bent = term.bent else { return }
    guard let rows = bent.rangeRows else {
      program.setBounds(of: bent.argument, to: Bounds(range))
      return
    }
    program.replace(rows.lower, with: bent.argument - range.lowerBound * term.membership >= 0)
    program.replace(rows.upper, with: bent.argument - range.upperBound * term.membership <= 0)
    program.setBounds(of: bent.argument, to: Bounds(min(0, range.lowerBound), max(0, range.upperBound)))
  }
}

extension CurvedTerm {
  /// The widest range known over which a tangent at `point` lies nowhere below the curve.
  fileprivate func validity(ofTangentAt point: [Double]) -> ClosedRange<Double> {
    guard bent != nil, case .curve(let curve) = shape else { return range }
    let isRightEverywhere = Envelope(of: curve, over: widest).tangentRange?.contains(point[0]) ?? false
    return isRightEverywhere ? widest : range
  }

  /// Whether `tangent` is right over the ranges that the term has now.
  func allows(_ tangent: Tangent) -> Bool {
    func contains(_ whole: ClosedRange<Double>, _ part: ClosedRange<Double>) -> Bool {
      whole.contains(part.lowerBound) && whole.contains(part.upperBound)
    }
    switch tangent.validity {
    case .range(let whole): return contains(whole, range)
    case .box(let ranges): return zip(ranges, box?.ranges ?? []).allSatisfy(contains)
    }
  }

  /// What a row below which the term is kept stands for.
  var tangentElement: ProgramElement {
    switch part {
    case .effect(let effect): .tangent(effect: effect, firm: firm, period: period)
    case .output: .outputTangent(firm: firm, period: period)
    }
  }

  /// What the argument stands for.
  var rangeElement: ProgramElement {
    switch part {
    case .effect(let effect): .effectLevel(effect: effect, firm: firm, period: period)
    case .output: .indexGain(firm: firm, period: period)
    }
  }
}
