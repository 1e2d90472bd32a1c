import Regression

/// An alliance that can be planned: a description that was found sound, with every firm's figures worked out.
public struct Alliance: Sendable {
  /// The description as given.
  public let description: AllianceDescription
  /// Every lever with its figures for each firm, in the order of the description.
  public let levers: [LeverSchedule]
  /// The model's index as each firm sees it in each period.
  public let index: IndexStructure
  /// Every attribute's value, one entry a firm and period, by variable.
  public let attributes: [String: [Double]]

  /// The alliance that `description` describes.
  ///
  /// - Throws: all that is wrong with the description, not only the first thing.
  public init(_ description: AllianceDescription) throws(AllianceProblems) {
    var problems = description.problemsOfFirms() + description.problemsOfPlan() + description.problemsOfRules()
    levers = description.levers.map { lever in
      let fitted = description.model.summary(of: lever.variable)?.range
      return LeverSchedule(lever, firms: description.firms, fitted: fitted, problems: &problems)
    }
    attributes = description.attributeValues(problems: &problems)
    let categories = description.categoryTexts(problems: &problems)
    index = IndexStructure(
      description.model, levers: description.levers.map(\.variable), attributes: attributes, categories: categories,
      firms: description.firms.count, periods: description.periods.count, problems: &problems)
    self.description = description
    problems += problemsOfResponse()
    guard problems.isEmpty else { throw AllianceProblems(problems: problems) }
  }

  /// The members.
  public var firms: FirmTable { description.firms }
  /// The names of the periods.
  public var periods: [String] { description.periods }
  /// The innovation model.
  public var model: InnovationModel { description.model }

  /// The discount factor (1 + r)^−t of each period, t from 0.
  public var discountFactors: [Double] {
    var factors: [Double] = []
    for _ in periods { factors.append((factors.last ?? 1 + description.discountRate) / (1 + description.discountRate)) }
    return factors
  }

  /// The entry of a firm and period in the flat arrays of the alliance.
  public func entry(firm: Int, period: Int) -> Int { firm * periods.count + period }

  /// The index η of a firm in a period when lever k stands at `levels[k]`.
  public func index(firm: Int, period: Int, levels: [Double]) -> Double {
    let entry = entry(firm: firm, period: period)
    return index.effects.reduce(index.constant[entry]) { $0 + $1.value(at: levels[$1.lever], entry: entry) }
  }

  /// The output that the plan counts at an index: the expected output, or the index itself on the latent response.
  public func output(index: Double) -> Double {
    switch description.response {
    case .expected: model.expectedOutput(index: index)
    case .latent: index
    }
  }
}

extension Alliance {
  /// What keeps the response from being concave and defined over the range of every lever.
  private func problemsOfResponse() -> [AllianceProblem] {
    index.effects.flatMap { effect in
      (0..<firms.count).compactMap { problem(of: effect, firm: $0) }
    }
  }

  private func problem(of effect: IndexStructure.LeverEffect, firm: Int) -> AllianceProblem? {
    let factors = effect.factor[entry(firm: firm, period: 0)..<entry(firm: firm + 1, period: 0)]
    let schedule = levers[effect.lever]
    guard factors.contains(where: { $0 != 0 }), schedule.lower[firm] <= schedule.upper[firm] else { return nil }
    let name = schedule.lever.variable
    let least = min(schedule.lower[firm], schedule.baseline[firm])
    guard effect.transform.domain.contains(least) else {
      let fact = AllianceFact.outsideDomain(
        firms.ids[firm], variable: name, transform: effect.transform, value: least)
      let isCell = firms.column(name) != nil
      return AllianceProblem(fact, at: isCell ? .cell(firm: firm, column: name) : .key(["levers", name]))
    }
    guard schedule.lower[firm] < schedule.upper[firm] else { return nil }
    let shape = effect.transform.shape(over: least...max(schedule.upper[firm], schedule.baseline[firm]))
    guard let factor = factors.first(where: { !isConcave(shape, times: $0) }) else { return nil }
    let fact = AllianceFact.increasingReturns(firms.ids[firm], lever: name, terms: effect.terms, factor: factor)
    return AllianceProblem(fact, at: .key(["levers", name]))
  }

  /// Whether `factor` times a function of this shape is concave; a function that bends both ways never is.
  private func isConcave(_ shape: Transform.Shape?, times factor: Double) -> Bool {
    switch shape {
    case .linear: true
    case .concave: factor >= 0
    case .convex: factor <= 0
    case nil: factor == 0
    }
  }
}
