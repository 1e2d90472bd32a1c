import Statistics

/// Effects averaged over points, with their derivatives with respect to the parameters.
///
/// With X the design, D its derivative with respect to the variable v and d = Dβ, a derivative's effect is the mean of
/// f′(η)·d over the points; its own derivatives are the means of f″(η)·d·X + f′(η)·D with respect to β and of ∂f′/∂s·d
/// with respect to s = log σ. A change that leads from the design X₀ to X₁ has the effect f(η₁) − f(η₀), on average, with
/// the derivatives f′(η₁)X₁ − f′(η₀)X₀ and ∂f/∂s(η₁) − ∂f/∂s(η₀).
struct EffectCalculation {
  private let points: EvaluationPoints
  private let place: EffectPoint
  private let coefficients: [Double]
  private let hasLogSigma: Bool
  private let covariance: Matrix
  private let testDistribution: TestDistribution
  private let functions: [OutcomeFunction]

  init(_ fit: some RegressionFit, _ points: EvaluationPoints, _ place: EffectPoint) {
    self.points = points
    self.place = place
    coefficients = fit.coefficients
    hasLogSigma = fit.family.estimatesLogSigma
    covariance = fit.covariance.matrix
    testDistribution = fit.testDistribution
    let response = ResponseFunction(fit.family, sigma: fit.sigma)
    functions = fit.family.outcomes.map { OutcomeFunction($0, of: response) }
  }

  /// The effects on every outcome, one outcome after another.
  func effects(of changes: [EffectChange]) -> [MarginalEffect] {
    let index = points.design.times(coefficients)
    let isSmooth = changes.contains { $0.settings == nil }
    let series = functions.map { isSmooth ? OutcomeSeries($0, index) : OutcomeSeries($0, []) }
    var effects = functions.map { _ in [MarginalEffect]() }
    for change in changes {
      if let settings = change.settings {
        let (from, to) = (moved(to: settings.from), moved(to: settings.to))
        for (position, function) in functions.enumerated() {
          let (estimate, gradient) = difference(function, from: from, to: to)
          effects[position].append(effect(change, function.outcome, estimate, gradient))
        }
      } else {
        let slopes = slopes(of: change.variable)
        for (position, function) in functions.enumerated() {
          let (estimate, gradient) = derivative(series[position], slopes)
          effects[position].append(effect(change, function.outcome, estimate, gradient))
        }
      }
    }
    return effects.flatMap(\.self)
  }

  private func effect(
    _ change: EffectChange, _ outcome: Outcome, _ estimate: Double, _ gradient: [Double]
  ) -> MarginalEffect {
    let isFinite = estimate.isFinite && gradient.allSatisfy(\.isFinite)
    return MarginalEffect(
      variable: change.variable, contrast: change.contrast, outcome: outcome, at: place,
      estimate: isFinite ? estimate : .nan,
      standardError: isFinite ? covariance.standardError(of: gradient) : .nan, testDistribution: testDistribution)
  }

  // MARK: Derivatives

  private func slopes(of variable: String) -> ChangedColumns {
    let positions = points.columns(with: variable)
    var columns = ChangedColumns(positions: positions, index: [Double](repeating: 0, count: points.count))
    for position in positions {
      columns.append(points.slopes(ofColumn: position, withRespectTo: variable), times: coefficients[position])
    }
    return columns
  }

  private func derivative(_ series: OutcomeSeries, _ slopes: ChangedColumns) -> (estimate: Double, gradient: [Double]) {
    let count = Double(points.count)
    let weights = zip(series.curvature, slopes.index).map(*)
    var gradient = coefficients.indices.map { scalarProduct(points.design.column($0), weights) / count }
    for (position, column) in zip(slopes.positions, slopes.columns) {
      gradient[position] += scalarProduct(column, series.slope) / count
    }
    if hasLogSigma { gradient.append(scalarProduct(slopes.index, series.slopeLogSigma) / count) }
    return (scalarProduct(slopes.index, series.slope) / count, gradient)
  }

  // MARK: Changes

  private func moved(to setting: EvaluationPoints.Setting) -> ChangedColumns {
    let positions = points.columns(with: setting.variable)
    let kept = coefficients.indices.map { positions.contains($0) ? 0 : coefficients[$0] }
    var columns = ChangedColumns(positions: positions, index: points.design.times(kept))
    for position in positions {
      columns.append(points.column(position, with: setting), times: coefficients[position])
    }
    return columns
  }

  private func difference(
    _ function: OutcomeFunction, from: ChangedColumns, to: ChangedColumns
  ) -> (estimate: Double, gradient: [Double]) {
    let (before, after) = (OutcomeSeries(function, from.index), OutcomeSeries(function, to.index))
    let count = Double(points.count)
    let weights = zip(after.slope, before.slope).map(-)
    var gradient = coefficients.indices.map { position in
      from.positions.contains(position) ? 0 : scalarProduct(points.design.column(position), weights) / count
    }
    for (order, position) in from.positions.enumerated() {
      gradient[position] =
        (scalarProduct(to.columns[order], after.slope) - scalarProduct(from.columns[order], before.slope)) / count
    }
    if hasLogSigma { gradient.append(zip(after.logSigma, before.logSigma).reduce(0) { $0 + $1.0 - $1.1 } / count) }
    return (zip(after.value, before.value).reduce(0) { $0 + ($1.0 - $1.1) } / count, gradient)
  }
}

/// The columns of the design that a variable is in, changed, and x′β with them; or their derivatives, and ∂η/∂v.
private struct ChangedColumns {
  let positions: [Int]
  private(set) var columns: [[Double]] = []
  private(set) var index: [Double]

  init(positions: [Int], index: [Double]) {
    self.positions = positions
    self.index = index
  }

  mutating func append(_ column: [Double], times coefficient: Double) {
    columns.append(column)
    for row in index.indices { index[row] += coefficient * column[row] }
  }
}

/// An outcome and its derivatives at a series of indices.
private struct OutcomeSeries {
  private(set) var value: [Double] = []
  private(set) var slope: [Double] = []
  private(set) var curvature: [Double] = []
  private(set) var logSigma: [Double] = []
  private(set) var slopeLogSigma: [Double] = []

  init(_ function: OutcomeFunction, _ indices: [Double]) {
    value.reserveCapacity(indices.count)
    slope.reserveCapacity(indices.count)
    curvature.reserveCapacity(indices.count)
    logSigma.reserveCapacity(indices.count)
    slopeLogSigma.reserveCapacity(indices.count)
    for index in indices {
      let derivatives = function.derivatives(at: index)
      value.append(derivatives.value)
      slope.append(derivatives.slope)
      curvature.append(derivatives.curvature)
      logSigma.append(derivatives.logSigma)
      slopeLogSigma.append(derivatives.slopeLogSigma)
    }
  }
}
