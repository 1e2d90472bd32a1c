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

/// What one firm gets.
public struct FirmPlan: Sendable {
  /// The position of the firm in the alliance.
  public let position: Int
  /// Whether the firm is in the alliance: a member, or a candidate that joins.
  public let isInAlliance: Bool
  /// The firm.
  public let id: FirmID
  /// Its name.
  public let name: String
  /// Discounted gain [output].
  public let gain: Double
  /// Cost of its levers over the horizon [currency].
  public let spending: Double
  /// What it puts in over the horizon [currency].
  public let contribution: Double
  /// One entry a period.
  public let periods: [FirmPeriod]
}

/// What one firm gets in one period.
public struct FirmPeriod: Sendable {
  /// Output without the plan.
  public let baselineOutput: Double
  /// Output with the plan.
  public let output: Double
  /// Cost of the levers [currency].
  public let spending: Double
  /// What the firm puts in [currency].
  public let contribution: Double
  /// One entry a lever.
  public let levers: [LeverLevel]
  /// What enters the formula, one entry a decided variable of the alliance.
  public let indexLevels: [IndexLevel]
}

/// What enters the formula for a variable that the plan decides.
public struct IndexLevel: Sendable, Hashable {
  /// The figure without the plan.
  public let baseline: Double
  /// The figure with the plan.
  public let planned: Double
}

/// The level of one lever of a firm in a period.
public struct LeverLevel: Sendable, Hashable {
  /// The level without the plan.
  public let baseline: Double
  /// The level with the plan.
  public let planned: Double
  /// What the change costs [currency]; negative when it brings money back.
  public let cost: Double
  /// Heads hired in this period; 0 for an investment.
  public let hired: Double
  /// Heads received less heads lent in this period; 0 for an investment.
  public let seconded: Double
  /// Whether the level stands at its least, at its greatest, or between.
  public let position: Position

  /// Whether a switch is on that is off without the plan.
  var isOnBeyondBaseline: Bool { planned > baseline + 0.5 }

  /// Where a level stands between its bounds.
  public enum Position: Sendable, Hashable {
    /// At the least level.
    case atLower
    /// Between the bounds.
    case between
    /// At the greatest level.
    case atUpper
    /// The bounds leave no choice.
    case fixed
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

/// What a limit costs: the change of the objective's figure per unit by which the limit is moved.
public struct ShadowPrice: Sendable, Hashable {
  /// The change per unit of the limit; positive when a greater limit raises the figure, whether that is wanted or not.
  public let price: Double
  /// The least value of the limit at which the price holds.
  public let from: Double
  /// The greatest value of the limit at which the price holds.
  public let to: Double
  /// What takes over beyond `to`; nil where nothing does or the response bends.
  public let limitAbove: ProgramElement?
  /// What takes over below `from`; nil where nothing does or the response bends.
  public let limitBelow: ProgramElement?
  /// How `from` and `to` were found.
  public let basis: Basis

  /// How the range of a price is to be read.
  public enum Basis: Sendable, Hashable {
    /// The price is the same over the whole range, exactly: the program is linear.
    case exact
    /// The price changes all along, since the response bends; over the range it stays within one hundredth.
    case withinOnePercent
    /// The price and its range are those of the program in which each curve that bends upwards is its tangent at the plan.
    case linearised
    /// The price is that of the plan; over which range it holds was not found in time, so `from` and `to` are the limit.
    case notSearched
    /// The change that moving the limit from `from` to `to` makes, per unit, found by planning anew.
    case difference
  }
}

/// What the target gain costs.
public struct TargetPrice: Sendable, Hashable {
  /// The target [output].
  public let gain: Double
  /// Currency per unit of output.
  public let price: ShadowPrice
}

/// What a rule costs.
public struct RulePrice: Sendable, Hashable {
  /// The rule.
  public let rule: Rule
  /// How far the plan stays from the nearest limit of the rule, in the unit of the limit.
  public let slack: Double
  /// The limit of the rule that is nearest or binds.
  public let limit: Limit
  /// The cost of the limit per `unit`; 0 when the rule does not bind.
  public let price: ShadowPrice

  /// A limit of a rule.
  public struct Limit: Sendable, Hashable {
    /// The key of the limit in the alliance file, such as `max_share`.
    public let key: String
    /// The value of the limit.
    public let value: Double
    /// The unit in which the limit is moved for its price.
    public let unit: Unit
  }

