import Regression

/// What a plan promises, less what it promises too much since it was chosen for promising most.
///
/// A plan that is best at estimated coefficients is the likelier to be chosen the more their errors flatter it, so that
/// it delivers less on average than it promises (Smith & Winkler 2006: the optimiser's curse).
public struct PromiseCorrection: Sendable, Hashable {
  /// What the plan can be expected to deliver.
  public let corrected: Double
  /// The standard error that comes of drawing.
  public let standardError: Double
  /// How it was found.
  public let method: Method
  /// From how many plans under drawn parameters.
  public let planCount: Int

  /// How a promise is corrected.
  public enum Method: String, Sendable, Hashable {
    /// By the rise of the best figure when the coefficients are perturbed once more, for figures linear in them.
    case perturbation
    /// By what plans made under one draw deliver under another.
    case anotherDraw
  }

  /// h: the perturbations have the covariance h·V.
  static let perturbation = 1.0

  /// For a way of planning that makes a figure linear in the coefficients as large as can be among plans that do not
  /// depend on them.
  ///
  /// With φ(s) = E[max V(β + s·δ)], δ ~ N(0, V), the promise is φ(1) on average and what it promises too much φ′(1).
  /// With estimates perturbed by √h·δ the best figure is φ(√(1 + h)) on average, so that the rise over √(1 + h) − 1
  /// estimates the slope. The figure of the plan itself under the perturbed coefficients has the promise as its mean,
  /// so the rise is measured from it draw by draw, as the regret, which scatters less. h = 1, so that the plans of the
  /// study's draws serve.
  ///
  /// Source: S. Ito, A. Yabe & R. Fujimaki, Unbiased objective estimation in predictive optimization, Proceedings of
  /// Machine Learning Research 80 (2018), 2176–2185.
  ///
  /// - Parameter regrets: the best figure less that of the plan, under each perturbation.
  init(promise: Double, regrets: [Double]) {
    let slope = 1 / ((1 + Self.perturbation).squareRoot() - 1)
    let sample = SampleSummary(regrets)
    corrected = promise - slope * sample.mean
    standardError = slope * sample.standardError
    method = .perturbation
    planCount = regrets.count
  }

  /// For any other way of planning: what plans made under one draw promise there less what they deliver under the next
  /// draw.
  ///
  /// What the plan itself shows from draw to draw adds up to nothing around the circle, and is taken off so that the
  /// error tells how far the mean scatters.
  init(promise: Double, _ replanning: Replanning, besides plan: PlanFigure, models: [InnovationModel]) {
    let plans = replanning.plans
    let excesses = plans.indices.map { position -> Double in
      let (own, next) = (plans[position], plans[(position + 1) % plans.count])
      let drop = own.plan.figure.value(by: models[own.draw]) - own.plan.figure.value(by: models[next.draw])
      return drop - (plan.value(by: models[own.draw]) - plan.value(by: models[next.draw]))
    }
    let sample = SampleSummary(excesses)
    corrected = promise - sample.mean
    standardError = sample.standardError
    method = .anotherDraw
    planCount = excesses.count
  }
}
