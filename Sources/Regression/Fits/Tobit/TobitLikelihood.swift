import Foundation
import Statistics

/// The log-likelihood of a tobit in Olsen's parameters θ = γ/σ and h = 1/σ, in which it is concave (Olsen 1978).
///
/// Row i has the standardised distance zᵢ = h·aᵢ − qᵢ′θ of its response aᵢ, or of the limit at which it is censored, from
/// its index. It contributes log h + log φ(zᵢ) uncensored, log Φ(zᵢ) at the lower limit and log Φ(−zᵢ) at the upper one;
/// where frequencies are given, that many times.
struct TobitLikelihood: Sendable {
  /// Rows × (k + 1): the regressors q, then −a, so that z is minus the product with (θ, h).
  let regressors: Matrix
  /// Where every row stands.
  let states: [CensoringState]
  /// How often every row counts; once when nil.
  var frequencies: [Double]?

  /// The value and its derivatives at some parameters.
  struct Evaluation: Sendable {
    /// The log-likelihood.
    var value: Double
    /// Its gradient in (θ, h).
    var gradient: [Double]
    /// The observed information, its Hessian with the sign reversed.
    var information: Matrix
  }

  /// How many rows lie between the limits, each counted by its frequency.
  var uncensoredCount: Double {
    states.indices.reduce(0) { states[$1] == .uncensored ? $0 + (frequencies?[$1] ?? 1) : $0 }
  }

  /// The value, gradient and information at `parameters`, θ followed by h > 0.
  ///
  /// Stretches of rows are summed on as many cores as there are, and their sums in the order of the rows: the digits do
  /// not depend on the number of cores.
  func evaluated(at parameters: [Double]) -> Evaluation {
    let count = (states.count + Self.stretch - 1) / Self.stretch
    let parts = concurrentMap(count: count) { position in
      let start = position * Self.stretch
      var sums = TobitSums(columns: regressors.columnCount)
      sums.add(self, start..<min(start + Self.stretch, states.count), parameters)
      return sums
    }
    let sums = parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
    return sums.evaluation(uncensored: uncensoredCount, inverseSigma: parameters[parameters.count - 1])
  }

  /// The rows that one core sums at a time.
  private static let stretch = 1 << 15

  /// The z of every row at `parameters`.
  func deviates(at parameters: [Double]) -> [Double] { regressors.times(parameters).map { -$0 } }
}

/// The sums over rows that make up a log-likelihood and its derivatives, gathered block by block so that a block stays in
/// the processor's cache.
private struct TobitSums {
  static let blockHeight = 256

  private let columns: Int
  private var height = 0
  /// The block's columns one after the other, each of `blockHeight`.
  private var block: [Double]
  private var deviates = [Double](repeating: 0, count: blockHeight)
  private var slopes = [Double](repeating: 0, count: blockHeight)
  private var curvatures = [Double](repeating: 0, count: blockHeight)
  private var weighted = [Double](repeating: 0, count: blockHeight)
  private var value = 0.0
  private var gradient: [Double]
  private var information: Matrix

  init(columns: Int) {
    self.columns = columns
    block = [Double](repeating: 0, count: columns * Self.blockHeight)
    gradient = [Double](repeating: 0, count: columns)
    information = Matrix(rowCount: columns, columnCount: columns)
  }

