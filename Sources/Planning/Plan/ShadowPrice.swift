import Alliances

/// What a limit costs: the change of the objective's figure per unit by which the limit is moved.
public struct ShadowPrice: Sendable, Hashable {
  /// The change per unit of the limit; positive when a greater limit raises the figure, whether that is wanted or not.
  public let price: Double
  /// The least value of the limit at which the price holds.
  public let from: Double
  /// The greatest value of the limit at which the price holds.
  public let to: Double
  /// What takes over beyond `to`; nil where nothing does or the response bends.
  public let limitAbove: ProgramElement?
  /// What takes over below `from`; nil where nothing does or the response bends.
  public let limitBelow: ProgramElement?
  /// How `from` and `to` were found.
  public let basis: Basis

  /// How the range of a price is to be read.
  public enum Basis: Sendable, Hashable {
    /// The price is the same over the whole range, exactly: the program is linear.
    case exact
    /// The price changes all along, since the response bends; over the range it stays within one hundredth.
    case withinOnePercent
    /// The price and its range are those of the program in which each curve that bends upwards is its tangent at the plan.
    case linearised
    /// The price is that of the plan; over which range it holds was not found in time, so `from` and `to` are the limit.
    case notSearched
    /// The change that moving the limit from `from` to `to` makes, per unit, found by planning anew.
    case difference
  }
}

/// What the target gain costs.
public struct TargetPrice: Sendable, Hashable {
  /// The target [output].
  public let gain: Double
  /// Currency per unit of output.
  public let price: ShadowPrice
}

/// What a rule costs.
public struct RulePrice: Sendable, Hashable {
  /// The rule.
  public let rule: Rule
  /// How far the plan stays from the nearest limit of the rule, in the unit of the limit.
  public let slack: Double
  /// The limit of the rule that is nearest or binds.
  public let limit: Limit
  /// The cost of the limit per `unit`; 0 when the rule does not bind.
  public let price: ShadowPrice

  /// A limit of a rule.
  public struct Limit: Sendable, Hashable {
    /// The key of the limit in the alliance file, such as `max_share`.
    public let key: String
    /// The value of the limit.
    public let value: Double
    /// The unit in which the limit is moved for its price.
    public let unit: Unit
  }

  /// The unit of a limit.
  public enum Unit: Sendable, Hashable {
    /// A hundredth of a share: limits are shares, prices are per percentage point.
    case percentagePoint
    /// A unit of output.
    case output
    /// A unit of currency.
    case currency
    /// A unit of risk: of a firm's figure of risk times currency.
    case risk
  }
}
