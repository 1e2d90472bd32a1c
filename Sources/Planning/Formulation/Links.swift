import Alliances
import LinearProgramming

extension Formulation {
  /// The figures of a link by entry: for a member i bᵢ + Σ_c w_c·y_c, or bᵢ + Σ_j W_ij·(xⱼₜ − bⱼ) + Σ_c W_ic·x_ct; for a
  /// candidate bᵢ·yᵢ. What many firms share is a variable of its own.
  mutating func formulateLink(_ position: Int) -> [LinearExpression] {
    let schedule = alliance.links[position]
    var figures = cells.map { firm, _ in multiple(schedule.baseline[firm], ofMembershipOf: firm) }
    switch schedule.addition {
    case .counts(let weights):
      let counted = alliance.candidates.reduce(into: LinearExpression()) {
        $0 += multiple(weights[$1], ofMembershipOf: $1)
      }
      self.counted.append(counted)
      guard !counted.terms.isEmpty else { return figures }
      let sum = linkVariable(.linkSum(link: position, group: nil, period: nil), equals: counted)
      for entry in figures.indices where !alliance.isCandidate(cells[entry].firm) { figures[entry] += sum }
    case .sumsOfGroup(let lever, let groups):
      counted.append(nil)
      addSums(ofGroups: groups, lever: lever, link: position, to: &figures)
    case .sums(let lever, let weights):
      counted.append(nil)
      addSums(weights: weights, lever: lever, link: position, to: &figures)
    }
    return figures
  }

  private mutating func linkVariable(_ element: ProgramElement, equals sum: LinearExpression) -> Variable {
    let own = variable(element, in: .free)
    require(sum - own == 0, element)
    return own
  }

  /// What a firm adds to the figures of others: of a member what lies above its baseline, of a candidate all; nil where that
  /// is nothing.
  private func addition(of lever: Int, firm: Int, period: Int) -> LinearExpression? {
    let level = levels[lever][alliance.entry(firm: firm, period: period)]
    guard !level.terms.isEmpty else { return nil }
    return alliance.isCandidate(firm) ? level : level - alliance.levers[lever].baseline[firm]
  }

  /// One sum a group and period, of which each firm's own part is taken off again.
  private mutating func addSums(
    ofGroups groups: [Int?], lever: Int, link: Int, to figures: inout [LinearExpression]
  ) {
    for period in alliance.periods.indices {
      var sums: [Int: LinearExpression] = [:]
      for (firm, group) in groups.enumerated() {
        guard let group, let part = addition(of: lever, firm: firm, period: period) else { continue }
        sums[group, default: LinearExpression()] += part
      }
      var shared: [Int: Variable] = [:]
      for (group, sum) in sums.sorted(by: { $0.key < $1.key }) {
        shared[group] = linkVariable(.linkSum(link: link, group: group, period: period), equals: sum)
      }
      for firm in 0..<alliance.memberCount {
        guard let group = groups[firm], let sum = shared[group] else { continue }
        let entry = alliance.entry(firm: firm, period: period)
        figures[entry] += sum
        if let own = addition(of: lever, firm: firm, period: period) { figures[entry] -= own }
      }
    }
  }

  private mutating func addSums(weights: [Double], lever: Int, link: Int, to figures: inout [LinearExpression]) {
    let count = alliance.firms.count
    for firm in 0..<alliance.memberCount {
      let others = (0..<count).filter { weights[firm * count + $0] != 0 }
      for period in alliance.periods.indices {
        var sum = LinearExpression()
        for other in others {
          if let part = addition(of: lever, firm: other, period: period) { sum += weights[firm * count + other] * part }
        }
        guard !sum.terms.isEmpty else { continue }
        let own = linkVariable(.link(link, firm: firm, period: period), equals: sum)
        figures[alliance.entry(firm: firm, period: period)] += own
      }
    }
  }
}

extension Alliance {
  /// The name of what many firms share of a link, such as `rd_partners_sum[east,2026]`.
  func linkSumName(_ position: Int, group: Int?, period: Int?) -> String {
    let schedule = links[position]
    var parts: [String] = []
    if let group, case .sums(_, .same(let column)) = schedule.link.kind,
      case .sumsOfGroup(_, let groups) = schedule.addition, let firm = groups.firstIndex(of: group),
      let text = firms.column(column)?.texts[firm]
    {
      parts.append(text)
    }
    if let period { parts.append(periods[period]) }
    return "\(schedule.link.variable)_sum" + (parts.isEmpty ? "" : "[\(parts.joined(separator: ","))]")
  }
}
