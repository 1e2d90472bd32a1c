import Alliances
import LinearProgramming

/// A plan: what every firm gets, what that yields, what the limits cost, and the evidence that no plan does better.
///
/// Amounts of money are in the alliance's currency, outputs in the unit of the model's response. Firms, levers, periods
/// and rules stand in the order of the alliance.
public struct Plan: Sendable {
  /// The alliance that was planned.
  public let alliance: Alliance
  /// The figure that the alliance asks to be large or small, with the bound that proves it.
  public let objective: ObjectiveValue
  /// Sums over firms and periods.
  public let totals: Totals
  /// One entry a firm in the alliance: the members, then the candidates that join.
  public let firms: [FirmPlan]
  /// One entry a candidate.
  public let partners: [PartnerChoice]
  /// One entry a period.
  public let money: [PeriodMoney]
  /// One entry a rule that has a price.
  public let rules: [RulePrice]
  /// One entry a rule about who joins.
  public let partnerRules: [PartnerRule]
  /// One entry a budget, then one a grant, or one a period of it.
  public let prices: [FundPrice]
  /// What pooling is worth; nil where all contributions may pay for any firm.
  public let pooling: PoolingPrice?
  /// What reaching the target gain costs; nil without one.
  public let target: TargetPrice?
  /// The check of the program's optimality, made without the solver. Where several programs were solved one after
  /// another, as for the smallest gains, it is the check of the one that passed it worst.
  public let certificate: Certificate
  /// One entry a grant.
  public let grants: [GrantUse]
  /// Everything a reader should know before relying on the plan.
  public let warnings: [PlanWarning]
  /// Values that the model was not fitted on.
  public let outsideFittedRange: [OutsideFittedRange]
  /// What stops money that stays unspent; nil when nothing of note does.
  public let idleMoney: IdleMoney?
  /// What firms may contribute and are not asked for, over the horizon, and why; nil when that is nothing of note.
  public let unusedContributions: IdleMoney?
  /// The size of the linear program, tangents included.
  public let program: ProgramSize
  /// The solver that was used, such as `GLPK 5.0`.
  public let solver: String
  /// What the search for the plan of a similar alliance may begin with; nil where the solver told too little.
  public let start: PlanStart?

  /// The figure that was made as large as can be, or as small.
  public struct ObjectiveValue: Sendable, Hashable {
    /// What the figure is.
    public let kind: Objective
    /// The figure of the plan by the model itself, not by its linearisation: an output for `gain` and `worstGain`, an
    /// amount of currency for `netValue` and `cost`; discounted.
    public let value: Double
    /// No plan does better than this.
    public let bound: Double
    /// The distance from value to bound relative to the value, or to a tenth of what such a figure could be in the
    /// alliance where the value is next to nothing; below rounding for a linear response.
    public let gap: Double
  }

  /// Sums over the firms and the periods.
  public struct Totals: Sendable, Hashable {
    /// Discounted gain [output].
    public let gain: Double
    /// `outputValue`·gain − spending, with what joining costs, discounted [currency].
    public let netValue: Double
    /// Cost of the levers, undiscounted [currency].
    public let spending: Double
    /// What the firms put in, undiscounted [currency].
    public let contributions: Double
    /// What is drawn of all grants, undiscounted [currency].
    public let grants: Double
    /// What it costs that candidates join [currency].
    public let joiningCosts: Double
    /// Output without the plan, undiscounted [output].
    public let baselineOutput: Double
    /// Output with the plan, undiscounted [output].
    public let output: Double
    /// Discounted gain counted on the model's expected output, where the plan was made on the index; else nil.
    public let expectedGain: Double?
  }

  /// The number of columns, rows and non-zero coefficients of a program.
  public struct ProgramSize: Sendable, Hashable {
    /// Variables.
    public let columns: Int
    /// Constraints.
    public let rows: Int
    /// Coefficients other than 0.
    public let nonzeros: Int
    /// Variables that must be whole numbers: decisions.
    public let integers: Int
    /// Tangents among the rows.
    public let tangents: Int
  }
}

extension Plan {
  /// The gap up to which a plan with products of levels counts as the best one.
  private static let gapOfProducts = 1e-4

  /// Whether a search stopped short of its aim, so that the gap is what is known of better plans.
  public var isStopped: Bool {
    warnings.contains {
      switch $0 {
      case .tangentsStopped, .rateSearchStopped, .searchStopped: true
      case .productsNearly(_, _, _, _, let gap): gap > Self.gapOfProducts
      default: false
      }
    }
  }
}

/// The money of one period [currency].
public struct PeriodMoney: Sendable, Hashable {
  /// The period.
  public let period: String
  /// What arrives of the budget.
  public let budget: Double
  /// What the firms put in.
  public let contributions: Double
  /// What is drawn of all grants.
  public let grants: Double
  /// What is spent, with what joining costs.
  public let spending: Double
  /// What it costs that candidates join, as part of what is spent.
  public let joiningCosts: Double
  /// What is carried into the next period, or left over after the last. Contributions that are not pooled and not spent
  /// stay with the firms.
  public let carried: Double
  /// What is not spent: carried on, left over after the last period, or lost where nothing carries over.
  public let unspent: Double
}
