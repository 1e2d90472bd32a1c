import Foundation
import Statistics

/// The moments of a standard normal variable u known to lie between two limits, without cancellation in the tails.
struct TruncatedNormal: Sendable, Hashable {
  /// The lower limit p.
  let start: Double
  /// E[u] − p.
  let excess: Double
  /// λ = E[u].
  let mean: Double
  /// μ₂ = E[(u−λ)²].
  let variance: Double
  /// μ₃ = E[(u−λ)³].
  let thirdMoment: Double
  /// μ₄ = E[(u−λ)⁴].
  let fourthMoment: Double

  /// u between the finite `start` and `end`, which is above and at least as far from zero, possibly infinite.
  init(from start: Double, to end: Double) {
    self = end == .infinity ? Self(above: start) : Self(between: start, end)
  }

  private init(start: Double, excess: Double, mean: Double, _ second: Double, _ third: Double, _ fourth: Double) {
    self.start = start
    self.excess = excess
    self.mean = mean
    variance = second
    thirdMoment = third
    fourthMoment = fourth
  }

  /// u above `start`.
  ///
  /// With λ = φ(p)/(1 − Φ(p)) and δ = λ − p: μ₂ = 1 − λδ, μ₃ = λ(δ² − μ₂), and the fourth cumulant
  /// μ₄ − 3μ₂² = 2λδμ₂ − (λ + δ)μ₃. Far out these are small differences of large numbers. With Laplace's continued
  /// fraction (Abramowitz and Stegun 26.2.14) written as κⱼ = j/(p + κⱼ₊₁) they are products: δ = κ₁,
  /// μ₂ = κ₁(κ₂ − κ₁), μ₃ = λκ₁²κ₂(κ₃ − κ₂).
  private init(above start: Double) {
    let (excess, mean, variance, third): (Double, Double, Double, Double)
    if start > 2 {
      var fraction = 0.0
      for step in stride(from: Int(40 + 400 / (start * start)), through: 3, by: -1) {
        fraction = Double(step) / (start + fraction)
      }
      let second = 2 / (start + fraction)
      excess = 1 / (start + second)
      mean = start + excess
      variance = excess * (second - excess)
      third = mean * excess * excess * second * (fraction - second)
    } else {
      mean = Normal.density(start) / Normal.upperTail(start)
      excess = mean - start
      // Far to the left nothing is cut off, and 0·∞ is none.
      variance = mean == 0 ? 1 : 1 - mean * excess
      third = mean == 0 ? 0 : mean * (excess * excess - variance)
    }
    let fourthCumulant = mean == 0 ? 0 : 2 * mean * excess * variance - (mean + excess) * third
    self.init(start: start, excess: excess, mean: mean, variance, third, fourthCumulant + 3 * variance * variance)
  }

  /// u between `start` and `end`, by a Gauss–Legendre rule over the part of the interval that holds all but e⁻⁴⁵ of the
  /// largest density: sums of positive numbers, exact for intervals however narrow or far out.
  private init(between start: Double, _ end: Double) {
    let first = max(start, -(2 * Self.logDensityDrop).squareRoot())
    let mode = max(first, 0)
    let reach = 2 * Self.logDensityDrop / (mode + (mode * mode + 2 * Self.logDensityDrop).squareRoot())
    let width = min(end - first, reach + (mode - first))
    let rule = GaussLegendre.rule
    var (mass, moment) = (0.0, 0.0)
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let share = weight * Self.relativeDensity(width * node, first, mode)
      mass += share
      moment += share * node
    }
    let center = moment / mass
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let distance = node - center
      let share = weight * Self.relativeDensity(width * node, first, mode) * distance * distance
      second += share
      third += share * distance
      fourth += share * distance * distance
    }
    let squaredWidth = width * width
    self.init(
      start: start, excess: first - start + width * center, mean: first + width * center,
      squaredWidth * second / mass, squaredWidth * width * third / mass, squaredWidth * squaredWidth * fourth / mass)
  }

  private static let logDensityDrop = 45.0

  /// φ(`first` + `distance`)/φ(`mode`), where `mode` is `first` or 0.
  private static func relativeDensity(_ distance: Double, _ first: Double, _ mode: Double) -> Double {
    let fromMode = distance + (first - mode)
    return exp(-fromMode * (fromMode + 2 * mode) / 2)
  }
}

/// The Gauss–Legendre rule with 64 nodes on the unit interval: exact for polynomials up to degree 127.
struct GaussLegendre: Sendable {
  let nodes: [Double]
  let weights: [Double]

  static let rule = GaussLegendre(count: 64)

  /// The roots of the Legendre polynomial of degree `count` by Newton's method from Tricomi's approximation, with weights
  /// 2/((1 − x²)P′(x)²), moved from [−1, 1] to [0, 1].
  private init(count: Int) {
    var (nodes, weights): ([Double], [Double]) = ([], [])
    for position in (1...count).reversed() {
      var x = cos(Double.pi * (Double(position) - 0.25) / (Double(count) + 0.5))
      for _ in 0..<8 {
        let (value, slope) = Self.legendre(count, x)
        x -= value / slope
      }
      let slope = Self.legendre(count, x).slope
      nodes.append((1 + x) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// The Legendre polynomial of `degree` and its derivative at `x`, by Bonnet's recursion.
  private static func legendre(_ degree: Int, _ x: Double) -> (value: Double, slope: Double) {
    var (previous, value) = (1.0, x)
    for step in 2...degree {
      let order = Double(step)
      (previous, value) = (value, ((2 * order - 1) * x * value - (order - 1) * previous) / order)
    }
    return (value, Double(degree) * (x * value - previous) / (x * x - 1))
  }
}
