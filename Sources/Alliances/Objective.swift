/// What makes one plan better than another.
public enum Objective: Sendable, Hashable {
  /// As much discounted gain of the alliance as can be had [output].
  case gain
  /// As much of `outputValue`·gain − spending as can be had, both discounted [currency].
  case netValue
  /// The smallest discounted gain of a member as large as can be, then the next smallest, and so on [output].
  case worstGain
  /// A discounted gain of at least `targetGain` [output] for as little discounted spending as can be [currency].
  case cost(targetGain: Double)

  /// Whether less of the figure is better.
  public var isMinimised: Bool {
    if case .cost = self { true } else { false }
  }

  /// The gain that has to be reached, where the objective asks for one [output].
  public var targetGain: Double? {
    if case .cost(let targetGain) = self { targetGain } else { nil }
  }
}
