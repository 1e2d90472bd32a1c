/// A condition that the plan must meet, under a name that the user sees again in prices and conflicts.
public struct Rule: Sendable, Hashable {
  /// The name from the file.
  public var name: String
  /// What is demanded.
  public var demand: Demand

  /// What a rule demands.
  public enum Demand: Sendable, Hashable {
    /// A group's part of what all firms get or put in.
    case groupShare(GroupShare)
    /// Each firm's part of what all firms get or put in.
    case eachMember(EachMember)
    /// A floor under the gain of the alliance.
    case gainFloor(GainFloor)
    /// A cap on what all firms spend together.
    case spendingCap(SpendingCap)
    /// A cap on what firms get or put in, weighted by the risk of each.
    case risk(RiskLimit)
    /// What firms get or put in is in proportion to something.
    case proportion(Proportion)
    /// No firm worse off than without the plan, or alone.
    case winWin(WinWin)
    /// How many candidates join.
    case partners(PartnerCount)
    /// Firms of which at most one is in the alliance.
    case apart(Apart)
    /// Firms that are all in the alliance, or none of them.
    case together(Together)
    /// Firms that join only together with others.
    case requires(Requirement)
    /// A cap on the risks that the firms in the alliance bring.
    case selectionRisk(SelectionRisk)
  }

  /// The rule `demand`, called `name`.
  public init(_ name: String, _ demand: Demand) {
    self.name = name
    self.demand = demand
  }
}

/// `minimum`·A ≤ a(group) ≤ `maximum`·A, where a is what `measure` counts of the group and A that of all firms.
public struct GroupShare: Sendable, Hashable {
  /// The firms that are meant.
  public var group: FirmFilter
  /// The least share, 0 … 1.
  public var minimum: Double?
  /// The greatest share, 0 … 1.
  public var maximum: Double?
  /// Whether each period is held to it, or the horizon as a whole.
  public var eachPeriod: Bool
  /// What is counted of every firm.
  public var measure: Measure

  /// The share of `group` lies between `minimum` and `maximum`.
  public init(
    of group: FirmFilter, minimum: Double? = nil, maximum: Double? = nil, eachPeriod: Bool = false,
    measure: Measure = .allocation
  ) {
    self.group = group
    self.minimum = minimum
    self.maximum = maximum
    self.eachPeriod = eachPeriod
    self.measure = measure
  }
}

/// `minimumShare`·A ≤ aᵢ ≤ `maximumShare`·A for every firm i: aᵢ is what `measure` counts of it, A of all.
public struct EachMember: Sendable, Hashable {
  /// The least share of each firm, 0 … 1.
  public var minimumShare: Double?
  /// The greatest share of each firm, 0 … 1.
  public var maximumShare: Double?
  /// Whether each period is held to it, or the horizon as a whole.
  public var eachPeriod: Bool
  /// What is counted of every firm.
  public var measure: Measure

  /// Every firm's share lies between `minimumShare` and `maximumShare`.
  public init(
    minimumShare: Double? = nil, maximumShare: Double? = nil, eachPeriod: Bool = false,
    measure: Measure = .allocation
  ) {
    self.minimumShare = minimumShare
    self.maximumShare = maximumShare
    self.eachPeriod = eachPeriod
    self.measure = measure
  }
}

/// The discounted gain of the alliance is at least `minimum` [output].
public struct GainFloor: Sendable, Hashable {
  /// The least discounted gain [output].
  public var minimum: Double

  /// A floor of `minimum`.
  public init(minimum: Double) { self.minimum = minimum }
}

/// S ≤ `maximum` [currency], where S is what the levers of all firms cost.
public struct SpendingCap: Sendable, Hashable {
  /// The most that may be spent [currency].
  public var maximum: Double
  /// Whether each period is held to it, or the horizon as a whole.
  public var eachPeriod: Bool

  /// A cap of `maximum`.
  public init(maximum: Double, eachPeriod: Bool = false) {
    self.maximum = maximum
    self.eachPeriod = eachPeriod
  }
}

/// Σᵢ riskᵢ·aᵢ ≤ `maximum` [risk · currency], where aᵢ is what `measure` counts of firm i.
public struct RiskLimit: Sendable, Hashable {
  /// The column of the firm file that holds each firm's risk per unit of money, 0 or more.
  public var column: String
  /// The most risk that may be taken in all.
  public var maximum: Double
  /// Whether each period is held to it, or the horizon as a whole.
  public var eachPeriod: Bool
  /// What is counted of every firm.
  public var measure: Measure

  /// What is counted, weighted by `column`, adds up to at most `maximum`.
  public init(column: String, maximum: Double, eachPeriod: Bool = false, measure: Measure = .allocation) {
    self.column = column
    self.maximum = maximum
    self.eachPeriod = eachPeriod
    self.measure = measure
  }
}

/// value·Σ_t d_t·gainᵢₜ − Σ_t d_t·cᵢₜ ≥ wᵢ [currency] for every firm i, where value is what a unit of output is worth, d
/// discounts, cᵢₜ is what the firm puts in, and wᵢ what it has without the alliance.
public struct WinWin: Sendable, Hashable {
  /// What wᵢ is.
  public var comparison: Comparison

  /// With what a firm compares the plan.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    /// With no plan at all: 0.
    case baseline
    /// With the best that it reaches alone with its own contribution.
    case standalone
  }

  /// Every firm is at least as well off as under `comparison`.
  public init(_ comparison: Comparison = .baseline) { self.comparison = comparison }
}

/// Firms chosen by what stands in their columns: every condition must hold.
public struct FirmFilter: Sendable, Hashable {
  /// The conditions, in the order of the file.
  public var conditions: [Condition]

  /// A column has one of these values.
  public struct Condition: Sendable, Hashable {
    /// The column of the firm file.
    public var column: String
    /// The accepted values, as written in the file.
    public var values: [String]

    /// `column` has one of `values`.
    public init(_ column: String, in values: [String]) {
      self.column = column
      self.values = values
    }
  }

  /// Firms that meet all `conditions`.
  public init(_ conditions: [Condition]) { self.conditions = conditions }

  /// The positions of the firms that meet every condition, in the order of `firms`.
  public func positions(in firms: FirmTable) -> [Int] {
    (0..<firms.count).filter { firm in
      conditions.allSatisfy { condition in
        guard let text = firms.column(condition.column)?.texts[firm] else { return false }
        return condition.values.contains(text)
      }
    }
  }
}
