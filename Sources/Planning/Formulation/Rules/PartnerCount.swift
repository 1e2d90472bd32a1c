import Alliances
import LinearProgramming

/// `min` ≤ Σ_c y_c ≤ `max` over the candidates c.
extension PartnerCount: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let sum = sum(formulation.joins)
    for (side, limit) in [(ProgramElement.RuleSide.least, minimum), (.greatest, maximum)] {
      guard let limit else { continue }
      formulation.require(
        side == .least ? sum >= limit : sum <= limit, .rule(position, side: side, span: .horizon, firm: nil))
    }
  }
}
