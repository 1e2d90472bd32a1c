import Studies

extension JSONValue {
  /// The divisions of a game, `alliance-sharing/1`, found by `solver`.
  public init(_ sharing: Sharing, run: RunRecord, solver: String) {
    self = .object(sharing.members + [Member("run", run.json(solver: solver))])
  }

  /// The divisions of the gain of an alliance, `alliance-sharing/1`, with the payments that lead to each of them.
  public init(_ study: AllianceSharing, notes: [String], seed: UInt64, run: RunRecord) {
    let sharing = study.sharing
    let payments = sharing.divisions.map { division in
      Member(
        division.method.rawValue,
        .list(Compensation.payments(from: study.held, to: division.allocation).map { $0.json(sharing.players) }))
    }
    let own: [Member] = [
      Member("alliance", .text(study.plan.alliance.description.name)),
      Member("objective", .text(study.plan.objective.kind.word)),
      Member("budget_of_coalition", .text(study.game.part.rawValue)), Member("seed", .integer(Int(clamping: seed))),
      Member("held", sharing.json(of: study.held)), Member("payments", .object(payments)),
      Member("gap", .number(study.plan.objective.gap)), Member("notes", .list(notes.map { .text($0) })),
      Member("run", run.json(solver: study.plan.solver)),
    ]
    self = .object(sharing.members + own)
  }
}

extension Sharing {
  fileprivate var members: [JSONValue.Member] {
    let worths = worths.map { JSONValue.Member(name(of: $0.coalition), .number($0.worth)) }
    let errors = divisions.compactMap { division in
      division.standardErrors.map { JSONValue.Member(division.method.rawValue, json(of: $0)) }
    }
    let ranges = divisions.compactMap { division in
      division.ranges.map { JSONValue.Member(division.method.rawValue, json(of: $0)) }
    }
    var members: [JSONValue.Member] = [
      JSONValue.Member("schema", "alliance-sharing/1"),
      JSONValue.Member("players", .list(players.map { .text($0) })), JSONValue.Member("worth", .object(worths)),
      JSONValue.Member(
        "allocations", .object(divisions.map { JSONValue.Member($0.method.rawValue, json(of: $0.allocation)) })),
    ]
    if !errors.isEmpty { members.append(JSONValue.Member("standard_errors", .object(errors))) }
    if !ranges.isEmpty { members.append(JSONValue.Member("ranges", .object(ranges))) }
    members.append(JSONValue.Member("core", leastCore.map(core) ?? .null))
    if leastCore == nil { members += singles }
    return members
  }

  /// Why the core is not known, and what single players tell of it.
  private var singles: [JSONValue.Member] {
    let leaving = divisions.map { division in
      JSONValue.Member(
        division.method.rawValue,
        .object(worseOffThanAlone(by: division).map { JSONValue.Member(players[$0.player], .number($0.excess)) }))
    }
    return [
      JSONValue.Member("core_not_searched", JSONValue(coreObstacle?.rawValue)),
      JSONValue.Member(
        "alone",
        [
          "worth": .number(aloneTogether), "core_empty": isWorthMoreAlone ? .truth(true) : .null,
          "worse_off": .object(leaving),
        ]),
    ]
  }

  private func core(_ leastCore: LeastCore) -> JSONValue {
    [
      "empty": .truth(leastCore.coreIsEmpty), "least_core_epsilon": .number(leastCore.epsilon),
      "least_core": json(of: leastCore.allocation),
      "tests": .object(
        divisions.compactMap { division in
          division.test.map { JSONValue.Member(division.method.rawValue, json(of: $0)) }
        }),
    ]
  }

  /// An amount for every player.
  fileprivate func json(of allocation: [Double]) -> JSONValue {
    .object(zip(players, allocation).map { JSONValue.Member($0, .number($1)) })
  }

  private func json(of ranges: [ClosedRange<Double>]) -> JSONValue {
    .object(
      zip(players, ranges).map { JSONValue.Member($0, .list([.number($1.lowerBound), .number($1.upperBound)])) })
  }

  private func json(of test: CoreTest) -> JSONValue {
    [
      "in_core": .truth(test.isInCore), "blocking": JSONValue(test.blocking.map { name(of: $0) }),
      "excess": .number(test.excess),
    ]
  }
}

extension Compensation {
  fileprivate func json(_ players: [String]) -> JSONValue {
    ["from": .text(players[payer]), "to": .text(players[receiver]), "amount": .number(amount)]
  }
}
