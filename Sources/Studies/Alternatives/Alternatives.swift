import Alliances
import Planning
import Statistics

/// How far plans that are nearly as good as the best one leave room for negotiation.
public struct Alternatives: Sendable {
  /// The alliance that is planned.
  public let alliance: Alliance
  /// How much of the best figure may be given up, as a share of it.
  public let tolerance: Double
  /// The best plan.
  public let best: NearOptimalPlan
  /// The distance of the best plan from the bound that no plan betters, relative to its figure.
  public let gap: Double
  /// Whether the search for the best plan stopped short of its aim.
  public let isStopped: Bool
  /// The worst figure that is good enough.
  public let floor: Double
  /// Whether responses bend upwards, so that ranges are what was reached and may be wider.
  public let isBent: Bool
  /// What each firm can get, in the order of firms.
  public let ranges: [Range]
  /// One entry a candidate.
  public let partners: [Partner]
  /// Plans that differ most, the one that differs most from the best plan first.
  public let plans: [Different]

  /// Between which values a quantity lies in plans that are good enough.
  public struct Range: Sendable {
    /// What is meant.
    public let quantity: PlanQuantity
    /// The least value.
    public let least: Double
    /// The value in the best plan.
    public let planned: Double
    /// The greatest value.
    public let greatest: Double
    /// Whether no plan that is good enough goes below `least`; else that is what was reached.
    public let isLeastExact: Bool
    /// Whether no plan that is good enough goes above `greatest`; else that is what was reached.
    public let isGreatestExact: Bool
  }

  /// Whether a candidate may join or stay out.
  public struct Partner: Sendable {
    /// The position of the candidate.
    public let firm: Int
    /// Whether it joins in the best plan.
    public let isSelected: Bool
    /// Whether a plan with it is good enough.
    public let canJoin: Bool
    /// Whether a plan without it is good enough.
    public let canStayOut: Bool
  }

  /// A plan that is good enough and differs from others.
  public struct Different: Sendable {
    /// The plan.
    public let plan: NearOptimalPlan
    /// What it was found as.
    public let aim: PlanAim
    /// Which part of the money goes to other firms than in the best plan, 0 to 1.
    public let distance: Double
  }

  /// What `search`, which keeps to `tolerance`, finds: the range of every quantity, and up to `count` plans that
  /// differ most. `step` is called after every plan.
  ///
  /// - Throws: as the search.
  public init(
    _ search: NearOptimalSearch, within tolerance: Double, plans count: Int, step: @escaping @Sendable () -> Void = {}
  ) throws(PlanningError) {
    let aims = search.aims
    let found = try concurrentMap(count: aims.count) { position throws(PlanningError) -> NearOptimalPlan? in
      defer { step() }
      return try search.plan(for: aims[position])
    }
    (alliance, self.tolerance, best, gap) = (search.alliance, tolerance, search.best, search.gap)
    (isStopped, floor, isBent) = (search.isStopped, search.floor, search.isBent)
    let byAim = Dictionary(uniqueKeysWithValues: zip(aims, found))
    let pool = [search.best] + found.compactMap(\.self)
    ranges = search.quantities.map { quantity in
      let values = pool.map { $0[quantity] }
      return Range(
        quantity: quantity, least: values.min() ?? 0, planned: search.best[quantity], greatest: values.max() ?? 0,
        isLeastExact: byAim[.least(quantity)]??.isExtreme ?? false,
        isGreatestExact: byAim[.greatest(quantity)]??.isExtreme ?? false)
    }
    partners = search.alliance.candidates.map { firm in
      Partner(
        firm: firm, isSelected: search.best.isIn[firm], canJoin: pool.contains { $0.isIn[firm] },
        canStayOut: pool.contains { !$0.isIn[firm] })
    }
    plans = Self.mostDifferent(
      zip(aims, found).compactMap { aim, plan in plan.map { (aim, $0) } }, from: search.best, count: count)
  }

  /// Of `found`, one plan after another whose nearest among those chosen and the best one is farthest away.
  private static func mostDifferent(
    _ found: [(aim: PlanAim, plan: NearOptimalPlan)], from best: NearOptimalPlan, count: Int
  ) -> [Different] {
    var nearest = found.map { $0.plan.distance(to: best) }
    var chosen: [Different] = []
    while chosen.count < count {
      var farthest: Int?
      for position in nearest.indices where nearest[position] > (farthest.map { nearest[$0] + 1e-9 } ?? 1e-6) {
        farthest = position
      }
      guard let farthest else { break }
      let (aim, plan) = found[farthest]
      chosen.append(Different(plan: plan, aim: aim, distance: plan.distance(to: best)))
      for position in found.indices {
        nearest[position] = min(nearest[position], found[position].plan.distance(to: plan))
      }
    }
    return chosen
  }
}

extension NearOptimalPlan {
  /// Which part of the money goes to other firms than in `other`: Σᵢ |sᵢ − s′ᵢ| / (Σᵢ |sᵢ| + Σᵢ |s′ᵢ|) of what is
  /// spent at firms, 0 for the same amounts and 1 where no firm gets money in both.
  public func distance(to other: NearOptimalPlan) -> Double {
    let size = spending.reduce(0) { $0 + abs($1) } + other.spending.reduce(0) { $0 + abs($1) }
    return size > 0 ? zip(spending, other.spending).reduce(0) { $0 + abs($1.0 - $1.1) } / size : 0
  }
}
