import Alliances
import LinearProgramming

/// Parameters that were drawn one by one.
struct DrawnParameters: ParameterSet {
  let draws: [[Double]]

  func greatestSize(of parameter: Int) -> Double { draws.reduce(0) { max($0, abs($1[parameter])) } }

  func range(of weights: [Double], at positions: [Int]) -> ClosedRange<Double> {
    let values = draws.map { draw in zip(weights, positions).reduce(0) { $0 + $1.0 * draw[$1.1] } }
    let least = values.min() ?? 0
    return least...max(least, values.max() ?? 0)
  }
}

/// Parameters that leave the estimates along at most `count` of some directions, the part of `count` above a whole number
/// counting as that part of one more.
struct DirectedParameters: ParameterSet {
  let estimates: [Double]
  let directions: [[Double]]
  let count: Double

  func greatestSize(of parameter: Int) -> Double {
    abs(estimates[parameter]) + reach(directions.map { $0[parameter] })
  }

  func range(of weights: [Double], at positions: [Int]) -> ClosedRange<Double> {
    func sum(_ vector: [Double]) -> Double { zip(weights, positions).reduce(0) { $0 + $1.0 * vector[$1.1] } }
    let (middle, reach) = (sum(estimates), reach(directions.map(sum)))
    return (middle - reach)...(middle + reach)
  }

  /// The greatest change where each direction changes a figure by one of `changes`.
  private func reach(_ changes: [Double]) -> Double {
    var room = count
    return changes.map(abs).sorted(by: >).reduce(0) { sum, change in
      defer { room -= 1 }
      return sum + min(1, max(0, room)) * change
    }
  }
}

extension Formulation {
  /// Makes the program maximise by `criterion` in place of the figure at the estimated parameters.
  mutating func adopt(_ criterion: PrudentCriterion) throws(PrudenceObstacle) {
    let value: Double
    switch alliance.description.objective {
    case .gain: value = 1
    case .netValue: value = alliance.description.outputValue
    case .worstGain, .cost: throw .objective
    }
    let spending =
      alliance.description.objective == .netValue ? discountedSpending : LinearExpression()
    let prudent: LinearExpression
    switch criterion {
    case .tail(let share, let draws): prudent = try tailMean(share, of: draws)
    case .worstCase(let directions, let count): prudent = try leastGain(directions, count: count)
    }
    program.objective = value * prudent - spending
  }

  /// η − Σₛ zₛ / (α·S) with zₛ ≥ η − gainₛ, zₛ ≥ 0: at the greatest it is the mean gain of the worst share α of S
  /// draws, and gainₛ = Σₖ βₛₖ·Aₖ takes one row a draw.
  ///
  /// Source: R. T. Rockafellar & S. Uryasev, Optimization of conditional value-at-risk, Journal of Risk 2 (2000),
  /// 21–41.
  private mutating func tailMean(_ share: Double, of draws: [[Double]]) throws(PrudenceObstacle) -> LinearExpression {
    let sums = try variables(of: termSums(for: DrawnParameters(draws: draws)))
    let threshold = variable(.prudence(.tailThreshold), in: .free)
    var mean = threshold.expression
    for (draw, parameters) in draws.enumerated() {
      let element = ProgramElement.prudence(.shortfall(draw: draw))
      let shortfall = variable(element, in: .atLeast(0))
      require(sums.gain(at: parameters) + shortfall - threshold >= 0, element)
      mean -= 1 / (share * Double(draws.count)) * shortfall
    }
    return mean
  }

  /// G − Γ·p − Σⱼ qⱼ with p + qⱼ ≥ |dⱼ·A| and p, qⱼ ≥ 0: at the greatest it is the least gain where at most Γ of the
  /// directions dⱼ act.
  ///
  /// Source: D. Bertsimas & M. Sim, The price of robustness, Operations Research 52 (2004), 35–53.
  private mutating func leastGain(
    _ directions: [[Double]], count: Double
  ) throws(PrudenceObstacle) -> LinearExpression {
    let estimates = alliance.model.parameters
    let known = try termSums(for: DirectedParameters(estimates: estimates, directions: directions, count: count))
    let nominal = discountedGain().expression
    guard count > 0, !directions.isEmpty else { return nominal }
    let sums = variables(of: known)
    let protection = variable(.prudence(.protection), in: .atLeast(0))
    var least = nominal - count * protection
    for (position, direction) in directions.enumerated() {
      let excess = variable(.prudence(.excess(direction: position)), in: .atLeast(0))
      let change = sums.gain(at: direction)
      let limit = protection + excess
      require(limit - change >= 0, .prudence(.deviation(direction: position, isRise: true)))
      require(limit + change >= 0, .prudence(.deviation(direction: position, isRise: false)))
      least -= excess
    }
    return least
  }

  /// The sums as variables, each scaled to an output.
  private mutating func variables(of known: TermSums) -> ScaledTermSums {
    var variables: [Variable] = []
    for (position, term) in known.terms.enumerated() {
      let element = ProgramElement.prudence(.termSum(term))
      let own = variable(element, in: .free)
      require(known.scales[position] * known.sums[position] - own == 0, element)
      variables.append(own)
    }
    return ScaledTermSums(terms: known.terms, scales: known.scales, variables: variables)
  }
}

/// The sums of terms as variables Bₖ = sₖ·Aₖ of a program.
private struct ScaledTermSums {
  let terms: [Int]
  let scales: [Double]
  let variables: [Variable]

  /// Σₖ βₖ·Aₖ.
  func gain(at parameters: [Double]) -> LinearExpression {
    var gain = LinearExpression()
    for (position, term) in terms.enumerated() where parameters[term] != 0 {
      gain.add(parameters[term] / scales[position], variables[position])
    }
    return gain
  }
}
