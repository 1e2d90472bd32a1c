import Alliances
import TestSupport

@testable import Planning

/// A random local search among the plans of an alliance, told apart by the domain alone: no program has a part in it.
struct RandomWalk {
  private let formulation: Formulation
  private var generator: SeededGenerator
  private var alliance: Alliance { formulation.alliance }

  /// What has been found.
  struct Result {
    /// How many plans differ from the first one and keep all that they must.
    var feasibleCount = 0
    /// The best figure of them.
    var best: Double?
  }

  /// What a plan decides.
  private struct Choice {
    var planned: [[[Double]]]
    var seconded: [[[Double]]]
    var contributions: [[Double]]
    var drawn: [[Double]]
    var isIn: [Bool]

    init(_ recorded: RecordedLevels) {
      planned = recorded.levels.map { $0.map { $0.map(\.planned) } }
      seconded = recorded.levels.map { $0.map { $0.map(\.seconded) } }
      (contributions, drawn, isIn) = (recorded.contributions, recorded.drawn, recorded.isIn)
    }

    var recorded: RecordedLevels {
      RecordedLevels(
        zip(planned, seconded).map { zip($0, $1).map { zip($0, $1).map(RecordedLevels.Level.init) } },
        contributions: contributions, drawn: drawn, isIn: isIn)
    }
  }

  init(_ formulation: Formulation, seed: UInt64) {
    self.formulation = formulation
    generator = SeededGenerator(seed: seed)
  }

  /// Tries `count` changes of `plan`, of plans between it and the baselines, and of what was found from there on.
  mutating func search(around plan: RecordedLevels, count: Int) -> Result {
    let start = Choice(plan)
    let isMinimised = alliance.description.objective.isMinimised
    func sign(_ figure: Double) -> Double { isMinimised ? -figure : figure }
    var result = Result()
    var walker: (choice: Choice, figure: Double)?
    for step in 0..<count {
      var choice = step % 2 == 0 ? start : walker?.choice ?? start
      if step % 8 == 1 { choice = shrunk(start, to: number(0...1)) }
      for _ in 0..<Int.random(in: 1...3, using: &generator) { change(&choice) }
      guard let review = LevelReview(choice.recorded, formulation: formulation) else { continue }
      let account = review.account
      guard review.faults(of: account).isEmpty else { continue }
      let figure = account.figure
      result.feasibleCount += 1
      if result.best.map({ sign(figure) > sign($0) }) ?? true { result.best = figure }
      let isAccepted = walker.map { sign(figure) >= sign($0.figure) } ?? true
      if step % 8 == 1 || isAccepted || chance(0.1) { walker = (choice, figure) }
    }
    return result
  }

  // MARK: Changes

  private mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
  private mutating func chance(_ probability: Double) -> Bool { number(0...1) < probability }
  /// A step from a whole range down to a ten-thousandth of it, either way.
  private mutating func step() -> Double {
    let exponent = number(-4...0)
    var size = 1.0
    for _ in 0..<4 { size *= exponent <= -1 ? 0.1 : 1 }
    return size * number(0.1...1) * (chance(0.5) ? 1 : -1)
  }

  private mutating func change(_ choice: inout Choice) {
    let present = choice.isIn.indices.filter { choice.isIn[$0] }
    let firm = present[Int.random(in: present.indices, using: &generator)]
    let other = present[Int.random(in: present.indices, using: &generator)]
    let period = Int.random(in: alliance.periods.indices, using: &generator)
    let lever = Int.random(in: alliance.levers.indices, using: &generator)
    switch Int.random(in: 0...9, using: &generator) {
    case 0 where !alliance.candidates.isEmpty: changeSelection(&choice)
    case 1 where alliance.description.contributions != nil:
      choice.contributions[firm][period] += step() * alliance.contributionMaximums[firm]
    case 2 where !choice.drawn.isEmpty:
      let grant = Int.random(in: choice.drawn.indices, using: &generator)
      choice.drawn[grant][period] += step() * alliance.description.grants[grant].amount.total
    case 3...5: transfer(lever, from: firm, to: other, period, &choice)
    default: move(lever, firm, period, &choice)
    }
  }

  private mutating func changeSelection(_ choice: inout Choice) {
    let firm = Int.random(in: alliance.candidates, using: &generator)
    choice.isIn[firm].toggle()
    let periods = choice.isIn[firm] ? alliance.periods.count : 0
    let levels = alliance.levers.map { min(max($0.baseline[firm], $0.lower[firm]), $0.upper[firm]) }
    choice.planned[firm] = [[Double]](repeating: levels, count: periods)
    choice.seconded[firm] = [[Double]](repeating: levels.map { _ in 0 }, count: periods)
    choice.contributions[firm] = [Double](repeating: 0, count: periods)
  }

  /// Moves a level; what is hired stays on.
  private mutating func move(_ lever: Int, _ firm: Int, _ period: Int, _ choice: inout Choice) {
    let schedule = alliance.levers[lever]
    let (lower, upper) = (schedule.lower[firm], schedule.upper[firm])
    let step = step() * (upper - lower)
    switch schedule.lever.kind {
    case .switch: choice.planned[firm][period][lever] = 1 - choice.planned[firm][period][lever]
    case .investment:
      choice.planned[firm][period][lever] = min(max(choice.planned[firm][period][lever] + step, lower), upper)
      // What is spent more the firm may pay itself.
      guard alliance.description.contributions != nil, chance(0.3) else { return }
      choice.contributions[firm][period] += step * schedule.unitCost[firm]
    case .talent:
      for later in period..<alliance.periods.count { choice.planned[firm][later][lever] += step }
    }
  }

  /// Moves what costs the same from one firm to another, or lends heads.
  private mutating func transfer(
    _ lever: Int, from firm: Int, to other: Int, _ period: Int, _ choice: inout Choice
  ) {
    let schedule = alliance.levers[lever]
    let step = abs(step()) * (schedule.upper[firm] - schedule.lower[firm])
    switch schedule.lever.kind {
    case .switch:
      let (own, others) = (choice.planned[firm][period][lever], choice.planned[other][period][lever])
      (choice.planned[firm][period][lever], choice.planned[other][period][lever]) = (others, own)
    case .investment:
      choice.planned[firm][period][lever] -= step
      choice.planned[other][period][lever] += step * schedule.unitCost[firm] / max(0.01, schedule.unitCost[other])
    case .talent:
      choice.planned[firm][period][lever] -= step
      choice.planned[other][period][lever] += step
      guard schedule.lever.secondment != nil else { return }
      choice.seconded[firm][period][lever] -= step
      choice.seconded[other][period][lever] += step
    }
  }

  /// The choice with every amount that is not decided by yes or no drawn in towards the baselines.
  private func shrunk(_ choice: Choice, to share: Double) -> Choice {
    var shrunk = choice
    for (firm, period) in formulation.cells where choice.isIn[firm] {
      for (lever, schedule) in alliance.levers.enumerated() where !schedule.lever.isSwitch {
        let baseline = schedule.baseline[firm]
        shrunk.planned[firm][period][lever] = baseline + share * (choice.planned[firm][period][lever] - baseline)
        shrunk.seconded[firm][period][lever] *= share
      }
      shrunk.contributions[firm][period] *= share
    }
    for grant in shrunk.drawn.indices { shrunk.drawn[grant] = choice.drawn[grant].map { $0 * share } }
    return shrunk
  }
}
