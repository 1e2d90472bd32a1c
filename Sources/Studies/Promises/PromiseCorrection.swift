import Alliances
import Planning
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
  /// What each plan under drawn parameters tells of how much is promised too much.
  private let excesses: [Double]
  /// The draws of these.
  private let draws: [Int]

  /// How a promise is corrected.
  public enum Method: String, Sendable, Hashable {
    /// By the rise of the best figure when the coefficients are perturbed once more, for figures linear in them.
    case perturbation
    /// By what plans made under one draw deliver under another.
    case anotherDraw
  }

  /// The correction of `promise` by what each of so many plans under drawn parameters tells of its `excesses`, at least two,
  /// under `draws`, without them the first.
  init(promise: Double, excesses: [Double], under draws: [Int]? = nil, _ method: Method) {
    let sample = SampleSummary(excesses)
    corrected = promise - sample.mean
    standardError = sample.standardError
    self.method = method
    self.excesses = excesses
    self.draws = draws ?? Array(excesses.indices)
  }

  /// From how many plans under drawn parameters.
  public var planCount: Int { excesses.count }

  /// How much more the plan can be expected to deliver than another one, and the standard error of drawing: draw by draw
  /// where both were made anew under the same draws.
  public func advantage(over other: PromiseCorrection) -> (amount: Double, standardError: Double) {
    let amount = corrected - other.corrected
    guard draws == other.draws else {
      let (own, others) = (standardError, other.standardError)
      return (amount, (own * own + others * others).squareRoot())
    }
    return (amount, SampleSummary(zip(excesses, other.excesses).map(-)).standardError)
  }
}

/// The plans that one way of planning leads to under draws of the parameters, in the order of the draws.
struct DrawnFigures: Sendable {
  /// The draws that have a plan.
  var draws: [Int]
  /// The figures of their plans.
  var figures: [PlanFigure]

  /// h: the perturbations have the covariance h·V.
  private static let perturbation = 1.0

  /// How the promises of plans of `alliance` are corrected that are made so that their figure is as large as can be, where
  /// that is `maximising`.
  static func method(for alliance: Alliance, maximising: Bool = true) -> PromiseCorrection.Method {
    maximising && alliance.figureIsLinear && alliance.demandsAreFixed ? .perturbation : .anotherDraw
  }

  /// What each plan tells of how much `plan`, made in the same way at the estimates, promises too much.
  func excesses(of plan: PlanFigure, by models: [InnovationModel], _ method: PromiseCorrection.Method) -> [Double] {
    switch method {
    case .perturbation: perturbed(plan, models)
    case .anotherDraw: delivered(plan, models)
    }
  }

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
  private func perturbed(_ plan: PlanFigure, _ models: [InnovationModel]) -> [Double] {
    let slope = 1 / ((1 + Self.perturbation).squareRoot() - 1)
    return zip(draws, figures).map { draw, figure in
      slope * (figure.value(by: models[draw]) - plan.value(by: models[draw])).orZero(within: plan.rounding)
    }
  }

  /// For any other way of planning: what plans made under one draw promise there less what they deliver under the next
  /// draw.
  ///
  /// What the plan itself shows from draw to draw adds up to nothing around the circle, and is taken off so that the
  /// error tells how far the mean scatters.
  private func delivered(_ plan: PlanFigure, _ models: [InnovationModel]) -> [Double] {
    figures.indices.map { position in
      let (own, next) = (models[draws[position]], models[draws[(position + 1) % draws.count]])
      let drop = figures[position].value(by: own) - figures[position].value(by: next)
      return (drop - (plan.value(by: own) - plan.value(by: next))).orZero(within: plan.rounding)
    }
  }
}

extension Alliance {
  /// Whether figures of plans are linear in the coefficients, as sums of gains of straight responses are.
  var figureIsLinear: Bool {
    switch description.objective {
    case .gain, .netValue: !bendsOutput
    case .worstGain, .cost: false
    }
  }

  /// Whether the plans that meet all demands are the same whatever the coefficients.
  var demandsAreFixed: Bool {
    if case .cost = description.objective { return false }
    return !description.rules.contains { $0.demand.speaksOfGains }
  }
}
