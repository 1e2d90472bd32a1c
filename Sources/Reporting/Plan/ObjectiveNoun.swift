import Alliances

extension Objective {
  /// What the alliance plans for, as a noun.
  var noun: String {
    switch self {
    case .gain: "gain"
    case .netValue: "net value"
    case .worstGain: "smallest gain"
    case .cost: "cost"
    }
  }

  /// What a better plan has more of, or saves, as a noun in a sentence on differences.
  var nounOfDifferences: String {
    switch self {
    case .gain: "gain"
    case .netValue: "net value"
    case .worstGain: "the smallest gain of a member"
    case .cost: "cost saved"
    }
  }
}
