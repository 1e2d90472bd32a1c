import Alliances
import LinearProgramming

/// The linear program of an alliance whose bounds move with one limit.
struct FrontierProgram {
  /// The program with the limit where the rates were measured from.
  let formulation: Formulation
  /// The program in numbers of moderate size, with the limit as its parameter.
  let parametric: ParametricProgram
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
    value = range.contains(own) ? own : range.upperBound
    guard let formulation = varied.formulation(at: value) else { throw .reason(.coefficients) }
    if let reason = formulation.reasonForSampling { throw .reason(reason) }
    if varied.alliance.comparesWithStandalone, varied.limit.concernsFirmsAlone { throw .reason(.firmsAlone) }
    self.formulation = formulation
    rates = try Self.rates(of: varied, from: formulation, at: value, over: range)
    parametric = ParametricProgram(formulation.balanced, at: value, moving: rates, over: range)
  }

  /// How fast the bounds of the program move with the limit, the same all over `range`.
  private static func rates(
    of varied: VariedAlliance, from formulation: Formulation, at value: Double, over range: ClosedRange<Double>
  ) throws(SamplingReason.Found) -> BoundRates {
    let balanced = formulation.balanced
    func moved(to place: Double) throws(SamplingReason.Found) -> LinearProgram {
      guard let program = varied.formulation(at: place)?.program, program.hasParts(of: formulation.program) else {
        throw .reason(.coefficients)
      }
      return program.stated(in: formulation.units)
    }
    let isNearLower = value - range.lowerBound < range.upperBound - value
    let far = isNearLower ? range.upperBound : range.lowerBound
    guard let rates = balanced.boundRates(to: try moved(to: far), over: far - value) else {
      throw .reason(.coefficients)
    }
    for place in places.map({ range.lowerBound + $0 * (range.upperBound - range.lowerBound) }) {
      guard balanced.moves(at: rates, over: place - value, to: try moved(to: place)) else {
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
      Bounds(bounds.lower + unit * rate.lower * distance, bounds.upper + unit * rate.upper * distance)
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
    let size = pieces.reduce(0) { max($0, abs($1.value)) }
    return pieces.enumerated().map { position, piece in
      ExactFrontier.Piece(
        from: piece.from, to: piece.to,
        // What rounding leaves of nothing is nothing.
        value: abs(piece.value) <= 1e-12 * size ? 0 : formulation.figure(unit * piece.value),
        slope: formulation.figure(unit * piece.slope),
        limit: position > 0 ? formulation.element(of: pieces[position - 1].limit) : nil)
    }
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
