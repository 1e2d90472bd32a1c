import Foundation
import Statistics

/// The Poisson pseudo-log-likelihood Σ f(y·η − e^η) of a response y with index η = Q·θ, Q an orthonormal basis of the
/// regressors and f how often each row counts.
///
/// It is concave in θ (Gourieroux, Monfort and Trognon 1984).
struct PoissonLikelihood: Sendable {
  let basis: Matrix
  let response: [Double]
  var frequencies: [Double]?

  /// A point on the way to the maximum.
  struct Point {
    let parameters: [Double]
    /// e^η, by row.
    let means: [Double]
    /// Σ f(y·η − e^η).
    let value: Double
  }

  /// The likelihood at `parameters`; nil where it is not finite.
  func point(_ parameters: [Double]) -> Point? {
    let indices = basis.times(parameters)
    let means = indices.map { exp($0) }
    var value = 0.0
    for row in means.indices where frequency(row) > 0 {
      value += frequency(row) * (response[row] * indices[row] - means[row])
    }
    return value.isFinite ? Point(parameters: parameters, means: means, value: value) : nil
  }

  /// Qᵀ(f(y − e^η)).
  func gradient(_ point: Point) -> [Double] {
    let residuals = response.indices.map { frequency($0) * (response[$0] - point.means[$0]) }
    return (0..<basis.columnCount).map { column in
      zip(basis.column(column), residuals).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// Qᵀdiag(f·e^η)Q.
  func information(_ point: Point) -> Matrix {
    basis.scalingRows(by: point.means.indices.map { (frequency($0) * point.means[$0]).squareRoot() }).crossProduct
  }

  private func frequency(_ row: Int) -> Double { frequencies?[row] ?? 1 }
}

/// The parameters at which a Poisson pseudo-likelihood is largest.
struct PoissonMaximum {
  let point: PoissonLikelihood.Point
  /// The information there, factorized.
  let information: Cholesky
  /// Steps of Newton's method taken.
  let iterations: Int

  static let iterationLimit = 100

  /// Climbs from `start` by Newton's method, each step halved until the likelihood rises.
  ///
  /// It stops when the Newton decrement, the rise that the quadratic model promises, is small and no longer falls: only
  /// rounding errors are left then. Nil when the information is singular up to rounding or the limit is reached.
  init?(_ likelihood: PoissonLikelihood, start: [Double]) {
    guard var point = likelihood.point(start) else { return nil }
    var previous = Double.infinity
    for iteration in 0...Self.iterationLimit {
      guard let information = Cholesky(likelihood.information(point)) else { return nil }
      let gradient = likelihood.gradient(point)
      let step = information.solve(gradient)
      let decrement = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      let isNear = decrement < 1e-9 * point.means.reduce(0, +)
      if isNear, decrement >= previous / 4 {
        (self.point, self.information, iterations) = (point, information, iteration)
        return
      }
      previous = decrement
      guard let next = likelihood.climbed(from: point, step, decrement, isNear: isNear) else { return nil }
      point = next
    }
    return nil
  }
}

extension PoissonLikelihood {
  /// The point that `step`, or as much of it as raises the likelihood, leads to. Near the maximum a whole step: likelihoods
  /// there differ by rounding only.
  fileprivate func climbed(from point: Point, _ step: [Double], _ decrement: Double, isNear: Bool) -> Point? {
    var length = 1.0
    for _ in 0..<60 {
      if let next = self.point(zip(point.parameters, step).map { $0 + length * $1 }),
        isNear || next.value - point.value >= 1e-4 * length * decrement
      {
        return next
      }
      length /= 2
    }
    return nil
  }
}
