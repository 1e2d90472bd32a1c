import Alliances
import SourceText

/// What can be made as large as can be.
private enum Maximised: String, CaseIterable {
  case gain
  case netValue = "net_value"
  case worstGain = "worst_gain"
}

/// What can be made as small as can be.
private enum Minimised: String, CaseIterable {
  case cost
}

extension TableReader {
  /// The objective by `maximise`, or by `minimise` and `target`; nil where nothing is said, or nothing that serves.
  func objective() -> Objective? {
    if has("maximise"), has("minimise") {
      report(.keysExclude("minimise", other: "maximise"), at: mark(ofKey: "minimise"), key: "minimise")
    }
    let maximised = choice("maximise", among: Maximised.allCases)
    if has("minimise") { return leastCost() }
    if has("target") { report(AllianceFact.targetWithoutCost, at: mark(ofKey: "target"), key: "target") }
    switch maximised {
    case .gain: return .gain
    case .netValue:
      if !has("output_value"), let node = node("maximise") {
        report(AllianceFact.netValueWithoutOutputValue, at: node.mark, key: "maximise")
      }
      return .netValue
    case .worstGain: return .worstGain
    case nil: return nil
    }
  }

  private func leastCost() -> Objective? {
    let minimised = choice("minimise", among: Minimised.allCases)
    if !has("target"), minimised != nil {
      report(.missingKey("target", under: []), at: mark(ofKey: "minimise"), key: "target")
    }
    guard let target = table("target") else { return nil }
    target.check(AllianceKeys.target, required: AllianceKeys.target.read)
    return target.number("gain").map { .cost(targetGain: $0) }
  }
}
