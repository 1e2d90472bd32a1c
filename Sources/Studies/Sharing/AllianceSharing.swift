import Alliances
import LinearProgramming
import Planning
import Statistics

/// How the gain of an alliance can be divided among its firms, and what they would pay one another.
public struct AllianceSharing: Sendable {
  /// The game.
  public let game: AllianceGame
  /// The best plan, whose figure is divided.
  public let plan: Plan
  /// The divisions.
  public let sharing: Sharing
  /// What each player has by the plan before anybody pays, in the unit of the game; adds up to what is divided.
  public let held: [Double]
  /// What a reader should know.
  public let notes: [Note]

  /// Something that a reader should know.
  public enum Note: Sendable, Hashable {
    /// The alliance aims at something else; what is divided is the greatest gain.
    case gainInPlaceOf(Objective)
    /// Candidates that do not join, and have no part.
    case outside([FirmID])
    /// The rules of the alliance, which coalitions are free of, by name.
    case rulesOfAlliance([String])
    /// So many coalitions cannot pay for their own least levels, and are worth nothing.
    case coalitionsWithoutPlan(Int)
    /// The gain that is divided, or what some coalition is worth, is proved up to this relative gap only.
    case gap(Double)
    /// The prices leave the division by resources open.
    case pricesOpen
    /// There is no division by resources, since prices do not tell what they are worth.
    case withoutResourcePrices
    /// Nobody contributes, so that there is no division in proportion to contributions.
    case nobodyContributes
    /// More players than coalitions are gone through for: the Shapley value is estimated from so many orders.
    case sampled(orders: Int)
    /// More players than the nucleolus is looked for.
    case withoutNucleolus(limit: Int)
    /// With links and so many players, coalitions that would leave are not searched for.
    case coreNotSearched
  }

  /// How the study is made.
  public struct Options: Sendable {
    /// What part of the common money a coalition has.
    public var part: AllianceGame.MoneyPart
    /// How many groups of orders the Shapley value is estimated from, where there are too many players to be exact; nil
    /// for the usual number.
    public var groups: Int?
    /// The seed of these orders.
    public var seed: UInt64

    /// Options of the study.
    public init(part: AllianceGame.MoneyPart = .proportional, groups: Int? = nil, seed: UInt64 = 1) {
      self.part = part
      self.groups = groups
      self.seed = seed
    }
  }

  /// The most players whose coalitions are all gone through.
  public static let exactLimit = 12
  /// The most players.
  public static let playerLimit = 62

  /// How many groups of orders the Shapley value of so many players is estimated from unless somebody says otherwise: 10,
  /// and fewer, but 4 at least, where the coalitions at the fronts of their orders would be more than about 6000.
  public static func usualGroups(for players: Int) -> Int { min(max(6000 / max(1, players * players), 4), 10) }
}

extension AllianceSharing {
  /// What the study comes to.
  public enum Outcome: Sendable {
    /// The gain is divided.
    case shared(AllianceSharing)
    /// No plan meets all demands.
    case infeasible
    /// More firms take part than coalitions can be told apart for.
    case tooManyFirms(Int)
  }

  /// Divides the gain of `alliance`.
  ///
  /// - Parameter step: called after the plan of each coalition with how many there are in all, on any thread.
  /// - Throws: as planning does.
  public static func outcome(
    of alliance: Alliance, options: Options, planner: Planner,
    step: @Sendable (_ total: Int) -> Void = { _ in }
  ) throws(PlanningError) -> Outcome {
    let (counted, replaced) = alliance.countingGain
    guard let plan = try planner.bestPlan(of: counted) else { return .infeasible }
    let game = AllianceGame(counted, players: plan.firms.map(\.position), part: options.part)
    guard game.players.count <= playerLimit else { return .tooManyFirms(game.players.count) }
    var study = SharingStudy(game: game, plan: plan, options: options, planner: planner)
    if let replaced { study.notes.append(.gainInPlaceOf(replaced)) }
    return .shared(try study.result(step))
  }
}

/// The making of the study.
private struct SharingStudy {
  let game: AllianceGame
  let plan: Plan
  let options: AllianceSharing.Options
  let planner: Planner
  var notes: [AllianceSharing.Note] = []

