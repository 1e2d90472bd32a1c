import Alliances
import Foundation
import Regression
import SourceText

extension AllianceFact: Worded {
  /// What keeps a description from being an alliance.
  public var wording: Wording {
    switch self {

    // Firms
    case .idColumnMissing(let known):
      Wording(
        "there is no column 'id', by which rules and results call the firms",
        step: "add the column, or rename the one that holds the ids", unknown: "id", known: known, noun: "columns")
    case .emptyID: Wording("a firm has no id")
    case .duplicateID(let id, let first, let list):
      Wording(
        "the id \(quoted(id)) is already that of the \(ordinal(first + 1)) \(list == .members ? "firm" : "candidate")",
        step: "give every firm an id of its own")
    case .columnMissing(let column, let known):
      Wording(
        "there is no column \(quoted(column)), which the model needs for every firm",
        step: "add the column, or make \(column.printable) a lever", unknown: column, known: known, noun: "columns")
    case .candidateColumnMissing(let column, let known):
      Wording(
        "the candidates have no column \(quoted(column)), which is needed for every firm that may join",
        step: "add the column", unknown: column, known: known, noun: "columns")
    case .joiningCostMisspelt(let column):
      Wording(
        "nothing uses the column \(quoted(column)), and the candidates have no column 'joining_cost'",
        step: "rename the column; to something else if it is no cost of joining", unknown: column,
        known: [FirmTable.joiningCostColumn], noun: "columns")
    case .leverColumnMisspelt(let column, let lever, let meant):
      Wording(
        "nothing uses the column \(quoted(column)), and the lever \(quoted(lever)) has no column \(quoted(meant))",
        step: "rename the column; to something else if it is not that of the lever", unknown: column, known: [meant],
        noun: "columns")
    case .cellEmpty(let id, let column):
      Wording("\(column.printable) of \(quoted(id)) is empty", expected: "a number")
    case .cellNotNumber(let id, let column, let text):
      Wording(
        "\(column.printable) of \(quoted(id)) is \(quoted(text))", expected: "a finite decimal number such as 12.5",
        step: decimalSpelling(of: text).map {
          "write \($0): a point before the decimals, and nothing between thousands"
        })
    case .cellNegative(let id, let column, let value):
      Wording("\(column.printable) of \(quoted(id)) is \(number(value))", expected: "0 or more")
    case .cellTooLarge(let id, let column, let value, let limit):
      Wording(
        "\(column.printable) of \(quoted(id)) is \(number(value)), too large to be planned with",
        expected: atMost(limit))
    case .unknownCategory(let id, let column, let text, let known):
      Wording(
        "\(column.printable) of \(quoted(id)) is \(quoted(text)), which the model was not fitted on", unknown: text,
        known: known, noun: "levels")
    case .outsideDomain(let id, let variable, let transform, let value):
      Wording(
        "\(FormulaFactor.numeric(variable: variable, transform).label.printable) is not defined at "
          + (id.map { "the \(number(value)) of \(quoted($0))" } ?? number(value)),
        expected: transform.domain.phrase)

    // Levers
    case .leverNotInModel(let lever, let known):
      Wording(
        "the lever \(quoted(lever)) is not a variable of the model", unknown: lever, known: known, noun: "variables")
    case .leverOnCategory(let lever):
      Wording("the lever \(quoted(lever)) is a category of the model", expected: "a numeric variable")
    case .boundsCross(let id, let lever, let minimum, let from, let maximum, let to):
      Wording(
        "\(minimum.floor(of: lever, at: id, value: number(from))) above its maximum \(number(to))",
        step:
          "the maximum is \(maximum.ceiling(of: lever)); \(remedy(lever: lever, minimum: minimum, maximum: maximum))")
    case .hiringTooSlow(let id, let lever, let minimum, let reachable):
      Wording(
        "\(lever.printable) of \(quoted(id)) cannot reach its minimum \(number(minimum)) in the first period: "
          + "hiring reaches \(number(reachable))", step: "raise hire_max or lower the minimum")
    case .refundAboveUnitCost(let id, let lever, let refund, let unitCost):
      Wording(
        "the refund \(number(refund)) of \(lever.printable) is above its unit cost \(number(unitCost))"
          + (id.map { " at \(quoted($0))" } ?? ""),
        expected: "a refund of at most the unit cost, else money could be made by raising and lowering at once")
    case .switchNotOnOrOff(let id, let column, let value):
      Wording(
        "\(column.printable) of \(quoted(id)) is \(number(value)), and a switch is on or off", expected: "0 or 1",
        step: "a lever with levels between is an investment")
    case .leverWithoutMaximum(let lever):
      Wording(
        "nothing says how far \(quoted(lever)) may rise: the model gives no range of it",
        step: "give the lever max or max_increase")
    case .productOfLevers(let term, let levers):
      Wording(
        "the term \(quoted(term)) multiplies the levers \(listed(levers.map(\.printable)))",
        step: "keep one of them as an attribute, make it a switch, or give pieces: 8 for a plan with a gap")

    // Links
    case .linkNotInModel(let link, let known):
      Wording(
        "the link \(quoted(link)) is not a variable of the model", unknown: link, known: known, noun: "variables")
    case .linkOnCategory(let link):
      Wording("the link \(quoted(link)) is a category of the model", expected: "a numeric variable")
    case .linkOnLever(let link):
      Wording("\(quoted(link)) is a lever and a link", step: "keep one of the two: the plan decides it, or it follows")
    case .linkOfUnknownLever(let lever, let known):
      Wording("there is no lever \(quoted(lever)) to sum", unknown: lever, known: known, noun: "levers")
    case .linkColumnUnknown(let column, let known):
      Wording("the firms have no column \(quoted(column))", unknown: column, known: known, noun: "columns")
    case .weightsWithoutRow(let id):
      Wording("the weights have no row for \(quoted(id))", expected: "a row and a column for every firm")
    case .weightsWithoutColumn(let id):
      Wording("the weights have no column for \(quoted(id))", expected: "a row and a column for every firm")
    case .weightsOfUnknownFirm(let id, let known):
      Wording("no firm has the id \(quoted(id))", unknown: id, known: known, noun: "ids")
    case .weightsTwice(let id): Wording("the weights have two rows for \(quoted(id))", step: "remove one of them")
    case .weightNotNumber(let row, let column, let text):
      Wording(
        "the weight of \(quoted(column)) for \(quoted(row)) is \(text.map { quoted($0) } ?? "empty")",
        expected: "a finite number; 0 for firms that do not count for each other")

    // Attributes, periods and money
    case .growthOfUnknown(let variable, let known):
      Wording(
        "the attribute \(quoted(variable)) is not a variable of the model", unknown: variable, known: known,
        noun: "variables")
    case .growthOfCategory(let variable): Wording("the category \(quoted(variable)) cannot grow")
    case .growthOfLever(let variable):
      Wording("\(quoted(variable)) is a lever, so the plan decides it", step: "remove its growth")
    case .growthOfLink(let variable):
      Wording("\(quoted(variable)) is a link, so it follows from the plan", step: "remove its growth")
    case .noPeriods: Wording("there is no period", expected: "at least one")
    case .duplicatePeriod(let period): Wording("the period \(quoted(period)) is listed twice")
    case .outOfRange(let key, let value, .rate) where value.isFinite && value > 1:
      Wording(
        "\(key.printable) is \(number(value)), which is \(percentage(value))", expected: AllowedRange.rate.phrase,
        step: value <= 100 ? "for \(number(value)) per cent write \(number(value))%" : nil)
    case .outOfRange(let key, let value, let allowed):
      Wording("\(key.printable) is \(number(value))", expected: allowed.phrase)
    case .tooLarge(let key, let value, let limit):
      Wording("\(key.printable) is \(number(value)), too large to be planned with", expected: atMost(limit))
    case .horizonBudgetWithoutCarryOver:
      Wording(
        "one budget for all periods needs carry_over to reach the later ones",
        step: "give a budget for each period, or carry_over: true")
    case .budgetWithoutPeriod(let name, let waiting):
      waiting.isEmpty
        ? Wording(
          "the budget has an amount for \(quoted(name)), which is not a period",
          step: "remove it, or list the period")
        : Wording(
          "the budget has an amount for \(quoted(name)), which is not a period", unknown: name, known: waiting,
          noun: "periods without an amount")
    case .budgetCount(let found, let periods):
      Wording(
        "\(counted(found, "budget")) \(found == 1 ? "is" : "are") given for \(counted(periods, "period"))",
        expected: "one a period")
    case .contributionColumnUnknown(let column, let known):
      Wording(
        "the firms have no column \(quoted(column)) that would say what each of them may contribute", unknown: column,
        known: known, noun: "columns")
    case .duplicateGrant(let name): Wording("two grants are called \(quoted(name))", step: "rename one of them")
    case .matchWithoutContributions(let grant):
      Wording(
        "the grant \(quoted(grant)) is to match what firms contribute, and they contribute nothing",
        step: "add contributions, with the column of what each firm may put in, or remove the match")
    case .poolingWithoutContributions:
      Wording(
        "pooling says how much of the contributions pays for other firms, and firms contribute nothing",
        step: "add contributions, with the column of what each firm may put in, or remove pooling")
    case .grantWithoutPeriod(let grant, let period, let waiting):
      waiting.isEmpty
        ? Wording(
          "the grant \(quoted(grant)) has an amount for \(quoted(period)), which is not a period",
          step: "remove it, or list the period")
        : Wording(
          "the grant \(quoted(grant)) has an amount for \(quoted(period)), which is not a period", unknown: period,
          known: waiting, noun: "periods without an amount")
    case .grantCount(let grant, let found, let periods):
      Wording(
        "the grant \(quoted(grant)) has \(counted(found, "amount")) for \(counted(periods, "period"))",
        expected: "one a period")

    // Objective
    case .netValueWithoutOutputValue:
      Wording(
        "the net value needs the key 'output_value', which is not there",
        step: "add output_value: the currency that a unit of output is worth")
    case .smallestGainsInProportion(let rule):
      Wording(
        "\(quoted(rule)) shares in proportion to gains, which maximise: worst_gain settles one after another",
        expected: "an objective of one figure, for which a plan can be proved best",
        step: "maximise gain or net_value, or share in proportion to a column")
    case .targetWithoutCost:
      Wording(
        "a target is there, but nothing asks for the least cost of reaching it",
        step: "write minimise: cost, or make it a policy: {name: …, gain: {min: …}}")

    // Files
    case .modelInsteadOfAlliance:
      Wording(
        "this is a model file", expected: "an alliance file, which names a model, members, a budget and levers")
    case .membersInOtherFormat(let format, let list):
      Wording(
        "the \(list == .members ? "members" : "candidates") look like \(format)",
        expected: "a table in comma-separated form (CSV) with a header line")
    case .folderMissing(let folder): Wording("the folder \(quoted(folder)) does not exist")
    case .homeNotExpanded(let path):
      Wording(
        "\(quoted(path)) begins with ~/, which stands for the home folder in a shell only",
        step: "write the whole path, or one from the folder of this file")

    // Response
    case .outputTooLarge(let id, let output, let limit):
      Wording(
        "at its greatest levels the model expects an output of \(NumberText.significant(output)) of \(quoted(id))",
        expected: "outputs of at most \(number(limit)), beyond which sums lose every other figure",
        step: "give the levers a lower max or max_increase")

    // Rules
    case .duplicateRule(let name): Wording("two rules are called \(quoted(name))", step: "rename one of them")
    case .ruleWithoutContributions(let name):
      Wording(
        "the rule \(quoted(name)) counts what firms contribute, and the key 'contributions' is not there",
        step: "add contributions: {max: …}, with the column of what each firm may put in, or count the allocation")
    case .ruleWithoutLimit(let name, let limits):
      Wording("the rule \(quoted(name)) limits nothing", expected: "at least one of \(listed(limits, "and"))")
    case .limitsCross(let name, let minimum, let maximum):
      Wording("the least share \(number(minimum)) of \(quoted(name)) is above its greatest share \(number(maximum))")
    case .sharesBelowWhole(let name, let measure, let maximum, let firms):
      Wording(
        "\(counted(firms, "firm")) with at most \(percentage(maximum)) each cannot share all of the money, so "
          + "\(quoted(name)) allows no \(measure.activity)",
        expected: "a max_share of at least 1/\(firms)", step: "round it up, not down")
    case .sharesAboveWhole(let name, let measure, let minimum, let firms):
      Wording(
        "\(counted(firms, "firm")) with at least \(percentage(minimum)) each would need more than all of the money, so "
          + "\(quoted(name)) allows no \(measure.activity)",
        expected: "a min_share of at most 1/\(firms)", step: "round it down, not up")
    case .everyoneBelowWhole(let name, let measure, let maximum):
      Wording(
        "the group of \(quoted(name)) is every firm, which \(measure.singular) all of the money and not at most "
          + percentage(maximum), step: "name fewer firms under of, or remove the rule")
    case .ruleColumnUnknown(let column, let known):
      Wording("the firms have no column \(quoted(column))", unknown: column, known: known, noun: "columns")
    case .ruleValueUnknown(let value, let column, let known):
      Wording("no firm has \(quoted(value)) in column \(quoted(column))", unknown: value, known: known, noun: "values")
    case .ruleWithoutCandidates(let name):
      Wording(
        "\(quoted(name)) speaks of who joins, and there are no candidates",
        step: "name a table of candidates with the key 'candidates', or remove the rule")
    case .ruleFirmUnknown(let firm, let known):
      Wording(
        "there is no firm \(quoted(firm))", unknown: firm.description, known: known, noun: "firms")
    case .tooFewFirms(let rule):
      Wording("\(quoted(rule)) has nothing to compare", expected: "two firms or more")
    case .firmListedTwice(let firm, let rule): Wording("\(quoted(rule)) lists \(quoted(firm)) twice")
    case .firmRequiresItself(let firm, let rule):
      Wording("\(quoted(rule)) lets \(quoted(firm)) join only together with itself", step: "name another firm")
    case .membersApart(let firms, let rule):
      Wording(
        "\(quoted(rule)) keeps \(listed(firms.map { quoted($0) })) apart, who are all members",
        expected: "at most one member", step: "move the others to the candidates, or remove the rule")
    case .countsCross(let name, let minimum, let maximum):
      Wording("the least number \(number(minimum)) of \(quoted(name)) is above its greatest \(number(maximum))")
    case .basisAllZero(let rule, let measure, let column):
      Wording(
        "every firm has 0 in column \(quoted(column)), to which \(quoted(rule)) shares in proportion, so it allows no "
          + measure.activity, expected: "a number above 0 for at least one firm")
    case .proportionToProductGain(let rule, let term):
      Wording(
        "\(quoted(rule)) shares in proportion to the gain, and \(quoted(term)) multiplies two levels that are both decided",
        expected: "a gain that pieces of levels do not blur, so that the rule can be kept",
        step: "share in proportion to a column, or equally")
    case .emptyGroup(let rule): Wording("no firm meets all conditions of \(quoted(rule))")
    }
  }
}

