import Alliances

/// Whether a candidate joins.
public struct PartnerChoice: Sendable, Hashable {
  /// The candidate.
  public let id: FirmID
  /// Its name.
  public let name: String
  /// Whether it joins in the plan.
  public let isSelected: Bool
  /// What it costs that it joins, once and in the first period [currency].
  public let joiningCost: Double
  /// What the figure of the objective changes by when it joins, everything else decided anew: the best with it less the best
  /// without. Nil where one of the two has no plan, or where it was not looked for.
  public let worth: Double?
}

/// A rule about who joins: decisions keep it, and it has no price.
public struct PartnerRule: Sendable, Hashable {
  /// The rule.
  public let rule: Rule
  /// How many more partners, or how much more risk, the rule would allow before its greatest value is reached, or how many
  /// fewer before its least is: the smaller of the two. Nil for rules that name firms.
  public let slack: Double?
}
