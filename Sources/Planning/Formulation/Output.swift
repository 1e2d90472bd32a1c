import Alliances
import LinearProgramming
import Regression

extension Formulation {
  /// What every firm gains in every period.
  ///
  /// Where the response is straight, gainᵢₜ = Σ linear effects c·(xᵢₜ − bᵢ·yᵢ) + Σ curved effects w, w ≤ c·(f(xᵢₜ) − f(bᵢ)).
  /// Where it bends, gainᵢₜ ≤ F(η⁰ᵢₜ + aᵢₜ) − F(η⁰ᵢₜ) with aᵢₜ at most the sum of the effects: F never falls, so that an
  /// index counted too low promises no more than there is. A candidate that stays out gains 0. Where a rule shares in
  /// proportion to gains, a gain counted too low would serve it, so then there are floors, and aᵢₜ is the sum itself.
  mutating func formulateOutput() {
    for (firm, period) in cells {
      let effects = decidedEffects(firm: firm, period: period)
      effectParts.append([])
      let gain: Variable =
        if effects.isEmpty || !alliance.bendsOutput {
          straightGain(firm: firm, period: period, effects)
        } else if !squeezesGains, let output = concaveOutput(of: effects, firm: firm, period: period) {
          concaveGain(firm: firm, period: period, output, effects)
        } else {
          bentGain(firm: firm, period: period, effects)
        }
      gains.append(gain)
    }
  }

  /// The positions of the effects of which something moves the index level at a firm.
  private func decidedEffects(firm: Int, period: Int) -> [Int] {
    let entry = alliance.entry(firm: firm, period: period)
    return alliance.index.effects.indices.filter {
      let effect = alliance.index.effects[$0]
      guard effect.factor[entry] != 0 else { return false }
      return effect.isProduct || change(of: effect.variable, firm: firm, period: period) != nil
    }
  }

  private mutating func straightGain(firm: Int, period: Int, _ effects: [Int]) -> Variable {
    let parts = effects.map { EffectPart(effect: $0, expression: summand(of: $0, firm: firm, period: period)) }
    effectParts[effectParts.count - 1] = parts
    let sum = parts.reduce(into: LinearExpression()) { $0 += $1.expression }
    let total = variable(.gain(firm: firm, period: period), in: .free)
    require(sum - total == 0, .gain(firm: firm, period: period))
    indexGains.append(nil)
    return total
  }

  /// A gain that is a jointly concave function of the levels.
  private mutating func concaveGain(
    firm: Int, period: Int, _ output: ConcaveOutput, _ effects: [Int]
  ) -> Variable {
    let entry = alliance.entry(firm: firm, period: period)
    let gain = variable(.gain(firm: firm, period: period), in: .free)
    let whole = 0.0...0.0
    let term = CurvedTerm(
      part: .output, firm: firm, period: period, variable: gain, shape: .joint(output),
      arguments: effects.map { indexLevels[alliance.index.effects[$0].variable][entry] },
      membership: membership(of: firm), widest: whole, range: whole)
    // From corner to corner of the box of levels.
    add(
      term,
      touching: [0, 0.05, 0.25, 0.5, 1].map { share in
        output.smoothPoint(
          near: output.factors.map { $0.range.lowerBound + share * ($0.range.upperBound - $0.range.lowerBound) })
      })
    indexGains.append(nil)
    return gain
  }

  /// A gain that follows the expected output along the index.
  private mutating func bentGain(firm: Int, period: Int, _ effects: [Int]) -> Variable {
    let ranges = effects.map { effectRange(of: $0, firm: firm, period: period) }
    let range = ranges.reduce(0) { $0 + $1.lowerBound }...ranges.reduce(0) { $0 + $1.upperBound }
    let gain = variable(.gain(firm: firm, period: period), in: .free)
    let rise = variable(.indexGain(firm: firm, period: period), in: Bounds(range))
    let summands = effects.map { summand(of: $0, firm: firm, period: period) }
    let sum = summands.reduce(into: LinearExpression()) { $0 += $1 }
    require(squeezesGains ? rise - sum == 0 : rise - sum <= 0, .indexGain(firm: firm, period: period))
    let curve = Curve.response(
      alliance.model.response, index: alliance.baselineIndex(firm: firm, period: period))
    var term = CurvedTerm(
      part: .output, firm: firm, period: period, variable: gain, shape: .curve(curve), arguments: [sum],
      membership: membership(of: firm), widest: range, range: range)
    if effects.count > 1, term.membership.terms.isEmpty, curve.isBent(over: range) {
      term.box = SummandBox(summands: summands, rows: summands.map { rangeRow(of: $0, term) }, ranges: ranges)
    }
    add(term, curve, argument: rise)
    indexGains.append(rise)
    return gain
  }

  /// What one effect adds beyond what it adds without the plan.
  private mutating func summand(of position: Int, firm: Int, period: Int) -> LinearExpression {
    let effect = alliance.index.effects[position]
    if effect.isProduct { return productChange(of: position, firm: firm, period: period) }
    guard effect.isLinear else { return curvedGain(of: position, firm: firm, period: period).expression }
    let change = change(of: effect.variable, firm: firm, period: period) ?? LinearExpression()
    return effect.factor[alliance.entry(firm: firm, period: period)] * change
  }

  /// A row for the range of a summand that is no single variable, without bounds yet.
  private mutating func rangeRow(of summand: LinearExpression, _ term: CurvedTerm) -> Row? {
    summand.terms.count == 1 ? nil : require(summand.within(.free), term.rangeElement)
  }

