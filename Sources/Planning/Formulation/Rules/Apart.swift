import Alliances
import LinearProgramming

/// Σᵢ yᵢ ≤ 1 over the firms that are kept apart; a member's yᵢ is 1.
extension Apart: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let all = formulation.alliance.firms.positions(of: firms)
    let sum = all.reduce(into: LinearExpression()) { $0 += formulation.membership(of: $1) }
    formulation.require(sum <= 1, .rule(position, side: .greatest, span: .horizon, firm: nil))
  }
}