  init(game: AllianceGame, plan: Plan, options: AllianceSharing.Options, planner: Planner) {
    (self.game, self.plan, self.options, self.planner) = (game, plan, options, planner)
    rounding = game.alliance.rounding.objective
  }

  private var everyone: Double { plan.objective.value.orZero(within: rounding) }
  /// Worths up to this are rounding.
  private let rounding: Double
  /// About how large worths could be.
  private var size: Double { rounding / FigureRounding.part }
  private var isSmall: Bool { game.players.count <= AllianceSharing.exactLimit }

  mutating func result(_ step: @Sendable (Int) -> Void) throws(PlanningError) -> AllianceSharing {
    noteTheAlliance()
    let others = try divisionsOfResources() + divisionsOfContributions()
    let sharing = try isSmall ? exact(others, step) : sampled(others, step)
    return AllianceSharing(game: game, plan: plan, sharing: sharing, held: held, notes: notes)
  }

  private mutating func noteTheAlliance() {
    let outside = plan.alliance.candidates.filter { !game.players.contains($0) }
    if !outside.isEmpty { notes.append(.outside(outside.map { plan.alliance.firms.ids[$0] })) }
    let terms = plan.alliance.description.rules.filter { !$0.demand.isAboutPartners }
    if !terms.isEmpty { notes.append(.rulesOfAlliance(terms.map(\.name))) }
  }

  /// What each player has by the plan: its gain, or what that is worth less what is spent on it and on its joining.
  private var held: [Double] {
    guard plan.objective.kind == .netValue else { return plan.firms.map { $0.gain.orZero(within: rounding) } }
    let (discount, value) = (plan.alliance.discountFactors, plan.alliance.description.outputValue)
    return plan.firms.map { firm in
      let spent = zip(firm.periods, discount).reduce(0) { $0 + $1.1 * $1.0.spending }
      return (value * firm.gain - spent - plan.alliance.joiningCosts[firm.position]).orZero(within: rounding)
    }
  }

  // MARK: Divisions that do not follow from the game

  private mutating func divisionsOfResources() throws(PlanningError) -> [Sharing.Division] {
    guard options.part == .proportional, game.players.count == plan.alliance.firms.count,
      let paid = try planner.resourcePayments(of: plan.alliance, parts: game.partsOfMoney)
    else {
      notes.append(.withoutResourcePrices)
      return []
    }
    if paid.arePricesOpen { notes.append(.pricesOpen) }
    return [Sharing.Division(.owen, paid.payments, ranges: paid.arePricesOpen ? paid.ranges : nil, test: nil)]
  }

  private mutating func divisionsOfContributions() -> [Sharing.Division] {
    let total = plan.firms.reduce(0) { $0 + $1.contribution }
    guard total > 0 else {
      notes.append(.nobodyContributes)
      return []
    }
    return [Sharing.Division(.proportional, plan.firms.map { everyone * $0.contribution / total }, test: nil)]
  }

  // MARK: Few players

  private mutating func exact(
    _ others: [Sharing.Division], _ step: @Sendable (Int) -> Void
  ) throws(PlanningError) -> Sharing {
    let count = 1 << game.players.count
    let worths = try self.worths(of: (1..<(count - 1)).map { Coalition(bits: $0) }, step)
    let whole = CoalitionalGame(players: game.names, worths: [0] + worths + [everyone], leastSize: size)
    let solver = planner.solver
    return try solving { () throws(SolverError) in try Sharing(of: whole, others: others, solver: solver) }
  }

  /// What coalitions are worth, each planned by itself; nothing where it has no plan.
  private mutating func worths(
    of coalitions: [Coalition], _ step: @Sendable (Int) -> Void
  ) throws(PlanningError) -> [Double] {
    let (game, planner) = (game, planner)
    let found = try concurrentMap(count: coalitions.count) { number throws(PlanningError) -> AllianceGame.Worth? in
      defer { step(coalitions.count) }
      return try game.worth(of: coalitions[number], planner)
    }
    let missing = found.filter { $0 == nil }.count
    if missing > 0 { notes.append(.coalitionsWithoutPlan(missing)) }
    let gap = found.reduce(plan.objective.gap) { max($0, $1?.gap ?? 0) }
    if gap > 1e-7 { notes.append(.gap(gap)) }
    return found.map { ($0?.amount ?? 0).orZero(within: rounding) }
  }

