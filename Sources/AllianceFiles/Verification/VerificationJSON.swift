import SourceText

extension JSONValue {
  /// The verification as the answer of a command, `alliance-verification/1`.
  ///
  /// - Parameters:
  ///   - faults: the faults of the levels in words.
  ///   - notes: what should be known beside, in words.
  public init(_ verification: PlanVerification, alliance: String, faults: [String], notes: [String]) {
    let differences = verification.differences.map { difference -> JSONValue in
      [
        "path": .text(difference.path), "line": JSONValue(difference.mark.line),
        "column": JSONValue(difference.mark.column), "recorded": difference.recorded ?? .null,
        "recomputed": difference.recomputed ?? .null,
      ]
    }
    let inputs = verification.changedInputs.map { input -> JSONValue in
      [
        "file": .text(input.file), "path": .text(input.path), "line": JSONValue(input.mark.line),
        "column": JSONValue(input.mark.column),
      ]
    }
    self = [
      "schema": "alliance-verification/1", "alliance": .text(alliance), "plan": .text(verification.plan.path),
      "agrees": .truth(verification.agrees), "compared": .integer(verification.comparedCount),
      "changed_inputs": .list(inputs), "differences": .list(differences), "faults": .list(faults.map { .text($0) }),
      "notes": .list(notes.map { .text($0) }),
    ]
  }
}
