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
  /// The change, such as `remove`.
  public let change: String
  /// What to do.
  public let message: String

  /// The `change` of `rule`.
  public init(rule: String, change: String, message: String) {
    self.rule = rule
    self.change = change
    self.message = message
  }
}

extension JSONValue {
  /// The conflict as the content of a plan file, `alliance-plan/1` with the status `infeasible`.
  public init(
    _ conflict: Conflict, worded: [WordedConflict], repairs: [WordedRepair], run: RunRecord
  ) {
    let demands = worded.map { demand -> JSONValue in
      [
        "rule": .text(demand.rule), "file": .text(demand.mark.file), "line": JSONValue(demand.mark.line),
        "column": JSONValue(demand.mark.column), "message": .text(demand.message),
      ]
    }
    let changes = repairs.map { repair -> JSONValue in
      ["rule": .text(repair.rule), "change": .text(repair.change), "message": .text(repair.message)]
    }
    self.init(present: [
      ("schema", "alliance-plan/1"), ("alliance", .text(conflict.alliance.description.name)),
      ("status", "infeasible"), ("conflict", .list(demands)), ("repairs", .list(changes)),
      ("greatest_gain", conflict.greatestGain.map { .number($0) }), ("run", run.json(solver: nil)),
    ])
  }
}
