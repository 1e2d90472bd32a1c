/// Where a bound of a lever comes from.
public enum BoundSource: Sendable, Hashable {
  /// A column of the firm file.
  case column(String)
  /// A key of the lever in the alliance file: `min`, `max` or `max_increase`.
  case lever(key: String)
  /// The baseline itself: the lever does not fall, or is already at the edge of the fitted range.
  case baseline
  /// The baseline less the share that the firm may lend.
  case secondment
  /// The edge of the data that the model was fitted on.
  case fittedRange
  /// A switch is on or off, and nothing beyond.
  case onOrOff
}

/// A lever as it applies to every firm: flat arrays with one entry a firm.
public struct LeverSchedule: Sendable {
  /// The lever.
  public let lever: Lever
  /// The level without a plan.
  public let baseline: [Double]
  /// The least level in every period.
  public let lower: [Double]
  /// The greatest level in every period.
  public let upper: [Double]
  /// Currency per unit and period.
  public let unitCost: [Double]
  /// What each firm's stock is before the first period; empty without a stock.
  public let initialStock: [Double]
  /// The greatest stock of each firm in each period, by entry as in `Alliance`; infinite where nothing limits it, empty
  /// without a stock.
  public let greatestStock: [Double]
  /// What set `lower`.
  public let lowerSource: [BoundSource]
  /// What set `upper`.
  public let upperSource: [BoundSource]
}

extension LeverSchedule {
  /// The schedule of `lever`, and what is wrong with it.
  ///
  /// `fitted` is the range of the lever's variable in the data that the model was fitted on, nil when not known. The
  /// level falls only where the user allows it, and never rises beyond `fitted` (or the baseline, where that is already
  /// higher) unless the lever says `extrapolate`. Where a stock is the variable, it is the stock that stays in `fitted`.
  init(
    _ lever: Lever, firms: FirmTable, periods: Int, fitted: ClosedRange<Double>?, problems: inout [AllianceProblem]
  ) {
    let columns = LeverColumns(of: lever.variable)
    let reader = CellReader(firms: firms)
    let baseline = reader.notNegative(lever.variable, default: 0, problems: &problems)
    let minimum = reader.optionalNotNegative(columns.minimum, problems: &problems)
    let maximum = reader.optionalNotNegative(columns.maximum, problems: &problems)
    let unitCost = reader.notNegative(
      columns.unitCost, default: lever.unitCost, emptyIsDefault: true, problems: &problems)
    let initialStock = lever.initialStock(baseline: baseline, reader, problems: &problems)
    var greatestStock: [Double] = []
    var lower: [Double] = []
    var upper: [Double] = []
    var lowerSource: [BoundSource] = []
    var upperSource: [BoundSource] = []
    for firm in 0..<firms.count {
      let floor = lever.floor(column: minimum?[firm], baseline: baseline[firm])
      var ceiling = lever.ceiling(
        column: maximum?[firm], baseline: baseline[firm], fitted: lever.stock == nil ? fitted : nil)
      if let stock = lever.stock {
        let isFree = fitted == nil || (lever.extrapolate && ceiling.level.isFinite)
        let greatest = Self.ceilings(
          stock, baseline: baseline[firm], initial: initialStock[firm],
          edge: isFree ? .infinity : fitted?.upperBound ?? .infinity, periods: periods)
        greatestStock += greatest
        if ceiling.level.isInfinite, !isFree {
          ceiling.level = Self.reach(
            stock, baseline: baseline[firm], lower: floor.level, initial: initialStock[firm], ceilings: greatest,
            lag: lever.lag)
        }
      }
      lower.append(floor.level)
      lowerSource.append(floor.source)
      upper.append(ceiling.level)
      upperSource.append(ceiling.source)
    }
    self.lever = lever
    self.baseline = baseline
    self.lower = lower
    self.upper = upper
    self.unitCost = unitCost
    self.initialStock = initialStock
    self.greatestStock = greatestStock
    self.lowerSource = lowerSource
    self.upperSource = upperSource
    problems += crossings(of: firms) + shortHirings(of: firms) + refunds(of: firms) + switchValues(of: firms)
  }

  /// The firms whose least level lies above their greatest.
  private func crossings(of firms: FirmTable) -> [AllianceProblem] {
    // A baseline that is no amount is a problem of its own, from which crossed bounds only follow.
    let crossing = (0..<firms.count).filter { lower[$0] > upper[$0] && baseline[$0] >= 0 }
    return farthest(of: crossing) { lower[$0] - upper[$0] }.map { firm in
      let holdsForAll = lowerSource[firm] == .lever(key: "min") && upperSource[firm] == .lever(key: "max")
      let fact = AllianceFact.boundsCross(
        holdsForAll ? nil : firms.ids[firm], lever: lever.variable, minimum: lowerSource[firm], from: lower[firm],
        maximum: upperSource[firm], to: upper[firm])
      return AllianceProblem(fact, at: place(of: firm))
    }
  }

  /// The firms that would have to hire more heads in the first period than they may.
  private func shortHirings(of firms: FirmTable) -> [AllianceProblem] {
    guard case .talent(let hireMaximum?, nil) = lever.kind else { return [] }
    let short = (0..<firms.count).filter { lower[$0] > baseline[$0] + hireMaximum && lower[$0] <= upper[$0] }
    return farthest(of: short) { lower[$0] - baseline[$0] }.map { firm in
      let fact = AllianceFact.hiringTooSlow(
        firms.ids[firm], lever: lever.variable, minimum: lower[firm], reachable: baseline[firm] + hireMaximum)
      return AllianceProblem(fact, at: place(of: firm))
    }
  }

