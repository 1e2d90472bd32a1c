import Alliances
import Planning
import SourceText

/// What a frontier is asked for.
public struct FrontierRequest: Sendable {
  /// The limit that takes several values.
  public let path: LimitPath
  /// Its least value; nil for the usual one.
  public let from: Double?
  /// Its greatest value; nil for the usual one.
  public let to: Double?
  /// At how many values the figure is told where it is not told at breakpoints; nil where nobody asks for that.
  public let points: Int?
  /// The figure of the objective that has to be reached; nil where nobody asks for that.
  public let target: Double?

  /// The request that `vary`, as in `budget=0:40`, and `target`, as in `gain=80`, make of `alliance`; both may be
  /// left out, and so may the range or one of its ends.
  ///
  /// - Throws: every `FrontierFact` with the option where it stands, and what is wrong with an alliance at a value
  ///   asked for.
  public init(
    vary: String?, target: String?, points: Int?, of alliance: Alliance
  ) throws(InputProblems) {
    do throws(FrontierFact) {
      let read = try vary.map { text throws(FrontierFact) in try Self.range(text, in: alliance) }
      (path, from, to) = read ?? (.usual(in: alliance), nil, nil)
    } catch {
      throw InputProblems(error, at: SourceMark(file: "--vary"))
    }
    do throws(FrontierFact) {
      self.target = try target.map { text throws(FrontierFact) in try Self.target(text, of: alliance) }
    } catch {
      throw InputProblems(error, at: SourceMark(file: "--target"))
    }
    self.points = points
    if let least = [from, to].compactMap(\.self).min(), least < 0, path.limit.isSumOfPeriods {
      throw InputProblems(FrontierFact.sumNegative(path.text, least), at: SourceMark(file: "--vary"))
    }
    try Self.check([from, to].compactMap(\.self), of: VariedAlliance(alliance, varying: path.limit))
  }

  /// Refuses ends that are no such number. An end at which only no plan meets all demands is one without a plan.
  private static func check(_ ends: [Double], of varied: VariedAlliance) throws(InputProblems) {
    for end in ends {
      do throws(AllianceProblems) {
        _ = try varied.alliance(at: end)
      } catch {
        let facts = error.problems.map(\.fact).filter { !$0.leavesOnlyNoPlan }
        guard facts.isEmpty else {
          throw InputProblems(facts.map { InputProblem($0, at: SourceMark(file: "--vary")) })
        }
      }
    }
  }

  /// The path, which may hold an equals sign itself, and the range behind the last of these signs.
  private static func range(
    _ text: String, in alliance: Alliance
  ) throws(FrontierFact) -> (LimitPath, Double?, Double?) {
    let known = LimitPath.all(in: alliance)
    guard !known.contains(where: { $0.text == text }), let sign = text.lastIndex(of: "=") else {
      return (try LimitPath(text, in: alliance), nil, nil)
    }
    let path = try LimitPath(String(text[..<sign]), in: alliance)
    let range = text[text.index(after: sign)...]
    let ends = range.split(separator: ":", omittingEmptySubsequences: false)
    guard ends.count == 2 else { throw .rangeMalformed(String(range)) }
    let numbers = try ends.map { end throws(FrontierFact) -> Double? in
      if end.allSatisfy(\.isWhitespace) { return nil }
      guard let number = Self.number(end) else { throw .rangeMalformed(String(range)) }
      return number
    }
    if let from = numbers[0], let to = numbers[1] ?? path.limit.end(in: alliance), !(from < to) {
      throw .rangeEmpty(from: from, to: to)
    }
    return (path, numbers[0], numbers[1])
  }

  private static func target(_ text: String, of alliance: Alliance) throws(FrontierFact) -> Double {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let value = number(parts[1]) else { throw .targetMalformed(text) }
    let figure = alliance.description.objective.figureName
    guard parts[0] == figure else { throw .targetOfOtherFigure(String(parts[0]), objective: figure) }
    return value
  }

  /// A number that may be written with a percentage sign.
  private static func number(_ text: Substring) -> Double? {
    let text = text.trimmingPrefix { $0.isWhitespace }
    guard text.last == "%" else { return DecimalNumber(text).value }
    return DecimalNumber(text.dropLast()).value.map { $0 / 100 }
  }
}

extension AllianceFact {
  /// Whether each number is one that its key may hold, and only no plan meets them together.
  fileprivate var leavesOnlyNoPlan: Bool {
    switch self {
    case .sharesBelowWhole, .sharesAboveWhole, .everyoneBelowWhole, .limitsCross, .countsCross, .boundsCross,
      .hiringTooSlow:
      true
    default: false
    }
  }
}

extension Objective {
  /// The name of the figure in files: `gain`, `net_value`, `worst_gain` or `cost`.
  public var figureName: String {
    switch self {
    case .gain: "gain"
    case .netValue: "net_value"
    case .worstGain: "worst_gain"
    case .cost: "cost"
    }
  }
}

extension VariedLimit {
  /// Whether the value is divided over the periods: messages on the parts would speak of numbers that nobody wrote.
  fileprivate var isSumOfPeriods: Bool {
    switch self {
    case .wholeBudget, .wholeGrant: true
    case .number: false
    }
  }
}
