import Alliances
import SourceText

/// Reads what somebody asks for, as in `--set rd=+20% --set Acme.talent@2026=+4 --add c7`, as the factors of a
/// scenario.
public struct ScenarioReader {
  private let alliance: Alliance
  private let names: [String]

  /// A reader of scenarios of `alliance`.
  public init(_ alliance: Alliance) {
    self.alliance = alliance
    names = alliance.levers.map(\.lever.variable) + TermRows(alliance).attributeNames
  }

  /// The factors, first the changes and then the candidates that join, each in the order given.
  ///
  /// - Throws: all that is wrong, each a `ScenarioFact`.
  public func factors(setting changes: [String], adding candidates: [String]) throws(InputProblems) -> [ScenarioFactor]
  {
    var problems: [InputProblem] = []
    var added: [ScenarioFactor] = []
    for text in candidates {
      do throws(Fault) {
        let firm = try candidate(text)
        if added.contains(where: { $0.action == .joining(firm: firm) }) { throw Fault(.addedTwice(text)) }
        added.append(ScenarioFactor(text, .joining(firm: firm)))
      } catch {
        problems.append(error.problem(in: text, of: "--add"))
      }
    }
    var set: [ScenarioFactor] = []
    for text in changes {
      do throws(Fault) {
        set.append(ScenarioFactor(text, .change(try change(text, added: added))))
      } catch {
        problems.append(error.problem(in: text, of: "--set"))
      }
    }
    let count = changes.count + candidates.count
    if count > Scenario.mostFactors {
      let fact = ScenarioFact.tooManyFactors(count, limit: Scenario.mostFactors)
      problems.append(InputProblem(fact, at: SourceMark(file: "--set")))
    }
    guard problems.isEmpty else { throw InputProblems(problems) }
    return set + added
  }

  /// A lever or an attribute, of one firm or of all.
  private typealias Target = (variable: ScenarioFactor.Variable, firm: Int?)

  /// A fact with the part of the text that it speaks of.
  private struct Fault: Error {
    let fact: ScenarioFact
    let part: Range<Int>?

    init(_ fact: ScenarioFact, at part: Range<Int>? = nil) {
      self.fact = fact
      self.part = part
    }

    /// Where the part begins.
    var start: Int { part?.lowerBound ?? 0 }

    func problem(in text: String, of option: String) -> InputProblem {
      let part = part ?? 0..<text.count
      let quote = SourceMark.Quote(line: text, start: part.lowerBound + 1, length: part.count)
      return InputProblem(fact, at: SourceMark(file: option, quote: quote))
    }
  }

  // MARK: Changes

  private func change(_ text: String, added: [ScenarioFactor]) throws(Fault) -> ScenarioFactor.Change {
    let characters = Array(text)
    // The name of a firm may hold an equals sign itself, so any of them may be the one before the amount; of several
    // faults the one that is met last tells most.
    var furthest: Fault?
    for equals in characters.indices.dropFirst() where characters[equals] == "=" {
      do throws(Fault) {
        return try change(characters, equals: equals, added: added)
      } catch {
        if furthest.map({ $0.start < error.start }) ?? true { furthest = error }
      }
    }
    throw furthest ?? Fault(.notAChange)
  }

  private func change(
    _ characters: [Character], equals: Int, added: [ScenarioFactor]
  ) throws(Fault) -> ScenarioFactor.Change {
    let (name, target, period) = try subject(characters, upTo: equals)
    if let firm = target.firm, alliance.isCandidate(firm),
      !added.contains(where: { $0.action == .joining(firm: firm) })
    {
      throw Fault(.candidateNotAdded(alliance.firms.ids[firm].description), at: name)
    }
    let amount = try amount(String(characters[(equals + 1)...]), at: (equals + 1)..<characters.count)
    return ScenarioFactor.Change(target.variable, firm: target.firm, period: period, to: amount)
  }

  /// What stands before the equals sign: what is changed, where its name stands, and the period behind the last `@`
  /// unless this sign is part of the name of a firm.
  private func subject(
    _ characters: [Character], upTo equals: Int
  ) throws(Fault) -> (name: Range<Int>, target: Target, period: Int?) {
    let whole = 0..<equals
    guard let at = characters[whole].lastIndex(of: "@") else {
      return (whole, try target(String(characters[whole]), at: whole), nil)
    }
    if let target = try? target(String(characters[whole]), at: whole) { return (whole, target, nil) }
    let period = try period(String(characters[(at + 1)..<equals]), at: (at + 1)..<equals)
    return (0..<at, try target(String(characters[..<at]), at: 0..<at), period)
  }

