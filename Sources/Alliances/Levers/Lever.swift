/// A variable of the innovation model that the plan decides, firm by firm and period by period.
public struct Lever: Sendable, Hashable {
  /// The variable of the model's formula that this lever sets.
  public var variable: String
  /// How the level changes, and what the change costs.
  public var kind: Kind
  /// Currency per unit and period (for a switch: and period in which it is on beyond its baseline), unless the firm file has a column `<variable>_unit_cost`.
  public var unitCost: Double
  /// The least level of every firm, unless the firm file has a column `<variable>_min`.
  public var minimum: Double?
  /// The greatest level of every firm, unless the firm file has a column `<variable>_max`.
  public var maximum: Double?
  /// How far every firm may rise above its baseline where no maximum is given.
  public var maximumIncrease: Increase?
  /// Whether the plan may leave the range of the data that the model was fitted on.
  public var extrapolate: Bool
  /// After how many periods a level enters the formula, 0 or more.
  public var lag: Int
  /// The stock that enters the formula in place of the level; nil where the level itself does.
  public var stock: Stock?

  /// How a lever moves.
  public enum Kind: Sendable, Hashable {
    /// Money put in: raised at the unit cost, lowered with `refund` currency back per unit.
    case investment(refund: Double)
    /// Heads: hired for good, at most `hireMaximum` a firm and period, and lent between firms.
    case talent(hireMaximum: Double?, secondment: Secondment?)
    /// On or off: 0 or 1. At most `maximumCount` firms are on beyond their baseline in a period; what is on without the
    /// plan stays on unless it `canSwitchOff`.
    case `switch`(maximumCount: Int?, canSwitchOff: Bool)
  }

  /// What levels add up to over the periods: K = (1 − `depreciation`)·K before + the level.
  public struct Stock: Sendable, Hashable {
    /// The share of the stock that is lost from one period to the next, above 0 and at most 1.
    public var depreciation: Double

    /// A stock that loses `depreciation` of itself in a period.
    public init(depreciation: Double) { self.depreciation = depreciation }
  }

  /// Lending talent inside the alliance for a period.
  public struct Secondment: Sendable, Hashable {
    /// The largest share of a firm's baseline heads that it lends, 0 … 1.
    public var maximumShareOut: Double
    /// Currency per head received and period.
    public var unitCost: Double

    /// Secondment of at most `maximumShareOut` of the baseline at `unitCost` a head.
    public init(maximumShareOut: Double, unitCost: Double = 0) {
      self.maximumShareOut = maximumShareOut
      self.unitCost = unitCost
    }
  }

  /// A distance above the baseline.
  public enum Increase: Sendable, Hashable {
    /// So many units of the lever.
    case amount(Double)
    /// So much of the baseline: 0.5 is half as much again.
    case share(Double)

    /// The greatest level that a firm with this baseline may reach.
    func level(above baseline: Double) -> Double {
      switch self {
      case .amount(let amount): baseline + amount
      case .share(let share): baseline * (1 + share)
      }
    }
  }

  /// A lever on `variable`.
  public init(
    _ variable: String, _ kind: Kind = .investment(refund: 0), unitCost: Double = 1, minimum: Double? = nil,
    maximum: Double? = nil, maximumIncrease: Increase? = nil, extrapolate: Bool = false, lag: Int = 0,
    stock: Stock? = nil
  ) {
    self.variable = variable
    self.kind = kind
    self.unitCost = unitCost
    self.minimum = minimum
    self.maximum = maximum
    self.maximumIncrease = maximumIncrease
    self.extrapolate = extrapolate
    self.lag = lag
    self.stock = stock
  }

  /// The lending of this lever, for a talent lever that has it.
  public var secondment: Secondment? {
    if case .talent(_, let secondment) = kind { secondment } else { nil }
  }
}

/// The columns of the firm file that speak of one lever.
public struct LeverColumns: Sendable {
  /// The column of each firm's least level.
  public let minimum: String
  /// The column of each firm's greatest level.
  public let maximum: String
  /// The column of each firm's unit cost.
  public let unitCost: String
  /// The column of what each firm's stock is before the first period.
  public let stock: String

  /// The columns that speak of the lever on `variable`.
  public init(of variable: String) {
    minimum = "\(variable)_min"
    maximum = "\(variable)_max"
    unitCost = "\(variable)_unit_cost"
    stock = "\(variable)_stock"
  }
}
