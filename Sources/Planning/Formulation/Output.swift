import Alliances
import LinearProgramming
import Regression

/// What a curved effect of one decided variable adds to the gain of one firm in one period.
///
/// It is a variable w ≤ g(x), g(x) = c·(f(x) − f(b)) concave in the index level x, kept below tangents of g. For a
/// candidate w ≤ g(x) holds while it is in the alliance, and w ≤ 0 at x = 0 while it stays out: its tangents are those of the
/// perspective y·g(x/y).
struct CurvedGain: Sendable {
  /// The position of the effect in the alliance's index.
  let effect: Int
  /// The position of the firm.
  let firm: Int
  /// The position of the period.
  let period: Int
  /// w.
  let variable: Variable
  /// y: 1 for a member, the decision for a candidate.
  let membership: LinearExpression
  /// x as an expression of the program.
  let level: LinearExpression
  /// c.
  let factor: Double
  /// f.
  let transform: Transform
  /// b.
  let baseline: Double
  /// The bounds of x.
  let bounds: ClosedRange<Double>

  /// g(x).
  func value(at level: Double) -> Double {
    factor * (transform.value(at: level) - transform.value(at: baseline))
  }

  /// The nearest level to `level` at which a tangent is laid: at least 1e-16 of the range above its lower end.
  ///
  /// The square root rises straight up at 0; a tangent at 1e-16 of the range stands above it by 5e-9 of its rise. Lower
  /// powers leave more, which the gap of the plan then shows. Nearer to 0 an answer's level is but rounding, and tangents
  /// there would rise so fast that no solver could tell their rows from noise.
  func tangentPoint(near level: Double) -> Double {
    let lowest = bounds.lowerBound + 1e-16 * (bounds.upperBound - bounds.lowerBound)
    return min(max(level, lowest), bounds.upperBound)
  }
}

extension Formulation {
  /// gainᵢₜ = Σ linear effects c·(xᵢₜ − bᵢ·yᵢ) + Σ curved effects w, with w ≤ c·(f(xᵢₜ) − f(bᵢ)) by tangents;
  /// 0 for a candidate that stays out.
  mutating func formulateOutput() {
    for (firm, period) in cells {
      let entry = alliance.entry(firm: firm, period: period)
      var gain = LinearExpression()
      for (position, effect) in alliance.index.effects.enumerated() where effect.factor[entry] != 0 {
        if effect.isProduct {
          gain += productChange(of: position, firm: firm, period: period)
          continue
        }
        guard let change = change(of: effect.variable, firm: firm, period: period) else { continue }
        if effect.isLinear {
          gain += effect.factor[entry] * change
        } else {
          gain += curvedGain(of: position, firm: firm, period: period)
        }
      }
      let total = variable(.gain(firm: firm, period: period), in: .free)
      require(gain - total == 0, .gain(firm: firm, period: period))
      gains.append(total)
    }
  }

  /// A variable below the tangents of the curve of the effect at a position, without its multipliers.
  mutating func curvedGain(of position: Int, firm: Int, period: Int) -> Variable {
    let effect = alliance.index.effects[position]
    let variable = alliance.decided[effect.variable]
    let entry = alliance.entry(firm: firm, period: period)
    let curved = CurvedGain(
      effect: position, firm: firm, period: period,
      variable: self.variable(.curvedGain(effect: position, firm: firm, period: period), in: .free),
      membership: membership(of: firm),
      level: indexLevels[effect.variable][entry], factor: effect.factor[entry], transform: effect.transform,
      baseline: variable.baseline[entry], bounds: variable.lower[entry]...variable.upper[entry])
    curvedGains.append(curved)
    for level in firstTangents(of: curved) { addTangent(to: curvedGains.count - 1, at: level) }
    return curved.variable
  }

  /// A few levels over the range, so that the first program is already bounded on every side.
  private func firstTangents(of curved: CurvedGain) -> [Double] {
    let (lower, upper) = (curved.bounds.lowerBound, curved.bounds.upperBound)
    let inside = [0, 0.05, 0.25, 0.5, 1].map { lower + (upper - lower) * $0 }
    let points = (inside + [min(max(curved.baseline, lower), upper)]).map { curved.tangentPoint(near: $0) }
    return Set(points).sorted()
  }

  /// w ≤ g(p)·y + g'(p)·(x − p·y) for the curve at `position` and p = `point`.
  mutating func addTangent(to position: Int, at point: Double) {
    let curved = curvedGains[position]
    let slope = curved.factor * curved.transform.slope(at: point)
    let atZero = curved.value(at: point) - slope * point
    require(
      curved.variable - slope * curved.level - multiple(atZero, ofMembershipOf: curved.firm) <= 0,
      .tangent(effect: curved.effect, firm: curved.firm, period: curved.period))
    tangents.append(Tangent(curve: position, point: point))
    touchedPoints.insert(Tangent(curve: position, point: point))
  }

  /// Adds the tangents that `copy`, which was made from this formulation, has gained since.
  mutating func adoptTangents(of copy: Formulation) {
    for tangent in copy.tangents[tangents.count...] { addTangent(to: tangent.curve, at: tangent.point) }
  }
}

/// A tangent in the program: to which curve, and at which level.
struct Tangent: Hashable, Sendable {
  /// The position among the curved gains.
  let curve: Int
  /// The level at which it touches.
  let point: Double
}
