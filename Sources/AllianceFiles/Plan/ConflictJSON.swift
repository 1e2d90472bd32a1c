import Alliances
import Planning
import SourceText

/// A demand of an alliance that no plan meets, in words.
public struct WordedConflict: Sendable {
  /// The rule or budget by name.
  public let rule: String
  /// Where it stands.
  public let mark: SourceMark
  /// What it demands.
  public let message: String

  /// The demand `rule` at `mark`.
  public init(rule: String, mark: SourceMark, message: String) {
    self.rule = rule
    self.mark = mark
    self.message = message
  }
}

/// A change after which the alliance can be planned, in words.
public struct WordedRepair: Sendable {
  /// The rule or budget by name.
  public let rule: String
  /// What is done, such as `remove`.
  public let action: String
  /// The number that is changed, where it is one.
  public let repair: Repair?
  /// What to do.
  public let message: String

  /// The `action` on `rule`.
  public init(rule: String, action: String, repair: Repair?, message: String) {
    self.rule = rule
    self.action = action
    self.repair = repair
    self.message = message
  }

  /// The repair with the names of `alliance`.
  fileprivate func json(in alliance: Alliance) -> JSONValue {
    let limit = repair?.limit
    return JSONValue(present: [
      ("rule", .text(rule)), ("action", .text(action)), ("key", limit.map { .text($0.key(in: alliance)) }),
      ("firm", limit?.firm.map { .text(alliance.firms.ids[$0].description) }),
      ("period", limit?.period.map { .text(alliance.periods[$0]) }),
      ("from", repair.map { .number($0.from) }), ("to", repair.map { .number($0.to) }),
      ("change", repair.map { .number($0.change) } ?? .null), ("message", .text(message)),
    ])
  }
}

extension NumericLimit {
  /// The firm in whose cell the number stands.
  fileprivate var firm: Int? {
    switch self {
    case .contribution(let firm): firm
    case .leastLevel(_, let firm), .greatestLevel(_, let firm): firm
    case .budget, .grant, .match, .pooling, .hiring, .switchCount, .rule, .target: nil
    }
  }

  /// The period whose amount the number is.
  fileprivate var period: Int? {
    switch self {
    case .budget(let period), .grant(_, let period): period
    case .match, .pooling, .contribution, .leastLevel, .greatestLevel, .hiring, .switchCount, .rule, .target: nil
    }
  }
}

extension JSONValue {
  /// The conflict as the content of a plan file, `alliance-plan/1` with the status `infeasible`.
  ///
  /// - Parameter together: the names of the demands that have to give way together where none is enough alone.
  public init(
    _ conflict: Conflict, worded: [WordedConflict], repairs: [WordedRepair], together: [String], run: RunRecord
  ) {
    let demands = worded.map { demand -> JSONValue in
      [
        "rule": .text(demand.rule), "file": .text(demand.mark.file), "line": JSONValue(demand.mark.line),
        "column": JSONValue(demand.mark.column), "message": .text(demand.message),
      ]
    }
    self.init(present: [
      ("schema", "alliance-plan/1"), ("alliance", .text(conflict.alliance.description.name)),
      ("status", "infeasible"), ("conflict", .list(demands)),
      ("contradiction", conflict.contradiction.map { contradiction($0, in: conflict.alliance) }),
      ("repairs", .list(repairs.map { $0.json(in: conflict.alliance) })),
      ("jointly_removable", together.isEmpty ? nil : .list(together.map { .text($0) })),
      ("greatest_gain", conflict.greatestGain.map { .number($0) }), ("run", run.json(solver: nil)),
    ])
  }
}

/// A contradiction with its numbers.
private func contradiction(_ contradiction: Contradiction, in alliance: Alliance) -> JSONValue {
  switch contradiction {
  case .leastLevelsBeyondMoney(let needed, let available, let period):
    [
      "kind": "least_levels_beyond_money", "needed": .number(needed), "available": .number(available),
      "period": .text(alliance.periods[period]),
    ]
  case .gainBeyondReach(_, let asked, let reach):
    ["kind": "gain_beyond_reach", "asked": .number(asked), "reach": .number(reach)]
  }
}
