import Regression

/// What is checked of a description before its levers and its response are worked out.
extension AllianceDescription {
  /// Ids that are empty or taken, and columns that the model needs.
  func problemsOfFirms() -> [AllianceProblem] {
    var problems: [AllianceProblem] = []
    var positions: [FirmID: Int] = [:]
    for (position, id) in firms.ids.enumerated() {
      let place = AlliancePlace.cell(firm: position, column: "id")
      if id.description.isEmpty {
        problems.append(AllianceProblem(.emptyID, at: place))
      } else if let first = positions[id] {
        let list = firms.list(of: first)
        let fact = AllianceFact.duplicateID(id, first: first - firms.positions(in: list).lowerBound, of: list)
        problems.append(AllianceProblem(fact, at: place))
      } else {
        positions[id] = position
      }
    }
    let decided = Set(levers.map(\.variable) + links.map(\.variable))
    for variable in model.variableNames where !decided.contains(variable) {
      problems += firms.listsLacking(variable).map { list in
        switch list {
        case .members: AllianceProblem(.columnMissing(variable, known: firms.columnNames(of: list)), at: .firms)
        case .candidates: missingForCandidates(variable)
        }
      }
    }
    return problems
  }

  /// That the file of the candidates lacks `column`.
  func missingForCandidates(_ column: String) -> AllianceProblem {
    AllianceProblem(
      .candidateColumnMissing(column, known: firms.columnNames(of: .candidates)), at: .candidates)
  }

  /// Levers, attributes, periods, money and the response as such.
  func problemsOfPlan() -> [AllianceProblem] {
    problemsOfLevers() + problemsOfLinks() + problemsOfPieces() + problemsOfLeverColumns()
      + problemsOfJoiningCostColumn() + problemsOfGrowth() + problemsOfPeriods() + problemsOfMoney() + problemsOfFunds()
      + problemsOfObjective() + [gap.flatMap { outside($0, .share, at: ["gap"]) }].compactMap(\.self)
  }

  private func problemsOfLevers() -> [AllianceProblem] {
    var problems: [AllianceProblem] = []
    for lever in levers {
      let path = ["levers", lever.variable]
      guard model.variableNames.contains(lever.variable) || isSummed(lever) else {
        problems.append(AllianceProblem(.leverNotInModel(lever.variable, known: model.variableNames), at: .key(path)))
        continue
      }
      if model.formula.categoryVariables.contains(lever.variable) {
        problems.append(AllianceProblem(.leverOnCategory(lever.variable), at: .key(path)))
      }
      let hasMaximum =
        lever.isSwitch || lever.maximum != nil || lever.maximumIncrease != nil
        || model.summary(of: lever.variable)?.range != nil
        || (firms.column(LeverColumns(of: lever.variable).maximum)?.texts.allSatisfy { $0 != nil } ?? false)
      if !hasMaximum { problems.append(AllianceProblem(.leverWithoutMaximum(lever.variable), at: .key(path))) }
      problems += problemsOfNumbers(of: lever, at: path)
    }
    return problems
  }

  /// Whether a link sums the lever, so that it counts without being a variable of the model.
  private func isSummed(_ lever: Lever) -> Bool {
    links.contains { link in
      if case .sums(lever.variable, _) = link.kind { true } else { false }
    }
  }

  private func problemsOfNumbers(of lever: Lever, at path: [String]) -> [AllianceProblem] {
    var figures: [(key: [String], value: Double?, allowed: AllowedRange)] = [
      (["unit_cost"], lever.unitCost, .notNegative),
      (["min"], lever.minimum, .notNegative),
      (["max"], lever.maximum, .notNegative),
    ]
    switch lever.maximumIncrease {
    case .amount(let value), .share(let value): figures.append((["max_increase"], value, .notNegative))
    case nil: break
    }
    figures.append((["lag"], Double(lever.lag), .notNegative))
    figures.append((["stock", "depreciation"], lever.stock?.depreciation, .shareAboveZero))
    switch lever.kind {
    case .investment(let refund): figures.append((["refund"], refund, .notNegative))
    case .talent(let hireMaximum, let secondment):
      figures.append((["hire_max"], hireMaximum, .notNegative))
      figures.append((["secondment", "max_out"], secondment?.maximumShareOut, .share))
      figures.append((["secondment", "unit_cost"], secondment?.unitCost, .notNegative))
    case .switch(let maximumCount, _):
      figures.append((["max_count"], maximumCount.map(Double.init), .notNegative))
    }
    return figures.compactMap { figure in
      figure.value.flatMap { outside($0, figure.allowed, at: path + figure.key) }
    }
  }

