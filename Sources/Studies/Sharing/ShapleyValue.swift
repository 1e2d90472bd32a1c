import Statistics

extension CoalitionalGame {
  /// What each player adds on average when the players come in random order: the Shapley value.
  ///
  /// xᵢ = Σ over coalitions S without i of |S|!(n − |S| − 1)!/n! · (v(S + i) − v(S)); exact, in n·2ⁿ steps. It adds up to
  /// the worth of all, gives equal players equal parts and nothing to one who adds nothing, and is additive in the game.
  ///
  /// Source: L. S. Shapley, A value for n-person games, Annals of Mathematics Studies 28 (1953), 307–317.
  public var shapleyValue: [Double] {
    let count = players.count
    // 1/(n·C(n − 1, s)): the chance that just these s players come before a given one.
    var chances: [Double] = []
    for before in 0..<count {
      chances.append(before == 0 ? 1 / Double(count) : chances[before - 1] * Double(before) / Double(count - before))
    }
    var value = [Double](repeating: 0, count: count)
    for bits in worths.indices.dropLast() {
      let chance = chances[bits.nonzeroBitCount]
      for player in 0..<count where bits >> player & 1 == 0 {
        value[player] += chance * (worths[bits | 1 << player] - worths[bits])
      }
    }
    return value
  }
}

/// A Shapley value estimated from random orders.
public struct SampledShapleyValue: Sendable {
  /// The estimate, one entry a player; adds up to the worth of all.
  public let value: [Double]
  /// The standard error of each entry; NaN from a single group of orders.
  public let standardErrors: [Double]
  /// How many orders were drawn.
  public let orders: Int
}

extension SampledShapleyValue {
  /// Estimates the Shapley value of `count` players from `groups` groups of `count` orders.
  ///
  /// The orders of a group are the rotations of one random order, so that every player comes once at every place: the
  /// estimate is stratified by place, and each order hands out the worth of all. Groups are independent, and the standard
  /// error is that of their mean. `worths` gives the worth of every coalition asked for, each asked for once.
  ///
  /// Source: J. Castro, D. Gómez, E. Molina & J. Tejada, Improving polynomial estimation of the Shapley value by stratified
  /// random sampling with optimum allocation, Computers & Operations Research 82 (2017), 180–188; the rotations are those of
  /// a cyclic Latin square.
  public init<Failure: Error>(
    players count: Int, groups: Int, seed: UInt64, worths: ([Coalition]) throws(Failure) -> [Double]
  ) throws(Failure) {
    precondition(count > 0 && groups > 0, "players, and a group of orders")
    let drawn = (0..<groups).map { Self.order(of: count, seed: seed, group: $0) }
    let coalitions = Self.coalitions(before: drawn)
    let known = Dictionary(uniqueKeysWithValues: zip(coalitions, try worths(coalitions)))
    var (means, squares) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    for (group, order) in drawn.enumerated() {
      var part = [Double](repeating: 0, count: count)
      for rotation in order.indices {
        var (coalition, worth) = (Coalition.nobody, 0.0)
        for place in order.indices {
          let player = order[(place + rotation) % count]
          coalition = coalition.joined(by: player)
          let larger = known[coalition] ?? 0
          part[player] += (larger - worth) / Double(count)
          worth = larger
        }
      }
      for player in 0..<count {
        let step = part[player] - means[player]
        means[player] += step / Double(group + 1)
        squares[player] += step * (part[player] - means[player])
      }
    }
    value = means
    let divisor = Double(groups) * Double(groups - 1)
    standardErrors = squares.map { groups > 1 ? ($0 / divisor).squareRoot() : .nan }
    orders = groups * count
  }

  /// A random order of the players.
  private static func order(of count: Int, seed: UInt64, group: Int) -> [Int] {
    var draws = RandomDraws(seed: seed, stream: group)
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, draws.whole(below: last + 1)) }
    return order
  }

  /// Every coalition that stands at the front of a rotation of one of `orders`, in the order of first need.
  private static func coalitions(before orders: [[Int]]) -> [Coalition] {
    var known: Set<Coalition> = []
    var coalitions: [Coalition] = []
    for order in orders {
      for rotation in order.indices {
        var coalition = Coalition.nobody
        for place in order.indices {
          coalition = coalition.joined(by: order[(place + rotation) % order.count])
          if known.insert(coalition).inserted { coalitions.append(coalition) }
        }
      }
    }
    return coalitions
  }
}
