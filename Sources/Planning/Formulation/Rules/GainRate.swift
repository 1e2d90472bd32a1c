import Alliances
import LinearProgramming

/// The rate κ at which a rule gives firms what is in proportion to their gains, known to lie in an interval.
///
/// (1 − τ)·κ·gᵢ ≤ aᵢ ≤ (1 + τ)·κ·gᵢ multiplies two decisions. For κ between p and q, and gᵢ ≥ 0,
/// (1 − τ)·p·gᵢ ≤ aᵢ ≤ (1 + τ)·q·gᵢ is weaker and linear; it is the rule itself where p = q.
struct GainRate: Sendable {
  /// The position of the rule.
  let rule: Int
  /// The periods over which it counts.
  let span: ProgramElement.Span
  /// τ.
  let tolerance: Double
  /// aᵢ.
  let allocations: [Variable]
  /// gᵢ.
  let gains: [LinearExpression]
  /// p [currency per output].
  var least = 0.0
  /// q; infinite at first.
  var greatest = Double.infinity
  /// The rows that hold p, and those that hold q.
  var leastRows: [Row] = []
  var greatestRows: [Row] = []
}

extension Formulation {
  /// gᵢ ≥ 0 and aᵢ ≥ 0 for every firm, which hold at any rate; what a rate adds is added when it is narrowed.
  mutating func formulateGainRates(of proportion: Proportion, position: Int) {
    for span in spans(eachPeriod: proportion.eachPeriod) {
      var allocations: [Variable] = []
      var gains: [LinearExpression] = []
      for firm in alliance.firms.ids.indices {
        let (amount, gain) = (amount(of: proportion.measure, firm, over: span), gain(of: firm, over: span))
        require(gain >= 0, .gainBasis(position, span: span, firm: firm))
        require(amount >= 0, .rule(position, side: .least, span: span, firm: firm))
        allocations.append(amount)
        gains.append(gain)
      }
      gainRates.append(
        GainRate(
          rule: position, span: span, tolerance: proportion.tolerance, allocations: allocations, gains: gains))
    }
  }

  /// What a firm gains over `span`, as it is printed: discounted over the horizon.
  func gain(of firm: Int, over span: ProgramElement.Span) -> LinearExpression {
    switch span {
    case .period(let period): return gains[alliance.entry(firm: firm, period: period)].expression
    case .horizon:
      return zip(alliance.periods.indices, alliance.discountFactors).reduce(into: LinearExpression()) {
        $0 += $1.1 * gains[alliance.entry(firm: firm, period: $1.0)]
      }
    }
  }

  /// Tells the program that the rate at `position` lies between `least` and `greatest`.
  mutating func narrow(_ position: Int, least: Double, greatest: Double) {
    let rate = gainRates[position]
    func element(_ side: ProgramElement.RuleSide, _ firm: Int) -> ProgramElement {
      .rule(rate.rule, side: side, span: rate.span, firm: firm)
    }
    if least > rate.least {
      for row in rate.leastRows { program.setBounds(of: row, to: .free) }
      gainRates[position].least = least
      gainRates[position].leastRows = rate.gains.indices.map { firm in
        let part = (1 - rate.tolerance) * least * rate.gains[firm]
        return require(rate.allocations[firm] - part >= 0, element(.least, firm))
      }
    }
    if greatest < rate.greatest {
      for row in rate.greatestRows { program.setBounds(of: row, to: .free) }
      gainRates[position].greatest = greatest
      gainRates[position].greatestRows = rate.gains.indices.map { firm in
        let part = (1 + rate.tolerance) * greatest * rate.gains[firm]
        return require(rate.allocations[firm] - part <= 0, element(.greatest, firm))
      }
    }
  }
}

extension GainRate {
  /// A rate inside the interval at which to divide it, where no rate serves `solution`; nil where one does.
  ///
  /// Firms need at least max aᵢ/((1 + τ)·gᵢ) and at most min aᵢ/((1 − τ)·gᵢ). Where these cross, the middle of the two
  /// leaves both halves without `solution`, unless it lies at an end of the interval, from which it is kept off.
  ///
  /// With it comes how far they cross, as a ratio.
  func division(at solution: Solution, sizes: AllianceSizes) -> (rate: Double, crossing: Double)? {
    let (money, gain) = (1e-8 * sizes.money, 1e-8 * sizes.gain)
    var (needed, allowed) = (0.0, Double.infinity)
    var (spent, gained) = (0.0, 0.0)
    for (variable, expression) in zip(allocations, gains) {
      let (amount, figure) = (max(0, solution[variable]), max(0, solution.value(of: expression)))
      needed = max(needed, (amount - money) / ((1 + tolerance) * (figure + gain)))
      if figure > gain { allowed = min(allowed, (amount + money) / ((1 - tolerance) * (figure - gain))) }
      spent += amount
      gained += figure
    }
    guard needed > allowed * (1 + 1e-8), greatest > least * (1 + 1e-9) else { return nil }
    let typical = gained > gain ? spent / gained : sizes.money / sizes.gain
    let rate = inside(allowed > 0 ? (allowed * needed).squareRoot() : typical, typical: typical)
    return (rate, needed / allowed)
  }

  private func inside(_ rate: Double, typical: Double) -> Double {
    if greatest.isInfinite { return max(rate, 2 * least, 1e-9 * typical) }
    if least == 0 { return min(max(rate, 1e-3 * greatest), 0.5 * greatest) }
    let ratio = greatest / least
    func part(_ share: Double) -> Double { least * exponential(share, of: ratio) }
    return min(max(rate, part(0.1)), part(0.9))
  }

  /// `base` to the power of `share`, for one of the two shares at which an interval is divided at most.
  private func exponential(_ share: Double, of base: Double) -> Double {
    // To a tenth power by square roots: 2⁻⁴ + 2⁻⁵ is near enough to 0.1.
    let root = base.squareRoot().squareRoot().squareRoot().squareRoot()
    let low = root * root.squareRoot()
    return share < 0.5 ? low : base / low
  }
}
