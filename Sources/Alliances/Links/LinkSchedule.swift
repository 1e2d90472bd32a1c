/// A link as it applies to every firm.
public struct LinkSchedule: Sendable {
  /// The link.
  public let link: Link
  /// The figure without a plan, by firm.
  public let baseline: [Double]
  /// What it adds up.
  public let addition: Addition

  /// What a link adds up, with the figures of the firms worked out.
  public enum Addition: Sendable {
    /// The candidates that join, each with its weight; one weight a firm, 0 for members.
    case counts([Double])
    /// The levels of the lever at a position, of other firms of the same group; one group a firm, nil where it has none.
    case sumsOfGroup(lever: Int, groups: [Int?])
    /// The levels of the lever at a position, each with the weight in the row of one firm and the column of the other.
    case sums(lever: Int, weights: [Double])
  }
}

extension LinkSchedule {
  /// The schedule of `link` among the firms and the levers of `description`, and what is wrong with it.
  init(_ link: Link, _ description: AllianceDescription, problems: inout [AllianceProblem]) {
    let firms = description.firms
    self.link = link
    let reader = CellReader(firms: firms)
    switch link.kind {
    case .counts(let weight):
      baseline = reader.notNegative(link.variable, default: 0, problems: &problems)
      addition = .counts(description.weights(weight, of: link, problems: &problems))
    case .sums(let variable, let weights):
      let cells = reader.required(link.variable, problems: &problems)
      baseline = cells?.map { $0.isNaN ? 0 : $0 } ?? [Double](repeating: 0, count: firms.count)
      // A lever that is not there is a problem of its own.
      let lever = description.levers.firstIndex { $0.variable == variable } ?? 0
      switch weights {
      case .same(let column):
        let texts = firms.column(column)?.texts ?? [String?](repeating: nil, count: firms.count)
        var groups: [String: Int] = [:]
        addition = .sumsOfGroup(
          lever: lever,
          groups: texts.map { text in
            guard let text else { return nil }
            if groups[text] == nil { groups[text] = groups.count }
            return groups[text]
          })
      case .matrix(let matrix): addition = .sums(lever: lever, weights: matrix.aligned(to: firms.ids))
      }
    }
  }

  /// The lever whose levels are summed, if there is one.
  public var lever: Int? {
    switch addition {
    case .counts: nil
    case .sumsOfGroup(let lever, _), .sums(let lever, _): lever
    }
  }

  /// The figure of every firm in one period, where firm j adds `counted[j]` (its weight, or what its level counts); candidates
  /// keep their baseline.
  func figures(adding counted: [Double], members: Int) -> [Double] {
    var figures = baseline
    switch addition {
    case .counts:
      let sum = counted.reduce(0, +)
      for firm in 0..<members { figures[firm] += sum }
    case .sumsOfGroup(_, let groups):
      var sums = [Double](repeating: 0, count: (groups.compactMap(\.self).max() ?? -1) + 1)
      for (firm, group) in groups.enumerated() { if let group { sums[group] += counted[firm] } }
      for firm in 0..<members { if let group = groups[firm] { figures[firm] += sums[group] - counted[firm] } }
    case .sums(_, let weights):
      for firm in 0..<members {
        let row = weights[(firm * counted.count)..<((firm + 1) * counted.count)]
        figures[firm] += zip(row, counted).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return figures
  }

  /// The least and greatest figure of every firm, where firm j adds between `least[j]` and `greatest[j]`.
  func range(least: [Double], greatest: [Double], members: Int) -> (lower: [Double], upper: [Double]) {
    guard case .sums(let lever, let weights) = addition else {
      return (figures(adding: least, members: members), figures(adding: greatest, members: members))
    }
    // A negative weight turns the two around.
    func part(_ keep: (Double) -> Double) -> LinkSchedule {
      LinkSchedule(
        link: link, baseline: baseline.map { _ in 0 }, addition: .sums(lever: lever, weights: weights.map(keep)))
    }
    let (raising, lowering) = (part { max(0, $0) }, part { min(0, $0) })
    func sum(_ high: [Double], _ low: [Double]) -> [Double] {
      zip(
        baseline, zip(raising.figures(adding: high, members: members), lowering.figures(adding: low, members: members))
      )
      .map { $0 + $1.0 + $1.1 }
    }
    return (sum(least, greatest), sum(greatest, least))
  }
}

extension AllianceDescription {
  /// What each candidate counts by the column `weight`, by firm; 0 for members.
  fileprivate func weights(_ weight: String?, of link: Link, problems: inout [AllianceProblem]) -> [Double] {
    var weights = [Double](repeating: 0, count: firms.count)
    let candidates = firms.positions(in: .candidates)
    guard let weight else {
      for firm in candidates { weights[firm] = 1 }
      return weights
    }
    guard !candidates.isEmpty else { return weights }
    guard firms.columnNames(of: .candidates).contains(weight) else {
      let fact = AllianceFact.linkColumnUnknown(weight, known: firms.columnNames(of: .candidates))
      problems.append(AllianceProblem(fact, at: .key(["links", link.variable, "weight"])))
      return weights
    }
    var ofCells: [AllianceProblem] = []
    let cells = CellReader(firms: firms).notNegative(weight, default: 0, problems: &ofCells)
    // What members have under that name does not count.
    problems += ofCells.filter { problem in
      if case .cell(let firm, _) = problem.place { candidates.contains(firm) } else { true }
    }
    for firm in candidates { weights[firm] = cells[firm] }
    return weights
  }
}
