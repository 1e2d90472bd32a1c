import Regression
import SourceText
import Statistics

extension InnovationModel {
  /// The model that a file in JSON or YAML holds.
  ///
  /// Required are `formula`, `family` and `coefficients`; a published model has `standard_errors` where a fitted one has
  /// `covariance`. Under `fit`, `data` and `effects`, which inform people, keys unknown here are passed over.
  ///
  /// - Throws: all problems of the file; their facts are `StructureFact`, `FormulaFact` and `ModelFact`.
  public init(_ file: SourceFile) throws(InputProblems) {
    let collector = ProblemCollector()
    let document = YAMLDocument(file)
    collector.report(document.problems)
    guard let root = document.root, let top = TableReader(root, into: collector),
      let parts = ModelParts(top, into: collector)
    else { throw InputProblems(collector.problems) }
    let model: InnovationModel?
    var facts: [ModelFact] = []
    do throws(ModelFacts) {
      model = try parts.model()
    } catch {
      model = nil
      facts = error.facts
    }
    for fact in facts where !fact.isMisspelling(among: facts) && !fact.isMiscount(among: facts) {
      let path = parts.path(of: fact.part)
      guard !collector.hasFailure(under: path) else { continue }
      collector.report(fact, at: root.mark(ofNearest: path, subject: fact.isAboutLabel ? .key : .value))
    }
    if !facts.contains(where: \.isAboutCoefficients) { collector.report(parts.problemsOfStandardErrors) }
    guard let model, collector.problems.isEmpty else { throw InputProblems(collector.problems) }
    self = model
  }
}

/// The parts of a model as they stand in its file.
private struct ModelParts {
  let formula: Formula
  let family: Family
  let coefficients: [(name: String, value: Double)]
  let sigma: Double?
  let standardErrors: [Double]?
  /// Problems that mean something only where the coefficients are those of the formula.
  let problemsOfStandardErrors: [InputProblem]
  let covariance: Matrix?
  let variables: [VariableSummary]
  let categories: [CategoryLevels]
  let fit: FitSummary?
  let data: DataSource?

  /// Nil when a part is missing without which the others cannot be judged.
  init?(_ top: TableReader, into collector: ProblemCollector) {
    top.check(ModelKeys.top, required: ModelKeys.requiredAtTop)
    _ = top.choice("schema", among: ModelSchema.allCases)
    let formula = top.formula(into: collector)
    let family = top.family()
    let coefficients = top.coefficients()
    sigma = top.optionalNumber("sigma")
    let (errors, problems) = top.standardErrors(of: coefficients?.map(\.name) ?? [], family: family)
    standardErrors = errors
    problemsOfStandardErrors = problems
    covariance = top.matrix("covariance")
    variables = top.variables()
    categories = top.categories()
    fit = top.table("fit").map(FitSummary.init)
    data = top.dataSource()
    guard let formula, let family, let coefficients else { return nil }
    self.formula = formula
    self.family = family
    self.coefficients = coefficients
    if let text = top.text("response"), text != formula.response.label {
      let fact = StructureFact.contradicts(key: "response", text: text, expected: formula.response.label)
      top.report(fact, at: top.node("response")?.mark ?? top.mark, key: "response")
    }
  }

  func model() throws(ModelFacts) -> InnovationModel {
    try InnovationModel(
      formula: formula, family: family, coefficients: coefficients, sigma: sigma, standardErrors: standardErrors,
      covariance: covariance, variables: variables, categories: categories, fit: fit, data: data)
  }

  /// The keys that lead to a part of the model.
  func path(of part: ModelFact.Part) -> [String] {
    switch part {
    case .coefficients(let label): ["coefficients"] + [label].compactMap(\.self)
    case .sigma: ["sigma"]
    case .family: ["family"]
    case .formula: ["formula"]
    case .standardErrors(let label): ["standard_errors"] + [label].compactMap(\.self)
    case .covariance(let row, let column): ["covariance"] + [row, column].compactMap { $0.map { "\($0)" } }
    case .variable(let name): ["variables", name]
    case .category(let name): ["categories", name]
    }
  }
}

extension ModelFact {
  /// Whether the label of a coefficient is wrong rather than its value.
  fileprivate var isAboutLabel: Bool {
    switch self {
    case .unknownCoefficient, .repeatedCoefficient, .unknownLevel: true
    default: false
    }
  }

  /// Whether the coefficients are not those of the formula.
  fileprivate var isAboutCoefficients: Bool {
    if case .coefficients = part { true } else { false }
  }

  /// Whether figures are as many as the coefficients would be, were these not wrong, which `facts` say already.
  fileprivate func isMiscount(among facts: [ModelFact]) -> Bool {
    switch self {
    case .covarianceSize, .standardErrorCount: facts.contains(where: \.isAboutCoefficients)
    default: false
    }
  }

  /// Whether a coefficient is missing only because its label is misspelt, which `facts` say already.
  fileprivate func isMisspelling(among facts: [ModelFact]) -> Bool {
    guard case .missingCoefficient(let label, _) = self else { return false }
    return facts.contains { fact in
      guard case .unknownCoefficient(let written, _) = fact else { return false }
      return nearestName(to: written, among: [label]) != nil
    }
  }
}

/// The version of the format.
private enum ModelSchema: String, CaseIterable {
  case first = "alliance-model/1"
}

extension TableReader {
  fileprivate func formula(into collector: ProblemCollector) -> Formula? {
    guard let text = text("formula"), let node = node("formula") else { return nil }
    let verbatim = node.markOfVerbatimText
    do throws(InputProblems) {
      return try Formula(text, at: verbatim ?? SourceMark(file: node.mark.file, line: node.mark.line))
    } catch {
      for problem in error.problems {
        let mark = verbatim == nil ? node.mark.quoting(problem.mark.quote) : problem.mark
        collector.report(problem.fact, at: mark)
      }
      collector.fail(["formula"])
      return nil
    }
  }

