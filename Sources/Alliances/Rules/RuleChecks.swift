extension AllianceDescription {
  /// Rules that share a name, limit nothing, contradict themselves, or speak of columns and values that no firm has.
  func problemsOfRules() -> [AllianceProblem] {
    var problems: [AllianceProblem] = []
    for (position, rule) in rules.enumerated() {
      let path = ["policies", "\(position)"]
      if rules[..<position].contains(where: { $0.name == rule.name }) {
        problems.append(AllianceProblem(.duplicateRule(rule.name), at: .key(path + ["name"])))
      }
      switch rule.demand {
      case .groupShare(let share):
        problems += problemsOfShares(rule, ("min", share.minimum), ("max", share.maximum), at: path)
        let ofGroup = problemsOfGroup(share.group, of: rule.name, at: path + ["of"])
        problems += ofGroup
        if ofGroup.isEmpty { problems += [problemOfEveryone(share, rule, at: path)].compactMap(\.self) }
      case .eachMember(let share):
        problems += problemsOfShares(
          rule, ("min_share", share.minimumShare), ("max_share", share.maximumShare), at: path)
        problems += problemsOfSums(share, rule, at: path)
      case .gainFloor(let floor):
        problems += [outside(floor.minimum, .notNegative, at: path + ["gain", "min"])].compactMap(\.self)
      case .spendingCap(let cap):
        problems += [outside(cap.maximum, .notNegative, at: path + ["spend", "max"])].compactMap(\.self)
      case .risk(let limit):
        problems += [outside(limit.maximum, .notNegative, at: path + ["max"])].compactMap(\.self)
        problems += problemsOfFigures(limit.column, at: path + ["risk"])
      case .winWin: break
      case .partners, .apart, .together, .requires, .selectionRisk: problems += problemsOfPartners(rule, at: path)
      case .proportion(let proportion): problems += problemsOfProportion(proportion, rule, at: path)
      }
    }
    return problems
  }

  private func problemsOfShares(
    _ rule: Rule, _ least: (key: String, value: Double?), _ greatest: (key: String, value: Double?), at path: [String]
  ) -> [AllianceProblem] {
    guard least.value != nil || greatest.value != nil else {
      let fact = AllianceFact.ruleWithoutLimit(rule.name, limits: [least.key, greatest.key])
      return [AllianceProblem(fact, at: .key(path))]
    }
    var problems: [AllianceProblem] = []
    for limit in [least, greatest] {
      guard let value = limit.value, !AllowedRange.share.contains(value) else { continue }
      problems.append(
        AllianceProblem(.outOfRange(key: limit.key, value, allowed: .share), at: .key(path + [limit.key])))
    }
    if let minimum = least.value, let maximum = greatest.value, minimum > maximum {
      let fact = AllianceFact.limitsCross(rule.name, minimum: minimum, maximum: maximum)
      problems.append(AllianceProblem(fact, at: .key(path + [least.key])))
    }
    return problems
  }

  /// How far a sum of shares may miss the whole by rounding alone.
  private static let roundingOfShares = 1e-9

  /// Shares of single firms that cannot add up to 1, so that the only plan would spend nothing.
  private func problemsOfSums(_ share: EachMember, _ rule: Rule, at path: [String]) -> [AllianceProblem] {
    guard firms.count > 0 else { return [] }
    var problems: [AllianceProblem] = []
    if let maximum = share.maximumShare, AllowedRange.share.contains(maximum),
      maximum * Double(firms.count) < 1 - Self.roundingOfShares
    {
      let fact = AllianceFact.sharesBelowWhole(
        rule.name, of: share.measure, maximum: maximum, firms: firms.count)
      problems.append(AllianceProblem(fact, at: .key(path + ["max_share"])))
    }
    if let minimum = share.minimumShare, AllowedRange.share.contains(minimum),
      minimum * Double(firms.memberCount) > 1 + Self.roundingOfShares
    {
      // A candidate need not join, and then has no share.
      let fact = AllianceFact.sharesAboveWhole(
        rule.name, of: share.measure, minimum: minimum, firms: firms.memberCount)
      problems.append(AllianceProblem(fact, at: .key(path + ["min_share"])))
    }
    return problems
  }

  /// A group that is everyone gets all that anyone gets.
  private func problemOfEveryone(_ share: GroupShare, _ rule: Rule, at path: [String]) -> AllianceProblem? {
    guard let maximum = share.maximum, AllowedRange.share.contains(maximum), maximum < 1, firms.count > 0,
      share.group.positions(in: firms).count == firms.count
    else { return nil }
    return AllianceProblem(
      .everyoneBelowWhole(rule.name, of: share.measure, maximum: maximum), at: .key(path + ["max"]))
  }

  /// A column that a rule weighs firms by, which is not there or holds something other than numbers from 0 on.
  func problemsOfFigures(_ column: String, at path: [String]) -> [AllianceProblem] {
    let lacking = firms.listsLacking(column)
    guard !lacking.contains(.members) else {
      let fact = AllianceFact.ruleColumnUnknown(column, known: firms.columnNames(of: .members))
      return [AllianceProblem(fact, at: .key(path))]
    }
    var problems = lacking.map { _ in missingForCandidates(column) }
    _ = CellReader(firms: firms).notNegative(column, default: 0, problems: &problems)
    return problems
  }

  /// Columns and values that no firm has, and groups that are empty, in the conditions of the rule or grant `name`.
  func problemsOfGroup(_ group: FirmFilter, of name: String, at path: [String]) -> [AllianceProblem] {
    var problems: [AllianceProblem] = []
    for condition in group.conditions {
      let place = AlliancePlace.key(path + [condition.column])
      guard let cells = firms.column(condition.column) else {
        problems.append(AllianceProblem(.ruleColumnUnknown(condition.column, known: firms.columnNames), at: place))
        continue
      }
      let known = Set(cells.texts.compactMap { $0 })
      for value in condition.values where !known.contains(value) {
        let fact = AllianceFact.ruleValueUnknown(value, column: condition.column, known: known.sorted())
        problems.append(AllianceProblem(fact, at: place))
      }
    }
    if problems.isEmpty, group.positions(in: firms).isEmpty {
      problems.append(AllianceProblem(.emptyGroup(rule: name), at: .key(path)))
    }
    return problems
  }
}
