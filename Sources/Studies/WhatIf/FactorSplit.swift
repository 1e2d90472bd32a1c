import Statistics

/// The sets of factors whose outputs the split of a change over the factors asks for, and what each counts for.
///
/// By the Shapley value the part of a factor is what it adds to the change, averaged over all orders in which the
/// factors may come: part_j = Σ_S w_j(S)·v(S), v(S) being the change that the factors in S make by themselves. The
/// parts add up to the change that all factors make.
///
/// Up to `exactLimit` factors all 2ᵐ sets are looked at. Beyond, orders are drawn, each together with its
/// reverse, which halves the scatter or better where factors work on one another in pairs. In every order the additions
/// of the factors add up, and so do their averages.
///
/// Sources: L. S. Shapley, A value for n-person games, Annals of Mathematics Studies 28 (1953), 307–317; J. Castro, D.
/// Gómez & J. Tejada, Polynomial calculation of the Shapley value based on sampling, Computers & Operations Research 36
/// (2009), 1726–1730.
struct FactorSplit: Sendable {
  /// How many factors there are.
  let factorCount: Int
  /// The sets, as bits.
  let sets: [UInt64]
  /// w_j of each set, by set and factor.
  let weights: [Double]
  /// The drawn orders, each as the positions in `sets` of its beginnings, from the empty set on; empty where all sets
  /// count.
  let orders: [[Int]]

  /// The most factors whose sets are all looked at.
  static let exactLimit = 12

  /// The split over `count` factors, from `orders` drawn orders where there are too many for all sets.
  init(over count: Int, orders: Int, seed: UInt64) {
    factorCount = count
    guard count > Self.exactLimit else {
      sets = (0..<(1 << count)).map { UInt64($0) }
      weights = Self.exactWeights(count)
      self.orders = []
      return
    }
    var positions: [UInt64: Int] = [:]
    var sets: [UInt64] = []
    let chains = Self.drawnOrders(of: count, number: orders, seed: seed).map { order in
      var chosen: UInt64 = 0
      return ([nil] + order.map(Optional.some)).map { factor -> Int in
        if let factor { chosen |= 1 << UInt64(factor) }
        if let known = positions[chosen] { return known }
        positions[chosen] = sets.count
        sets.append(chosen)
        return sets.count - 1
      }
    }
    var weights = [Double](repeating: 0, count: sets.count * count)
    for chain in chains {
      for (before, after) in zip(chain, chain.dropFirst()) {
        let factor = (sets[before] ^ sets[after]).trailingZeroBitCount
        weights[after * count + factor] += 1 / Double(chains.count)
        weights[before * count + factor] -= 1 / Double(chains.count)
      }
    }
    self.sets = sets
    self.weights = weights
    self.orders = chains
  }

  /// w_j(S) = (|S| − 1)!(m − |S|)!/m! for j in S and −|S|!(m − |S| − 1)!/m! for others.
  private static func exactWeights(_ count: Int) -> [Double] {
    // 1/(m·C(m − 1, k)) is k!(m − k − 1)!/m!.
    var shares: [Double] = []
    var choices = 1.0
    for size in 0..<count {
      shares.append(1 / (Double(count) * choices))
      choices *= Double(count - 1 - size) / Double(size + 1)
    }
    var weights: [Double] = []
    weights.reserveCapacity(count << count)
    for chosen in 0..<(1 << count) {
      let size = chosen.nonzeroBitCount
      for factor in 0..<count {
        weights.append(chosen & (1 << factor) != 0 ? shares[size - 1] : -shares[size])
      }
    }
    return weights
  }

  /// So many orders, an even number: each drawn one is followed by its reverse.
  private static func drawnOrders(of count: Int, number: Int, seed: UInt64) -> [[Int]] {
    (0..<max(1, (number + 1) / 2)).flatMap { pair -> [[Int]] in
      // Draws of coefficients have the first streams of a seed.
      var draws = RandomDraws(seed: seed, stream: (1 << 40) + pair)
      var order = Array(0..<count)
      for position in stride(from: count - 1, through: 1, by: -1) {
        order.swapAt(position, draws.whole(below: position + 1))
      }
      return [order, order.reversed()]
    }
  }

  /// The parts of a figure that has the value `values[S]` for set S, one a factor.
  func parts(of values: [Double]) -> [Double] {
    var parts = [Double](repeating: 0, count: factorCount)
    for (set, value) in values.enumerated() where value != 0 {
      for factor in parts.indices { parts[factor] += weights[set * factorCount + factor] * value }
    }
    return parts
  }

  /// The standard errors that come of drawing orders, one a factor; nil where none was drawn.
  func samplingErrors(of values: [Double]) -> [Double]? {
    guard orders.count > 2 else { return nil }
    let pairs = orders.count / 2
    var (sums, squares) = ([Double](repeating: 0, count: factorCount), [Double](repeating: 0, count: factorCount))
    let means = parts(of: values)
    for pair in 0..<pairs {
      var own = [Double](repeating: 0, count: factorCount)
      for chain in orders[(2 * pair)..<(2 * pair + 2)] {
        for (before, after) in zip(chain, chain.dropFirst()) {
          own[(sets[before] ^ sets[after]).trailingZeroBitCount] += (values[after] - values[before]) / 2
        }
      }
      for factor in own.indices {
        sums[factor] += own[factor] - means[factor]
        squares[factor] += (own[factor] - means[factor]) * (own[factor] - means[factor])
      }
    }
    let count = Double(pairs)
    return zip(sums, squares).map { (max(0, $1 - $0 * $0 / count) / (count - 1) / count).squareRoot() }
  }
}
