import Alliances
import Planning
import Regression
import SourceText
import Statistics

/// What a scenario set by hand changes: the output of every firm and of all, split over the factors of the scenario,
/// with what the estimation of the model leaves open; nothing is optimised.
///
/// Changes are gains as a plan counts them: discounted sums over the periods of output with the scenario less output
/// without it. What a candidate puts out by itself never counts.
public struct WhatIf: Sendable {
  /// The alliance.
  public let alliance: Alliance
  /// What is changed.
  public let factors: [ScenarioFactor]
  /// How it was asked for.
  public let settings: Settings
  /// How many orders were drawn for the split over the factors; nil where all sets of factors were looked at.
  public let drawnOrders: Int?
  /// Whether the intervals treat the coefficients as independent, since the model tells their standard errors alone;
  /// nil where it tells neither, so that there are no intervals.
  public let errorsAreIndependent: Bool?
  /// The change of all firms together [output], discounted.
  public let total: Estimate
  /// The output of all firms in the alliance without the scenario [output], discounted.
  public let baselineOutput: Double
  /// One entry a factor.
  public let parts: [Part]
  /// One entry a firm in the alliance: the members, then the candidates that are added.
  public let firms: [FirmChange]
  /// What the scenario costs, by period, and what is left of the budget [currency].
  public let money: [PeriodMoney]
  /// What the changes of each lever cost over the horizon [currency], in the order of the levers.
  public let leverCosts: [Double]
  /// The limits of the alliance that the scenario leaves; it is evaluated all the same.
  public let faults: [LevelFault]
  /// The values that the scenario moves to where the model was not fitted.
  public let outsideFittedRange: [Extrapolation]

  /// How a scenario is evaluated.
  public struct Settings: Sendable, Hashable {
    /// The probability with which intervals cover, between 0 and 1.
    public var level: Double
    /// From how many draws of the parameters intervals are taken; nil for the delta method.
    public var draws: Int?
    /// The seed of all draws.
    public var seed: UInt64
    /// From how many orders of the factors the split is made, where there are more than twelve factors.
    public var orders: Int

    /// Settings; by default intervals of 95 % by the delta method.
    public init(level: Double = 0.95, draws: Int? = nil, seed: UInt64 = 1, orders: Int = 1000) {
      self.level = level
      self.draws = draws
      self.seed = seed
      self.orders = orders
    }
  }

  /// A figure with what the estimation of the model leaves open of it.
  public struct Estimate: Sendable, Hashable {
    /// The figure at the estimated parameters.
    public let value: Double
    /// Its standard error; nil where the model tells nothing of its own.
    public let standardError: Double?
    /// The interval that covers it with the probability asked for.
    public let interval: ClosedRange<Double>?
  }

  /// What one factor adds to the change.
  public struct Part: Sendable, Hashable {
    /// Discounted [output].
    public let estimate: Estimate
    /// The standard error that comes of drawing orders of the factors; nil where all were looked at.
    public let samplingError: Double?
  }

  /// What changes at one firm.
  public struct FirmChange: Sendable {
    /// The position of the firm in the alliance.
    public let position: Int
    /// Its id.
    public let id: FirmID
    /// Its name.
    public let name: String
    /// The change of its output, discounted [output].
    public let estimate: Estimate
    /// What each factor adds to that.
    public let parts: [Double]
    /// Cost of its levers over the horizon [currency].
    public let spending: Double
    /// One entry a period.
    public let periods: [PeriodChange]
  }

  /// What changes at one firm in one period.
  public struct PeriodChange: Sendable {
    /// The output without the scenario.
    public let baselineOutput: Double
    /// The output with it.
    public let output: Double
    /// The cost of the levers [currency].
    public let spending: Double
    /// Every variable of the model that has other values, with them.
    public let variables: [VariableChange]
  }

  /// A variable that changes.
  public struct VariableChange: Sendable, Hashable {
    /// Its name.
    public let variable: String
    /// The value without the scenario.
    public let baseline: Double
    /// The value with it.
    public let value: Double
  }

  /// A value that the model was not fitted on.
  public struct Extrapolation: Sendable, Hashable {
    /// The firm.
    public let firm: FirmID
    /// The period.
    public let period: String
    /// The variable.
    public let variable: String
    /// Its value with the scenario.
    public let value: Double
    /// The values of the fitted data.
    public let fitted: ClosedRange<Double>
  }

  /// Evaluates `factors`, read by `ScenarioReader`, in `alliance`; `onStep` is called from any thread for each set of
  /// factors.
  ///
  /// - Throws: a `ScenarioFact` where a value has no output.
  public init(
    of alliance: Alliance, _ factors: [ScenarioFactor], _ settings: Settings = Settings(),
    onStep: @Sendable () -> Void = {}
  ) throws(InputProblems) {
    let scenario = Scenario(alliance, factors)
    let whole = scenario.state(of: scenario.everything)
    if let fact = scenario.faultOfLevels(in: whole) ?? scenario.fault(in: whole, of: scenario.everything) {
      throw InputProblems(fact, at: SourceMark(file: "--set"))
    }
    let evaluation = try ScenarioEvaluation(scenario, whole, settings, onStep: onStep)
    let records = ScenarioRecords(scenario, whole, evaluation)
    self.alliance = alliance
    self.factors = factors
    self.settings = settings
    drawnOrders = evaluation.split.orders.isEmpty ? nil : evaluation.split.orders.count
    errorsAreIndependent = evaluation.draws?.isIndependent
    total = evaluation.total
    parts = evaluation.parts
    firms = records.firms
    baselineOutput = records.baselineOutput
    let review = records.review
    money = review?.money ?? []
    leverCosts = records.leverCosts
    faults = review?.faults ?? []
    outsideFittedRange = records.outsideFittedRange
  }

  /// How many sets of factors are evaluated, for a display of progress.
  public static func steps(for factors: Int, orders: Int) -> Int {
    factors <= FactorSplit.exactLimit
      ? 1 << factors : FactorSplit(over: factors, orders: orders, seed: 0).sets.count
  }
}
