import Alliances
import Planning
import Statistics

/// What each candidate, each pair of candidates and each member is worth to an alliance.
public struct PartnerStudy: Sendable {
  /// The alliance.
  public let alliance: Alliance
  /// Its best plan.
  public let best: Plan
  /// The figure of the best plan in which no candidate joins; nil where there is none.
  public let withoutPartners: PlannedFigure?
  /// One entry a candidate.
  public let candidates: [CandidateValue]
  /// The pairs of candidates, each with what they are worth together: of all candidates up to `pairLimit`, else of those that
  /// join and of the most valuable others.
  public let pairs: [PairSynergy]
  /// One entry a member.
  public let members: [MemberValue]
  /// What draws of the coefficients tell; nil where none were asked for, or there is nothing to draw from.
  public let likelihoods: PartnerLikelihoods?
  /// What was asked for.
  public let options: Options
  /// Whether the model tells neither a covariance nor standard errors, so that nothing can be drawn.
  public let hasNothingToDraw: Bool

  /// The most candidates of which all pairs are looked at.
  public static let pairLimit = 12

  /// What the study is asked for.
  public struct Options: Sendable, Hashable {
    /// How many draws of the coefficients are planned.
    public var draws: Int
    /// The seed of the draws.
    public var seed: UInt64

    /// `draws` draws from `seed`.
    public init(draws: Int = 200, seed: UInt64 = 1) {
      self.draws = draws
      self.seed = seed
    }
  }

  /// Whether a search stopped short of its aim anywhere, so that figures are known up to their uncertainty only.
  public var isStopped: Bool {
    let members = members.contains { if case .lost(_, true) = $0.outcome { true } else { false } }
    return best.isStopped || members || candidates.contains(where: \.isStopped) || likelihoods?.isStopped == true
  }
}

extension PartnerStudy {
  /// The study of `alliance` by `planner`; nil where no plan meets all demands. `step` is called after every part of the
  /// work, `steps(of:_:)` times at most.
  ///
  /// - Throws: as `Planner.bestPlan(of:settling:from:)`; `PlanningError.stopped` where somebody interrupted it.
  public init?(
    of alliance: Alliance, by planner: Planner, _ options: Options = Options(), step: @Sendable () -> Void = {}
  ) throws(PlanningError) {
    guard let best = try planner.studyPlan(of: alliance) else { return nil }
    let plans = PartnerPlans(
      planner: planner, alliance: alliance.knowing(standaloneWorths: best.alliance.standaloneWorths),
      start: best.start, terms: TermRows(alliance))
    let none = alliance.candidates.isEmpty ? PlannedFigure(best) : try plans.figure(withOnly: [])
    self.alliance = alliance
    self.best = best
    self.options = options
    withoutPartners = none
    let candidates = Array(alliance.candidates)
    self.candidates = try concurrentMap(count: candidates.count) { number throws(PlanningError) in
      defer { step() }
      return try plans.value(of: candidates[number], best: best, none: none)
    }
    pairs = try plans.synergies(of: self.candidates, none: none)
    members = try concurrentMap(count: alliance.memberCount) { firm throws(PlanningError) in
      defer { step() }
      return try plans.value(ofMember: firm, best: best)
    }
    let draws = CoefficientDraws(alliance.model, seed: options.seed)
    hasNothingToDraw = draws == nil
    guard let draws, options.draws > 0, !candidates.isEmpty else {
      likelihoods = nil
      return
    }
    likelihoods = try plans.likelihoods(
      over: draws, count: options.draws, best: plans.planFigure(best), values: self.candidates, step: step)
  }

  /// How many parts of work the study of `alliance` has.
  public static func steps(of alliance: Alliance, _ options: Options) -> Int {
    alliance.firms.count + (alliance.candidates.isEmpty ? 0 : options.draws)
  }
}

extension PartnerPlans {
  /// The synergies of all pairs among the candidates that are looked at.
  fileprivate func synergies(
    of values: [CandidateValue], none: PlannedFigure?
  ) throws(PlanningError) -> [PairSynergy] {
    guard let none else { return [] }
    let looked = values.lookedAt
    let pairs = looked.indices.flatMap { first in looked[(first + 1)...].map { (looked[first], $0) } }
    return try concurrentMap(count: pairs.count) { number throws(PlanningError) in
      let (first, second) = pairs[number]
      return try synergy(of: [first.firm, second.firm], alone: [first.alone, second.alone], none: none)
    }
  }
}

extension [CandidateValue] {
  /// Those whose pairs are looked at: all up to the limit, else those that join and then the most valuable, in their order.
  fileprivate var lookedAt: [CandidateValue] {
    guard count > PartnerStudy.pairLimit else { return self }
    func worth(_ value: CandidateValue) -> Double { value.isSelected ? .infinity : value.inBest?.value ?? -.infinity }
    let best = Set(indices.sorted { worth(self[$0]) > worth(self[$1]) }.prefix(PartnerStudy.pairLimit))
    return indices.filter(best.contains).map { self[$0] }
  }
}
