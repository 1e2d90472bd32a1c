import Alliances

extension AllianceTerms {
  /// What firms put out by the model, as in `raises expected patents`: with `response: latent` the index, which is that of
  /// the response as the formula has it, such as `log(y)`.
  var response: String {
    alliance.description.response == .latent
      ? "latent \(alliance.model.formula.response.label.printable)" : "expected \(output)"
  }

  /// What figures of `objective` are counted in, as it stands behind a number: `expected patents`, `million CNY`; nil for
  /// money where the file names no currency.
  func unit(of objective: Objective) -> String? {
    switch objective {
    case .gain, .worstGain: response
    case .netValue, .cost: moneyBehindAmounts
    }
  }

  /// A figure of `objective` with what it is counted in, as `1.9 expected patents` or `2 million CNY`.
  func figure(_ amount: String, of objective: Objective) -> String {
    unit(of: objective).map { "\(amount) \($0)" } ?? amount
  }
}
