import Statistics

/// Looks for everything that is wrong with the numbers of a model.
struct ModelValidation {
  let formula: Formula
  let family: Family
  private(set) var facts: [ModelFact] = []

  init(formula: Formula, family: Family) {
    self.formula = formula
    self.family = family
  }

  func throwIfAny() throws(ModelFacts) {
    if !facts.isEmpty { throw ModelFacts(facts: facts) }
  }

  /// The coefficients as terms; those that the formula does not have are left out.
  mutating func terms(_ names: [String], _ values: [Double]) -> [ModelTerm] {
    let labels = CoefficientLabels(formula: formula)
    var terms: [ModelTerm] = []
    var namesByFactors: [[ModelFactor]: String] = [:]
    var found: Set<Int> = []
    for (name, value) in zip(names, values) {
      if !value.isFinite { facts.append(.coefficientNotFinite(label: name)) }
      guard let (position, factors) = labels.resolve(name) else {
        facts.append(.unknownCoefficient(label: name, known: labels.known))
        continue
      }
      if let earlier = namesByFactors.updateValue(name, forKey: factors) {
        facts.append(.repeatedCoefficient(label: name, earlier: earlier))
      }
      found.insert(position)
      terms.append(ModelTerm(name: name, coefficient: value, factors: factors))
    }
    if formula.hasIntercept, !found.contains(-1) {
      facts.append(.missingCoefficient(label: CoefficientLabels.intercept, given: names))
    }
    for (position, term) in formula.terms.enumerated() where !found.contains(position) {
      facts.append(.missingCoefficient(label: labels.label(of: term), given: names))
    }
    return terms
  }

  mutating func check(sigma: Double?) {
    if let sigma, !(sigma > 0 && sigma.isFinite) { facts.append(.sigmaNotPositive(sigma)) }
    let isLogarithm = formula.responseIsLogarithm
    switch family {
    case .gaussian(let smearing):
      if let smearing, !(smearing > 0 && smearing.isFinite) { facts.append(.smearingNotPositive(smearing)) }
      if isLogarithm, smearing == nil { facts.append(.smearingMissing) }
      if !isLogarithm, smearing != nil { facts.append(.smearingWithoutLogarithm) }
    case .tobit(let lower, let upper):
      if sigma == nil { facts.append(.sigmaMissing) }
      if lower == nil, upper == nil { facts.append(.limitsMissing) }
      for limit in [lower, upper].compactMap(\.self) where !limit.isFinite { facts.append(.limitNotFinite(limit)) }
      if let lower, let upper, lower >= upper { facts.append(.limitsCross(lower: lower, upper: upper)) }
    case .poisson:
      if sigma != nil { facts.append(.sigmaWithoutMeaning) }
    }
    if case .gaussian = family { return }
    if isLogarithm { facts.append(.logarithmOfResponse(variable: formula.response.variable)) }
  }

  // MARK: Precision

  mutating func check(standardErrors: [Double]?, names: [String]) {
    guard let standardErrors else { return }
    let expected = names.count + (family.estimatesLogSigma ? 1 : 0)
    guard standardErrors.count == expected || standardErrors.count == names.count else {
      facts.append(.standardErrorCount(found: standardErrors.count, expected: expected))
      return
    }
    for (name, error) in zip(names + [Family.logSigmaName], standardErrors) where !(error >= 0 && error.isFinite) {
      facts.append(.standardErrorNegative(label: name, error))
    }
  }

  mutating func check(covariance: Matrix?, coefficientCount: Int) {
    guard let covariance else { return }
    let size = coefficientCount + (family.estimatesLogSigma ? 1 : 0)
    guard covariance.rowCount == size, covariance.columnCount == size else {
      facts.append(
        .covarianceSize(rows: covariance.rowCount, columns: covariance.columnCount, expected: size))
      return
    }
    for row in 0..<size {
      for column in 0...row {
        if let fact = flaw(of: covariance, row: row, column: column) { facts.append(fact) }
      }
    }
  }

  private func flaw(of covariance: Matrix, row: Int, column: Int) -> ModelFact? {
    let (value, mirrored) = (covariance[row, column], covariance[column, row])
    guard value.isFinite, mirrored.isFinite else { return .covarianceNotFinite(row: row, column: column) }
    let scale = (abs(covariance[row, row]) * abs(covariance[column, column])).squareRoot()
    // Rounding in a published matrix is forgiven up to a millionth of the largest possible covariance.
    if abs(value - mirrored) > 1e-6 * scale { return .covarianceNotSymmetric(row: row, column: column) }
    let isImpossible = row == column ? value < 0 : abs(value) > scale * (1 + 1e-6)
    return isImpossible ? .covarianceImpossible(row: row, column: column) : nil
  }

  // MARK: The data behind it

  mutating func check(variables: [VariableSummary]) {
    let known = formula.numericVariables
    var seen: Set<String> = []
    for summary in variables {
      if !known.contains(summary.name) { facts.append(.unknownVariable(name: summary.name, known: known)) }
      if !seen.insert(summary.name).inserted { facts.append(.repeatedVariable(name: summary.name)) }
      if !isPossible(summary) { facts.append(.impossibleSummary(name: summary.name)) }
    }
  }

  private func isPossible(_ summary: VariableSummary) -> Bool {
    let figures = [summary.minimum, summary.maximum, summary.mean, summary.standardDeviation].compactMap { $0 }
    guard figures.allSatisfy(\.isFinite), summary.standardDeviation ?? 0 >= 0 else { return false }
    let (low, high) = (summary.minimum ?? -.infinity, summary.maximum ?? .infinity)
    guard low <= high, let mean = summary.mean else { return low <= high }
    // A mean printed with few digits may lie a little outside.
    let slack = 1e-6 * max(abs(mean), 1)
    return mean >= low - slack && mean <= high + slack
  }

  mutating func check(categories: [CategoryLevels], terms: [ModelTerm]) {
    let known = formula.categoryVariables
    for category in categories {
      if !known.contains(category.name) { facts.append(.unknownCategory(name: category.name, known: known)) }
      if category.levels.count < 2 || Set(category.levels).count < category.levels.count {
        facts.append(.impossibleLevels(name: category.name))
      }
      if let reference = formula.references[category.name], let first = category.levels.first, first != reference {
        facts.append(.contradictsReference(name: category.name, reference: reference, first: first))
      }
    }
    for term in terms {
      for case .indicator(let variable, let level) in term.factors {
        guard let category = categories.first(where: { $0.name == variable }) else { continue }
        if !category.levels.contains(level) {
          facts.append(.unknownLevel(label: term.name, level: level, known: category.levels))
        }
      }
    }
  }
}
