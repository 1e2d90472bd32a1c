import Regression
import Statistics

/// Draws of the parameters of a model from what its estimation leaves open: β ~ N(β̂, V), for a tobit with log σ.
///
/// Every draw has a stream of random numbers of its own, so that a draw is the same whatever the others are for, and
/// studies that take the same seed judge on the same draws.
public struct CoefficientDraws: Sendable {
  /// The model whose parameters are drawn.
  public let model: InnovationModel
  /// The covariance V of the parameters, in their order.
  public let covariance: Matrix
  /// Whether only the standard errors are known, so that the parameters are drawn independently of one another.
  public let isIndependent: Bool
  /// The seed of all draws.
  public let seed: UInt64
  private let root: Matrix

  /// Draws from the parameters of `model`; nil where the model tells neither a covariance nor standard errors.
  ///
  /// Parameters without an error, as log σ where a publication leaves it out, stay as they are.
  public init?(_ model: InnovationModel, seed: UInt64) {
    let count = model.parameters.count
    if let known = model.covariance {
      covariance = known
      isIndependent = false
    } else if let errors = model.standardErrors {
      var diagonal = Matrix(rowCount: count, columnCount: count)
      for (position, error) in errors.prefix(count).enumerated() { diagonal[position, position] = error * error }
      covariance = diagonal
      isIndependent = true
    } else {
      return nil
    }
    self.model = model
    self.seed = seed
    root = covariance.symmetricRoot
  }

  /// The model with the parameters of draw `number`, from 0.
  public func model(_ number: Int) -> InnovationModel { model.with(parameters: parameters(number)) }

  /// The parameters of draw `number`, from 0.
  public func parameters(_ number: Int) -> [Double] { zip(model.parameters, deviation(number)).map(+) }

  /// How far the parameters of draw `number` are from the estimates: a draw from N(0, V).
  public func deviation(_ number: Int) -> [Double] {
    var draws = RandomDraws(seed: seed, stream: number)
    let standard = (0..<root.columnCount).map { _ in draws.normal() }
    return (0..<root.rowCount).map { row in
      standard.indices.reduce(0) { $0 + root[row, $1] * standard[$1] }
    }
  }
}

/// A symmetric matrix without negative eigenvalues by the eigenvectors of what it is with its rows and columns brought to a
/// diagonal of 1, so that units of measurement do not matter.
private struct ScaledSpectrum {
  private let scales: [Double]
  private let vectors: Matrix
  /// The roots of the eigenvalues.
  private let lengths: [Double]

  init(_ matrix: Matrix) {
    scales = matrix.diagonal.map { $0 > 0 ? $0.squareRoot() : 1 }
    var scaled = matrix
    for row in scales.indices {
      for column in scales.indices { scaled[row, column] /= scales[row] * scales[column] }
    }
    let decomposition = SingularValues(scaled)
    vectors = decomposition.vectors
    lengths = decomposition.values.map { $0.squareRoot() }
  }

  /// The element of the symmetric root, times the scale of its row.
  func root(_ row: Int, _ column: Int) -> Double {
    scales[row] * lengths.indices.reduce(0) { $0 + vectors[row, $1] * lengths[$1] * vectors[column, $1] }
  }

  /// The axis at a position, as long as the root of its eigenvalue, in the units of the matrix.
  func axis(_ position: Int) -> [Double] {
    scales.indices.map { scales[$0] * vectors[$0, position] * lengths[position] }
  }
}

extension Matrix {
  /// R with R·Rᵀ equal to a symmetric matrix without negative eigenvalues: the symmetric root of the matrix with its rows and
  /// columns brought to a diagonal of 1. There is only one, whatever signs, or turns among equal eigenvalues, a library gives
  /// to eigenvectors.
  var symmetricRoot: Matrix {
    let spectrum = ScaledSpectrum(self)
    var root = Matrix(rowCount: rowCount, columnCount: columnCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { root[row, column] = spectrum.root(row, column) }
    }
    return root
  }

  /// The principal axes of the matrix with its rows and columns brought to a diagonal of 1, in its own units, each as long as
  /// the root of its eigenvalue, the longest first; those of a diagonal matrix are the coordinates, in their order.
  var principalAxes: [[Double]] {
    let isDiagonal = (0..<rowCount).allSatisfy { row in
      (0..<columnCount).allSatisfy { row == $0 || self[row, $0] == 0 }
    }
    guard !isDiagonal else {
      return (0..<rowCount).map { axis in
        (0..<rowCount).map { $0 == axis ? self[axis, axis].squareRoot() : 0 }
      }
    }
    let spectrum = ScaledSpectrum(self)
    return (0..<columnCount).map(spectrum.axis)
  }
}
