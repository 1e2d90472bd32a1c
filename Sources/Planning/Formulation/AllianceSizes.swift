import Alliances

/// About how large the figures of an alliance are: the units in which its program is put to the solver.
struct AllianceSizes: Sendable {
  /// The money that there is, or could be spent where there is none [currency].
  let money: Double
  /// What all levers at their greatest levels could gain, as a sum of sizes [output].
  let gain: Double
  /// What all levers at their greatest levels could add to one firm's index, the largest of all firms and periods.
  let index: Double
  /// The figure that is made large or small: an output, or an amount of money.
  let objective: Double
  /// What gains are worth, and what firms put in [currency].
  let benefit: Double
  /// The greatest level or baseline of each lever.
  let levels: [Double]
  /// The greatest index level or baseline of each decided variable.
  private let indexLevels: [Double]
  /// The two levels that each effect multiplies, by effect; empty for effects that multiply none.
  private let products: [[Int]]
  /// Whether effects add to an index of which outputs are a curve, not to outputs.
  private let isOutputBent: Bool
  /// The decided variable of each effect.
  private let effectVariables: [Int]
  /// What each rule's rows count: money, gain, or risk.
  private let rules: [Double]
  /// The rate of each rule that has one: money per unit of what it is in proportion to.
  private let rates: [Double]

  /// The sizes of `alliance`; 1 where nothing tells.
  init(of alliance: Alliance) {
    isOutputBent = alliance.bendsOutput
    effectVariables = alliance.index.effects.map(\.variable)
    let budgets = alliance.description.budget.amounts(over: alliance.periods.count)
    var spendable = 0.0
    for schedule in alliance.levers {
      for firm in alliance.firms.ids.indices {
        spendable +=
          schedule.unitCost[firm] * (schedule.upper[firm] - min(schedule.lower[firm], schedule.baseline[firm]))
      }
    }
    spendable += alliance.joiningCosts.reduce(0, +)
    // However much firms may contribute or grants may give, no more of it is asked for than can be spent.
    let contributable = alliance.contributionMaximums.reduce(0, +) * Double(alliance.periods.count)
    let drawable = alliance.description.grants.reduce(contributable) { $0 + $1.amount.total }
    money = Self.positive(budgets.reduce(0, +) + min(drawable, spendable), spendable)
    levels = alliance.levers.map { schedule in
      Self.positive(zip(schedule.upper, schedule.baseline).map { max($0, $1) }.max() ?? 0)
    }
    indexLevels = alliance.decided.map { variable in
      Self.positive(zip(variable.upper, variable.baseline).map { max(abs($0), abs($1)) }.max() ?? 0)
    }
    products = alliance.index.effects.map { effect in effect.second.map { [effect.variable, $0] } ?? [] }
    let reaches = Self.reaches(in: alliance)
    index = Self.positive(reaches.max() ?? 0)
    gain = Self.positive(Self.outputReach(of: alliance, reaches), reaches.reduce(0, +))
    objective =
      switch alliance.description.objective {
      case .gain, .worstGain: gain
      case .netValue: max(alliance.description.outputValue * gain, money)
      case .cost: money
      }
    benefit = max(
      gain * Self.positive(alliance.description.outputValue), alliance.description.contributions == nil ? 0 : money)
    rules = alliance.description.rules.map { [money, gain, benefit] rule in
      switch rule.demand {
      case .gainFloor: gain
      case .winWin: benefit
      case .risk(let limit): money * Self.positive(alliance.firms.figures(limit.column).max() ?? 0)
      // Rows of decisions are counted in ones, or in the largest risk.
      case .partners, .apart, .together, .requires: 1 / Formulation.fineness
      case .selectionRisk(let limit):
        Self.positive(alliance.firms.figures(limit.column).max() ?? 0) / Formulation.fineness
      case .groupShare, .eachMember, .spendingCap, .proportion: money
      }
    }
    rates = alliance.description.rules.map { [money, gain] rule in
      guard case .proportion(let proportion) = rule.demand else { return money }
      return money / Self.positive(proportion.figures(in: alliance.firms)?.reduce(0, +) ?? gain)
    }
  }

