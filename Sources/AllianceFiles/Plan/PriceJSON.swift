import Planning

extension PlanWriter {
  /// The rules in the order of the alliance; those about who joins have no price.
  var rules: [JSONValue] {
    plan.alliance.description.rules.compactMap { rule in
      if let partnerRule = plan.partnerRules.first(where: { $0.rule == rule }) { return self.rule(partnerRule) }
      return plan.rules.first { $0.rule == rule }.map(self.rule)
    }
  }

  private func rule(_ rule: PartnerRule) -> JSONValue {
    ["name": .text(rule.rule.name), "slack": JSONValue(rule.slack), "price": .null]
  }

  private func rule(_ rule: RulePrice) -> JSONValue {
    .object(
      [
        Member("name", .text(rule.rule.name)), Member("slack", .number(rule.slack)),
        Member("limit", .text(rule.limit.key)), Member("limit_value", .number(rule.limit.value)),
        Member("unit", .text(rule.limit.unit.word)),
      ] + price(rule.price))
  }

  func pooling(_ pooling: PoolingPrice) -> JSONValue {
    .object([Member("resource", "pooling"), Member("amount", .number(pooling.share))] + price(pooling.price))
  }

  func fund(_ fund: FundPrice) -> JSONValue {
    let name =
      switch fund.fund {
      case .budget: "budget"
      case .grant(let name): "grant \(name)"
      }
    let resource = ([name] + [fund.period].compactMap(\.self)).joined(separator: " ")
    return .object([Member("resource", .text(resource)), Member("amount", .number(fund.amount))] + price(fund.price))
  }

  func target(_ target: TargetPrice) -> JSONValue {
    .object([Member("resource", "target gain"), Member("amount", .number(target.gain))] + price(target.price))
  }

  private func price(_ price: ShadowPrice) -> [JSONValue.Member] {
    [
      Member("price", .number(price.price)), Member("from", .number(price.from)), Member("to", .number(price.to)),
      Member("exact", .truth(price.basis == .exact)),
      Member("limit_below", price.limitBelow.map { element($0) } ?? .null),
      Member("limit_above", price.limitAbove.map { element($0) } ?? .null),
    ]
  }

  private func element(_ element: ProgramElement) -> JSONValue {
    JSONValue(element, in: plan.alliance)
  }
}

extension RulePrice.Unit {
  fileprivate var word: String {
    switch self {
    case .percentagePoint: "percentage point"
    case .output: "output"
    case .currency: "currency"
    case .risk: "risk"
    }
  }
}
