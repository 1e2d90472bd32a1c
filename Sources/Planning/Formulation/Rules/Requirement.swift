import Alliances
import LinearProgramming

/// y_a ≤ y_b wherever a requires b; a member's y is 1.
extension Requirement: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    for pair in pairs {
      let positions = formulation.alliance.firms.positions(of: [pair.firm, pair.required])
      guard positions.count == 2 else { continue }
      let difference = formulation.membership(of: positions[0]) - formulation.membership(of: positions[1])
      formulation.require(difference <= 0, .rule(position, side: .greatest, span: .horizon, firm: positions[0]))
    }
  }
}
