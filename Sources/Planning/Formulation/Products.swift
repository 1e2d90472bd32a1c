import Alliances
import LinearProgramming
import Regression

/// An expression with the least and the greatest value that it can take.
private struct BoundedExpression {
  var expression: LinearExpression
  var least: Double
  var greatest: Double
  /// Whether the expression stands for its value; else it is at most that, as what is kept below tangents.
  var isExact: Bool
}

extension Formulation {
  /// What an effect that multiplies decided variables adds to the index beyond what it adds without the plan.
  ///
  /// Each multiplier is a figure with a sum of decisions, so the product is a sum of single decisions s times a bounded g.
  /// These are exact in McCormick's inequalities: z ≤ U·s, z ≥ L·s, z ≤ g − L·(1 − s), z ≥ g − U·(1 − s) for L ≤ g ≤ U. Where
  /// g is kept below a curve the two from above are enough: then z ≤ s·g ≤ s·f(x).
  ///
  /// Source: G. P. McCormick, Computability of global solutions to factorable nonconvex programs: Part I,
  /// Mathematical Programming 10 (1976), 147–175.
  mutating func productChange(of position: Int, firm: Int, period: Int) -> LinearExpression {
    let effect = alliance.index.effects[position]
    let entry = alliance.entry(firm: firm, period: period)
    let isNothing = effect.multipliers.contains { multiplier in
      let decisions = decisions(of: multiplier, firm: firm, period: period)
      return decisions.terms.isEmpty && decisions.constant == 0
    }
    guard !isNothing else { return LinearExpression() }
    var product = lastFactor(of: position, firm: firm, period: period)
    var parts = 0
    for multiplier in effect.multipliers {
      let decisions = decisions(of: multiplier, firm: firm, period: period)
      var sum = BoundedExpression(
        expression: decisions.constant * product.expression, least: 0, greatest: 0, isExact: product.isExact)
      for term in decisions.terms {
        let element = ProgramElement.product(effect: position, part: parts, firm: firm, period: period)
        sum.expression += term.coefficient * self.product(of: term.variable, product, element)
        parts += 1
      }
      let most = decisions.terms.reduce(decisions.constant) { $0 + $1.coefficient }
      let ends = [decisions.constant, most].flatMap { [$0 * product.least, $0 * product.greatest] }
      (sum.least, sum.greatest) = (ends.min() ?? 0, ends.max() ?? 0)
      product = sum
    }
    let baseline = effect.value(at: alliance.decided.map { $0.baseline[entry] }, entry: entry)
    return product.expression - multiple(baseline, ofMembershipOf: firm)
  }

  /// The index level of a variable that is made of decisions, in these decisions.
  private func decisions(of variable: Int, firm: Int, period: Int) -> LinearExpression {
    let entry = alliance.entry(firm: firm, period: period)
    guard case .link(let link) = alliance.decided[variable].source, let counted = counted[link] else {
      return indexLevels[variable][entry]
    }
    let own = multiple(alliance.links[link].baseline[firm], ofMembershipOf: firm)
    return alliance.isCandidate(firm) ? own : own + counted
  }

  /// c·f(x) of an effect, which is 0 for a candidate that stays out, with its range.
  private mutating func lastFactor(of position: Int, firm: Int, period: Int) -> BoundedExpression {
    let effect = alliance.index.effects[position]
    let entry = alliance.entry(firm: firm, period: period)
    let variable = alliance.decided[effect.variable]
    let level = indexLevels[effect.variable][entry]
    let factor = effect.factor[entry]
    var values = [variable.lower[entry], variable.upper[entry]].map { factor * effect.transform.value(at: $0) }
    if alliance.isCandidate(firm) || (variable.lower[entry] < 0 && variable.upper[entry] > 0) { values.append(0) }
    var result = BoundedExpression(
      expression: factor * level, least: values.min() ?? 0, greatest: values.max() ?? 0, isExact: true)
    if let second = effect.second {
      return timesLevel(second, result, of: position, firm: firm, period: period)
    }
    if !effect.isLinear {
      let baseline = multiple(
        factor * effect.transform.value(at: variable.baseline[entry]), ofMembershipOf: firm)
      result.expression = baseline
      if isMoved(level, of: firm) {
        result.expression += curvedGain(of: position, firm: firm, period: period)
        result.isExact = squeezesGains
      }
    }
    return result
  }

  /// A factor with a level x times another level, which is exact where one of the two is a figure.
  private mutating func timesLevel(
    _ second: Int, _ factor: BoundedExpression, of position: Int, firm: Int, period: Int
  ) -> BoundedExpression {
    let effect = alliance.index.effects[position]
    let entry = alliance.entry(firm: firm, period: period)
    let coefficient = effect.factor[entry]
    let (level, other) = (indexLevels[effect.variable][entry], indexLevels[second][entry])
    let ranges = [effect.variable, second].map {
      alliance.decided[$0].lower[entry]...alliance.decided[$0].upper[entry]
    }
    var ends: [Double] = alliance.isCandidate(firm) ? [0] : []
    for end in [ranges[0].lowerBound, ranges[0].upperBound] {
      ends += [coefficient * end * ranges[1].lowerBound, coefficient * end * ranges[1].upperBound]
    }
    var result = BoundedExpression(
      expression: LinearExpression(), least: ends.min() ?? 0, greatest: ends.max() ?? 0, isExact: true)
    let baselines = [effect.variable, second].map { alliance.decided[$0].baseline[entry] }
    if !isMoved(level, of: firm) {
      result.expression = coefficient * baselines[0] * other
    } else if !isMoved(other, of: firm) {
      result.expression = baselines[1] * factor.expression
    } else {
      let product = levelProduct(of: position, level, in: ranges[0], other, in: ranges[1], firm: firm, period: period)
      result.expression = coefficient * product
    }
    return result
  }

  /// Whether the plan moves a level, beyond whether the firm is in the alliance.
  private func isMoved(_ level: LinearExpression, of firm: Int) -> Bool {
    level.terms.contains { $0.variable != join(of: firm) }
  }

  /// s·g for a decision s; a multiple of s where g is a figure.
  private mutating func product(
    of decision: Variable, _ factor: BoundedExpression, _ element: ProgramElement
  ) -> LinearExpression {
    guard !factor.expression.terms.isEmpty else { return factor.expression.constant * decision }
    let (least, greatest) = (factor.least, factor.greatest)
    let own = variable(element, in: Bounds(min(0, least), max(0, greatest)))
    require(own - greatest * decision <= 0, element)
    require(own - factor.expression - least * decision <= -least, element)
    if factor.isExact {
      require(own - least * decision >= 0, element)
      require(own - factor.expression - greatest * decision >= -greatest, element)
    }
    return own.expression
  }
}
