import Alliances
import Regression

extension AllianceDescription {
  /// A random alliance whose plan makes decisions: switches, alone and in products, candidates that may join, links, lags
  /// and stocks, each with an even chance. It always has a plan, that of no spending.
  public static func randomWithDecisions(seed: UInt64) throws -> AllianceDescription {
    var generator = SeededGenerator(seed: seed &+ 5000)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    func chance() -> Bool { Bool.random(using: &generator) }
    let members = Int.random(in: 2...4, using: &generator)
    let candidates = Int.random(in: 0...2, using: &generator)
    var coefficients = [("rd", number(0.3...1)), ("support", number(-0.5...2))]
    for (term, range) in [
      ("rd:support", 0.05...0.4), ("sqrt(rd)", 0.5...2), ("sqrt(rd):support", 0.2...1), ("near", 0.01...0.1),
      ("partners", 0.1...1), ("rd:partners", 0.02...0.1),
    ] where chance() {
      coefficients.append((term, number(range)))
    }
    let formula = try Formula("y ~ 0 + " + coefficients.map(\.0).joined(separator: " + "))
    var description = AllianceDescription(
      name: "decisions \(seed)",
      model: try InnovationModel(formula: formula, family: .gaussian(smearing: nil), coefficients: coefficients),
      firms: try randomFirms(members: members, candidates: candidates, using: &generator),
      periods: (0..<Int.random(in: 1...3, using: &generator)).map { "\(2026 + $0)" }, discountRate: number(0...0.1),
      budget: .horizon(number(4...12)),
      levers: [
        Lever("rd", .investment(refund: 0.1), minimum: 1, maximumIncrease: .amount(5)),
        Lever(
          "support",
          .switch(maximumCount: chance() ? Int.random(in: 0...2, using: &generator) : nil, canSwitchOff: chance()),
          unitCost: number(0.5...2)),
      ])
    if chance() { description.levers[0].lag = 1 }
    if chance() { description.levers[0].stock = Lever.Stock(depreciation: number(0.1...1)) }
    if chance() { description.levers[1].lag = 1 }
    let variables = Set(formula.numericVariables)
    if variables.contains("near") {
      description.links.append(
        Link("near", .sums(lever: chance() ? "rd" : "support", weights: description.randomWeights(&generator))))
    }
    if variables.contains("partners") {
      description.links.append(Link("partners", .counts(weight: chance() ? "weight" : nil)))
    }
    return description
  }

  private static func randomFirms(
    members: Int, candidates: Int, using generator: inout SeededGenerator
  ) throws -> FirmTable {
    func column(_ name: String, _ count: Int, _ range: ClosedRange<Double>) -> FirmColumn {
      FirmColumn(name: name, (0..<count).map { _ in Double.random(in: range, using: &generator) })
    }
    func firms(_ prefix: String, _ count: Int, _ own: [FirmColumn]) -> FirmTable {
      FirmTable(
        ids: (0..<count).map { FirmID("\(prefix)\($0)") },
        columns: [
          column("rd", count, 1...6), column("near", count, 0...3),
          FirmColumn(name: "support", (0..<count).map { _ in Double(Int.random(in: 0...1, using: &generator)) }),
          FirmColumn(name: "region", (0..<count).map { $0 % 2 == 0 ? "east" : "west" }),
        ] + own)
    }
    let table = firms("m", members, [])
    guard candidates > 0 else { return table }
    let own = [column("joining_cost", candidates, 0...3), column("weight", candidates, 0...2)]
    return FirmTable(members: table, candidates: firms("c", candidates, own))
  }

  private func randomWeights(_ generator: inout SeededGenerator) -> Link.Weights {
    guard Bool.random(using: &generator) else { return .same(column: "region") }
    let count = firms.count
    return .matrix(
      FirmMatrix(
        rows: firms.ids, columns: firms.ids,
        values: (0..<(count * count)).map { _ in Double.random(in: -0.5...1, using: &generator) }))
  }
}