  /// The unit of a limit.
  public enum Unit: Sendable, Hashable {
    /// A hundredth of a share: limits are shares, prices are per percentage point.
    case percentagePoint
    /// A unit of output.
    case output
    /// A unit of currency.
    case currency
    /// A unit of risk: of a firm's figure of risk times currency.
    case risk
  }
}

/// A fact that a reader should know before relying on a plan.
public enum PlanWarning: Sendable, Hashable {
  /// The plan counts the index of the model, which is not the output that its family expects.
  case plannedOnIndex
  /// The model gives a firm an output below zero, or below the lower limit of its family, without the plan.
  case negativeBaselineOutput([FirmID])
  /// More of a lever lowers the output of these firms, so that the plan never raises it.
  case harmfulLever(String, firms: [FirmID])
  /// A coefficient that drives a lever lies less than two standard errors from 0.
  case uncertainCoefficient(term: String, estimate: Double, standardError: Double)
  /// Prices hold while the decisions, such as who joins, stay as they are in the plan.
  case pricesHoldDecisions
  /// Prices hold while every firm keeps raising, or keeps lowering, what it raises or lowers in the plan.
  case pricesHoldDirections
  /// These rules together allow no spending at all, though money is there and would raise the gain.
  case rulesForbidSpending([String])
  /// Prices hold while the rate stays at which a rule gives firms what is in proportion to their gains.
  case pricesHoldRates
  /// The search for that rate stopped; no plan is better by more than the gap.
  case rateSearchStopped(gap: Double)
  /// The search for the best plan stopped, at a limit of time or of what it looks at, or because someone asked it to; no
  /// plan is better by more than the gap.
  case searchStopped(Termination, gap: Double)
  /// Prices are those of the program in which each curve that bends upwards is its tangent at the plan.
  case pricesOfLinearisation
  /// The time was over before the ranges of all prices were found.
  case rangesNotSearched
  /// These firms get or put in nothing under the rule, since what it shares in proportion to is 0 for them.
  case nothingInProportion(rule: String, of: Measure, firms: [FirmID])
  /// What this lever does enters the formula only after the last of so many periods.
  case lagBeyondHorizon(lever: String, lag: Int, periods: Int)
  /// Two levels are multiplied in `term`, and what stands for the product is off by `error` [output] at this firm, more than
  /// anywhere else; no plan is better by more than the gap.
  case productsNearly(term: String, firm: FirmID, period: String, error: Double, gap: Double)
  /// The tangents stopped short of their aim; the gap says how far.
  case tangentsStopped(gap: Double)
}

/// A value of the plan that the model was not fitted on.
public struct OutsideFittedRange: Sendable, Hashable {
  /// The firm.
  public let firm: FirmID
  /// The period.
  public let period: String
  /// The variable.
  public let variable: String
  /// Its value in the plan.
  public let value: Double
  /// The smallest value of the fitted data.
  public let fittedMinimum: Double
  /// The largest value of the fitted data.
  public let fittedMaximum: Double
  /// Whether the value is the firm's own baseline, which no plan changes, rather than a decision.
  public let isBaseline: Bool
}

/// Money that stays unspent, and why.
public struct IdleMoney: Sendable {
  /// How much is left after the last period, or lost on the way without carry-over [currency].
  public let amount: Double
  /// The reasons, the commonest first.
  public let reasons: [Reason]

  /// Why the levers of some firms take no more money.
  public struct Reason: Sendable, Hashable {
    /// The lever.
    public let lever: String
    /// What stops it.
    public let obstacle: Obstacle
    /// The firms that it stops, in at least one period.
    public let firms: [FirmID]
  }

  /// What stops a lever.
  public enum Obstacle: Sendable, Hashable {
    /// Its greatest level.
    case bound(BoundSource)
    /// The most that a firm may hire in a period.
    case hiring
    /// As many firms have switched it on as may.
    case count
    /// More of it would not raise the output.
    case noGain
    /// More of it would cost more than the output is worth that it brings.
    case notWorthIt
    /// These rules, by name, which have a price.
    case rules([String])
    /// That no more of the contributions pays for other firms.
    case pooling
    /// None of its own: rules without a price, or what later periods could pay.
    case otherLimits
  }
}