  /// A name alone, or a table with the name and the figures of the family.
  fileprivate func family() -> Family? {
    guard let node = node("family") else { return nil }
    if case .scalar = node.content { return choice("family", among: FamilyName.allCases).map { Family($0) } }
    guard let table = table("family") else { return nil }
    guard let name = table.choice("name", among: FamilyName.allCases) else {
      table.check(ModelKeys.anyFamily, required: ["name"])
      return nil
    }
    switch name {
    case .gaussian: table.check(ModelKeys.gaussian)
    case .tobit: table.check(ModelKeys.tobit)
    case .poisson: table.check(ModelKeys.poisson)
    }
    return Family(
      name, lower: table.optionalNumber("lower"), upper: table.optionalNumber("upper"),
      smearing: table.optionalNumber("smearing"))
  }

  fileprivate func coefficients() -> [(name: String, value: Double)]? {
    guard let table = table("coefficients") else { return nil }
    let coefficients = table.names.compactMap { name in table.number(name).map { (name: name, value: $0) } }
    return coefficients.count == table.names.count ? coefficients : nil
  }

  /// The standard errors in the order of the coefficients, for a tobit followed by that of log(sigma) where it is given.
  fileprivate func standardErrors(
    of coefficients: [String], family: Family?
  ) -> (errors: [Double]?, problems: [InputProblem]) {
    let collector = ProblemCollector()
    guard !coefficients.isEmpty, let table = table("standard_errors", into: collector) else {
      return (nil, collector.problems)
    }
    var names = coefficients
    if family?.estimatesLogSigma == true { names.append(ModelKeys.logSigma) }
    table.check(KeySet(names), required: coefficients)
    let errors = names.filter(table.has).map { table.number($0) }
    return (errors.allSatisfy { $0 != nil } ? errors.compactMap(\.self) : nil, collector.problems)
  }

  /// A list of rows, each a list of as many numbers as the first.
  fileprivate func matrix(_ key: String) -> Matrix? {
    guard let rows = list(key) else { return nil }
    var width: Int?
    var values: [[Double]] = []
    for row in rows {
      guard case .list(let cells) = row.content else { return wrong(key, row, .listOfNumbers) }
      if let width, cells.count != width {
        report(.wrongCount(key: key, found: cells.count, expected: width), at: row.mark, key: key)
        return nil
      }
      width = cells.count
      let numbers = cells.compactMap { number($0, of: key, expected: .number) }
      guard numbers.count == cells.count else { return nil }
      values.append(numbers)
    }
    return Matrix(rows: values)
  }

  fileprivate func variables() -> [VariableSummary] {
    guard let table = table("variables") else { return [] }
    return table.names.compactMap { name in
      guard let variable = table.table(name) else { return nil }
      variable.check(ModelKeys.variable, required: [])
      return VariableSummary(
        name: name, minimum: variable.number("min"), maximum: variable.number("max"), mean: variable.number("mean"),
        standardDeviation: variable.number("sd"))
    }
  }

  fileprivate func categories() -> [CategoryLevels] {
    guard let table = table("categories") else { return [] }
    return table.names.compactMap { name in
      table.texts(name).map { CategoryLevels(name: name, levels: $0) }
    }
  }

  fileprivate func dataSource() -> DataSource? {
    guard let table = table("data") else { return nil }
    for key in ModelKeys.data where !table.has(key) {
      table.report(.missingKey(key, under: table.path), at: table.mark, key: key)
    }
    guard let file = table.text("file"), let sha256 = table.text("sha256"), let used = table.count("rows_used"),
      let dropped = table.count("rows_dropped")
    else { return nil }
    return DataSource(file: file, sha256: sha256, rowsUsed: used, rowsDropped: dropped)
  }
}

extension SourceMark {
  /// The same place with another quotation.
  fileprivate func quoting(_ quote: Quote?) -> SourceMark {
    SourceMark(file: file, line: line, column: column, quote: quote)
  }
}

extension Family {
  fileprivate init(_ name: FamilyName, lower: Double? = nil, upper: Double? = nil, smearing: Double? = nil) {
    self =
      switch name {
      case .gaussian: .gaussian(smearing: smearing)
      case .tobit: .tobit(lower: lower, upper: upper)
      case .poisson: .poisson
      }
  }
}

extension FitSummary {
  fileprivate init(_ table: TableReader) {
    self.init()
    n = table.optionalCount("n")
    rSquared = table.optionalNumber("r_squared")
    adjustedRSquared = table.optionalNumber("adjusted_r_squared")
    fStatistic = table.optionalNumber("f_statistic")
    fDegreesOfFreedom = table.optionalCounts("f_degrees_of_freedom")
    fPValue = table.optionalNumber("f_p_value")
    logLikelihood = table.optionalNumber("log_likelihood")
    deviance = table.optionalNumber("deviance")
    nullDeviance = table.optionalNumber("null_deviance")
    interceptOnlyLogLikelihood = table.optionalNumber("log_likelihood_intercept_only")
    aic = table.optionalNumber("aic")
    bic = table.optionalNumber("bic")
    covarianceType = table.optionalText("covariance_type")
    weights = table.optionalText("weights")
    dropped = table.has("dropped") ? table.texts("dropped") : nil
    censoredLower = table.optionalCount("censored_lower")
    censoredUpper = table.optionalCount("censored_upper")
    iterations = table.optionalCount("iterations")
  }
}
