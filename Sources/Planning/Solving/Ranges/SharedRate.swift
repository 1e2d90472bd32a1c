import Alliances
import LinearProgramming

/// The rate κ at which a rule gives firms what is in proportion to a column, or the same: while it is open each firm may
/// stand anywhere, and once it is known each stands near its share.
struct SharedRate: Sendable {
  /// κ.
  let variable: Variable
  /// τ.
  let tolerance: Double
  /// The periods over which it counts.
  let periods: Range<Int>

  /// The part by which the ranges of what firms get become narrower, squared, when `bounds` of the rate are halved.
  func relief(within bounds: Bounds) -> Double {
    func width(_ lower: Double, _ upper: Double) -> Double { (1 + tolerance) * upper - (1 - tolerance) * lower }
    let whole = width(bounds.lower, bounds.upper)
    guard whole > 0, whole.isFinite, bounds.upper > bounds.lower * (1 + 1e-7) else { return 0 }
    let middle = 0.5 * (bounds.lower + bounds.upper)
    let half = max(width(bounds.lower, middle), width(middle, bounds.upper)) / whole
    return 1 - half * half
  }
}

extension Formulation {
  /// The rates of the rules that share in proportion to a column.
  var sharedRates: [SharedRate] {
    zip(program.variables, variableElements).compactMap { variable, element in
      guard case .rate(let position, let span) = element,
        case .proportion(let proportion) = alliance.description.rules[position].demand
      else { return nil }
      return SharedRate(variable: variable, tolerance: proportion.tolerance, periods: alliance.periods(of: span))
    }
  }
}
