import Alliances
import LinearProgramming

/// yᵢ = y₁ for every firm i after the first of those that go together; a member's yᵢ is 1.
extension Together: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let all = formulation.alliance.firms.positions(of: firms)
    for firm in all.dropFirst() {
      let difference = formulation.membership(of: firm) - formulation.membership(of: all[0])
      formulation.require(difference == 0, .rule(position, side: .least, span: .horizon, firm: firm))
    }
  }
}
