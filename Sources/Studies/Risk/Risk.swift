import Alliances
import Planning
import Regression

/// How sure a plan is, since the coefficients of the model are estimates: what it yields under draws of them, what
/// would be planned if one knew them, and plans that are made with caution.
public struct Risk: Sendable {
  /// The alliance.
  public let alliance: Alliance
  /// How the study was asked for.
  public let settings: Settings
  /// Whether coefficients are drawn independently, since the model tells their standard errors alone.
  public let errorsAreIndependent: Bool
  /// The best plan at the estimates, then those that it is compared with.
  public let plans: [ComparedPlan]
  /// How many principal directions the covariance has.
  public let directionCount: Int
  /// What is left out, and why.
  public let omissions: [Omission]
  /// The figure of the best plan under each draw, in their order; nil where there is none.
  public let bestFigures: [Double?]
  /// The best figure less that of the plan under the same draw, over the draws that have a plan; nil where the alliance
  /// asks for the least cost of a target, or no draw has a plan.
  public let regret: SampleSummary?
  /// The mean of the best figures less the greatest mean figure of a plan that is compared, on the same draws: what it
  /// would be worth to know the coefficients. Nil where there is no regret.
  public let perfectInformation: Double?
  /// One entry a firm, lever and period.
  public let levels: [LevelSpread]
  /// One entry a candidate.
  public let partners: [PartnerChance]
  /// Under how many draws no plan meets all demands.
  public let drawsWithoutPlan: Int
  /// For how many draws planning failed.
  public let failedDraws: Int
  /// The greatest gap that a search left, relative to its figure.
  public let largestGap: Double
  /// Whether a search stopped short of its aim.
  public let isStopped: Bool

  /// How the study is made.
  public struct Settings: Sendable, Hashable {
    /// How many draws of the coefficients.
    public var draws: Int
    /// Their seed.
    public var seed: UInt64
    /// The share of the worst draws whose mean the cautious plan makes large.
    public var tailShare: Double
    /// How many principal directions of the covariance may turn out badly at once.
    public var directionCount: Double
    /// What the proportional plan is proportional to.
    public var basis: ProportionalBasis
    /// How far from that allocations may be, relative to each firm's part.
    public var tolerance: Double
    /// Under how many draws the cautious plans are made anew to correct their promises.
    public var cautiousReplans: Int

    /// Settings; by default 200 draws.
    public init(
      draws: Int = 200, seed: UInt64 = 1, tailShare: Double = 0.1, directionCount: Double = 1,
      basis: ProportionalBasis = .baselineSpending, tolerance: Double = 0, cautiousReplans: Int = 50
    ) {
      self.draws = draws
      self.seed = seed
      self.tailShare = tailShare
      self.directionCount = directionCount
      self.basis = basis
      self.tolerance = tolerance
      self.cautiousReplans = cautiousReplans
    }
  }

  /// How a plan was made.
  public enum Kind: String, Sendable, Hashable {
    /// It has the greatest figure at the estimates.
    case nominal
    /// The same among plans with allocations in proportion to a basis.
    case proportional
    /// It has the greatest mean figure over the worst draws.
    case tail
    /// It has the greatest figure when directions turn out badly.
    case worstCase = "worst_case"
  }

  /// A plan with its figures.
  public struct ComparedPlan: Sendable {
    /// How it was made.
    public let kind: Kind
    /// Its figure at the estimates.
    public let promise: Double
    /// What it can be expected to deliver.
    public let correction: PromiseCorrection?
    /// Its figure under each draw, in their order.
    public let figures: [Double]
    /// The distribution of these.
    public let sample: SampleSummary
    /// The mean of the worst share of these.
    public let tailMean: Double
    /// Its least figure when directions turn out badly; nil where figures are not linear in the coefficients.
    public let worstCase: Double?
    /// The share of draws under which its figure is below 0 by more than rounding.
    public let chanceOfLoss: Double
    /// The share of draws under which its figure is greater than that of the proportional plan; nil for that and
    /// without it.
    public let chanceToBeatProportional: Double?
    /// The share of draws under which its figure is that of the proportional plan, but for rounding; nil for that and
    /// without it.
    public let chanceToEqualProportional: Double?
    /// The cost of its levers and of joining over the horizon [currency].
    public let spending: Double
    /// The level of every lever, by lever and entry; 0 for a firm that is not in the alliance.
    public let levels: [[Double]]
    /// Whether each firm is in the alliance.
    public let isIn: [Bool]
    /// Whether it is only the best of the plans that were made, not of all.
    public let isChosenAmongPlans: Bool
  }

  /// Something that is left out.
  public enum Omission: Sendable, Hashable {
    /// No plan is in proportion to the basis.
    case noProportionalPlan
    /// The plan in proportion to the basis would spend nothing, unlike the plan.
    case proportionalSpendsNothing
    /// The plan with the best mean of the worst draws is one of those that were made, since the obstacle keeps it from
    /// being found among all.
    case tailAmongPlans(PrudenceObstacle)
    /// There is no plan by the mean of the worst draws.
    case noTailPlan(PrudenceObstacle)
    /// There is no plan for the worst case.
    case noWorstCasePlan(PrudenceObstacle)
    /// A cautious plan failed.
    case failed(Kind)
    /// Nobody spends anything without a plan, so that the proportional plan gives equal parts.
    case equalForWantOfSpending
  }

  /// The level of one lever over the draws.
  public struct LevelSpread: Sendable, Hashable {
    /// The firm, by position.
    public let firm: Int
    /// The lever, by position.
    public let lever: Int
    /// The period, by position.
    public let period: Int
    /// The level without a plan.
    public let baseline: Double
    /// The level of the plan; nil for a candidate that it leaves out.
    public let planned: Double?
    /// The quartiles of the level that is best under each draw, over the draws that have the firm in the alliance; nil
    /// where none has.
    public let quartiles: [Double]?
    /// The share of draws with a plan under which the level is above the baseline, the firm being in the alliance.
    public let chanceRaised: Double
  }

  /// How often a candidate is chosen.
  public struct PartnerChance: Sendable, Hashable {
    /// The candidate, by position.
    public let firm: Int
    /// Whether the plan chooses it.
    public let isSelected: Bool
    /// The share of draws with a plan under which it is chosen.
    public let probability: Double
  }

  /// The plan at the estimates.
  public var nominal: ComparedPlan { plans[0] }

  /// Whether a plan is the nominal one under another name: the same firms, with the same levels but for rounding.
  public func isNominal(_ plan: ComparedPlan) -> Bool {
    plan.isIn == nominal.isIn
      && zip(plan.levels, nominal.levels).allSatisfy { own, other in
        zip(own, other).allSatisfy { abs($0 - $1) <= 1e-7 * max(1, abs($1)) }
      }
  }

  /// The plan that was made in a way, if there is one.
  public func plan(_ kind: Kind) -> ComparedPlan? { plans.first { $0.kind == kind } }
}
