import Alliances
import LinearProgramming

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
