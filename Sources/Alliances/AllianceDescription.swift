import Regression

/// An alliance as somebody describes it, before anything is checked.
///
/// `Alliance.init(_:)` turns a description into an alliance that can be planned, or lists all that is wrong with it.
public struct AllianceDescription: Sendable {
  /// What the alliance is called.
  public var name: String
  /// The currency and its unit, such as `CNY million`; nil when the file names none.
  public var currency: String?
  /// The innovation model that output follows.
  public var model: InnovationModel
  /// The members, then the firms that may join.
  public var firms: FirmTable
  /// The names of the periods, in order.
  public var periods: [String]
  /// The discount rate r: period t counts (1 + r)^−(t−1).
  public var discountRate: Double
  /// Currency per unit of output, for the net value.
  public var outputValue: Double
  /// The common money.
  public var budget: Budget
  /// Whether money unspent in a period can be spent in the next.
  public var carryOver: Bool
  /// What the firms may put in themselves; nil where they put in nothing.
  public var contributions: Contributions?
  /// Money from outside that may be drawn, in the order of the file.
  public var grants: [Grant]
  /// The share of what firms contribute that may pay for other firms, 0 … 1.
  public var pooling: Double
  /// What the plan decides, in the order of the file.
  public var levers: [Lever]
  /// What follows from who joins and from what others decide, in the order of the file.
  public var links: [Link]
  /// Into how many pieces the range of a level is cut where a term multiplies it with another level; nil where no term may.
  public var pieces: Int?
  /// Relative growth per period of attributes that change, by variable.
  public var attributeGrowth: [String: Double]
  /// What makes one plan better than another.
  public var objective: Objective
  /// On which response the plan maximises.
  public var response: Response
  /// How far the best plan may be from the bound that proves it, relative to its figure, where a search has to end
  /// somewhere: where responses bend upwards, or something is decided by yes or no. Nil for 1e-4 where responses bend upwards,
  /// and for rounding where they do not.
  public var gap: Double?
  /// The rules, in the order of the file.
  public var rules: [Rule]

  /// An alliance with one period called `plan`, no discounting and no rules unless said otherwise.
  public init(
    name: String, currency: String? = nil, model: InnovationModel, firms: FirmTable, periods: [String] = ["plan"],
    discountRate: Double = 0, outputValue: Double = 1, budget: Budget, carryOver: Bool = true,
    contributions: Contributions? = nil, grants: [Grant] = [], pooling: Double = 1, levers: [Lever], links: [Link] = [],
    pieces: Int? = nil,
    attributeGrowth: [String: Double] = [:], objective: Objective = .gain, response: Response = .expected,
    gap: Double? = nil, rules: [Rule] = []
  ) {
    self.name = name
    self.currency = currency
    self.model = model
    self.firms = firms
    self.periods = periods
    self.discountRate = discountRate
    self.outputValue = outputValue
    self.budget = budget
    self.carryOver = carryOver
    self.contributions = contributions
    self.grants = grants
    self.pooling = pooling
    self.levers = levers
    self.links = links
    self.pieces = pieces
    self.attributeGrowth = attributeGrowth
    self.objective = objective
    self.response = response
    self.gap = gap
    self.rules = rules
  }
}

/// A sum of money that there is for the alliance [currency].
public enum Budget: Sendable, Hashable {
  /// One sum for the whole horizon; of the common money it is there from the first period on.
  case horizon(Double)
  /// A sum for each period, in the order of the periods.
  case perPeriod([Double])

  /// What arrives in each of `count` periods of money that comes by itself.
  public func amounts(over count: Int) -> [Double] {
    switch self {
    case .horizon(let amount): (0..<count).map { $0 == 0 ? amount : 0 }
    case .perPeriod(let amounts): amounts
    }
  }
}

/// What the plan takes for a firm's output.
public enum Response: String, Sendable, Hashable {
  /// The expected output F(η) of the model's family.
  case expected
  /// The index η itself.
  case latent
}
