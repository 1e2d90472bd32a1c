import Regression

/// An alliance that can be planned: a description that was found sound, with every firm's figures worked out.
public struct Alliance: Sendable {
  /// The description as given.
  public let description: AllianceDescription
  /// Every lever with its figures for each firm, in the order of the description.
  public let levers: [LeverSchedule]
  /// Every link with its figures for each firm, in the order of the description.
  public let links: [LinkSchedule]
  /// The variables of the formula that the plan decides: those of the levers, then those of the links.
  public let decided: [DecidedVariable]
  /// The model's index as each firm sees it in each period.
  public let index: IndexStructure
  /// The most that each firm may contribute per period [currency], by firm.
  public let contributionMaximums: [Double]
  /// What it costs that each firm joins [currency], once and in the first period; 0 for members.
  public let joiningCosts: [Double]
  /// Every attribute's value, one entry a firm and period, by variable.
  public let attributes: [String: [Double]]
  /// What each firm reaches alone [currency], by firm; nil until it is known. An alliance that is made anew from a changed
  /// description does not know it.
  public private(set) var standaloneWorths: [Double]?

  /// The alliance that `description` describes.
  ///
  /// - Throws: all that is wrong with the description, not only the first thing.
  public init(_ description: AllianceDescription) throws(AllianceProblems) {
    var problems =
      description.problemsOfFirms() + description.problemsOfPlan() + description.problemsOfRules()
      + description.problemsOfMeasures()
    levers = description.levers.map { lever in
      let fitted = description.model.summary(of: lever.variable)?.range
      return LeverSchedule(
        lever, firms: description.firms, periods: description.periods.count, fitted: fitted, problems: &problems)
    }
    links = description.links.map { LinkSchedule($0, description, problems: &problems) }
    decided = Self.decided(levers, links, in: description)
    contributionMaximums = description.contributionMaximums(problems: &problems)
    joiningCosts = description.joiningCosts(problems: &problems)
    attributes = description.attributeValues(problems: &problems)
    let categories = description.categoryTexts(problems: &problems)
    index = IndexStructure(
      description.model, decided: decided, multipliesLevels: description.pieces != nil, attributes: attributes,
      categories: categories,
      firms: description.firms.count, periods: description.periods.count, problems: &problems)
    self.description = description
    problems += problemsOfResponse() + problemsOfGainProportions()
    // A cell that several rules read is one problem.
    var known: Set<AllianceProblem> = []
    problems = problems.filter { known.insert($0).inserted }
    guard problems.isEmpty else { throw AllianceProblems(problems: problems) }
  }

  /// The members, then the candidates.
  public var firms: FirmTable { description.firms }
  /// How many of the firms are members; they come first.
  public var memberCount: Int { description.firms.memberCount }
  /// The positions of the firms that may join.
  public var candidates: Range<Int> { description.firms.positions(in: .candidates) }
  /// Whether the plan decides if a firm, by position, is in the alliance.
  public func isCandidate(_ firm: Int) -> Bool { firm >= memberCount }
  /// The names of the periods.
  public var periods: [String] { description.periods }
  /// The innovation model.
  public var model: InnovationModel { description.model }

  /// The same alliance, knowing what each firm reaches alone [currency], one figure a firm; nil makes it unknown.
  public func knowing(standaloneWorths: [Double]?) -> Alliance {
    precondition(standaloneWorths.map { $0.count == firms.count } ?? true, "there is one worth a firm")
    var copy = self
    copy.standaloneWorths = standaloneWorths
    return copy
  }

  /// Whether a rule compares the plan with what firms reach alone.
  public var comparesWithStandalone: Bool {
    description.rules.contains {
      if case .winWin(let rule) = $0.demand { rule.comparison == .standalone } else { false }
    }
  }

  /// The discount factor (1 + r)^−t of each period, t from 0.
  public var discountFactors: [Double] {
    var factors: [Double] = []
    for _ in periods { factors.append((factors.last ?? 1 + description.discountRate) / (1 + description.discountRate)) }
    return factors
  }

  /// The entry of a firm and period in the flat arrays of the alliance.
  public func entry(firm: Int, period: Int) -> Int { firm * periods.count + period }

  /// The index η of a firm in a period when the index level of decided variable k is `levels[k]`.
  public func index(firm: Int, period: Int, levels: [Double]) -> Double {
    let entry = entry(firm: firm, period: period)
    return index.effects.reduce(index.constant[entry]) { $0 + $1.value(at: levels, entry: entry) }
  }

  /// Whether the output that the plan counts is a curve of the index.
  public var bendsOutput: Bool { description.response == .expected && model.response.shape != .linear }

