/// Something that an alliance can have, each of which a generated alliance has or has not.
public enum AllianceFeature: String, CaseIterable, Sendable {
  // How output follows the index; at most one of them.
  case censoredBelow, censoredOnBothSides, poisson, logResponse
  /// The index is planned in place of the expected output.
  case latent
  // What R&D does to the index; at most one of them, a straight line without.
  case logarithm, log1p, squareRoot, diminishingSquare, increasingSquare
  // Levers.
  case lowering, fittedRange, ownCosts, lag, stock
  case talent, secondment
  case switches, switchLimit, switchingOff
  // Products of what is decided.
  case switchProduct, attributeProduct, levelProduct
  // Attributes.
  case growth, category
  // Candidates, and rules on them.
  case candidates, partnerCount, apart, together, requirement, selectionRisk
  // Links.
  case counts, weightedCounts, sumsOfGroup, sumsOfMatrix
  // Money.
  case budgetTable, noCarryOver, discount, contributions, pooling, grant, matchedGrant
  // Rules.
  case groupShare, greatestShare, leastShare, gainFloor, spendingCap, risk, proportion, gainProportion, winWin
  case standalone, contributionRule
  // Objectives; at most one of them, the gain without.
  case netValue, worstGain, leastCost

  /// Features that this one makes no sense without.
  public var needs: [AllianceFeature] {
    switch self {
    case .latent: [.censoredBelow]
    case .secondment: [.talent]
    case .switchLimit, .switchingOff, .switchProduct: [.switches]
    case .levelProduct: [.talent]
    case .growth: [.attributeProduct]
    case .partnerCount, .apart, .together, .requirement, .selectionRisk, .counts, .weightedCounts: [.candidates]
    case .noCarryOver: [.budgetTable]
    case .pooling, .matchedGrant, .standalone, .contributionRule: [.contributions]
    default: []
    }
  }

  /// Groups of which an alliance has at most one feature.
  private static let alternatives: [Set<AllianceFeature>] = [
    [.censoredBelow, .censoredOnBothSides, .poisson, .logResponse],
    [.logarithm, .log1p, .squareRoot, .diminishingSquare, .increasingSquare],
    [.netValue, .worstGain, .leastCost], [.counts, .weightedCounts], [.sumsOfGroup, .sumsOfMatrix],
    [.winWin, .standalone], [.gainProportion, .worstGain], [.proportion, .gainProportion],
    [.gainProportion, .levelProduct],
  ]

  /// Whether an alliance can have both features.
  public func goesWith(_ other: AllianceFeature) -> Bool {
    self == other
      || !Self.alternatives.contains { $0.contains(self) && $0.contains(other) }
  }
}

extension Set<AllianceFeature> {
  /// The features of `self` with all that they need; nil where two of them do not go together.
  public var completed: Set<AllianceFeature>? {
    var all = self
    for feature in AllianceFeature.allCases where all.contains(feature) {
      for need in feature.needs where !all.contains(need) {
        // The index can be planned in place of any expected output.
        let isServed = feature == .latent && !isDisjoint(with: [.censoredOnBothSides, .poisson, .logResponse])
        if !isServed { all.insert(need) }
      }
    }
    let list = AllianceFeature.allCases.filter(all.contains)
    for (position, feature) in list.enumerated() {
      guard list[..<position].allSatisfy(feature.goesWith) else { return nil }
    }
    return all
  }

  /// Features drawn at random that go together, each with about the same chance.
  public static func random(seed: UInt64) -> Set<AllianceFeature> {
    var generator = SeededGenerator(seed: seed &+ 77)
    var chosen: Set<AllianceFeature> = []
    let chance = Double.random(in: 0.08...0.3, using: &generator)
    for feature in AllianceFeature.allCases.shuffled(using: &generator) {
      guard Double.random(in: 0..<1, using: &generator) < chance else { continue }
      chosen = chosen.union([feature]).completed ?? chosen
    }
    return chosen
  }

  /// Whether some curve bends upwards, or may, so that plans are searched for.
  var areBent: Bool {
    contains(.increasingSquare)
      || !contains(.latent) && !isDisjoint(with: [.censoredBelow, .censoredOnBothSides, .poisson, .logResponse])
  }
}