/// The id in quotation marks.
func quoted(_ id: FirmID) -> String { quoted(id.description) }

/// A number as a person writes it; very large ones by their power of ten.
private func number(_ value: Double) -> String {
  value.isFinite && abs(value) >= 1e15 ? "\(value)" : NumberText.asWritten(value)
}

/// The largest amount, and how to stay below it.
private func atMost(_ limit: Double) -> String {
  "at most \(NumberText.powerOfTen(Int(log10(limit).rounded()))), in a larger unit where need be"
}

/// The number that a text with a decimal comma or with blanks between thousands stands for, written with a point.
private func decimalSpelling(of text: String) -> String? {
  let together = text.filter { !$0.isWhitespace && $0 != "'" }
  let commas = together.count { $0 == "," }
  let spelling = commas == 1 && !together.contains(".") ? together.replacing(",", with: ".") : together
  return spelling != text && DecimalNumber(spelling).value != nil ? spelling : nil
}

/// A share as a person writes it.
private func percentage(_ share: Double) -> String { "\(NumberText.asWritten(share * 100))%" }

private func ordinal(_ number: Int) -> String {
  switch (number % 10, number % 100) {
  case (1, let tens) where tens != 11: "\(number)st"
  case (2, let tens) where tens != 12: "\(number)nd"
  case (3, let tens) where tens != 13: "\(number)rd"
  default: "\(number)th"
  }
}