  private func period(_ name: String, at part: Range<Int>) throws(Fault) -> Int {
    guard let position = alliance.periods.firstIndex(of: name) else {
      throw Fault(.unknownPeriod(name, known: alliance.periods), at: part)
    }
    return position
  }

  /// The variable that `name` means, of one firm where the name of a firm and a point stand before it.
  private func target(_ name: String, at part: Range<Int>) throws(Fault) -> Target {
    if let variable = try variable(name, at: part) { return (variable, nil) }
    let characters = Array(name)
    let points = characters.indices.filter { characters[$0] == "." }
    for point in points {
      let rest = (part.lowerBound + point + 1)..<part.upperBound
      guard let firm = firm(String(characters[..<point])),
        let variable = try variable(String(characters[(point + 1)...]), at: rest)
      else { continue }
      return (variable, firm)
    }
    guard let point = points.last else { throw Fault(.unknownVariable(name, known: names), at: part) }
    let (owner, own) = (String(characters[..<point]), String(characters[(point + 1)...]))
    guard firm(owner) != nil else {
      let firms = alliance.firms.ids.indices
      throw Fault(
        .unknownFirm(owner, known: firms.map(id), names: firms.compactMap(ownName)),
        at: part.lowerBound..<(part.lowerBound + point))
    }
    throw Fault(.unknownVariable(own, known: names), at: (part.lowerBound + point + 1)..<part.upperBound)
  }

  /// The lever or attribute called `name`; nil where there is none.
  private func variable(_ name: String, at part: Range<Int>) throws(Fault) -> ScenarioFactor.Variable? {
    if let lever = alliance.levers.firstIndex(where: { $0.lever.variable == name }) { return .lever(lever) }
    if alliance.links.contains(where: { $0.link.variable == name }) { throw Fault(.followsAsLink(name), at: part) }
    if alliance.model.formula.categoryVariables.contains(name) { throw Fault(.isCategory(name), at: part) }
    return names.contains(name) ? .attribute(name) : nil
  }

  /// The firm with the id `name`, else the only one with that display name.
  private func firm(_ name: String) -> Int? {
    if let position = alliance.firms.ids.firstIndex(of: FirmID(name)) { return position }
    let named = alliance.firms.names.indices.filter { alliance.firms.names[$0] == name }
    return named.count == 1 ? named[0] : nil
  }

  private func id(of firm: Int) -> String { alliance.firms.ids[firm].description }

  /// The name of `firm` where it is another than its id and no other firm has it.
  private func ownName(of firm: Int) -> String? {
    let name = alliance.firms.names[firm]
    return name != id(of: firm) && self.firm(name) == firm ? name : nil
  }

  private func candidate(_ name: String) throws(Fault) -> Int {
    guard let position = firm(name) else {
      let candidates = alliance.candidates
      throw Fault(.unknownCandidate(name, known: candidates.map(id), names: candidates.compactMap(ownName)))
    }
    guard alliance.isCandidate(position) else { throw Fault(.alreadyMember(name)) }
    return position
  }

  // MARK: Amounts

  /// `+20%` and `-3%` of the value, `+4` and `-4` more, `5` or `=-5` the value itself.
  private func amount(_ text: String, at part: Range<Int>) throws(Fault) -> ScenarioFactor.Amount {
    let plain = text.replacing("\u{2212}", with: "-").replacing(" ", with: "")
    let isPercentage = plain.hasSuffix("%")
    var digits = isPercentage ? plain.dropLast() : plain[...]
    let isValue = digits.hasPrefix("=")
    if isValue { digits = digits.dropFirst() }
    let isSigned = digits.hasPrefix("+") || digits.hasPrefix("-")
    guard let number = DecimalNumber(digits).value else { throw Fault(.amountNotNumber(text), at: part) }
    guard abs(number) <= Scenario.largestAmount else {
      throw Fault(.amountTooLarge(number, limit: Scenario.largestAmount), at: part)
    }
    if isPercentage {
      guard isSigned, !isValue else { throw Fault(.percentageWithoutSign(text), at: part) }
      return .relative(number / 100)
    }
    return isSigned && !isValue ? .additive(number) : .value(number)
  }
}
