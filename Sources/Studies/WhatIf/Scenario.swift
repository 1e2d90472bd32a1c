import Alliances
import Regression

/// An alliance in which some things are set by hand: the levels, attributes and firms that any part of the factors
/// leads to.
struct Scenario: Sendable {
  /// The most factors that a scenario may have: a set of them is a number of so many bits.
  static let mostFactors = 60
  /// Amounts beyond this lose their digits.
  static let largestAmount = 1e15

  let alliance: Alliance
  let factors: [ScenarioFactor]
  let terms: TermRows

  /// What a set of factors leads to.
  struct State: Sendable {
    /// Whether each firm is in the alliance.
    var isIn: [Bool]
    /// The level of every lever, by lever and entry; 0 for a firm that is not in the alliance.
    var planned: [[Double]]
    /// The value of every attribute of the model, by attribute and entry.
    var attributes: [[Double]]
    /// What enters the formula, by decided variable and entry.
    var levels: [[Double]]
  }

  init(_ alliance: Alliance, _ factors: [ScenarioFactor]) {
    self.alliance = alliance
    self.factors = factors
    terms = TermRows(alliance)
  }

  /// All factors together.
  var everything: UInt64 { (1 << UInt64(factors.count)) - 1 }

  /// The state in which the factors whose bits are set in `chosen` act, in their order: each on what those before it
  /// left, relative changes being counted from the values without any change.
  func state(of chosen: UInt64) -> State {
    let acting = factors.enumerated().filter { chosen & (1 << UInt64($0.offset)) != 0 }.map(\.element)
    var isIn = alliance.firms.ids.indices.map { $0 < alliance.memberCount }
    for case .joining(let firm) in acting.map(\.action) { isIn[firm] = true }
    var planned = alliance.levers.map { schedule in
      alliance.firms.ids.indices.flatMap { firm in
        [Double](repeating: isIn[firm] ? schedule.baseline[firm] : 0, count: alliance.periods.count)
      }
    }
    var attributes = terms.attributes
    for case .change(let change) in acting.map(\.action) {
      switch change.variable {
      case .lever(let lever):
        let baseline = alliance.levers[lever].baseline
        apply(change, to: &planned[lever], isIn: isIn) { baseline[$0 / alliance.periods.count] }
      case .attribute(let name):
        guard let position = terms.attributeNames.firstIndex(of: name) else { continue }
        apply(change, to: &attributes[position], isIn: isIn) { terms.attributes[position][$0] }
      }
    }
    return State(
      isIn: isIn, planned: planned, attributes: attributes, levels: alliance.indexLevels(of: planned, isIn: isIn))
  }

  private func apply(
    _ change: ScenarioFactor.Change, to values: inout [Double], isIn: [Bool], unchanged: (Int) -> Double
  ) {
    for firm in change.firm.map({ $0..<($0 + 1) }) ?? isIn.indices where isIn[firm] {
      for period in change.period.map({ $0..<($0 + 1) }) ?? alliance.periods.indices {
        let entry = alliance.entry(firm: firm, period: period)
        switch change.amount {
        case .relative(let share): values[entry] += share * unchanged(entry)
        case .additive(let amount): values[entry] += amount
        case .value(let value): values[entry] = value
        }
      }
    }
  }

  /// The levels without any change, by decided variable and entry; those of a candidate are its own.
  var baselineLevels: [[Double]] { alliance.decided.map(\.baseline) }
}

// MARK: Values that do not serve

extension Scenario {
  /// The first thing in `state` for which there is no output; `chosen` are the factors that lead to it.
  func fault(in state: State, of chosen: UInt64) -> ScenarioFact? {
    let names = chosen == everything ? nil : factors.indices.filter { chosen & (1 << UInt64($0)) != 0 }
    let texts = names.map { $0.map { factors[$0].text } }
    for term in alliance.model.terms {
      for case .numeric(let variable, let transform) in term.factors {
        guard let values = values(of: variable, in: state) else { continue }
        for firm in state.isIn.indices where state.isIn[firm] {
          for period in alliance.periods.indices {
            let value = values[alliance.entry(firm: firm, period: period)]
            guard !transform.domain.contains(value) else { continue }
            return .outsideDomain(
              alliance.firms.ids[firm], variable: variable, period: alliance.periods[period], transform: transform,
              value: value, factors: texts)
          }
        }
      }
    }
    return nil
  }

  /// The values of a variable of the model in `state`, by entry.
  func values(of variable: String, in state: State) -> [Double]? {
    if let position = alliance.decided.firstIndex(where: { $0.name == variable }) { return state.levels[position] }
    return terms.attributeNames.firstIndex(of: variable).map { state.attributes[$0] }
  }

  /// The first level of the whole scenario that no lever can have.
  func faultOfLevels(in state: State) -> ScenarioFact? {
    for (lever, planned) in zip(alliance.levers, state.planned) {
      for (entry, level) in planned.enumerated() {
        let firm = alliance.firms.ids[entry / alliance.periods.count]
        let period = alliance.periods[entry % alliance.periods.count]
        let name = lever.lever.variable
        if level < 0 { return .levelNegative(firm, variable: name, period: period, level: level) }
        if lever.lever.isSwitch, level != 0, level != 1 {
          return .notOnOrOff(firm, variable: name, period: period, level: level)
        }
      }
    }
    return nil
  }
}