  /// Of all `firms` whose bounds are written in one place the one that misses by most: a change there that serves it
  /// serves the others too. None where a key of the lever is out of its range, from which the rest only follows.
  private func farthest(of firms: [Int], by distance: (Int) -> Double) -> [Int] {
    guard lever.hasAllowedBounds else { return [] }
    var chosen: [AlliancePlace: Int] = [:]
    for firm in firms {
      let place = place(of: firm)
      if let other = chosen[place], distance(other) >= distance(firm) { continue }
      chosen[place] = firm
    }
    return chosen.values.sorted()
  }

  /// Where a firm's bounds are written: its own cell if there is one, else the lever.
  private func place(of firm: Int) -> AlliancePlace {
    for source in [lowerSource[firm], upperSource[firm]] {
      if case .column(let column) = source { return .cell(firm: firm, column: column) }
    }
    for source in [lowerSource[firm], upperSource[firm]] {
      if case .lever(let key) = source { return .key(["levers", lever.variable, key]) }
    }
    return .key(["levers", lever.variable])
  }

  /// The firms for which a unit brings back more than it costs, so that money could be made of nothing.
  private func refunds(of firms: FirmTable) -> [AllianceProblem] {
    guard case .investment(let refund) = lever.kind, refund > 0 else { return [] }
    let key = AlliancePlace.key(["levers", lever.variable, "refund"])
    let column = LeverColumns(of: lever.variable).unitCost
    guard let own = firms.column(column) else {
      guard refund > lever.unitCost else { return [] }
      let fact = AllianceFact.refundAboveUnitCost(
        nil, lever: lever.variable, refund: refund, unitCost: lever.unitCost)
      return [AllianceProblem(fact, at: key)]
    }
    return (0..<firms.count).filter { refund > unitCost[$0] }.map { firm in
      let fact = AllianceFact.refundAboveUnitCost(
        firms.ids[firm], lever: lever.variable, refund: refund, unitCost: unitCost[firm])
      return AllianceProblem(fact, at: own.texts[firm] == nil ? key : .cell(firm: firm, column: column))
    }
  }
}

extension Lever {
  /// Whether the figures that bound the level lie in their ranges; one that does not is a problem by itself.
  var hasAllowedBounds: Bool {
    let increase: Double? =
      switch maximumIncrease {
      case .amount(let value), .share(let value): value
      case nil: nil
      }
    let amounts = [minimum, maximum, increase].compactMap(\.self)
    let share = secondment?.maximumShareOut ?? 0
    return amounts.allSatisfy { AllowedRange.notNegative.contains($0) && $0 <= AllowedRange.largest }
      && AllowedRange.share.contains(share)
  }

  /// What each firm's stock is before the first period: the column, else the stock that the baseline keeps as it is, b/δ.
  fileprivate func initialStock(
    baseline: [Double], _ reader: CellReader, problems: inout [AllianceProblem]
  ) -> [Double] {
    guard let stock else { return [] }
    let column = reader.optionalNotNegative(LeverColumns(of: variable).stock, problems: &problems)
    return baseline.indices.map { firm in
      if let own = column?[firm], !own.isNaN { return own }
      return stock.depreciation > 0 ? baseline[firm] / stock.depreciation : 0
    }
  }

  /// The least level of a firm, and what says so. Heads are hired for good, so a talent lever falls by lending alone.
  fileprivate func floor(column: Double?, baseline: Double) -> (level: Double, source: BoundSource) {
    var floor: (level: Double, source: BoundSource)?
    if let column, !column.isNaN {
      floor = (column, .column(LeverColumns(of: variable).minimum))
    } else if let minimum {
      floor = (minimum, .lever(key: "min"))
    }
    if case .switch(_, let canSwitchOff) = kind {
      let least = canSwitchOff ? (level: 0, source: BoundSource.onOrOff) : (baseline, .baseline)
      guard let floor, floor.level >= least.level else { return least }
      return floor
    }
    guard case .talent(_, let secondment) = kind else { return floor ?? (baseline, .baseline) }
    let lent = secondment.map { (level: baseline * (1 - $0.maximumShareOut), source: BoundSource.secondment) }
    let reachable = lent ?? (baseline, .baseline)
    guard let floor, floor.level >= reachable.level else { return reachable }
    return floor
  }

  /// The greatest level of a firm, and what says so.
  fileprivate func ceiling(
    column: Double?, baseline: Double, fitted: ClosedRange<Double>?
  ) -> (level: Double, source: BoundSource) {
    var ceiling: (level: Double, source: BoundSource)
    if let column, !column.isNaN {
      ceiling = (column, .column(LeverColumns(of: variable).maximum))
    } else if let maximum {
      ceiling = (maximum, .lever(key: "max"))
    } else if isSwitch {
      ceiling = (1, .onOrOff)
    } else if let maximumIncrease {
      ceiling = (maximumIncrease.level(above: baseline), .lever(key: "max_increase"))
    } else {
      ceiling = (.infinity, .fittedRange)
    }
    guard !extrapolate || ceiling.level.isInfinite, let fitted else { return ceiling }
    let reach = isSwitch ? fitted.upperBound.rounded(.down) : fitted.upperBound
    let edge = max(reach, baseline)
    if ceiling.level > edge { ceiling = (edge, .fittedRange) }
    return ceiling
  }
}
