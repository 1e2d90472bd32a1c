import Alliances

/// Checks the amounts that are printed, or that somebody printed, against what the alliance demands; no program is asked.
struct RuleRecheck {
  /// The alliance, with the sizes against which rounding is judged.
  let formulation: Formulation

  /// Whether the gain that the plan prints reaches its target.
  func reachesTarget(_ firms: [FirmPlan]) -> Bool {
    formulation.alliance.description.objective.targetGain.map { isReached($0, by: firms) } ?? true
  }

  private func isReached(_ least: Double, by firms: [FirmPlan]) -> Bool {
    firms.reduce(0) { $0 + $1.gain } >= least - 1e-6 * max(formulation.sizes.gain, abs(least))
  }

  /// The names of the rules that the amounts of `firms` break.
  func brokenRules(by firms: [FirmPlan]) -> [String] {
    formulation.alliance.description.rules.filter { !isKept($0.demand, by: firms) }.map(\.name)
  }

  private func isKept(_ demand: Rule.Demand, by firms: [FirmPlan]) -> Bool {
    let present = firms.indices.filter { firms[$0].isInAlliance }
    switch demand {
    case .partners, .apart, .together, .requires, .selectionRisk:
      return formulation.alliance.isKept(demand, byPartnersAmong: firms)
    case .groupShare(let rule):
      let group = rule.group.positions(in: formulation.alliance.firms)
      return formulation.spans(eachPeriod: rule.eachPeriod).allSatisfy { span in
        let all = amount(rule.measure, of: firms.indices, over: span, firms)
        return isShare(amount(rule.measure, of: group, over: span, firms), of: all, rule.minimum, rule.maximum)
      }
    case .eachMember(let rule):
      return formulation.spans(eachPeriod: rule.eachPeriod).allSatisfy { span in
        let all = amount(rule.measure, of: firms.indices, over: span, firms)
        return present.allSatisfy { firm in
          isShare(amount(rule.measure, of: [firm], over: span, firms), of: all, rule.minimumShare, rule.maximumShare)
        }
      }
    case .gainFloor(let rule):
      return isReached(rule.minimum, by: firms)
    case .spendingCap(let rule):
      return formulation.spans(eachPeriod: rule.eachPeriod).allSatisfy { span in
        let joining = span == .horizon || span == .period(0) ? formulation.alliance.joiningCosts(of: firms) : 0
        let spent = joining + amount(.allocation, of: firms.indices, over: span, firms)
        return spent <= rule.maximum + 1e-6 * max(abs(spent), 1e-3 * formulation.sizes.money)
      }
    case .winWin(let rule):
      let alliance = formulation.alliance
      return zip(firms, rule.worths(in: alliance)).allSatisfy { firm, worth in
        !firm.isInAlliance
          || firm.netBenefit(in: alliance) >= worth - 1e-6 * max(formulation.sizes.benefit, abs(worth))
      }
    case .proportion(let rule):
      let figures = rule.figures(in: formulation.alliance.firms)
      let held = rule.heldAmounts(in: formulation.alliance.firms)
      return formulation.spans(eachPeriod: rule.eachPeriod).allSatisfy { span in
        isProportion(
          rule, present.map { held[$0] + amount(rule.measure, of: [$0], over: span, firms) },
          figures: present.map { figures?[$0] ?? gain(of: firms[$0], over: span) },
          rounding: rule.basis == .gain ? 1e-6 * formulation.sizes.gain : 0)
      }
    case .risk(let rule):
      let risks = formulation.alliance.firms.figures(rule.column)
      return formulation.spans(eachPeriod: rule.eachPeriod).allSatisfy { span in
        let parts = firms.indices.map { risks[$0] * amount(rule.measure, of: [$0], over: span, firms) }
        return parts.reduce(0, +) <= rule.maximum + 1e-6 * max(parts.reduce(0) { $0 + abs($1) }, rule.maximum)
      }
    }
  }

  private func gain(of firm: FirmPlan, over span: ProgramElement.Span) -> Double {
    guard case .period(let period) = span else { return firm.gain }
    return firm.periods[period].output - firm.periods[period].baselineOutput
  }

  /// Whether a rate exists that serves all `amounts` to within the rounding of the money that they are parts of.
  private func isProportion(_ rule: Proportion, _ amounts: [Double], figures: [Double], rounding: Double) -> Bool {
    let near = 1e-6 * max(amounts.reduce(0) { $0 + abs($1) }, 1e-3 * formulation.sizes.money)
    var rates = (least: 0.0, greatest: Double.infinity)
    for (amount, figure) in zip(amounts, figures) {
      guard amount >= -near, figure >= -rounding else { return false }
      guard figure + rounding > 0 else {
        guard amount <= near else { return false }
        continue
      }
      rates.least = max(rates.least, (amount - near) / ((1 + rule.tolerance) * (figure + rounding)))
      guard figure > rounding else { continue }
      rates.greatest = min(rates.greatest, (amount + near) / ((1 - rule.tolerance) * (figure - rounding)))
    }
    return rates.least <= rates.greatest
  }

  private func isShare(_ part: Double, of whole: Double, _ minimum: Double?, _ maximum: Double?) -> Bool {
    let near = 1e-6 * max(abs(whole), 1e-3 * formulation.sizes.money)
    return part >= (minimum.map { $0 * whole } ?? -.infinity) - near
      && part <= (maximum.map { $0 * whole } ?? .infinity) + near
  }

  private func amount(
    _ measure: Measure, of members: some Sequence<Int>, over span: ProgramElement.Span, _ firms: [FirmPlan]
  ) -> Double {
    members.reduce(0) { sum, firm in
      formulation.alliance.periods(of: span).reduce(sum) { $0 + firms[firm].periods[$1].amount(of: measure) }
    }
  }
}

extension FirmPeriod {
  /// What `measure` counts of the firm in the period [currency].
  fileprivate func amount(of measure: Measure) -> Double {
    switch measure {
    case .allocation: spending
    case .contribution: contribution
    }
  }
}
