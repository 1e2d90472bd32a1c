extension TestDistribution {
  /// The distance from 0 that a statistic reaches with `probability`, from 0 to 1.
  ///
  /// Found by halving on the very tail that p values are checked with: the library's quantile of t is not a number for
  /// few degrees of freedom and small probabilities.
  func distance(probability: Double) -> Double {
    guard probability > 0 else { return .infinity }
    guard probability < 1 else { return 0 }
    var (below, above) = (0.0, 1.0)
    while twoSidedTail(above) > probability, above < .infinity { (below, above) = (above, 2 * above) }
    guard above < .infinity else { return .infinity }
    while true {
      let middle = below + (above - below) / 2
      guard middle > below, middle < above else { return middle }
      if twoSidedTail(middle) > probability { below = middle } else { above = middle }
    }
  }

  /// The p values of the statistics in `range`.
  func probabilities(of range: FigureRange) -> FigureRange {
    let distances = range.magnitudes
    return FigureRange(between: twoSidedTail(distances.high), and: twoSidedTail(distances.low))
  }

  /// The distances from 0 of the statistics whose p value lies in `range`, within 0 and 1.
  func distances(of range: FigureRange) -> FigureRange {
    FigureRange(between: distance(probability: range.high), and: distance(probability: range.low))
  }
}