  private func problemsOfGrowth() -> [AllianceProblem] {
    attributeGrowth.sorted { $0.key < $1.key }.compactMap { variable, growth in
      let path = ["attributes", variable]
      if levers.contains(where: { $0.variable == variable }) {
        return AllianceProblem(.growthOfLever(variable), at: .key(path))
      }
      if links.contains(where: { $0.variable == variable }) {
        return AllianceProblem(.growthOfLink(variable), at: .key(path))
      }
      guard model.variableNames.contains(variable) else {
        return AllianceProblem(.growthOfUnknown(variable, known: model.variableNames), at: .key(path))
      }
      if model.formula.categoryVariables.contains(variable) {
        return AllianceProblem(.growthOfCategory(variable), at: .key(path))
      }
      return outside(growth, .rate, at: path + ["growth"])
    }
  }

  private func problemsOfPeriods() -> [AllianceProblem] {
    var problems: [AllianceProblem] = []
    if periods.isEmpty { problems.append(AllianceProblem(.noPeriods, at: .key(["periods"]))) }
    for (position, period) in periods.enumerated() where periods[..<position].contains(period) {
      problems.append(AllianceProblem(.duplicatePeriod(period), at: .key(["periods", "\(position)"])))
    }
    return problems
  }

  /// Into how many pieces a range can be cut.
  private static let allowedPieces = 2...64

  private func problemsOfPieces() -> [AllianceProblem] {
    guard let pieces else { return [] }
    return [outside(Double(pieces), .wholeNumberWithin(Self.allowedPieces), at: ["pieces"])].compactMap(\.self)
  }

  private func problemsOfMoney() -> [AllianceProblem] {
    var problems: [AllianceProblem] = []
    switch budget {
    case .horizon(let amount):
      problems += [outside(amount, .notNegative, at: ["budget"])].compactMap { $0 }
      // No money needs no way into later periods.
      if !carryOver, periods.count > 1, amount != 0 {
        problems.append(AllianceProblem(.horizonBudgetWithoutCarryOver, at: .key(["carry_over"])))
      }
    case .perPeriod(let amounts):
      if amounts.count != periods.count {
        let fact = AllianceFact.budgetCount(amounts.count, periods: periods.count)
        problems.append(AllianceProblem(fact, at: .key(["budget"])))
      }
      for (period, amount) in zip(periods, amounts) {
        problems += [outside(amount, .notNegative, at: ["budget", period])].compactMap { $0 }
      }
    }
    problems += [outside(discountRate, .rate, at: ["discount_rate"])].compactMap { $0 }
    problems += [outside(outputValue, .notNegative, at: ["output_value"])].compactMap { $0 }
    return problems
  }

  private func problemsOfObjective() -> [AllianceProblem] {
    [objective.targetGain.flatMap { outside($0, .notNegative, at: ["target", "gain"]) }].compactMap(\.self)
      + problemsOfSmallestGains()
  }

  /// The search for a rate proves one figure; with the next smallest gains to be settled as well it would not end.
  private func problemsOfSmallestGains() -> [AllianceProblem] {
    guard objective == .worstGain else { return [] }
    return rules.compactMap { rule in
      guard case .proportion(let proportion) = rule.demand, proportion.basis == .gain else { return nil }
      return AllianceProblem(.smallestGainsInProportion(rule: rule.name), at: .key(["maximise"]))
    }
  }

  /// What is wrong with the number `value` at `path`, if anything is.
  func outside(_ value: Double, _ allowed: AllowedRange, at path: [String]) -> AllianceProblem? {
    guard !allowed.contains(value) || abs(value) > AllowedRange.largest else { return nil }
    // A period has no meaning without the key that it stands under.
    let key =
      switch path.first {
      case "budget": path.joined(separator: " ")
      case "grants": path.dropFirst(2).joined(separator: " ")
      default: path.last ?? ""
      }
    let isTooLarge = value.isFinite && abs(value) > AllowedRange.largest
    return AllianceProblem(
      isTooLarge
        ? .tooLarge(key: key, value, limit: AllowedRange.largest) : .outOfRange(key: key, value, allowed: allowed),
      at: .key(path))
  }
}

extension AllowedRange {
  /// Whether a finite `value` lies in the range.
  public func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    switch self {
    case .notNegative: return value >= 0
    case .share: return value >= 0 && value <= 1
    case .wholeNumber: return value >= 0 && value == value.rounded()
    case .shareBelowWhole: return value >= 0 && value < 1
    case .shareAboveZero: return value > 0 && value <= 1
    case .rate: return value > -1 && value <= 1
    case .wholeNumberWithin(let range):
      return value == value.rounded() && value >= Double(range.lowerBound) && value <= Double(range.upperBound)
    }
  }

  /// The largest amount that can be planned with: doubles carry 15 to 16 digits, so beyond it not even whole units count.
  static let largest = 1e15
}
