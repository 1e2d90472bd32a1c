import Foundation
import Statistics

/// The Poisson pseudo-log-likelihood Σ f(y·η − e^η) of a response y with index η = x′β, f how often each row counts.
///
/// It is concave in β (Gourieroux, Monfort and Trognon 1984).
struct PoissonLikelihood: Sendable {
  let design: Matrix
  let response: [Double]
  var frequencies: [Double]?

  /// Coefficients on the way to the maximum.
  struct Point {
    let coefficients: [Double]
    /// e^η, by row.
    let means: [Double]
    /// Σ f(y·η − e^η).
    let value: Double
    /// The sum of the sizes of these summands, of which `value` has the rounding error.
    let magnitude: Double
  }

  /// The likelihood at `coefficients`; nil where it is not finite, or a response above 0 has an expectation of 0.
  func point(_ coefficients: [Double]) -> Point? {
    let indices = design.times(coefficients)
    let means = indices.map { exp($0) }
    var (value, magnitude) = (0.0, 0.0)
    for row in means.indices {
      let frequency = frequency(row)
      guard frequency > 0 else { continue }
      if means[row] < .leastNormalMagnitude, response[row] > 0 { return nil }
      let product = response[row] * indices[row]
      value += frequency * (product - means[row])
      magnitude += frequency * (abs(product) + means[row])
    }
    return magnitude.isFinite
      ? Point(coefficients: coefficients, means: means, value: value, magnitude: magnitude) : nil
  }

  /// A step of Newton's method.
  struct Step {
    let coefficients: [Double]
    /// Twice the rise of the likelihood that the quadratic model promises.
    let decrement: Double
    /// The largest change of η in the rows that count: the relative error of fitted values before the step.
    let change: Double
    /// A square root of the inverse of the information, S·S′.
    let inverseRoot: Matrix
  }

  /// The step S·S′·X′f(y − e^η) from `point`; nil when the rows that count do not tell every coefficient.
  ///
  /// S comes from a factorization of the rows times √(f·e^η), not of their sums of products, and the gradient from sums in
  /// twice the precision. Rows whose output is a 10¹²th of that of others, as with firms of very different size, then
  /// still determine what they alone tell.
  func step(from point: Point) -> Step? {
    let roots = response.indices.map { (frequency($0) * point.means[$0]).squareRoot() }
    let factorization = QRFactorization(design.scalingRows(by: roots))
    guard factorization.hasFullRank else { return nil }
    let residuals = response.indices.map { frequency($0) * (response[$0] - point.means[$0]) }
    let inverseRoot = factorization.inverseRoot()
    let rotated = inverseRoot.transposed.times(design.preciseProducts(with: residuals))
    let step = inverseRoot.times(rotated)
    var change = 0.0
    for (row, difference) in design.times(step).enumerated() where frequency(row) > 0 {
      change = max(change, abs(difference))
    }
    guard change.isFinite else { return nil }
    let decrement = rotated.sumOfSquares
    return Step(coefficients: step, decrement: decrement, change: change, inverseRoot: inverseRoot)
  }

  /// The fit of the logarithm of the response, drawn halfway to its mean, by `factorization` of the design; nearer to 0
  /// where that is too large for an exponential.
  func start(_ factorization: QRFactorization) -> Point? {
    let mean = response.reduce(0) { $0 + $1 / Double(response.count) }
    var coefficients = factorization.leastSquares(response.map { log($0 / 2 + mean / 2) }).coefficients
    for _ in 0..<100 {
      if let point = point(coefficients) { return point }
      for column in coefficients.indices { coefficients[column] /= 2 }
    }
    return nil
  }

  private func frequency(_ row: Int) -> Double { frequencies?[row] ?? 1 }
}

/// The coefficients at which a Poisson pseudo-likelihood is largest.
struct PoissonMaximum {
  let point: PoissonLikelihood.Point
  /// A square root of the inverse of the information there, S·S′.
  let inverseRoot: Matrix
  /// Steps of Newton's method taken.
  let iterations: Int

  /// From far above, every step divides a fitted value by e; this is enough from the largest to the smallest of doubles.
  static let iterationLimit = 1500
  /// The relative error of fitted values that must be reached, though it is a rounding error as a rule.
  private static let tolerance = 1e-6

  /// Climbs from `start` by Newton's method, each step halved until the likelihood rises.
  ///
  /// It stops when the change of fitted values is small and no longer falls: only rounding errors are left then. Steps that
  /// polish the last digits are not counted, since rounding decides about their number. Nil when the information is
  /// singular up to rounding or the limit is reached.
  init?(_ likelihood: PoissonLikelihood, start: PoissonLikelihood.Point?) {
    guard var point = start else { return nil }
    var previous = Double.infinity
    var stepsToNearness: Int?
    for iteration in 0...Self.iterationLimit {
      guard let step = likelihood.step(from: point) else { return nil }
      if step.change < Self.tolerance, stepsToNearness == nil { stepsToNearness = iteration }
      if step.change < Self.tolerance, step.change >= previous / 4 {
        (self.point, inverseRoot, iterations) = (point, step.inverseRoot, stepsToNearness ?? iteration)
        return
      }
      previous = step.change
      guard let next = likelihood.climbed(from: point, step) else { return nil }
      point = next
    }
    return nil
  }
}

extension PoissonLikelihood {
  /// The point that `step`, or as much of it as raises the likelihood by more than its rounding error, leads to. A step
  /// that changes every fitted value by less than a hundredth is taken whole: the quadratic model holds there.
  fileprivate func climbed(from point: Point, _ step: Step) -> Point? {
    var length = 1.0
    for _ in 0..<60 {
      if let next = self.point(zip(point.coefficients, step.coefficients).map { $0 + length * $1 }),
        step.change < 0.01
          || next.value - point.value >= 1e-4 * length * step.decrement - 1e-13 * point.magnitude
      {
        return next
      }
      length /= 2
    }
    return nil
  }
}

extension Matrix {
  /// The transposed matrix times `values`, summed with the rounding errors of every product and sum carried along (Ogita,
  /// Rump and Oishi 2005, algorithm Dot2).
  fileprivate func preciseProducts(with values: [Double]) -> [Double] {
    elements.withUnsafeBufferPointer { elements in
      (0..<columnCount).map { column in
        var (total, errors) = (0.0, 0.0)
        for row in 0..<rowCount {
          let (element, value) = (elements[row + column * rowCount], values[row])
          let product = element * value
          let sum = total + product
          let carried = sum - total
          errors += (total - (sum - carried)) + (product - carried) + (-product).addingProduct(element, value)
          total = sum
        }
        return total + errors
      }
    }
  }
}
