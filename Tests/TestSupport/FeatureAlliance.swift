import Alliances
import Regression

extension AllianceDescription {
  /// A random alliance of 2 to 4 members and up to 3 candidates over 1 or 2 periods, with any of the features that there
  /// are, at most twelve yes-or-no decisions among them.
  public static func randomOfAllFeatures(seed: UInt64) throws -> AllianceDescription {
    try featuring(.random(seed: seed), seed: seed)
  }

  /// A small alliance with exactly the given features, which must be completed; all figures follow from `seed`.
  ///
  /// A floor under the gain, or its target, is next to nothing: who needs another one has to know what can be gained.
  /// Where responses bend upwards a gap of a thousandth is allowed, so that no search takes long.
  /// It has 2 members, and no more candidates and periods than the features need, if it is to be the `smallest`.
  public static func featuring(
    _ features: Set<AllianceFeature>, seed: UInt64, smallest: Bool = false
  ) throws -> AllianceDescription {
    var figures = FeatureFigures(features, seed: seed, smallest: smallest)
    let firms = figures.firms()
    var description = AllianceDescription(
      name: "features \(seed)", model: try figures.model(), firms: firms,
      periods: (0..<figures.periods).map { "\(2026 + $0)" },
      discountRate: features.contains(.discount) ? figures.number(0.02...0.2) : 0,
      outputValue: figures.number(0.8...3), budget: figures.budget(), carryOver: !features.contains(.noCarryOver),
      levers: figures.levers(), links: figures.links(firms),
      pieces: features.contains(.levelProduct) ? 2 : nil,
      attributeGrowth: features.contains(.growth) ? ["skill": figures.number(-0.1...0.3)] : [:],
      response: features.contains(.latent) ? .latent : .expected, gap: features.areBent ? 1e-3 : nil)
    if features.contains(.netValue) { description.objective = .netValue }
    if features.contains(.worstGain) { description.objective = .worstGain }
    if features.contains(.leastCost) { description.objective = .cost(targetGain: 0.01) }
    figures.addFunds(to: &description)
    description.rules = figures.rules(on: description)
    return description
  }
}

/// Draws the figures of an alliance with given features.
struct FeatureFigures {
  let features: Set<AllianceFeature>
  let members: Int
  let candidates: Int
  let periods: Int
  private var generator: SeededGenerator

  init(_ features: Set<AllianceFeature>, seed: UInt64, smallest: Bool) {
    self.features = features
    generator = SeededGenerator(seed: seed &+ 9000)
    let isHeavy = smallest || features.areBent || features.contains(.levelProduct)
    let needsTwoPeriods = !features.isDisjoint(with: [.lag, .stock, .growth, .budgetTable, .discount])
    var periods = needsTwoPeriods || (!isHeavy && Bool.random(using: &generator)) ? 2 : 1
    var members = isHeavy ? 2 : Int.random(in: 2...4, using: &generator)
    var candidates = 0
    if features.contains(.candidates) {
      let needsTwo = !features.isDisjoint(with: [.apart, .together, .requirement])
      candidates =
        needsTwo ? 2 : isHeavy ? 1 : Int.random(in: 1...3, using: &generator)
    }
    func decisions() -> Int {
      let each = (features.contains(.switches) ? 1 : 0) + (features.contains(.levelProduct) ? 2 : 0)
      return candidates + each * (members + candidates) * periods
    }
    if decisions() > 12 { members = 2 }
    if decisions() > 12 { candidates = min(candidates, 2) }
    if decisions() > 12 { periods = 1 }
    (self.members, self.candidates, self.periods) = (members, candidates, periods)
  }

  var firmCount: Int { members + candidates }

  func has(_ feature: AllianceFeature) -> Bool { features.contains(feature) }

  mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }

  mutating func chance() -> Bool { Bool.random(using: &generator) }

  mutating func position(below count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  private mutating func column(_ name: String, _ range: ClosedRange<Double>) -> FirmColumn {
    FirmColumn(name: name, (0..<firmCount).map { _ in number(range) })
  }

  /// The firms with a column for whatever a feature may read, the members first.
  mutating func firms() -> FirmTable {
    var columns = [
      column("rd", 1...4), column("skill", 0.2...2), column("risk", 0.1...1), column("revenue", 1...3),
      column("joining_cost", 0...0.8), column("quality", 0.2...1.5), column("own_funds", 0.2...1.5),
      FirmColumn(name: "region", (0..<firmCount).map { $0 % 2 == 0 ? "east" : "west" }),
    ]
    if has(.ownCosts) { columns.append(column("rd_unit_cost", 0.6...2)) }
    if has(.talent) { columns.append(column("staff", 2...6)) }
    if has(.switches) {
      columns.append(
        FirmColumn(name: "support", (0..<firmCount).map { _ in position(below: 4) == 0 ? 1.0 : 0 }))
    }
    if has(.counts) || has(.weightedCounts) { columns.append(column("partners", 0...2)) }
    if has(.sumsOfGroup) || has(.sumsOfMatrix) { columns.append(column("near", 0...3)) }
    return FirmTable(
      ids: (0..<members).map { FirmID("m\($0)") } + (0..<candidates).map { FirmID("c\($0)") }, columns: columns,
      memberCount: members)
  }

  /// The model: each term with its coefficient, and an intercept that sets usual firms near where the response bends.
  mutating func model() throws -> InnovationModel {
    let isExponential = has(.poisson) || has(.logResponse)
    let scale = isExponential ? 0.25 : 1
    // Label, coefficient and about how large the rest of the term is.
    var terms: [(label: String, coefficient: Double, usual: Double)] = []
    func usual(_ coefficient: Double, _ label: String, _ size: Double) { terms.append((label, coefficient, size)) }
    let effect = number(0.5...1.5) * scale
    usual(effect, lever, usualLevel)
    if has(.diminishingSquare) { usual(-effect * number(0.02...0.06), "I(rd^2)", 6) }
    if has(.increasingSquare) { usual(effect * number(0.05...0.2), "I(rd^2)", 6) }
    usual(number(-0.5...0.5) * scale, "skill", 1)
    if has(.attributeProduct) { usual(effect * number(0.05...0.3), "\(lever):skill", usualLevel) }
    if has(.talent) { usual(number(0.3...1) * scale, "staff", 4) }
    if has(.levelProduct) { usual(number(0.02...0.1) * scale, "rd:staff", 10) }
    if has(.switches) { usual(number(-0.3...1.5) * scale, "support", 0.3) }
    if has(.switchProduct) { usual(effect * number(0.1...0.4), "\(lever):support", 0.3 * usualLevel) }
    if has(.counts) || has(.weightedCounts) { usual(number(0.1...0.6) * scale, "partners", 1) }
    if has(.sumsOfGroup) || has(.sumsOfMatrix) { usual(number(0.05...0.3) * scale, "near", 1.5) }
    if has(.category) { usual(number(-1...1) * scale, "C(region)west", 0.5) }
    let names = terms.map { $0.label.hasPrefix("C(") ? "C(region)" : $0.label }
    let formula = try Formula("\(has(.logResponse) ? "log(y)" : "y") ~ " + names.joined(separator: " + "))
    let intercept = number(isExponential ? -0.5...0.8 : -2...1) - terms.reduce(0) { $0 + $1.coefficient * $1.usual }
    return try InnovationModel(
      formula: formula, family: family(),
      coefficients: [("(Intercept)", intercept)] + terms.map { ($0.label, $0.coefficient) },
      sigma: has(.censoredBelow) || has(.censoredOnBothSides) ? number(0.6...2) : nil,
      variables: has(.fittedRange)
        ? [VariableSummary(name: "rd", minimum: 0, maximum: number(3...7), mean: 2.5, standardDeviation: 1)] : [])
  }

  private mutating func family() -> Family {
    if has(.censoredBelow) { return .tobit(lower: 0, upper: nil) }
    if has(.censoredOnBothSides) { return .tobit(lower: 0, upper: number(2...5)) }
    if has(.poisson) { return .poisson }
    return .gaussian(smearing: has(.logResponse) ? number(1...1.3) : nil)
  }

  /// What R&D is in the formula, and about how large.
  private var lever: String {
    if has(.logarithm) { return "log(rd)" }
    if has(.log1p) { return "log1p(rd)" }
    return has(.squareRoot) ? "sqrt(rd)" : "rd"
  }

  private var usualLevel: Double {
    if has(.logarithm) { return 0.9 }
    if has(.log1p) { return 1.2 }
    return has(.squareRoot) ? 1.6 : 2.5
  }
}
