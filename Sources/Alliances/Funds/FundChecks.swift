/// What is checked of the money that comes on top of the budget.
extension AllianceDescription {
  /// Columns and values that nobody has, names that are taken, figures outside their ranges, and matches of nothing.
  func problemsOfFunds() -> [AllianceProblem] {
    problemsOfContributions() + grants.indices.flatMap(problemsOfGrant) + problemsOfPooling()
  }

  private func problemsOfContributions() -> [AllianceProblem] {
    guard let contributions else { return [] }
    let lacking = firms.listsLacking(contributions.maximum)
    guard lacking.contains(.members) else { return lacking.map { _ in missingForCandidates(contributions.maximum) } }
    let fact = AllianceFact.contributionColumnUnknown(
      contributions.maximum, known: firms.columnNames(of: .members))
    return [AllianceProblem(fact, at: .key(["contributions", "max"]))]
  }

  private func problemsOfPooling() -> [AllianceProblem] {
    if let problem = outside(pooling, .share, at: ["pooling"]) { return [problem] }
    guard pooling < 1, contributions == nil else { return [] }
    return [AllianceProblem(.poolingWithoutContributions, at: .key(["pooling"]))]
  }

  private func problemsOfGrant(_ position: Int) -> [AllianceProblem] {
    let grant = grants[position]
    let path = ["grants", "\(position)"]
    var problems: [AllianceProblem] = []
    if grants[..<position].contains(where: { $0.name == grant.name }) {
      problems.append(AllianceProblem(.duplicateGrant(grant.name), at: .key(path + ["name"])))
    }
    problems += problemsOfAmounts(of: grant, at: path + ["amount"])
    if let match = grant.match {
      problems += [outside(match, .notNegative, at: path + ["match"])].compactMap(\.self)
      if contributions == nil {
        problems.append(AllianceProblem(.matchWithoutContributions(grant.name), at: .key(path + ["match"])))
      }
    }
    if let eligible = grant.eligible { problems += problemsOfGroup(eligible, of: grant.name, at: path + ["eligible"]) }
    return problems
  }

  private func problemsOfAmounts(of grant: Grant, at path: [String]) -> [AllianceProblem] {
    switch grant.amount {
    case .horizon(let amount): return [outside(amount, .notNegative, at: path)].compactMap(\.self)
    case .perPeriod(let amounts):
      guard amounts.count == periods.count else {
        let fact = AllianceFact.grantCount(grant.name, amounts.count, periods: periods.count)
        return [AllianceProblem(fact, at: .key(path))]
      }
      return zip(periods, amounts).compactMap { outside($1, .notNegative, at: path + [$0]) }
    }
  }

  /// The most that each firm may contribute per period [currency], by firm; 0 for all where nobody contributes.
  func contributionMaximums(problems: inout [AllianceProblem]) -> [Double] {
    guard let contributions else { return [Double](repeating: 0, count: firms.count) }
    return CellReader(firms: firms).notNegative(contributions.maximum, default: 0, problems: &problems)
  }

  /// The columns of the firm file that speak of funds.
  var columnsOfFunds: [String] {
    [contributions?.maximum].compactMap(\.self)
      + grants.flatMap { $0.eligible?.conditions.map(\.column) ?? [] }
  }
}
