import Studies

extension PromiseBasis {
  /// With what the promises of a comparison are corrected: `draws` and their `seed`, or 0 draws and the reason, as members
  /// of its answer.
  var json: [(String, JSONValue?)] {
    switch self {
    case .draws(let drawn):
      [("draws", .integer(drawn.count)), ("seed", .integer(Int(clamping: drawn.draws.seed)))]
    case .notAsked: [("draws", 0)]
    case .tooLong: [("draws", 0), ("not_corrected_because", "too_long")]
    case .nothingToDraw: [("draws", 0), ("not_corrected_because", "no_standard_errors")]
    }
  }
}