  // MARK: Many players

  private mutating func sampled(
    _ others: [Sharing.Division], _ step: @Sendable (Int) -> Void
  ) throws(PlanningError) -> Sharing {
    let count = game.players.count
    let (shapley, alone) = try estimate(step)
    notes += [.sampled(orders: shapley.orders), .withoutNucleolus(limit: AllianceSharing.exactLimit)]
    let search = try openSearch()
    if search == nil { notes.append(.coreNotSearched) }
    let equal = [Double](repeating: everyone / Double(count), count: count)
    let drafts =
      others + [
        Sharing.Division(.shapley, shapley.value, standardErrors: shapley.standardErrors, test: nil),
        Sharing.Division(.equal, equal, test: nil),
      ]
    var divisions: [Sharing.Division] = []
    for draft in drafts {
      let allocation = draft.allocation.map { $0.orZero(within: rounding) }
      divisions.append(
        Sharing.Division(
          draft.method, allocation, standardErrors: draft.standardErrors, ranges: draft.ranges,
          test: try search?.coreTest(of: allocation, alone: alone, leastSize: size)))
    }
    return Sharing(
      players: game.names,
      worths: alone.enumerated().map { (Coalition([$0]), $1) } + [(.everyone(of: count), everyone)],
      total: everyone, alone: alone, divisions: divisions,
      leastCore: try search?.leastCore(
        alone: alone, everyone: everyone, leastSize: size, solver: planner.solver),
      coreObstacle: search == nil ? plan.alliance.description.links.isEmpty ? .coalitions : .links : nil,
      rounding: rounding)
  }

  /// The Shapley value from some orders, and what each player is worth alone.
  private mutating func estimate(
    _ step: @Sendable (Int) -> Void
  ) throws(PlanningError) -> (shapley: SampledShapleyValue, alone: [Double]) {
    let count = game.players.count
    let whole = Coalition.everyone(of: count)
    var alone: [Double] = []
    let groups = options.groups ?? AllianceSharing.usualGroups(for: count)
    let shapley = try SampledShapleyValue(players: count, groups: groups, seed: options.seed) {
      (coalitions) throws(PlanningError) -> [Double] in
      let singles = (0..<count).map { Coalition([$0]) }
      let asked = singles + coalitions.filter { $0.count > 1 && $0 != whole }
      let worths = try self.worths(of: asked, step)
      alone = Array(worths.prefix(count))
      let known = Dictionary(uniqueKeysWithValues: zip(asked, worths))
      return coalitions.map { $0 == whole ? everyone : known[$0] ?? 0 }
    }
    return (shapley, alone)
  }

  /// The search among all coalitions; nil where links make it unsound.
  private func openSearch() throws(PlanningError) -> CoalitionSearch? {
    guard plan.alliance.description.links.isEmpty,
      let open = try? Alliance(game.descriptionOfOpenCoalition())
    else { return nil }
    let members = game.players.indices.filter { !plan.alliance.isCandidate(game.players[$0]) }
    return CoalitionSearch(
      open, members: members, parts: options.part == .proportional ? members.count : nil, planner: planner)
  }

  private func solving<Result>(_ body: () throws(SolverError) -> Result) throws(PlanningError) -> Result {
    do { return try body() } catch { throw .solver(error) }
  }
}

extension Alliance {
  /// The alliance with an objective that adds up over firms, and the one that was replaced, if one was.
  fileprivate var countingGain: (alliance: Alliance, replaced: Objective?) {
    switch description.objective {
    case .gain, .netValue: return (self, nil)
    case .worstGain, .cost:
      var changed = description
      changed.objective = .gain
      // Nothing else is looked at by an objective, so what was sound stays so.
      return (try? Alliance(changed)).map { ($0, description.objective) } ?? (self, nil)
    }
  }
}