  /// The size of what `element` counts.
  func size(of element: ProgramElement) -> Double {
    switch element {
    // A decision is counted in ones, whatever the fineness.
    case .join, .switchedOn, .switchCount, .piece: 1 / Formulation.fineness
    case .stock(let lever, _, _): indexLevels[lever]
    case .pieceLevel(let effect, let isFirst, _, _, _): sizes(ofProduct: effect)[isFirst ? 0 : 1]
    case .levelProduct(let effect, _, _): sizes(ofProduct: effect).reduce(1, *)
    case .link(let link, _, _), .linkSum(let link, _, _): indexLevels[levels.count + link]
    case .ifJoined(let bounded, _): size(of: bounded)
    case .raise(let lever, _, _), .lowering(let lever, _, _), .headcount(let lever, _, _),
      .secondedIn(let lever, _, _), .secondedOut(let lever, _, _), .hiring(let lever, _, _), .level(let lever, _, _),
      .secondmentBalance(let lever, _):
      levels[lever]
    case .product, .curvedGain, .tangent: isOutputBent ? index : gain
    case .effectLevel(let effect, _, _): indexLevels[effectVariables[effect]]
    case .indexGain: index
    case .outputTangent, .gain, .totalGain, .gainBasis, .targetGain, .memberGain, .smallestGain, .smallestGainOf,
      .prudence:
      gain
    case .objectiveFloor: objective
    case .coalition: 1
    case .rule(let position, _, _, _): rules[position]
    case .rate(let position, _), .rateSpread(let position, _), .tolerance(let position, _): rates[position]
    case .memberLimit, .spending, .contribution, .contributions, .grant, .grantLimit, .match, .poolUse, .pooling,
      .carried, .budget,
      .allocation, .totalAllocation, .memberContribution, .totalContribution:
      money
    }
  }

  /// The sizes of the two levels of a product.
  private func sizes(ofProduct effect: Int) -> [Double] { products[effect].map { indexLevels[$0] } }

  /// How far each firm's index can move in each period, by entry.
  private static func reaches(in alliance: Alliance) -> [Double] {
    var reaches = [Double](repeating: 0, count: alliance.firms.count * alliance.periods.count)
    for effect in alliance.index.effects {
      let variable = alliance.decided[effect.variable]
      for (entry, factor) in effect.factor.enumerated() where factor != 0 {
        let least = effect.transform.value(at: variable.lower[entry])
        let greatest = effect.transform.value(at: variable.upper[entry])
        let rise = effect.isProduct ? max(abs(least), abs(greatest)) : abs(greatest - least)
        let others = effect.multipliers + [effect.second].compactMap(\.self)
        let part = others.reduce(abs(factor) * rise) {
          $0 * max(abs(alliance.decided[$1].lower[entry]), abs(alliance.decided[$1].upper[entry]))
        }
        if part.isFinite { reaches[entry] += part }
      }
    }
    return reaches
  }

  /// How far the outputs of all firms and periods can move in all: as far as the indices where they are the outputs.
  private static func outputReach(of alliance: Alliance, _ reaches: [Double]) -> Double {
    guard alliance.bendsOutput else { return reaches.reduce(0, +) }
    var sum = 0.0
    for firm in alliance.firms.ids.indices {
      for period in alliance.periods.indices {
        let start = alliance.baselineIndex(firm: firm, period: period)
        let rise = alliance.model.response.rise(
          from: start, by: reaches[alliance.entry(firm: firm, period: period)])
        if rise.isFinite { sum += rise }
      }
    }
    return sum
  }

  /// The size of `limit`, in its unit.
  func size(ofLimit limit: RuleLimit) -> Double {
    limit.unit == .percentagePoint ? 1 : rules[limit.rule]
  }

  /// The size of what the rule at `position` counts.
  func size(ofRule position: Int) -> Double {
    rules[position]
  }

  /// The first of `candidates` that is a positive number, else 1.
  private static func positive(_ candidates: Double...) -> Double {
    candidates.first { $0.isFinite && $0 > 0 } ?? 1
  }
}
