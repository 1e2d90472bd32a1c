import Foundation
import Statistics

/// The parameters at which the log-likelihood of a tobit is largest.
struct TobitMaximum: Sendable {
  /// θ, then h.
  let parameters: [Double]
  /// The log-likelihood and its derivatives there.
  let evaluation: TobitLikelihood.Evaluation
  /// The observed information there, factorized.
  let information: Cholesky
  /// Steps of Newton's method taken.
  let iterations: Int

  /// More steps than any likelihood with a maximum needs.
  static let iterationLimit = 100

  /// Climbs from `start` by Newton's method, each step halved until the log-likelihood rises.
  ///
  /// It stops when the Newton decrement, the rise that the quadratic model promises, is small and no longer falls:
  /// only rounding errors are left then. Steps that polish the last digits are not counted, since rounding decides about
  /// their number.
  /// - Throws: `NoMaximum` when the information is singular up to rounding, or the limit of iterations is reached.
  init(_ likelihood: TobitLikelihood, start: [Double]) throws(NoMaximum) {
    guard var point = TobitPoint(start, likelihood.evaluated(at: start)) else { throw NoMaximum(iterations: 0) }
    var stepsToNearness: Int?
    for iteration in 0...Self.iterationLimit {
      if point.isNearMaximum, stepsToNearness == nil { stepsToNearness = iteration }
      let next = likelihood.climbed(from: point)
      if point.isNearMaximum, !((next?.decrement ?? .infinity) < point.decrement / 4) {
        parameters = point.parameters
        evaluation = point.evaluation
        information = point.information
        iterations = stepsToNearness ?? iteration
        return
      }
      guard let next else { throw NoMaximum(iterations: iteration) }
      point = next
    }
    throw NoMaximum(iterations: Self.iterationLimit)
  }
}

/// Newton's method came to a standstill below the maximum.
struct NoMaximum: Error {
  /// The steps taken until then.
  let iterations: Int
}

/// Parameters on the way to the maximum, with the step of Newton's method from there.
private struct TobitPoint {
  let parameters: [Double]
  let evaluation: TobitLikelihood.Evaluation
  let information: Cholesky
  let step: [Double]
  /// Twice the rise of the log-likelihood that the quadratic model promises of the step.
  let decrement: Double

  /// Nil where the log-likelihood is not finite or the information is singular up to rounding.
  init?(_ parameters: [Double], _ evaluation: TobitLikelihood.Evaluation) {
    guard evaluation.value.isFinite, let information = Cholesky(evaluation.information) else { return nil }
    self.parameters = parameters
    self.evaluation = evaluation
    self.information = information
    step = information.solve(evaluation.gradient)
    decrement = scalarProduct(step, evaluation.gradient)
  }

  /// Whether the promised rise is so small that whole steps lead to the maximum, and a comparison of log-likelihoods
  /// would compare rounding errors.
  var isNearMaximum: Bool { decrement < 1e-7 + 1e-12 * abs(evaluation.value) }
}

extension TobitLikelihood {
  /// The point that the step from `point`, or as much of it as raises the log-likelihood, leads to.
  fileprivate func climbed(from point: TobitPoint) -> TobitPoint? {
    var length = 1.0
    for _ in 0..<60 {
      let parameters = zip(point.parameters, point.step).map { $0 + length * $1 }
      if let inverseSigma = parameters.last, inverseSigma > 0 {
        let evaluation = evaluated(at: parameters)
        let rise = evaluation.value - point.evaluation.value
        if point.isNearMaximum || rise >= 1e-4 * length * point.decrement { return TobitPoint(parameters, evaluation) }
      }
      length /= 2
    }
    return nil
  }
}
