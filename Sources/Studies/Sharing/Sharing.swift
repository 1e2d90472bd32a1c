import LinearProgramming
import Planning

/// The divisions of what all players of a game are worth together, and which of them hold.
public struct Sharing: Sendable {
  /// The names of the players.
  public let players: [String]
  /// What coalitions are worth, as far as it was asked for: those of one player, and everyone at the end.
  public let worths: [(coalition: Coalition, worth: Double)]
  /// What all players are worth together.
  public let total: Double
  /// What each player is worth alone.
  public let alone: [Double]
  /// The divisions, in a fixed order.
  public let divisions: [Division]
  /// The least core, which tells whether there is any division that nobody leaves; nil where it was not looked for.
  public let leastCore: LeastCore?
  /// Why it was not; nil where it was.
  public let coreObstacle: CoreObstacle?
  /// Differences up to this are rounding.
  let rounding: Double

  /// A division, and whether some coalition would leave it.
  public struct Division: Sendable {
    /// How it divides.
    public let method: Method
    /// What each player gets.
    public let allocation: [Double]
    /// The standard error of each entry of an estimate; nil for an exact division.
    public let standardErrors: [Double]?
    /// Between what each entry may lie where the method leaves it open; nil where it does not.
    public let ranges: [ClosedRange<Double>]?
    /// Whether it is in the core; nil where that was not looked for.
    public let test: CoreTest?

    init(
      _ method: Method, _ allocation: [Double], standardErrors: [Double]? = nil, ranges: [ClosedRange<Double>]? = nil,
      test: CoreTest?
    ) {
      self.method = method
      self.allocation = allocation
      self.standardErrors = standardErrors
      self.ranges = ranges
      self.test = test
    }
  }

  /// A way to divide.
  public enum Method: String, Sendable, CaseIterable {
    /// What the resources that each player brings are worth at the shadow prices of the best plan.
    case owen
    /// What each player adds on average.
    case shapley
    /// The worst-served coalition as well served as can be, then the next.
    case nucleolus
    /// In proportion to what each player contributes.
    case proportional
    /// The same for everyone.
    case equal
  }

  init(
    players: [String], worths: [(coalition: Coalition, worth: Double)], total: Double, alone: [Double],
    divisions: [Division], leastCore: LeastCore?, coreObstacle: CoreObstacle? = nil, rounding: Double
  ) {
    self.players = players
    self.worths = worths
    self.total = total
    self.alone = alone
    self.divisions = divisions.sorted { $0.method.rank < $1.method.rank }
    self.leastCore = leastCore
    self.coreObstacle = coreObstacle
    self.rounding = rounding
  }

  /// Divides the worth of all players of `game`. A game in which players are worth more alone than together has no
  /// nucleolus.
  ///
  /// - Throws: what the solver throws.
  public init(of game: CoalitionalGame, solver: any Solver) throws(SolverError) {
    try self.init(of: game, others: [], solver: solver)
  }

  /// The same, with `others` that do not follow from the game; they are tested with it.
  init(of game: CoalitionalGame, others: [Division], solver: any Solver) throws(SolverError) {
    func division(_ method: Method, _ allocation: [Double], ranges: [ClosedRange<Double>]? = nil) -> Division {
      let cleared = allocation.map { $0.orZero(within: game.rounding) }
      return Division(method, cleared, ranges: ranges, test: game.coreTest(of: cleared))
    }
    var divisions = others.map { division($0.method, $0.allocation, ranges: $0.ranges) }
    divisions.append(division(.shapley, game.shapleyValue))
    if let nucleolus = try game.nucleolus(solver: solver) { divisions.append(division(.nucleolus, nucleolus)) }
    divisions.append(division(.equal, game.equalDivision))
    self.init(
      players: game.players, worths: game.worths.indices.dropFirst().map { (Coalition(bits: $0), game.worths[$0]) },
      total: game[game.everyone], alone: game.worthsAlone, divisions: divisions,
      leastCore: try LeastCore(of: game, solver: solver), rounding: game.rounding)
  }

  /// The name of `coalition` in files.
  public func name(of coalition: Coalition) -> String { coalition.name(among: players) }

  /// The division by `method`, if there is one.
  public func division(by method: Method) -> Division? { divisions.first { $0.method == method } }
}

extension Sharing.Method {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension CoalitionalGame {
  /// The same for every player.
  var equalDivision: [Double] { players.map { _ in self[everyone] / Double(players.count) } }
}
