import Alliances
import Regression

extension AllianceDescription {
  /// A random alliance of 2 to 6 firms over 1 to 3 periods that has a plan: investment in `rd`, which may have
  /// diminishing returns, and talent with or without secondment, under a budget, often with money from elsewhere, and up
  /// to three rules.
  ///
  /// - Parameter curved: whether the output follows the square root of `rd` instead of `rd` itself.
  public static func random(seed: UInt64, curved: Bool) throws -> AllianceDescription {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    let firms = Int.random(in: 2...6, using: &generator)
    func column(_ range: ClosedRange<Double>) -> [Double] { (0..<firms).map { _ in number(range) } }
    let term = curved ? "sqrt(rd)" : "rd"
    let periods = Int.random(in: 1...3, using: &generator)
    let budgets = (0..<periods).map { _ in number(5...40) }
    let secondment: Lever.Secondment? =
      Bool.random(using: &generator)
      ? Lever.Secondment(maximumShareOut: number(0.1...0.5), unitCost: number(0...0.3)) : nil
    var description = AllianceDescription(
      name: "random \(seed)",
      model: try sampleModel(
        "output ~ \(term) + talent + \(term):skill",
        ["(Intercept)": 3, "\(term)": number(0.5...2), "talent": number(0.5...2), "\(term):skill": number(0.1...1)]),
      firms: sampleFirms(
        (0..<firms).map { FirmID("f\($0)") },
        [
          "rd": column(1...20), "talent": column(2...10), "skill": column(0...3), "rd_unit_cost": column(0.5...2),
        ], texts: ["region": (0..<firms).map { $0 % 2 == 0 ? "east" : "west" }]),
      periods: (0..<periods).map { "\(2026 + $0)" }, discountRate: number(0...0.2),
      budget: Bool.random(using: &generator) ? .perPeriod(budgets) : .horizon(budgets.reduce(0, +)),
      levers: [
        Lever("rd", .investment(refund: number(0...0.4)), minimum: 0.5, maximumIncrease: .share(number(0.2...2))),
        Lever(
          "talent", .talent(hireMaximum: number(0.5...3), secondment: secondment), unitCost: number(0.5...3),
          maximumIncrease: .amount(number(1...4))),
      ])
    description.carryOver = description.budget.isHorizon || Bool.random(using: &generator)
    if Bool.random(using: &generator) {
      description.rules.append(Rule("cap", .eachMember(EachMember(maximumShare: number(1.1 / Double(firms)...0.9)))))
    }
    if Bool.random(using: &generator) {
      let east = FirmFilter([.init("region", in: ["east"])])
      description.rules.append(
        Rule("east", .groupShare(GroupShare(of: east, minimum: number(0...0.2), maximum: number(0.5...0.9)))))
    }
    if Bool.random(using: &generator) { description.rules.append(Rule("floor", .gainFloor(GainFloor(minimum: 0)))) }
    description.addRulesForMembers(seed: seed)
    description.addFunds(using: &generator)
    description.addRulesOnContributions(seed: seed)
    return description
  }

  /// The same alliance with its firms in another order, members still first: firm `order[i]` comes i-th.
  public func permuted(_ order: [Int]) -> AllianceDescription {
    var copy = self
    copy.firms = FirmTable(
      ids: order.map { firms.ids[$0] }, names: order.map { firms.names[$0] },
      columns: firms.columnNames.compactMap(firms.column).map { column in
        FirmColumn(
          name: column.name, texts: order.map { column.texts[$0] }, numbers: order.map { column.numbers[$0] })
      }, memberCount: firms.memberCount)
    return copy
  }

  /// The same alliance with every amount of money in a unit `factor` times smaller, so that all figures are larger.
  public func inUnits(_ factor: Double) -> AllianceDescription {
    var copy = self
    copy.budget = budget.times(factor)
    copy.outputValue = outputValue * factor
    copy.grants = grants(inUnits: factor)
    for position in copy.levers.indices {
      copy.levers[position].unitCost *= factor
      switch copy.levers[position].kind {
      case .investment(let refund): copy.levers[position].kind = .investment(refund: refund * factor)
      case .talent(let hireMaximum, let secondment):
        copy.levers[position].kind = .talent(
          hireMaximum: hireMaximum,
          secondment: secondment.map {
            Lever.Secondment(maximumShareOut: $0.maximumShareOut, unitCost: $0.unitCost * factor)
          })
      case .switch: break
      }
    }
    copy.rules = rules.map { $0.inUnits(factor) }
    copy.firms = FirmTable(
      ids: firms.ids, names: firms.names,
      columns: firms.columnNames.compactMap(firms.column).map { column in
        column.name.hasSuffix("_unit_cost")
          || column.name == contributions?.maximum || column.name == FirmTable.joiningCostColumn
          ? FirmColumn(name: column.name, column.numbers.map { $0 * factor }) : column
      }, memberCount: firms.memberCount)
    return copy
  }
}

extension Budget {
  /// Whether one sum serves the whole horizon.
  public var isHorizon: Bool {
    if case .horizon = self { true } else { false }
  }
}