  /// A variable below the curve of the effect at a position, without its multipliers.
  mutating func curvedGain(of position: Int, firm: Int, period: Int) -> Variable {
    let effect = alliance.index.effects[position]
    let decided = alliance.decided[effect.variable]
    let entry = alliance.entry(firm: firm, period: period)
    let level = indexLevels[effect.variable][entry]
    let range = decided.lower[entry]...decided.upper[entry]
    let curve = Curve.effect(
      factor: effect.factor[entry], transform: effect.transform, baseline: decided.baseline[entry])
    let gain = variable(.curvedGain(effect: position, firm: firm, period: period), in: .free)
    let term = CurvedTerm(
      part: .effect(position), firm: firm, period: period, variable: gain, shape: .curve(curve), arguments: [level],
      membership: membership(of: firm), widest: range, range: range)
    guard squeezesGains || curve.isBent(over: range) else {
      add(term, curve, argument: nil)
      return gain
    }
    let argument = variable(.effectLevel(effect: position, firm: firm, period: period), in: Bounds(range))
    require(argument - level == 0, .effectLevel(effect: position, firm: firm, period: period))
    add(term, curve, argument: argument)
    return gain
  }

  private mutating func add(_ term: CurvedTerm, _ curve: Curve, argument: Variable?) {
    if let argument, squeezesGains || curve.isBent(over: term.range) {
      addBent(term, argument: argument)
    } else {
      add(
        term, touching: firstTangents(of: curve, over: term.range, baseline: term.baseline(in: alliance)).map { [$0] })
    }
  }

  /// A few figures over the range, so that the first program is already bounded on every side.
  private func firstTangents(of curve: Curve, over range: ClosedRange<Double>, baseline: Double) -> [Double] {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    let inside = [0, 0.05, 0.25, 0.5, 1].map { lower + (upper - lower) * $0 }
    let points = (inside + [min(max(baseline, lower), upper)]).map { curve.smoothPoint(near: $0, in: range) }
    return Set(points).sorted()
  }
}

extension CurvedTerm {
  /// The argument without a plan.
  fileprivate func baseline(in alliance: Alliance) -> Double {
    guard case .effect(let effect) = part else { return 0 }
    let entry = alliance.entry(firm: firm, period: period)
    return alliance.decided[alliance.index.effects[effect].variable].baseline[entry]
  }
}

extension Curve {
  /// Whether φ bends upwards somewhere in `range`.
  func isBent(over range: ClosedRange<Double>) -> Bool {
    switch bend(over: range) {
    case .linear, .concave: false
    case .convex, .convexThenConcave, .concaveThenConvex: true
    }
  }
}

extension Alliance {
  /// η⁰, the index of a firm with every decided variable at its baseline.
  func baselineIndex(firm: Int, period: Int) -> Double {
    index(firm: firm, period: period, levels: decided.map { $0.baseline[entry(firm: firm, period: period)] })
  }
}

extension Formulation {
  /// The gain of a firm as a concave function of its levels, where it is known to be one.
  fileprivate func concaveOutput(of effects: [Int], firm: Int, period: Int) -> ConcaveOutput? {
    guard effects.allSatisfy({ !alliance.index.effects[$0].isProduct }) else { return nil }
    let factors = effects.map { position in
      ConcaveOutput.Factor(
        curve: curve(of: position, firm: firm, period: period),
        range: levelRange(of: alliance.index.effects[position].variable, firm: firm, period: period))
    }
    return ConcaveOutput(
      alliance.model.response, index: alliance.baselineIndex(firm: firm, period: period), factors: factors)
  }

  /// What an effect can change the index of a firm by while it is in the alliance.
  fileprivate func effectRange(of position: Int, firm: Int, period: Int) -> ClosedRange<Double> {
    let effect = alliance.index.effects[position]
    let entry = alliance.entry(firm: firm, period: period)
    let ranges = alliance.decided.indices.map { levelRange(of: $0, firm: firm, period: period) }
    let range = effect.range(over: ranges, entry: entry)
    let start = effect.value(at: alliance.decided.map { $0.baseline[entry] }, entry: entry)
    return (range.lowerBound - start)...(range.upperBound - start)
  }

  /// φ of the effect at a position.
  fileprivate func curve(of position: Int, firm: Int, period: Int) -> Curve {
    let effect = alliance.index.effects[position]
    return .effect(
      factor: effect.factor[alliance.entry(firm: firm, period: period)], transform: effect.transform,
      baseline: alliance.decided[effect.variable].baseline[alliance.entry(firm: firm, period: period)])
  }

  /// Between which index levels a decided variable of a firm in the alliance can stand in a period: its bounds, and what
  /// the variables behind it allow.
  fileprivate func levelRange(of variable: Int, firm: Int, period: Int) -> ClosedRange<Double> {
    let entry = alliance.entry(firm: firm, period: period)
    let (lower, upper) = (alliance.decided[variable].lower[entry], alliance.decided[variable].upper[entry])
    let level = indexLevels[variable][entry]
    var (least, most) = (level.constant, level.constant)
    for term in level.terms {
      let bounds = program.bounds(of: term.variable)
      let ends = (term.coefficient * bounds.lower, term.coefficient * bounds.upper)
      least += min(ends.0, ends.1)
      most += max(ends.0, ends.1)
    }
    let first = max(lower, least.isFinite ? least : -.infinity)
    return first...max(first, min(upper, most.isFinite ? most : .infinity))
  }
}
