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
        problems += problemsOfGroup(share.group, rule, at: path + ["of"])
      case .eachMember(let share):
        problems += problemsOfShares(
          rule, ("min_share", share.minimumShare), ("max_share", share.maximumShare), at: path)
      case .gainFloor(let floor):
        if !AllowedRange.notNegative.contains(floor.minimum) {
          let fact = AllianceFact.outOfRange(key: "min", floor.minimum, allowed: .notNegative)
          problems.append(AllianceProblem(fact, at: .key(path + ["gain", "min"])))
        }
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

  private func problemsOfGroup(_ group: FirmFilter, _ rule: Rule, at path: [String]) -> [AllianceProblem] {
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
      problems.append(AllianceProblem(.emptyGroup(rule: rule.name), at: .key(path)))
    }
    return problems
  }
}
