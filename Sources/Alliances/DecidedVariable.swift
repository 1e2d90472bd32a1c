/// A variable of the model's formula that the plan decides, as each firm sees it in each period.
///
/// What enters the formula is called the *index level*. For a lever it follows from the firm's own levels of that lever.
/// Arrays are flat with one entry a firm and period, as in `Alliance`.
public struct DecidedVariable: Sendable {
  /// The name in the formula.
  public let name: String
  /// What decides it.
  public let source: Source
  /// The index level without a plan.
  public let baseline: [Double]
  /// The least index level that any plan can bring about.
  public let lower: [Double]
  /// The greatest index level that any plan can bring about.
  public let upper: [Double]

  /// Whether the index level is either 0 or 1.
  public let isOnOrOff: Bool

  /// What decides a variable.
  public enum Source: Sendable, Hashable {
    /// The lever at a position of the alliance.
    case lever(Int)
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
    baseline = inFormula(schedule.baseline)
    lower = inFormula(schedule.lower)
    let upper = inFormula(schedule.upper)
    self.upper = schedule.greatestStock.isEmpty ? upper : zip(upper, schedule.greatestStock).map(min)
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
    }
  }
}

extension Alliance {
  /// The index levels that follow from `planned`, the levels of every lever by lever and entry: by decided variable and
  /// entry.
  public func indexLevels(of planned: [[Double]]) -> [[Double]] {
    decided.map { variable in
      switch variable.source {
      case .lever(let lever): inFormula(planned[lever], of: levers[lever])
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
}
