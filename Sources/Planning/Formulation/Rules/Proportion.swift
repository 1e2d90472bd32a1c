import Alliances
import LinearProgramming

/// (1 − τ)·κ·vᵢ ≤ aᵢ ≤ (1 + τ)·κ·vᵢ for every firm i over each span, with a rate κ ≥ 0 of the plan's choice, the left side
/// not for a candidate that stays out: aᵢ is what is counted of firm i, with what it has already where the rule counts that
/// too [currency], vᵢ its figure of the basis, τ the tolerance.
///
/// With w the distance that rates keep from κ, the rows are (κ − w)·vᵢ ≤ aᵢ ≤ (κ + w)·vᵢ and w ≤ τ·κ: the tolerance
/// stands in one row, so that it has one price however many firms it binds.
extension Proportion: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    guard let figures = figures(in: formulation.alliance.firms) else {
      formulation.formulateGainRates(of: self, position: position)
      return
    }
    let held = heldAmounts(in: formulation.alliance.firms)
    for span in formulation.spans(eachPeriod: eachPeriod) {
      let rate = formulation.variable(.rate(position, span: span), in: .atLeast(0))
      let spread = formulation.variable(.rateSpread(position, span: span), in: .atLeast(0))
      let greatestRate = greatestRate(to: figures, over: span, formulation)
      for (firm, figure) in figures.enumerated() {
        let amount =
          formulation.amount(of: measure, firm, over: span) + formulation.multiple(held[firm], ofMembershipOf: firm)
        func element(_ side: ProgramElement.RuleSide) -> ProgramElement {
          .rule(position, side: side, span: span, firm: firm)
        }
        guard figure > 0 else {
          formulation.require(amount == 0, element(.greatest))
          continue
        }
        _ = formulation.require(
          amount - figure * rate + figure * spread, atLeastZeroFor: firm, elseAbove: figure * greatestRate,
          element(.least))
        formulation.require(amount - figure * rate - figure * spread <= 0, element(.greatest))
      }
      let row = formulation.require(spread - tolerance * rate <= 0, .tolerance(position, span: span))
      formulation.ruleLimits.append(
        RuleLimit(
          rule: position, side: .greatest, key: "tolerance", value: tolerance, unit: .percentagePoint, row: row,
          slackRows: [], scale: rate))
    }
  }

  /// What the least rate κ − w cannot exceed, with which a candidate that stays out is released: every firm in the alliance
  /// gets that rate, so it is no more than any member can get per unit of its figure; without members to tell, no more than
  /// the greatest of any firm.
  private func greatestRate(
    to figures: [Double], over span: ProgramElement.Span, _ formulation: Formulation
  ) -> Double {
    guard !formulation.joins.isEmpty else { return 0 }
    let held = heldAmounts(in: formulation.alliance.firms)
    let rates = figures.enumerated().filter { $0.element > 0 }.map { firm, figure in
      (
        isMember: !formulation.alliance.isCandidate(firm),
        rate: (held[firm] + formulation.greatest(measure, of: firm, over: span)) / figure
      )
    }
    return rates.filter(\.isMember).map(\.rate).min() ?? rates.map(\.rate).max() ?? 0
  }

  /// How far the tolerance could be tightened before `plan` would break the rule.
  ///
  /// The rate of a plan is any of an interval where the rule does not bind, so the distances of rows do not tell.
  func slack(at plan: Solution, in formulation: Formulation) -> Double {
    let firms = formulation.alliance.firms
    let present = firms.ids.indices.filter { formulation.isIn($0, at: plan) }
    let slacks = formulation.spans(eachPeriod: eachPeriod).map { span in
      let held = heldAmounts(in: firms)
      let amounts = present.map { firm in
        held[firm] + (formulation.amounts[measure.element(firm: firm, span: span)].map { plan[$0] } ?? 0)
      }
      let figures = figures(in: firms)
      let own = present.map { figures?[$0] ?? plan.value(of: formulation.gain(of: $0, over: span)) }
      let rounding = 1e-6 * formulation.sizes.money
      return Self.leastTolerance(of: amounts, to: own, rounding: rounding).map { max(0, tolerance - $0) } ?? 0
    }
    return slacks.min() ?? 0
  }
}
