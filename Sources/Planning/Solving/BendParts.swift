import LinearProgramming

extension Formulation {
  /// Whether a curve bends upwards somewhere, so that one program does not tell the best plan.
  var isBent: Bool { curvedTerms.contains { $0.bent != nil } }

  mutating func apply(_ limit: BendSearch.Limit) {
    switch limit {
    case .range(let term, let range): narrow(term: term, to: range)
    case .summand(let term, let summand, let range): narrow(term: term, summand: summand, to: range)
    case .closed(let variable): program.setBounds(of: variable, to: .exactly(0))
    case .rate(let position, let least, let greatest): narrow(position, least: least, greatest: greatest)
    case .sharedRate(let variable, let bounds): narrow(variable, to: bounds)
    case .decided(let variable, let value): program.setBounds(of: variable, to: .exactly(value))
    }
  }

  /// How to divide the program so that neither part keeps what `solution` promises beyond the curves, or both directions
  /// of a lever that it uses; none where it does neither. `distance` is how far the objective may be from a plan's.
  func division(at solution: Solution, distance: Double, _ tightening: RangeTightening?) -> [[BendSearch.Limit]] {
    if let selections = selections(at: solution) { return selections }
    let worst = worstExcess(at: solution)
    if let worst, let tightening, let rate = sharedRateDivision(at: solution, tightening, worst) {
      return rate.map { [$0] }
    }
    return division(at: solution, distance: distance, worst).map { [$0] }
  }

  /// The decisions of `solution`, and for each of them the other way with those before it the same; nil where nothing is left
  /// to decide, or so much that the parts would be too many.
  private func selections(at solution: Solution) -> [[BendSearch.Limit]]? {
    let open = decisions.filter { program.isInteger($0) && !program.bounds(of: $0).isFixed }
    let isEitherOr = open.allSatisfy { program.bounds(of: $0) == Bounds(0, 1) }
    guard !open.isEmpty, open.count <= Self.selectionLimit, isEitherOr else { return nil }
    let made = open.map { BendSearch.Limit.decided($0, solution[$0].rounded()) }
    return [made]
      + open.indices.map { position in
        made[..<position] + [.decided(open[position], 1 - solution[open[position]].rounded())]
      }
  }

  /// The most decisions that parts are set off by.
  private static let selectionLimit = 16

  /// The halves of the rate that serves best to be divided, where that brings more than dividing the range of one term.
  private func sharedRateDivision(
    at solution: Solution, _ tightening: RangeTightening, _ worst: WorstExcess
  ) -> [BendSearch.Limit]? {
    var best: (parts: [BendSearch.Limit], relief: Double)?
    let prices = linePrices(at: solution)
    let promise = promise(of: solution, prices)
    for rate in tightening.rates {
      let bounds = program.bounds(of: rate.variable)
      let expected = rate.relief(within: bounds) * rate.periods.reduce(0) { $0 + worst.byPeriod[$1] }
      guard expected > best?.relief ?? (0.5 * worst.score) else { continue }
      let margin = 0.3 * (bounds.upper - bounds.lower)
      let middle = min(max(solution[rate.variable], bounds.lower + margin), bounds.upper - margin)
      let parts = [Bounds(bounds.lower, middle), Bounds(middle, bounds.upper)].map {
        BendSearch.Limit.sharedRate(rate.variable, $0)
      }
      let left = parts.map { part in
        var half = self
        half.apply(part)
        tightening.tighten(&half)
        return half.promise(of: solution, prices)
      }
      let relief = promise - (left.max() ?? promise)
      if relief > best?.relief ?? (0.5 * worst.score) { best = (parts, relief) }
    }
    return best?.parts
  }

  /// What the lines that stand for bent curves cost the objective, by term.
  private func linePrices(at solution: Solution) -> [Double] {
    curvedTerms.enumerated().map { position, term in
      guard let bent = term.bent else { return 0 }
      let lines = [bent.line] + bent.floors + (tangentPositions[position] ?? []).map { tangents[$0].row }
      return lines.reduce(0) { $0 + abs(solution.dual(of: $1)) }
    }
  }

  /// What the envelopes over the ranges of the terms promise beyond the curves where `solution` stands, or as near as the
  /// ranges allow.
  private func promise(of solution: Solution, _ prices: [Double]) -> Double {
    zip(curvedTerms, prices).reduce(0) { $0 + ($1.1 > 0 ? $1.1 * max(0, $1.0.promise(at: solution)) : 0) }
  }

