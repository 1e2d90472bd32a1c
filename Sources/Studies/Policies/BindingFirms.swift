import Alliances
import Planning

/// The firms at which a policy binds, by position.
public struct BindingFirms: Sendable, Hashable {
  /// Those that get, or put in, as much as the policy lets them: (1 + τ)·κ·v of a proportion, which is nothing where v is, or
  /// the greatest share of others.
  public var atMost: [Int] = []
  /// Those that get, or put in, as little as it lets them: (1 − τ)·κ·v, the least share, or no more than they have without.
  public var atLeast: [Int] = []

  /// Nobody.
  init() {}

  /// All of them, each once, in the order of the alliance.
  public var all: [Int] { Set(atMost + atLeast).sorted() }

  /// Those at which `rules` bind in `plan`.
  init(of rules: [Rule], in plan: Plan) {
    for rule in rules {
      switch rule.demand {
      case .proportion(let proportion): add(proportion, plan)
      case .eachMember(let share): add(share, plan)
      case .groupShare(let share): add(share, plan)
      case .winWin(let rule): add(rule, plan)
      case .gainFloor, .spendingCap, .risk, .partners, .apart, .together, .requires, .selectionRisk: break
      }
    }
    atMost = Set(atMost).sorted()
    atLeast = Set(atLeast).sorted()
  }

  /// How near to its limit, relative to it, counts as at it.
  private static let near = 1e-6

  /// The firms with the greatest and the least rate aᵢ/vᵢ, where these are as far apart as the tolerance lets them be.
  private mutating func add(_ rule: Proportion, _ plan: Plan) {
    let (figures, held) = (rule.figures(in: plan.alliance.firms), rule.heldAmounts(in: plan.alliance.firms))
    for span in plan.spans(eachPeriod: rule.eachPeriod) {
      let bases = plan.firms.map { figures?[$0.position] ?? $0.gain(over: span, of: plan) }
      let least = Self.near * bases.reduce(0) { $0 + abs($1) }
      let rates = zip(plan.firms, bases).filter { $1 > least }.map { firm, basis in
        (firm: firm.position, rate: (held[firm.position] + firm.amount(of: rule.measure, over: span)) / basis)
      }
      // What is in proportion to nothing is nothing.
      atMost += zip(plan.firms, bases).filter { $1 <= least }.map { $0.0.position }
      guard let most = rates.map(\.rate).max(), let fewest = rates.map(\.rate).min() else { continue }
      let spread = most > 0 ? (most - fewest) / (most + fewest) : 0
      guard spread >= rule.tolerance - Self.near || most <= 0 else { continue }
      atMost += rates.filter { $0.rate >= most * (1 - Self.near) }.map(\.firm)
      atLeast += rates.filter { $0.rate <= fewest * (1 + Self.near) }.map(\.firm)
    }
  }

  private mutating func add(_ rule: EachMember, _ plan: Plan) {
    for span in plan.spans(eachPeriod: rule.eachPeriod) {
      let amounts = plan.firms.map { ($0.position, $0.amount(of: rule.measure, over: span)) }
      let all = amounts.reduce(0) { $0 + $1.1 }
      let near = Self.near * abs(all)
      if let most = rule.maximumShare { atMost += amounts.filter { $0.1 >= most * all - near }.map(\.0) }
      if let least = rule.minimumShare { atLeast += amounts.filter { $0.1 <= least * all + near }.map(\.0) }
    }
  }

  /// The firms of a group that has as much, or as little, as it may.
  private mutating func add(_ rule: GroupShare, _ plan: Plan) {
    let group = Set(rule.group.positions(in: plan.alliance.firms))
    let members = plan.firms.filter { group.contains($0.position) }
    for span in plan.spans(eachPeriod: rule.eachPeriod) {
      let all = plan.firms.reduce(0) { $0 + $1.amount(of: rule.measure, over: span) }
      let own = members.reduce(0) { $0 + $1.amount(of: rule.measure, over: span) }
      let near = Self.near * abs(all)
      if let most = rule.maximum, own >= most * all - near { atMost += members.map(\.position) }
      if let least = rule.minimum, own <= least * all + near { atLeast += members.map(\.position) }
    }
  }

  /// The firms that are no better off than without the plan, or alone.
  private mutating func add(_ rule: WinWin, _ plan: Plan) {
    let alone = rule.comparison == .standalone ? plan.alliance.standaloneWorths : nil
    let size = plan.firms.reduce(0) { $0 + abs($1.netBenefit(in: plan.alliance)) }
    atLeast += plan.firms.filter { firm in
      firm.netBenefit(in: plan.alliance) <= (alone?[firm.position] ?? 0) + Self.near * size
    }.map(\.position)
  }
}

extension Plan {
  /// The periods over which a rule counts, by position: each by itself, or all together.
  fileprivate func spans(eachPeriod: Bool) -> [Range<Int>] {
    eachPeriod ? alliance.periods.indices.map { $0..<($0 + 1) } : [alliance.periods.indices]
  }
}

extension FirmPlan {
  /// What `measure` counts of the firm over periods [currency].
  fileprivate func amount(of measure: Measure, over span: Range<Int>) -> Double {
    span.reduce(0) { sum, period in
      switch measure {
      case .allocation: sum + periods[period].spending
      case .contribution: sum + periods[period].contribution
      }
    }
  }

  /// What the firm gains over periods, as rules count it: discounted over the horizon [output].
  fileprivate func gain(over span: Range<Int>, of plan: Plan) -> Double {
    guard span.count == 1, plan.alliance.periods.count > 1, let period = span.first else { return gain }
    return periods[period].output - periods[period].baselineOutput
  }
}
