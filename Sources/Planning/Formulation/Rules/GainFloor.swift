import Alliances
import LinearProgramming

/// G ≥ `min`, with G the discounted gain of the alliance [output].
extension GainFloor: FormulatedRule {
  func formulate(in formulation: inout Formulation, position: Int) {
    let gain = formulation.discountedGain()
    let row = formulation.require(
      gain >= minimum, .rule(position, side: .least, span: .horizon, firm: nil))
    formulation.ruleLimits.append(
      RuleLimit(
        rule: position, side: .least, key: "gain.min", value: minimum, unit: .output, row: row, slackRows: [row],
        scale: nil))
  }
}
