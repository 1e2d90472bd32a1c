import Alliances
import Planning
import Regression

/// What the levels of one plan come to under any parameters of the model: the figure that the alliance makes large.
///
/// The figure is the discounted gain, the net value, or the smallest gain of a member, as the alliance asks; where it
/// asks for the least cost of a target it is the gain.
struct PlanFigure: Sendable {
  private let alliance: Alliance
  private let termCount: Int
  /// Figures up to this are rounding.
  let rounding: Double
  /// Discounted spending [currency].
  private let spending: Double
  /// By firm: the discounted change of every term, where outputs are straight in the index; else empty.
  private let changesOfFirms: [Double]
  /// Where they are not: the terms without the plan and their change, by row.
  private let before: [Double]
  private let change: [Double]
  /// The firm and the discount factor of each row.
  private let rows: [(firm: Int, discount: Double)]

  /// The figure of `plan`, which may have been made with other parameters than those of `alliance`.
  init(_ plan: Plan, of alliance: Alliance, _ terms: TermRows) {
    self.alliance = alliance
    // What an alliance that asks for the least cost is compared by is its gain.
    rounding = alliance.description.objective.isMinimised ? alliance.rounding.gain : alliance.rounding.objective
    termCount = terms.count
    spending = plan.alliance.description.outputValue * plan.totals.gain - plan.totals.netValue
    let (baseline, planned) = plan.indexLevels(in: alliance)
    var (changesOfFirms, before, change) = ([Double](), [Double](), [Double]())
    var rows: [(firm: Int, discount: Double)] = []
    if !alliance.bendsOutput {
      changesOfFirms = [Double](repeating: 0, count: alliance.firms.count * terms.count)
    }
    var (own, other) = ([Double](repeating: 0, count: terms.count), [Double](repeating: 0, count: terms.count))
    for firm in plan.firms.map(\.position) {
      for (period, discount) in alliance.discountFactors.enumerated() {
        let entry = alliance.entry(firm: firm, period: period)
        terms.write(entry: entry, levels: baseline, attributes: terms.attributes, into: &own)
        terms.write(entry: entry, levels: planned, attributes: terms.attributes, into: &other)
        guard own != other else { continue }
        if alliance.bendsOutput {
          rows.append((firm, discount))
          before += own
          change += zip(other, own).map { $0 - $1 }
        } else {
          for term in own.indices { changesOfFirms[firm * terms.count + term] += discount * (other[term] - own[term]) }
        }
      }
    }
    self.changesOfFirms = changesOfFirms
    self.before = before
    self.change = change
    self.rows = rows
  }

  /// The discounted gain of every firm of the alliance by `model` [output].
  func gains(by model: InnovationModel) -> [Double] {
    let coefficients = model.coefficients
    guard alliance.bendsOutput else {
      return alliance.firms.ids.indices.map { product(coefficients, changesOfFirms, from: $0 * termCount) }
    }
    var gains = [Double](repeating: 0, count: alliance.firms.count)
    for (position, row) in rows.enumerated() {
      let start = product(coefficients, before, from: position * termCount)
      let rise = product(coefficients, change, from: position * termCount)
      gains[row.firm] += row.discount * alliance.rise(by: model, from: start, change: rise)
    }
    return gains
  }

  /// The figure by `model`.
  func value(by model: InnovationModel) -> Double {
    let gains = gains(by: model)
    let figure =
      switch alliance.description.objective {
      case .gain, .cost: gains.reduce(0, +)
      case .netValue: alliance.description.outputValue * gains.reduce(0, +) - spending
      case .worstGain: gains[..<alliance.memberCount].min() ?? 0
      }
    return figure.orZero(within: rounding)
  }
}

extension Plan {
  /// What enters the formula without the plan and with it, by decided variable and entry of `alliance`.
  fileprivate func indexLevels(in alliance: Alliance) -> (baseline: [[Double]], planned: [[Double]]) {
    let baseline = alliance.decided.map(\.baseline)
    var planned = baseline
    for firm in firms {
      for (period, own) in firm.periods.enumerated() {
        let entry = alliance.entry(firm: firm.position, period: period)
        for (variable, level) in own.indexLevels.enumerated() { planned[variable][entry] = level.planned }
      }
    }
    return (baseline, planned)
  }
}
