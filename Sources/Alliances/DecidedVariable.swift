/// A variable of the model's formula that the plan decides, as each firm sees it in each period.
///
/// What enters the formula is called the *index level*. For a lever it follows from the firm's own levels of that lever; for
/// a link from who joins and what other firms decide. Arrays are flat with one entry a firm and period, as in `Alliance`.
public struct DecidedVariable: Sendable {
  /// The name in the formula.
  public let name: String
  /// What decides it.
  public let source: Source
  /// The index level without a plan.
  public let baseline: [Double]
  /// The least index level that any plan can bring about while the firm is in the alliance.
  public let lower: [Double]
  /// The greatest index level that any plan can bring about.
  public let upper: [Double]
  /// Whether the index level is either 0 or 1.
  public let isOnOrOff: Bool

  /// Whether the index level is a figure with a sum of decisions, each times a weight of 0 or more.
  public let isMadeOfDecisions: Bool

  /// What decides a variable.
  public enum Source: Sendable, Hashable {
    /// The lever at a position of the alliance.
    case lever(Int)
    /// The link at a position of the alliance.
    case link(Int)
  }
}

extension DecidedVariable {
  /// The lever at `position`, whose figures are `schedule`, over so many periods.
  init(_ schedule: LeverSchedule, at position: Int, periods: Int) {
    func inFormula(_ figures: [Double]) -> [Double] {
      figures.indices.flatMap { schedule.inFormula(constant: figures[$0], firm: $0, periods: periods) }
    }
    name = schedule.lever.variable
    source = .lever(position)
    isOnOrOff = schedule.lever.isOnOrOffInFormula
    isMadeOfDecisions = isOnOrOff
    baseline = inFormula(schedule.baseline)
    lower = inFormula(schedule.lower)
    let upper = inFormula(schedule.upper)
    self.upper = schedule.greatestStock.isEmpty ? upper : zip(upper, schedule.greatestStock).map(min)
  }

  /// The link at `position`, whose figures are `schedule`, among firms of which the first `members` are members, over so
  /// many periods.
  init(_ schedule: LinkSchedule, at position: Int, levers: [LeverSchedule], members: Int, periods: Int) {
    let firms = schedule.baseline.indices
    var (least, greatest) = (schedule.baseline.map { _ in 0.0 }, schedule.baseline.map { _ in 0.0 })
    if case .counts(let weights) = schedule.addition {
      greatest = weights
    } else if let lever = schedule.lever, levers.indices.contains(lever) {
      let summed = levers[lever]
      // A candidate that stays out adds nothing.
      least = firms.map { $0 < members ? summed.lower[$0] - summed.baseline[$0] : min(0, summed.lower[$0]) }
      greatest = firms.map { $0 < members ? summed.upper[$0] - summed.baseline[$0] : max(0, summed.upper[$0]) }
    }
    let range = schedule.range(least: least, greatest: greatest, members: members)
    func overPeriods(_ figures: [Double]) -> [Double] {
      figures.flatMap { [Double](repeating: $0, count: periods) }
    }
    name = schedule.link.variable
    source = .link(position)
    isOnOrOff = false
    isMadeOfDecisions = if case .counts = schedule.addition { true } else { false }
    baseline = overPeriods(schedule.baseline)
    lower = overPeriods(range.lower)
    upper = overPeriods(range.upper)
  }

  /// All index levels at `entries`, with a plan and without; nil where bounds cross.
  func range(over entries: Range<Int>) -> ClosedRange<Double>? {
    guard let least = zip(lower[entries], baseline[entries]).map(min).min(),
      let greatest = zip(upper[entries], baseline[entries]).map(max).max(),
      entries.allSatisfy({ lower[$0] <= upper[$0] })
    else { return nil }
    return least...greatest
  }

  /// The key of the alliance file that makes the variable a decided one.
  var path: [String] {
    switch source {
    case .lever: ["levers", name]
    case .link: ["links", name]
    }
  }
}

extension Alliance {
  /// The index levels that follow from `planned`, the levels of every lever by lever and entry, where the firms with `isIn`
  /// are in the alliance: by decided variable and entry. Firms that are not in it have levels of 0.
  public func indexLevels(of planned: [[Double]], isIn: [Bool]) -> [[Double]] {
    decided.map { variable in
      switch variable.source {
      case .lever(let lever): inFormula(planned[lever], of: levers[lever])
      case .link(let link): linked(links[link], planned, isIn: isIn)
      }
    }
  }

  /// What enters the formula for one lever, by entry.
  private func inFormula(_ planned: [Double], of schedule: LeverSchedule) -> [Double] {
    guard schedule.lever.lag > 0 || schedule.lever.stock != nil else { return planned }
    return firms.ids.indices.flatMap { firm in
      schedule.inFormula(Array(planned[entry(firm: firm, period: 0)..<entry(firm: firm + 1, period: 0)]), firm: firm)
    }
  }

  /// The figures of one link, by entry.
  private func linked(_ schedule: LinkSchedule, _ planned: [[Double]], isIn: [Bool]) -> [Double] {
    var figures = [Double](repeating: 0, count: firms.count * periods.count)
    for period in periods.indices {
      let counted = firms.ids.indices.map { firm -> Double in
        guard isIn[firm] else { return 0 }
        if case .counts(let weights) = schedule.addition { return weights[firm] }
        guard let lever = schedule.lever else { return 0 }
        let level = planned[lever][entry(firm: firm, period: period)]
        return isCandidate(firm) ? level : level - levers[lever].baseline[firm]
      }
      for (firm, figure) in schedule.figures(adding: counted, members: memberCount).enumerated() {
        figures[entry(firm: firm, period: period)] = figure
      }
    }
    return figures
  }
}
