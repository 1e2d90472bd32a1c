import Alliances
import LinearProgramming

/// A row in which a rule draws a limit.
///
/// Moving the limit by δ moves the right-hand side of the row by δ·`scale`: a share is a share of all that is allocated,
/// a floor under the gain stands for itself.
struct RuleLimit: Sendable {
  /// The position of the rule.
  let rule: Int
  /// The side on which the limit is drawn.
  let side: ProgramElement.RuleSide
  /// The key of the limit in the alliance file.
  let key: String
  /// The value of the limit.
  let value: Double
  /// The unit of the limit.
  let unit: RulePrice.Unit
  /// The row.
  let row: Row
  /// The rows whose distance from their bounds is the slack of the limit.
  let slackRows: [Row]
  /// What the right-hand side moves by when the limit moves by 1; nil for 1.
  let scale: Variable?
  /// The least value that the limit can take.
  var lowest = 0.0
}

/// A demand that can write its own rows.
///
/// A new kind of rule is one file beside this one with such a conformance, one case in `Rule.Demand`, one key in the
/// alliance file.
protocol FormulatedRule {
  /// Adds the rows of the rule at `position`, and a `RuleLimit` for every limit that it draws.
  func formulate(in formulation: inout Formulation, position: Int)
}

extension Rule.Demand {
  /// The demand as something that writes its own rows.
  fileprivate var formulated: any FormulatedRule {
    switch self {
    case .groupShare(let rule): rule
    case .eachMember(let rule): rule
    case .gainFloor(let rule): rule
    case .spendingCap(let rule): rule
    case .risk(let rule): rule
    case .proportion(let rule): rule
    case .winWin(let rule): rule
    case .partners(let rule): rule
    case .apart(let rule): rule
    case .together(let rule): rule
    case .requires(let rule): rule
    case .selectionRisk(let rule): rule
    }
  }
}

extension Formulation {
  /// The rows of every rule, in the order of the alliance.
  mutating func formulateRules() {
    for (position, rule) in alliance.description.rules.enumerated() {
      rule.demand.formulated.formulate(in: &self, position: position)
    }
  }
}
