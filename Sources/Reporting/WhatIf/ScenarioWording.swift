import Regression
import SourceText
import Studies

extension ScenarioFact: Worded {
  /// What is wrong with a scenario, in words.
  public var wording: Wording {
    switch self {
    case .notAChange:
      Wording("this is no change", expected: "a name, an equals sign and an amount, such as rd=+20% or Acme.talent=+4")
    case .amountNotNumber(let text):
      Wording(
        "\(quoted(text)) is no amount",
        expected: "+20% or -3% for a share more or less, +4 or -4 for units, 5 for a value")
    case .percentageWithoutSign(let text):
      Wording(
        "\(quoted(text)) could be a change or a value",
        step: "write +\(text.trimmedPercentage) for a change, or a number without % for a value")
    case .amountTooLarge(let value, let limit):
      Wording(
        "the amount \(NumberText.asWritten(value)) is too large",
        expected: "at most \(NumberText.asWritten(limit)) in size")
    case .unknownVariable(let name, let known):
      Wording(
        "there is no lever or attribute \(quoted(name))", unknown: name, known: known, noun: "levers and attributes")
    case .unknownFirm(let name, let known, let names):
      Wording(
        "there is no firm \(quoted(name))", known: known, nearest: nearestName(to: name, among: known + names),
        noun: "firms")
    case .unknownPeriod(let name, let known):
      Wording("there is no period \(quoted(name))", unknown: name, known: known, noun: "periods")
    case .followsAsLink(let name):
      Wording(
        "\(quoted(name)) is a link: it follows from who joins and from what others decide",
        step: "add candidates with --add, or set the lever that it sums")
    case .isCategory(let name):
      Wording("\(quoted(name)) is a category, which has no amount", expected: "a lever or a numeric attribute")
    case .candidateNotAdded(let name):
      Wording(
        "\(quoted(name)) is a candidate that is not in the alliance", step: "add it with --add \(name.printable)")
    case .unknownCandidate(let name, let known, let names):
      Wording(
        "there is no candidate \(quoted(name))", known: known, nearest: nearestName(to: name, among: known + names),
        noun: "candidates")
    case .alreadyMember(let name): Wording("\(quoted(name)) is a member already", step: "leave it out of --add")
    case .addedTwice(let name): Wording("\(quoted(name)) is added twice", step: "leave one of them out")
    case .tooManyFactors(let count, let limit):
      Wording("there are \(count) changes", expected: "at most \(limit), so that each can be told its part")
    case .levelNegative(let firm, let variable, let period, let level):
      Wording(
        "\(quoted(variable)) of \(quoted(firm.description)) would be \(NumberText.asWritten(level))\(during(period))",
        expected: "a level of 0 or more")
    case .notOnOrOff(let firm, let variable, let period, let level):
      Wording(
        "\(quoted(variable)) of \(quoted(firm.description)) would be \(NumberText.asWritten(level))\(during(period))",
        expected: "0 or 1, since it is a switch", step: "set it to a value, as in \(variable.printable)=1")
    case .outsideDomain(let firm, let variable, let period, let transform, let value, let factors):
      Wording(
        "\(FormulaFactor.numeric(variable: variable, transform).label.printable) is not defined at the "
          + "\(NumberText.asWritten(value)) of \(quoted(firm.description))\(during(period))"
          + alone(factors), expected: transform.domain.phrase)
    case .outputNotFinite(let firm, let period, let factors):
      Wording(
        "the output of \(quoted(firm.description))\(during(period)) would be beyond all numbers\(alone(factors))",
        step: "set smaller changes")
    }
  }

  /// The period after a blank; nothing where the alliance names none.
  private func during(_ period: String) -> String { period == "plan" ? "" : " in \(period.printable)" }

  /// Which factors lead there, where it is not all of them.
  private func alone(_ factors: [String]?) -> String {
    guard let factors else { return "" }
    return factors.isEmpty
      ? " without any change" : ", to which \(shortList(factors.map(quoted))) would lead without the other changes"
  }
}

extension String {
  /// A percentage without blanks.
  fileprivate var trimmedPercentage: String { filter { $0 != " " }.printable }
}
