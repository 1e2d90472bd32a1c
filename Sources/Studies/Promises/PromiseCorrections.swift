import Alliances
import Planning
import Regression

/// The draws with which the promises of compared plans are corrected: every plan is made anew under each of them.
public struct PromiseCorrections: Sendable {
  /// What is drawn.
  public let draws: CoefficientDraws
  /// How many draws.
  public let count: Int
  /// Whether plans are made anew too of which each is a search.
  public let includesSearches: Bool
  private let models: [InnovationModel]

  /// Corrections by the first `count` of `draws`, at least two of them; of plans that are searches where `includesSearches`.
  public init(_ draws: CoefficientDraws, count: Int, includesSearches: Bool = true) {
    precondition(count > 1, "two draws at least")
    self.draws = draws
    self.count = count
    self.includesSearches = includesSearches
    models = (0..<count).map(draws.model)
  }

  /// The correction of what `plan` promises, the best one of its alliance; nil for a least cost, which promises nothing that
  /// could be missed but its target, where a search is not included, and where fewer than two draws have a plan.
  ///
  /// - Throws: `PlanningError.stopped` after an interruption.
  func correction(of plan: Plan, by planner: Planner) throws(PlanningError) -> PromiseCorrection? {
    guard !plan.objective.kind.isMinimised, includesSearches || !plan.alliance.isPlannedBySearch else { return nil }
    let terms = TermRows(plan.alliance)
    let replanning = try Replanning(plan.alliance, under: models, from: plan.start, terms, by: planner) {}
    return PromiseCorrection(
      of: PlanFigure(plan, of: plan.alliance, terms), in: plan.alliance, replanning.figures, by: models)
  }
}

extension PromiseCorrection {
  /// The correction of the promise of `plan` of `alliance`, whose way of planning leads to `drawn` under draws of the
  /// `models`. A way that makes the figure as large as can be is `maximising`. Nil for fewer than two draws.
  init?(
    of plan: PlanFigure, in alliance: Alliance, _ drawn: DrawnFigures, by models: [InnovationModel],
    maximising: Bool = true
  ) {
    guard drawn.draws.count > 1 else { return nil }
    let method = DrawnFigures.method(for: alliance, maximising: maximising)
    self.init(
      promise: plan.value(by: alliance.model), excesses: drawn.excesses(of: plan, by: models, method),
      under: drawn.draws, method)
  }
}

/// With what the promises of compared plans are corrected, or why they are not.
public enum PromiseBasis: Sendable {
  /// With draws of the coefficients.
  case draws(PromiseCorrections)
  /// Nobody wants them corrected.
  case notAsked
  /// Nobody asked, and it would take much longer than the comparison itself: `draws` as many plans of everything.
  case tooLong(draws: Int)
  /// The model tells no errors of its coefficients.
  case nothingToDraw

  /// Draws enough to see which promise is the most inflated.
  private static let usualDraws = 40
  /// The most firms times periods, over all plans, that are planned unasked.
  private static let usualSize = 40_000

  /// The basis for a comparison of so many `plans` of `alliance`.
  ///
  /// - Parameters:
  ///   - draws: how many were asked for, 0 or two at least; nil where nobody did. Then none are made where the alliance is
  ///     large, nor of plans that are searches.
  ///   - seed: the seed of the draws.
  public init(for alliance: Alliance, plans: Int, draws: Int?, seed: UInt64) {
    let size = plans * Self.usualDraws * alliance.firms.count * alliance.periods.count
    let isShort = !alliance.isPlannedBySearch && size <= Self.usualSize
    if draws == 0 || alliance.description.objective.isMinimised {
      self = .notAsked
    } else if let drawn = CoefficientDraws(alliance.model, seed: seed) {
      self =
        draws == nil && !isShort
        ? .tooLong(draws: Self.usualDraws)
        : .draws(PromiseCorrections(drawn, count: draws ?? Self.usualDraws, includesSearches: draws != nil))
    } else {
      self = .nothingToDraw
    }
  }

  /// The draws; nil where there are none.
  public var corrections: PromiseCorrections? {
    if case .draws(let corrections) = self { corrections } else { nil }
  }
}

extension Alliance {
  /// Whether its best plan has to be searched for: where outputs bend, or shares are in proportion to gains.
  var isPlannedBySearch: Bool {
    bendsOutput
      || description.rules.contains {
        if case .proportion(let proportion) = $0.demand { proportion.basis == .gain } else { false }
      }
  }
}