  /// The parts of a division by directions, rates or ranges.
  private func division(
    at solution: Solution, distance: Double, _ worst: WorstExcess?
  ) -> [BendSearch.Limit] {
    let pair = mostOpposed(at: solution)
    if let pair, worst == nil || (worst?.total ?? 0) < 0.5 * distance {
      return [pair.raise, pair.lowering].filter { program.bounds(of: $0).lower <= 0 }.map { .closed($0) }
    }
    if let division = rateDivision(at: solution) { return division }
    guard let worst else { return [] }
    let term = curvedTerms[worst.term]
    if let division = term.division(at: solution), let box = term.box {
      return halves(of: box.ranges[division.summand], near: division.point).map {
        .summand(term: worst.term, division.summand, $0)
      }
    }
    return halves(of: term.range, near: term.argument(at: solution)).map { .range(term: worst.term, $0) }
  }

  /// The parts of `range` on both sides of `point`, each at least a tenth of it.
  private func halves(of range: ClosedRange<Double>, near point: Double) -> [ClosedRange<Double>] {
    let margin = 0.1 * (range.upperBound - range.lowerBound)
    let middle = min(max(point, range.lowerBound + margin), range.upperBound - margin)
    return [range.lowerBound...middle, middle...range.upperBound]
  }

  /// The bent term whose promise beyond its curve raises the objective most, by the price of its line, and what all of
  /// them raise it by; nil where every range is too narrow to divide or nothing is promised.
  private func worstExcess(at solution: Solution) -> WorstExcess? {
    let prices = linePrices(at: solution)
    var worst: (term: Int, score: Double)?
    var byPeriod = [Double](repeating: 0, count: alliance.periods.count)
    let floor = 1e-6 * sizes.objective / sizes.gain
    for (position, term) in curvedTerms.enumerated() {
      guard term.bent != nil else { continue }
      let width = term.range.upperBound - term.range.lowerBound
      let excess = term.miss(at: solution)
      guard excess > 0, width > 1e-9 * (term.widest.upperBound - term.widest.lowerBound) else { continue }
      let price = prices[position]
      byPeriod[term.period] += price * excess
      // A term without a price counts too where no other is left.
      let score = max(price, floor) * excess
      if score > worst?.score ?? 1e-13 * sizes.objective { worst = (position, score) }
    }
    return worst.map { WorstExcess(term: $0.term, score: $0.score, byPeriod: byPeriod) }
  }

  /// How to divide the interval of the rate that serves `solution` worst, where that is farther from serving it than gains
  /// are from their curves; nil else.
  private func rateDivision(at solution: Solution) -> [BendSearch.Limit]? {
    var worst: (position: Int, rate: Double, crossing: Double)?
    for (position, rate) in gainRates.enumerated() {
      guard let division = rate.division(at: solution, sizes: sizes) else { continue }
      if division.crossing > worst?.crossing ?? 0 { worst = (position, division.rate, division.crossing) }
    }
    guard let worst else { return nil }
    let missed = curvedTerms.reduce(0) { $0 + weight(of: $1, at: solution) * max(0, $1.miss(at: solution)) }
    guard worst.crossing - 1 > missed / gainScale(at: solution) else { return nil }
    return [
      .rate(worst.position, least: 0, greatest: worst.rate),
      .rate(worst.position, least: worst.rate, greatest: .infinity),
    ]
  }
}

/// The bent term whose promise beyond its curve counts most.
private struct WorstExcess {
  /// Its position.
  let term: Int
  /// What it raises the objective by.
  let score: Double
  /// What all terms raise it by, by period.
  let byPeriod: [Double]

  /// What all terms raise the objective by.
  var total: Double { byPeriod.reduce(0, +) }
}

extension CurvedTerm {
  /// How far the envelope over the range of the term stands above its curve where `solution` stands, or as near as the range
  /// allows.
  fileprivate func promise(at solution: Solution) -> Double {
    guard case .curve(let curve) = shape, bent != nil else { return 0 }
    let argument = argument(at: solution)
    let envelope = Envelope(of: curve, over: range)
    guard let chord = envelope.chord, envelope.tangentRange?.contains(argument) != true else { return 0 }
    var height = chord.value(at: argument)
    if let box, box.isHeld {
      let values = box.values(at: solution)
      let plane = box.plane(of: curve, over: widest, order: box.order(at: values), argument: argument)
      height = min(height, plane.value(at: values, argument: argument))
    }
    return height - curve.value(at: argument)
  }
}
