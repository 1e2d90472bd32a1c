import Alliances
import LinearProgramming

/// Σᵢ riskᵢ·yᵢ ≤ `max` over all firms: riskᵢ is firm i's figure in the column; a member's yᵢ is 1.
extension SelectionRisk: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let sum = formulation.alliance.firms.figures(column).enumerated().reduce(into: LinearExpression()) {
      $0 += formulation.multiple($1.element, ofMembershipOf: $1.offset)
    }
    formulation.require(sum <= maximum, .rule(position, side: .greatest, span: .horizon, firm: nil))
  }
}
