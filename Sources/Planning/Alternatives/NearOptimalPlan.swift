import Alliances

/// A figure of a plan that firms negotiate about; firms and levers by position.
public enum PlanQuantity: Sendable, Hashable {
  /// What the levers of a firm cost over the horizon, not discounted [currency].
  case spending(firm: Int)
  /// What a firm puts in over the horizon, not discounted [currency].
  case contribution(firm: Int)
  /// The discounted gain of a firm [output].
  case gain(firm: Int)
  /// The level of a lever of a firm, the mean over the periods.
  case level(lever: Int, firm: Int)
}

/// What a plan among those that are nearly as good as the best is looked for.
public enum PlanAim: Sendable, Hashable {
  /// As little of a quantity as can be.
  case least(PlanQuantity)
  /// As much of a quantity as can be.
  case greatest(PlanQuantity)
  /// That a candidate joins, or stays out.
  case joins(firm: Int, Bool)
}

/// A plan as its figures, evaluated by the model.
public struct NearOptimalPlan: Sendable {
  /// The figure of the objective.
  public let objective: Double
  /// Whether each firm is in the alliance, by position.
  public let isIn: [Bool]
  /// What each firm's levers cost over the horizon [currency].
  public let spending: [Double]
  /// What each firm puts in over the horizon [currency].
  public let contributions: [Double]
  /// The discounted gain of each firm [output].
  public let gains: [Double]
  /// The level of each lever in each period, by lever, firm and period; 0 for a firm that stays out.
  public let levels: [[[Double]]]
  /// Whether no plan that is nearly as good goes farther towards its aim; false where curves, or a search that stopped,
  /// leave that open.
  public let isExtreme: Bool

  /// A quantity of the plan.
  public subscript(quantity: PlanQuantity) -> Double {
    switch quantity {
    case .spending(let firm): spending[firm]
    case .contribution(let firm): contributions[firm]
    case .gain(let firm): gains[firm]
    case .level(let lever, let firm): levels[lever][firm].reduce(0, +) / Double(levels[lever][firm].count)
    }
  }

  /// The figures that `reading` evaluates.
  init(_ reading: PlanReading, isExtreme: Bool) {
    let (firms, sizes) = (reading.account.firms, reading.formulation.sizes)
    /// Without what rounding leaves of nothing, which would pass for a difference between plans.
    func settled(_ value: Double, of size: Double) -> Double { abs(value) <= 1e-12 * size ? 0 : value }
    objective = settled(reading.objective.value, of: sizes.objective)
    isIn = firms.map(\.isInAlliance)
    spending = firms.map { settled($0.spending, of: sizes.money) }
    contributions = firms.map { settled($0.contribution, of: sizes.money) }
    gains = firms.map { settled($0.gain, of: sizes.gain) }
    levels = reading.formulation.alliance.levers.indices.map { lever in
      firms.map { firm in firm.periods.map { $0.levers[lever].planned } }
    }
    self.isExtreme = isExtreme
  }
}
