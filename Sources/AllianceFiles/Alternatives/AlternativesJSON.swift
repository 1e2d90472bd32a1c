import Alliances
import Planning
import Studies

extension JSONValue {
  /// The room for negotiation, `alliance-alternatives/1`; `solver` is the name of the solver that was used.
  public init(_ alternatives: Alternatives, run: RunRecord, solver: String) {
    let alliance = alternatives.alliance
    let byFirm = alliance.firms.ids.indices.map { firm in
      alternatives.ranges.filter { $0.quantity.firm == firm }
    }
    self.init(present: [
      ("schema", "alliance-alternatives/1"), ("alliance", .text(alliance.description.name)),
      ("currency", alliance.description.currency.map { .text($0) }), ("within", .number(alternatives.tolerance)),
      ("exact", .truth(alternatives.ranges.allSatisfy { $0.isLeastExact && $0.isGreatestExact })),
      (
        "objective",
        [
          "kind": .text(alliance.description.objective.figureName), "value": .number(alternatives.best.objective),
          "floor": .number(alternatives.floor), "gap": .number(alternatives.gap),
          "status": .text(alternatives.isStopped ? "feasible" : "optimal"),
        ]
      ),
      ("firms", .list(byFirm.enumerated().map { .firm($0, $1, in: alliance) })),
      ("partners", .list(alternatives.partners.map { $0.json(in: alliance) })),
      ("plans", .list(alternatives.plans.map { $0.json(in: alliance) })), ("run", run.json(solver: solver)),
    ])
  }

  /// The ranges of a firm.
  fileprivate static func firm(_ firm: Int, _ ranges: [Alternatives.Range], in alliance: Alliance) -> JSONValue {
    let amounts = ranges.compactMap { range in range.quantity.key.map { Member($0, range.json) } }
    let levers = ranges.compactMap { range -> Member? in
      guard case .level(let lever, _) = range.quantity else { return nil }
      return Member(alliance.levers[lever].lever.variable, range.json)
    }
    return .object(
      [Member("id", .text(alliance.firms.ids[firm].description)), Member("name", .text(alliance.firms.names[firm]))]
        + amounts + [Member("levers", .object(levers))])
  }
}

extension PlanQuantity {
  /// The firm that it is a quantity of, by position.
  var firm: Int {
    switch self {
    case .spending(let firm), .contribution(let firm), .gain(let firm), .level(_, let firm): firm
    }
  }

  /// Its name in files; nil for a level, which has that of its lever.
  var key: String? {
    switch self {
    case .spending: "spending"
    case .contribution: "contribution"
    case .gain: "gain"
    case .level: nil
    }
  }
}

extension Alternatives.Range {
  fileprivate var json: JSONValue {
    [
      "least": .number(least), "planned": .number(planned), "greatest": .number(greatest),
      "least_exact": .truth(isLeastExact), "greatest_exact": .truth(isGreatestExact),
    ]
  }
}

extension Alternatives.Partner {
  fileprivate func json(in alliance: Alliance) -> JSONValue {
    [
      "id": .text(alliance.firms.ids[firm].description), "name": .text(alliance.firms.names[firm]),
      "selected": .truth(isSelected), "can_join": .truth(canJoin), "can_stay_out": .truth(canStayOut),
    ]
  }
}

extension Alternatives.Different {
  fileprivate func json(in alliance: Alliance) -> JSONValue {
    [
      "distance": .number(distance), "objective": .number(plan.objective), "found_as": aim.json(in: alliance),
      "members": .list(alliance.firms.ids.indices.filter { plan.isIn[$0] }.map { member($0, in: alliance) }),
    ]
  }

  private func member(_ firm: Int, in alliance: Alliance) -> JSONValue {
    [
      "id": .text(alliance.firms.ids[firm].description), "spending": .number(plan.spending[firm]),
      "contribution": .number(plan.contributions[firm]), "gain": .number(plan.gains[firm]),
      "levers": .object(
        alliance.levers.enumerated().map {
          JSONValue.Member($1.lever.variable, .list(plan.levels[$0][firm].map { .number($0) }))
        }),
    ]
  }
}

extension PlanAim {
  fileprivate func json(in alliance: Alliance) -> JSONValue {
    func firm(_ position: Int) -> JSONValue { .text(alliance.firms.ids[position].description) }
    func end(_ name: String, _ quantity: PlanQuantity) -> JSONValue {
      JSONValue(present: [
        ("end", .text(name)), ("of", .text(quantity.name(in: alliance))), ("firm", firm(quantity.firm)),
      ])
    }
    switch self {
    case .least(let quantity): return end("least", quantity)
    case .greatest(let quantity): return end("greatest", quantity)
    case .joins(let candidate, let joins): return ["joins": .truth(joins), "firm": firm(candidate)]
    }
  }
}

extension PlanQuantity {
  /// Its name in files, that of the lever for a level.
  func name(in alliance: Alliance) -> String {
    if case .level(let lever, _) = self { return alliance.levers[lever].lever.variable }
    return key ?? ""
  }
}
