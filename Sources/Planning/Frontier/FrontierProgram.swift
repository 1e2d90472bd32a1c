import Alliances
import LinearProgramming

/// The linear program of an alliance whose bounds move with one limit.
struct FrontierProgram {
  /// The program with the limit where the rates were measured from.
  let formulation: Formulation
  /// The program in numbers of moderate size, with the limit as its parameter.
  let parametric: ParametricProgram
  /// The ends of the range at which the alliance's own program has fewer parts, since a bound of 0 leaves nothing to
  /// decide. The best figure there has to be compared with that of this program.
  let thinEnds: [Double]
  private let rates: BoundRates
  private let value: Double

  /// Where in the range the bounds are compared with those that the rates lead to. A bound that is the smaller or the
  /// larger of two numbers has one kink; one that is straight at all of these places has none.
  private static let places = [0, 0.137, 0.382, 0.5, 0.618, 0.863, 1]

  /// The program of `varied` over `range`.
  ///
  /// - Throws: the reason why the figure is no function that one basis after another tells.
  init(_ varied: VariedAlliance, over range: ClosedRange<Double>) throws(SamplingReason.Found) {
    let own = varied.limit.value(in: varied.alliance) ?? range.upperBound
    let usual = range.contains(own) ? own : range.upperBound
    guard let first = varied.formulation(at: usual) else { throw .reason(.coefficients) }
    if let reason = first.reasonForSampling { throw .reason(reason) }
    if varied.alliance.comparesWithStandalone, varied.limit.concernsFirmsAlone { throw .reason(.firmsAlone) }
    (formulation, value) = varied.whole(first, at: usual, over: range)
    if let reason = formulation.reasonForSampling { throw .reason(reason) }
    var places = MovedPrograms(varied, like: formulation, over: range)
    rates = try Self.rates(from: formulation, at: value, to: &places)
    thinEnds = places.thinEnds
    parametric = ParametricProgram(formulation.balanced, at: value, moving: rates, over: range)
  }

  /// How fast the bounds of the program move with the limit, the same all over the range.
  private static func rates(
    from formulation: Formulation, at value: Double, to programs: inout MovedPrograms
  ) throws(SamplingReason.Found) -> BoundRates {
    let balanced = formulation.balanced
    let range = programs.range
    let isNearLower = value - range.lowerBound < range.upperBound - value
    let far = try programs.program(at: isNearLower ? range.upperBound : range.lowerBound)
    guard let rates = balanced.boundRates(to: far.program, over: far.place - value) else {
      throw .reason(.coefficients)
    }
    for place in places.map({ range.lowerBound + $0 * (range.upperBound - range.lowerBound) }) {
      let moved = try programs.program(at: place)
      guard balanced.moves(at: rates, over: moved.place - value, to: moved.program) else {
        throw .reason(.coefficients)
      }
    }
    return rates
  }

  /// The same program over a part of the range.
  func parametric(over part: ClosedRange<Double>) -> ParametricProgram {
    ParametricProgram(formulation.balanced, at: value, moving: rates, over: part)
  }

  /// The program with the limit at `place`.
  func formulation(at place: Double) -> Formulation {
    var moved = formulation
    let distance = place - value
    func bounds(_ bounds: Bounds, _ rate: BoundRates.Rate, _ unit: Double) -> Bounds {
      let lower = bounds.lower + unit * rate.lower * distance
      // Where nothing is left to decide, rounding must not put the ends in the wrong order.
      return Bounds(lower, max(lower, bounds.upper + unit * rate.upper * distance))
    }
    for (row, rate) in zip(formulation.program.rows, rates.rows) where !rate.isZero {
      let own = formulation.program.bounds(of: row)
      moved.program.setBounds(of: row, to: bounds(own, rate, formulation.units.rows[row.index]))
    }
    for (variable, rate) in zip(formulation.program.variables, rates.columns) where !rate.isZero {
      let own = formulation.program.bounds(of: variable)
      moved.program.setBounds(of: variable, to: bounds(own, rate, formulation.units.columns[variable.index]))
    }
    return moved
  }

  /// The pieces of the figure in its own unit, each with what became a limit where it begins.
  func pieces(_ pieces: [ParametricPiece]) -> [ExactFrontier.Piece] {
    let unit = formulation.units.objective
    let rounding = formulation.alliance.rounding.objective
    let width = parametric.range.upperBound - parametric.range.lowerBound
    return pieces.enumerated().map { position, piece in
      ExactFrontier.Piece(
        from: piece.from, to: piece.to,
        value: formulation.figure(unit * piece.value).orZero(within: rounding),
        slope: formulation.figure(unit * piece.slope).orZero(within: rounding / width),
        limit: position > 0 ? formulation.element(of: pieces[position - 1].limit) : nil)
    }
  }
}

/// The program of an alliance at values of a limit, in the units and with the parts that it has at one of them.
private struct MovedPrograms {
  let range: ClosedRange<Double>
  private(set) var thinEnds: [Double] = []
  private let varied: VariedAlliance
  private let formulation: Formulation

  init(_ varied: VariedAlliance, like formulation: Formulation, over range: ClosedRange<Double>) {
    (self.varied, self.formulation, self.range) = (varied, formulation, range)
  }

  /// How far inside the range, in widths, a program is looked at that has fewer parts at the end itself.
  private static let hair = 1e-6

  /// The program at `place`, or beside an end of the range at which it has fewer parts.
  mutating func program(
    at place: Double
  ) throws(SamplingReason.Found) -> (program: LinearProgram, place: Double) {
    if let program = complete(at: place) { return (program, place) }
    let hair = Self.hair * (range.upperBound - range.lowerBound)
    let beside = place == range.lowerBound ? place + hair : place - hair
    guard place == range.lowerBound || place == range.upperBound, let program = complete(at: beside) else {
      throw .reason(.coefficients)
    }
    if !thinEnds.contains(place) { thinEnds.append(place) }
    return (program, beside)
  }

  private func complete(at place: Double) -> LinearProgram? {
    guard let program = varied.formulation(at: place)?.program, program.hasParts(of: formulation.program) else {
      return nil
    }
    return program.stated(in: formulation.units)
  }
}

extension VariedAlliance {
  /// The program at `value`, which `formulation` is, or in the middle of `range` where it has other parts: where a
  /// limit of 0 leaves nothing to decide, there is no variable for it.
  fileprivate func whole(
    _ formulation: Formulation, at value: Double, over range: ClosedRange<Double>
  ) -> (Formulation, at: Double) {
    let middle = 0.5 * (range.lowerBound + range.upperBound)
    guard let other = self.formulation(at: middle), !other.program.hasParts(of: formulation.program) else {
      return (formulation, value)
    }
    return (other, middle)
  }
}

extension LinearProgram {
  /// Whether the program has as many variables and rows as `other`.
  fileprivate func hasParts(of other: LinearProgram) -> Bool {
    variableCount == other.variableCount && rowCount == other.rowCount
  }
}

extension Formulation {
  /// Why its optimum is no piecewise linear function of right-hand sides; nil where it is one.
  fileprivate var reasonForSampling: SamplingReason? {
    if program.hasIntegers { return .decisions }
    if !curvedTerms.isEmpty { return .curves }
    return gainRates.isEmpty ? nil : .rates
  }
}
