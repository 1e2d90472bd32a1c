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
  /// How far `worth` may be from the truth, where the searches for the two plans stopped before the gap that the alliance
  /// allows was reached: what is open of both together. Nil where both came to their ends.
  public let worthWithin: Double?
}

/// What a candidate is worth to the figure of the objective.
struct PartnerWorth: Sendable {
  /// The best figure with it less the best without.
  let value: Double
  /// What the searches for the two left open, where one of them stopped early.
  let within: Double?
}

/// A rule about who joins: decisions keep it, and it has no price.
public struct PartnerRule: Sendable, Hashable {
  /// The rule.
  public let rule: Rule
  /// How many more partners, or how much more risk, the rule would allow before its greatest value is reached, or how many
  /// fewer before its least is: the smaller of the two. Nil for rules that name firms.
  public let slack: Double?
}