  /// The output that the plan counts at an index: the expected output, or the index itself on the latent response.
  public func output(index: Double) -> Double {
    switch description.response {
    case .expected: model.expectedOutput(index: index)
    case .latent: index
    }
  }
}

extension Alliance {
  private static func decided(
    _ levers: [LeverSchedule], _ links: [LinkSchedule], in description: AllianceDescription
  ) -> [DecidedVariable] {
    let periods = description.periods.count
    return levers.enumerated().map { DecidedVariable($0.element, at: $0.offset, periods: periods) }
      + links.enumerated().map {
        DecidedVariable(
          $0.element, at: $0.offset, levers: levers, members: description.firms.memberCount, periods: periods)
      }
  }

  /// What keeps the response from being defined, or a figure to plan with, over the range of every lever.
  private func problemsOfResponse() -> [AllianceProblem] {
    let bounded = index.effects.filter { hasAllowedBounds(decided[$0.variable]) }
    let ofLevels = bounded.flatMap { problems(of: $0) }
    return ofLevels.isEmpty && bounded.count == index.effects.count ? problemsOfOutputs() : ofLevels
  }

  /// The firm whose expected output at its greatest levels is the largest, where that is no figure to plan with: an
  /// exponential grows beyond all of them.
  private func problemsOfOutputs() -> [AllianceProblem] {
    guard bendsOutput, decided.allSatisfy({ zip($0.lower, $0.upper).allSatisfy { $0 <= $1 } }) else { return [] }
    var largest: (entry: Int, output: Double)?
    for entry in index.constant.indices {
      let ranges = decided.map { $0.lower[entry]...$0.upper[entry] }
      let greatest = index.effects.reduce(index.constant[entry]) {
        $1.factor[entry] == 0 ? $0 : $0 + $1.range(over: ranges, entry: entry).upperBound
      }
      let output = model.expectedOutput(index: greatest)
      if output > largest?.output ?? AllowedRange.largest { largest = (entry, output) }
    }
    return largest.map { largest in
      let fact = AllianceFact.outputTooLarge(
        firms.ids[largest.entry / periods.count], largest.output, limit: AllowedRange.largest)
      return [AllianceProblem(fact, at: .key(["levers"]))]
    } ?? []
  }

  /// The cells and keys from which levels follow at which the effect is not defined, each once.
  private func problems(of effect: IndexStructure.Effect) -> [AllianceProblem] {
    let variable = decided[effect.variable]
    var problems: [AllianceProblem] = []
    var places: Set<AlliancePlace> = []
    for firm in 0..<firms.count {
      let own = entry(firm: firm, period: 0)..<entry(firm: firm + 1, period: 0)
      guard let range = variable.range(over: own), own.contains(where: { effect.factor[$0] != 0 }) else { continue }
      let least = range.lowerBound
      if !effect.transform.domain.contains(least) {
        let problem = problemOfDomain(effect.transform, at: least, of: variable, firm: firm)
        if places.insert(problem.place).inserted { problems.append(problem) }
      }
    }
    return problems
  }

  /// The level `least`, at which `transform` is not defined, where it comes from: the baseline, else what lets the lever
  /// fall below it.
  private func problemOfDomain(
    _ transform: Transform, at least: Double, of variable: DecidedVariable, firm: Int
  ) -> AllianceProblem {
    let name = variable.name
    func problem(_ id: FirmID?, _ place: AlliancePlace) -> AllianceProblem {
      AllianceProblem(.outsideDomain(id, variable: name, transform: transform, value: least), at: place)
    }
    let own = entry(firm: firm, period: 0)..<entry(firm: firm + 1, period: 0)
    if own.allSatisfy({ transform.domain.contains(variable.baseline[$0]) }) {
      guard case .lever(let lever) = variable.source else { return problem(firms.ids[firm], .key(variable.path)) }
      switch levers[lever].lowerSource[firm] {
      case .column(let column): return problem(firms.ids[firm], .cell(firm: firm, column: column))
      case .lever(let key): return problem(nil, .key(variable.path + [key]))
      case .secondment: return problem(firms.ids[firm], .key(variable.path + ["secondment", "max_out"]))
      case .baseline, .fittedRange, .onOrOff: break
      }
    }
    let isCell = firms.hasColumn(name, for: firm)
    return problem(isCell ? firms.ids[firm] : nil, isCell ? .cell(firm: firm, column: name) : .key(variable.path))
  }

  /// Whether the figures that bound a decided variable lie in their ranges; one that does not is a problem by itself.
  private func hasAllowedBounds(_ variable: DecidedVariable) -> Bool {
    switch variable.source {
    case .lever(let lever): levers[lever].lever.hasAllowedBounds
    case .link(let link):
      links[link].lever.map { levers.indices.contains($0) && levers[$0].lever.hasAllowedBounds } ?? true
    }
  }
}
