extension LeverSchedule {
  /// What enters the formula in each period where a firm's levels are `levels`, one a period.
  ///
  /// With a lag ℓ it is the level of ℓ periods before, xₜ₋ℓ, which before the first period is the baseline. With a stock it
  /// is Kₜ = (1 − δ)·Kₜ₋₁ + xₜ₋ℓ, K₀ being what the firm starts with.
  func inFormula(_ levels: [Double], firm: Int) -> [Double] {
    let delayed = levels.indices.map { $0 < lever.lag ? baseline[firm] : levels[$0 - lever.lag] }
    guard let stock = lever.stock else { return delayed }
    var current = initialStock[firm]
    return delayed.map { level in
      current = (1 - stock.depreciation) * current + level
      return current
    }
  }

  /// What enters the formula in each of `periods` where a firm's level is the same in all of them.
  func inFormula(constant level: Double, firm: Int, periods: Int) -> [Double] {
    inFormula([Double](repeating: level, count: periods), firm: firm)
  }

  /// The level that a stock may need at most to stand at the edge of the fitted range, where the firm builds up no more than
  /// its least level before; at least the baseline.
  static func reach(
    _ stock: Lever.Stock, baseline: Double, lower: Double, initial: Double, ceilings: [Double], lag: Int
  ) -> Double {
    var before = initial
    var reach = baseline
    for period in ceilings.indices {
      if period >= lag { reach = max(reach, ceilings[period] - (1 - stock.depreciation) * before) }
      before = (1 - stock.depreciation) * before + (period < lag ? baseline : lower)
    }
    return reach
  }

  /// The greatest stock of a firm in each period: the edge of the fitted range, or what there is without a plan where that
  /// is more.
  static func ceilings(
    _ stock: Lever.Stock, baseline: Double, initial: Double, edge: Double, periods: Int
  ) -> [Double] {
    var current = initial
    return (0..<periods).map { _ in
      current = (1 - stock.depreciation) * current + baseline
      return max(edge, current)
    }
  }
}
