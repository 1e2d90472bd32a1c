import Alliances
import Planning
import SourceText
import Studies

extension FrontierFact: Worded {
  /// What is wrong with what a frontier is asked for.
  public var wording: Wording {
    switch self {
    case .unknownLimit(let path, let known):
      Self.unknown(path, known)
    case .sumNegative(let path, let value):
      Wording("\(quoted(path)) cannot be \(NumberText.asWritten(value))", expected: "a finite number, 0 or more")
    case .rangeMalformed(let text):
      Wording(
        "\(quoted(text)) is no range", expected: "two numbers, as in budget=0:40",
        step: "leave a number out for the usual end, as in budget=:40")
    case .rangeEmpty(let from, let to):
      Wording(
        "the range from \(NumberText.asWritten(from)) to \(NumberText.asWritten(to)) is empty",
        expected: "a first number below the second")
    case .targetMalformed(let text):
      Wording("\(quoted(text)) is no target", expected: "a figure and its value, as in gain=80")
    case .targetOfOtherFigure(let name, let objective):
      Wording(
        "the objective of the alliance is \(objective), not \(quoted(name))",
        expected: "a value of it, as in \(objective)=80",
        step: name == "gain" && objective == "cost"
          ? "a gain to be reached stands as target in the alliance file; 'alliance plan' then tells the least cost"
          : nil)
    }
  }
}

extension FrontierFact {
  /// A limit that there is none of, with those whose names begin alike.
  private static func unknown(_ path: String, _ known: [String]) -> Wording {
    let nearby = NearbyPaths(
      of: path.hasPrefix("policies.") ? "rules." + path.dropFirst("policies.".count) : path, among: known)
    let isTarget = path.hasPrefix("target") && !known.contains { $0.hasPrefix("target") }
    return Wording(
      "the alliance has no limit \(quoted(path))",
      step: isTarget ? "only an alliance that asks for the least cost has a target" : nil, known: nearby.overview,
      nearest: nearby.nearest, noun: nearby.beginning.map { "limits of \(quoted($0))" } ?? "limits")
  }
}

extension NearnessFact: Worded {
  /// What is wrong with how near to the best plans should be.
  public var wording: Wording {
    switch self {
    case .malformed(let text):
      Wording("\(quoted(text)) is no share", expected: "a share of the best figure, as in 1% or 0.01")
    case .withoutPercentSign(let number) where number == 1:
      Wording(
        "1 could be 1 % or all of the best figure", step: "write 1% for a hundredth of it, or 100% for all of it")
    case .withoutPercentSign(let number):
      Wording(
        "\(NumberText.asWritten(number)) is no share of the best figure", expected: "between 0 and 1",
        step: "write \(NumberText.asWritten(number))% if a percentage is meant")
    case .outOfRange(let share):
      Wording(
        "\(NumberText.percent(share, digits: 6)) is no share of the best figure", expected: "between 0 % and 100 %")
    }
  }
}

extension Objective {
  /// The figure in words, as in `the gain`.
  var figurePhrase: String {
    switch self {
    case .gain: "gain"
    case .netValue: "net value"
    case .worstGain: "smallest gain"
    case .cost: "cost"
    }
  }
}

extension AllianceTerms {
  /// A limit that is varied by what it limits.
  func phrase(for limit: VariedLimit) -> String {
    switch limit {
    case .number(let number): phrase(for: number)
    case .wholeBudget: "the budget of all periods"
    case .wholeGrant(let position): "the amount of the grant \(grant(position))"
    }
  }
}

extension SamplingReason {
  /// Why the figure is known at single values only.
  var clause: String {
    switch self {
    case .decisions: "something is decided by yes or no"
    case .curves: "the response bends"
    case .coefficients: "the limit multiplies what is decided, or moves the limits of the program in no straight line"
    case .rates: "shares are in proportion to gains"
    case .directions: "rules on shares keep firms from moving a lever both ways"
    case .firmsAlone: "what firms reach alone changes with the limit"
    }
  }
}