  /// Adds the contributions of `rows` of `likelihood` at `parameters`.
  mutating func add(_ likelihood: TobitLikelihood, _ rows: Range<Int>, _ parameters: [Double]) {
    likelihood.regressors.elements.withUnsafeBufferPointer { elements in
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockHeight) {
        let block = start..<min(start + Self.blockHeight, rows.upperBound)
        load(elements, likelihood.states.count, block, parameters)
        differentiate(likelihood.states, likelihood.frequencies, block)
        accumulate()
      }
    }
  }

  /// Adds the sums over other rows.
  mutating func add(_ other: TobitSums) {
    value += other.value
    for column in 0..<columns {
      gradient[column] += other.gradient[column]
      for row in 0..<columns { information[row, column] += other.information[row, column] }
    }
  }

  /// Copies the block's rows and computes their z.
  private mutating func load(
    _ elements: UnsafeBufferPointer<Double>, _ rowCount: Int, _ rows: Range<Int>, _ parameters: [Double]
  ) {
    height = rows.count
    for row in 0..<height { deviates[row] = 0 }
    for column in 0..<columns {
      let (source, target) = (column * rowCount + rows.lowerBound, column * Self.blockHeight)
      let parameter = parameters[column]
      for row in 0..<height {
        block[target + row] = elements[source + row]
        deviates[row] -= elements[source + row] * parameter
      }
    }
  }

  /// The derivatives of the rows' contributions with respect to z, the second with its sign reversed.
  private mutating func differentiate(_ states: [CensoringState], _ frequencies: [Double]?, _ rows: Range<Int>) {
    var sum = 0.0
    for row in 0..<height {
      let contribution = TobitContribution(states[rows.lowerBound + row], deviates[row])
      let frequency = frequencies?[rows.lowerBound + row] ?? 1
      guard frequency > 0 else {
        (slopes[row], curvatures[row]) = (0, 0)
        continue
      }
      sum += frequency * contribution.value
      slopes[row] = frequency * contribution.slope
      curvatures[row] = frequency * contribution.curvature
    }
    value += sum
  }

  private mutating func accumulate() {
    for column in 0..<columns {
      let start = column * Self.blockHeight
      gradient[column] -= dot(block, start, slopes, height)
      for row in 0..<height { weighted[row] = block[start + row] * curvatures[row] }
      for other in 0...column {
        information[column, other] += dot(block, other * Self.blockHeight, weighted, height)
      }
    }
  }

  /// The sums with what every uncensored row adds for its log h.
  func evaluation(uncensored: Double, inverseSigma h: Double) -> TobitLikelihood.Evaluation {
    var evaluation = TobitLikelihood.Evaluation(value: value, gradient: gradient, information: information)
    evaluation.value += uncensored * log(h)
    evaluation.gradient[columns - 1] += uncensored / h
    evaluation.information[columns - 1, columns - 1] += uncensored / (h * h)
    for column in 0..<columns {
      for other in 0..<column { evaluation.information[other, column] = information[column, other] }
    }
    return evaluation
  }
}

/// What one row adds to the log-likelihood, log h apart, as a function of its z.
struct TobitContribution {
  let value: Double
  /// The derivative.
  let slope: Double
  /// The second derivative with its sign reversed; at least 0.
  let curvature: Double

  @inline(__always)
  init(_ state: CensoringState, _ z: Double) {
    switch state {
    case .uncensored: (value, slope, curvature) = (-z * z / 2 - logRootOfTwoPi, -z, 1)
    case .left:
      let tail = Normal.lowerTail(z)
      (value, slope, curvature) = (tail.logProbability, tail.ratio, tail.curvature)
    case .right:
      let tail = Normal.lowerTail(-z)
      (value, slope, curvature) = (tail.logProbability, -tail.ratio, tail.curvature)
    }
  }
}

/// log √(2π).
private let logRootOfTwoPi = 0.918938533204672741780329736405618

/// The sum of the products of `count` elements of `left` from `start` on with those of `right`, in four strands.
private func dot(_ left: [Double], _ start: Int, _ right: [Double], _ count: Int) -> Double {
  left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
      let whole = count & ~3
      for row in stride(from: 0, to: whole, by: 4) {
        first += left[start + row] * right[row]
        second += left[start + row + 1] * right[row + 1]
        third += left[start + row + 2] * right[row + 2]
        fourth += left[start + row + 3] * right[row + 3]
      }
      var sum = (first + second) + (third + fourth)
      for row in whole..<count { sum += left[start + row] * right[row] }
      return sum
    }
  }
}
