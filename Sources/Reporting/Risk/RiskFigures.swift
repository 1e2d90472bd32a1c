import Alliances
import Studies

/// What a study of risk says of the plan, one sentence a line.
struct RiskFigures {
  let risk: Risk

  private var terms: AllianceTerms { AllianceTerms(alliance: risk.alliance) }

  /// The sentences.
  var sentences: [String] { [promise, spread] + [comparison, information].compactMap(\.self) }

  /// A figure with the decimals of all figures of the study.
  func amount(_ value: Double) -> String {
    let all = risk.plans.flatMap { [$0.promise, $0.sample.quantile(0.95)] }
    return NumberText.fixed(value, decimals: NumberText.decimals(for: all))
  }

  /// What the proportional plan is in proportion to, as in `the plan with equal allocations`.
  var basis: String {
    let isEqual = risk.omissions.contains(.equalForWantOfSpending)
    let basis =
      switch risk.settings.basis {
      case .baselineSpending where !isEqual: "with new money at old shares"
      case .baselineSpending, .equal: "with equal allocations"
      case .column(let name): "with allocations in proportion to \(name.printable)"
      }
    guard risk.settings.tolerance > 0 else { return basis }
    return "\(basis), give or take \(NumberText.percent(risk.settings.tolerance, digits: 4)) of each firm's part"
  }

  /// What the figures are figures of: the gain where the least cost of a target is asked for.
  private var objective: Objective {
    let objective = risk.alliance.description.objective
    return objective.isMinimised ? .gain : objective
  }

  private func figure(_ value: Double) -> String { terms.figure(amount(value), of: objective) }

  // MARK: Promise

  private var promise: String {
    let noun = objective == .worstGain ? "smallest gain of a member" : objective.noun
    let start = "The plan promises a \(noun) of \(figure(risk.nominal.promise))"
    guard let correction = risk.nominal.correction else { return start + "." }
    let aim = risk.alliance.description.objective.isMinimised ? "costing least" : "promising most"
    return
      "\(start). It was chosen for \(aim) at estimated coefficients\(correction.ending(of: risk.nominal.promise, amount))."
  }

  // MARK: Draws

  private var spread: String {
    let sample = risk.nominal.sample
    return
      "Over \(counted(risk.settings.draws, "draw")) of the coefficients it yields \(amount(sample.mean)) on average, "
      + "\(amount(sample.quantile(0.05))) to \(amount(sample.quantile(0.95))) in nine of ten, and less than nothing in "
      + "\(NumberText.percent(risk.nominal.chanceOfLoss))."
  }

  private var comparison: String? {
    guard let proportional = risk.plan(.proportional), let beats = risk.nominal.chanceToBeatProportional,
      let equals = risk.nominal.chanceToEqualProportional
    else { return nil }
    let pause = risk.settings.tolerance > 0 ? "," : ""
    if risk.isNominal(proportional) { return "The plan \(basis)\(pause) is the same plan." }
    if equals == 1 { return "The plan \(basis)\(pause) yields as much under every draw." }
    let ties = equals > 0 ? ", and yields as much under \(NumberText.percent(equals))" : ""
    return "It beats the plan \(basis)\(pause) under \(NumberText.percent(beats)) of the draws\(ties)."
  }

  private var information: String? {
    guard let regret = risk.regret, let worth = risk.perfectInformation else { return nil }
    return
      "Under one draw in two it falls short of the best plan for that draw by at most \(amount(regret.quantile(0.5))), in "
      + "nineteen of twenty by at most \(amount(regret.quantile(0.95))). To know the coefficients before planning would be "
      + "worth \(figure(worth))."
  }
}
