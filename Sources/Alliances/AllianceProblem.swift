import Regression
import SourceText

/// One thing that keeps a description from being an alliance: what, and which part of the description.
public struct AllianceProblem: Error, Sendable, Hashable {
  /// The part of the description that is wrong.
  public let place: AlliancePlace
  /// What is wrong with it.
  public let fact: AllianceFact

  /// `fact` holds at `place`.
  public init(_ fact: AllianceFact, at place: AlliancePlace) {
    self.fact = fact
    self.place = place
  }
}

/// All that keeps a description from being an alliance; never empty.
public struct AllianceProblems: Error, Sendable {
  /// The problems, in the order in which they were found.
  public let problems: [AllianceProblem]
}

/// A part of an alliance's description; the file layer knows the line and column of each.
public enum AlliancePlace: Sendable, Hashable {
  /// A key of the alliance file by its path from the top, such as `levers`, `rd`, `refund`; list items by position.
  case key([String])
  /// A firm's cell.
  case cell(firm: Int, column: String)
  /// The name of a column in the file of a list of firms.
  case column(String, of: FirmList = .members)
  /// The file of the members as a whole.
  case firms
  /// The file of the candidates as a whole.
  case candidates
}

/// What can be wrong with a description.
public enum AllianceFact: InputFact, Hashable {
  // Firms
  /// The firm file has no column `id`.
  case idColumnMissing(known: [String])
  /// A firm without an id.
  case emptyID
  /// Two firms with one id; `first` is the position of the earlier one in its list.
  case duplicateID(FirmID, first: Int, of: FirmList = .members)
  /// The model needs a column that the firm file does not have.
  case columnMissing(String, known: [String])
  /// The file of the candidates does not have a column that the model, a rule or the contributions need for every firm.
  case candidateColumnMissing(String, known: [String])
  /// Nothing uses the column of the candidates, and there is no column `joining_cost`, whose name is near.
  case joiningCostMisspelt(String)
  /// Nothing uses the column, and the lever has no column `meant`, whose name is near.
  case leverColumnMisspelt(String, lever: String, meant: String)
  /// A number is needed and the cell is empty.
  case cellEmpty(FirmID, column: String)
  /// A number is needed and the cell holds something else.
  case cellNotNumber(FirmID, column: String, text: String)
  /// A cell that must not be negative is.
  case cellNegative(FirmID, column: String, value: Double)
  /// A cell is so large that sums with it lose every other figure; `limit` is the largest that serves.
  case cellTooLarge(FirmID, column: String, value: Double, limit: Double)
  /// A category that the model was not fitted on.
  case unknownCategory(FirmID, column: String, text: String, known: [String])
  /// The transform of the model is not defined at the value, as the logarithm at 0; no firm where it is that of a lever.
  case outsideDomain(FirmID?, variable: String, transform: Transform, value: Double)

  // Levers
  /// A lever on a variable that the model does not have.
  case leverNotInModel(String, known: [String])
  /// A lever on a category.
  case leverOnCategory(String)
  /// The least level lies above the greatest one, for every firm where none is named.
  case boundsCross(FirmID?, lever: String, minimum: BoundSource, from: Double, maximum: BoundSource, to: Double)
  /// Hiring alone cannot reach the least level in the first period.
  case hiringTooSlow(FirmID, lever: String, minimum: Double, reachable: Double)
  /// More money comes back for a unit than it costs.
  case refundAboveUnitCost(FirmID?, lever: String, refund: Double, unitCost: Double)
  /// A level of a switch that is neither 0 nor 1.
  case switchNotOnOrOff(FirmID, column: String, value: Double)
  /// Neither the lever nor the model says how far a level may rise.
  case leverWithoutMaximum(String)
  /// Two levers are multiplied in a term.
  case productOfLevers(term: String, levers: [String])

  // Links
  /// A link on a variable that the model does not have.
  case linkNotInModel(String, known: [String])
  /// A link on a category.
  case linkOnCategory(String)
  /// A link on a variable that is a lever.
  case linkOnLever(String)
  /// A link sums a lever that is not there.
  case linkOfUnknownLever(String, known: [String])
  /// A link names a column that the firm file does not have.
  case linkColumnUnknown(String, known: [String])
  /// The weights of a link have no row for a firm.
  case weightsWithoutRow(FirmID)
  /// The weights of a link have no column for a firm.
  case weightsWithoutColumn(FirmID)
  /// The weights of a link name something that is no firm.
  case weightsOfUnknownFirm(String, known: [String])
  /// The weights of a link have two rows for a firm.
  case weightsTwice(String)
  /// The weight of one firm for another is missing, or no number.
  case weightNotNumber(row: String, column: String, text: String?)

  // Attributes, periods and money
  /// Growth for something that is not an attribute of the model.
  case growthOfUnknown(String, known: [String])
  /// Growth of a category.
  case growthOfCategory(String)
  /// Growth of a variable that the plan decides.
  case growthOfLever(String)
  /// Growth of a variable that follows from what the plan decides.
  case growthOfLink(String)
  /// No period at all.
  case noPeriods
  /// Two periods of one name.
  case duplicatePeriod(String)
  /// The number of a key lies outside its range.
  case outOfRange(key: String, Double, allowed: AllowedRange)
  /// The number of a key is so large that sums with it lose every other figure; `limit` is the largest that serves.
  case tooLarge(key: String, Double, limit: Double)
  /// One sum for the horizon needs carry-over to reach later periods.
  case horizonBudgetWithoutCarryOver
  /// The budget has an amount for something that is no period; `waiting` are the periods without an amount.
  case budgetWithoutPeriod(String, waiting: [String])
  /// As many budgets as periods are needed.
  case budgetCount(Int, periods: Int)

  /// The column that limits what firms contribute is not there.
  case contributionColumnUnknown(String, known: [String])
  /// Two grants of one name.
  case duplicateGrant(String)
  /// A grant matches contributions, and there are none.
  case matchWithoutContributions(String)
  /// A share of contributions is pooled, and there are none.
  case poolingWithoutContributions
  /// A grant has an amount for something that is no period; `waiting` are the periods without an amount.
  case grantWithoutPeriod(String, period: String, waiting: [String])
  /// As many amounts of a grant as periods are needed.
  case grantCount(String, Int, periods: Int)

  // Objective
  /// The net value is maximised and nothing says what output is worth.
  case netValueWithoutOutputValue
  /// There is a target, and what is asked for is no least cost of reaching it.
  case targetWithoutCost
  /// The smallest gains are maximised, and the rule so called shares in proportion to gains.
  case smallestGainsInProportion(rule: String)

  // Files
  /// A model file stands where an alliance file is needed.
  case modelInsteadOfAlliance
  /// The file that should list the firms is no table but seems to be in this format.
  case membersInOtherFormat(String, of: FirmList = .members)
  /// The folder of a file that is named does not exist.
  case folderMissing(String)
  /// A path begins with `~/`, which only a shell replaces by the home folder.
  case homeNotExpanded(path: String)

  // Response
  /// The output that the model expects of a firm at its greatest levels, here the largest of all firms, is so large that
  /// sums with it lose every other figure; `limit` is the largest that serves.
  case outputTooLarge(FirmID, Double, limit: Double)

  // Rules
  /// Two rules of one name.
  case duplicateRule(String)
  /// The rule so called counts contributions, and no firm contributes.
  case ruleWithoutContributions(String)
  /// A rule that limits nothing.
  case ruleWithoutLimit(String, limits: [String])
  /// The least share lies above the greatest one.
  case limitsCross(String, minimum: Double, maximum: Double)
  /// Shares of at most `maximum` each do not add up to the whole over so few firms: nothing could be spent,
  /// or contributed.
  case sharesBelowWhole(String, of: Measure, maximum: Double, firms: Int)
  /// Shares of at least `minimum` each add up to more than the whole over so many firms: nothing could be
  /// spent, or contributed.
  case sharesAboveWhole(String, of: Measure, minimum: Double, firms: Int)
  /// A group that is everyone gets the whole, and its rule allows `maximum` of it: nothing could be spent, or
  /// contributed.
  case everyoneBelowWhole(String, of: Measure, maximum: Double)
  /// A rule or a grant names a column that the firm file does not have.
  case ruleColumnUnknown(String, known: [String])
  /// No firm has the value that a rule or a grant names.
  case ruleValueUnknown(String, column: String, known: [String])
  /// A rule about who joins, in an alliance without candidates.
  case ruleWithoutCandidates(String)
  /// A rule names a firm that the alliance does not have.
  case ruleFirmUnknown(FirmID, known: [String])
  /// A rule about several firms names fewer than two.
  case tooFewFirms(rule: String)
  /// A rule names a firm twice.
  case firmListedTwice(FirmID, rule: String)
  /// A rule lets a firm join only together with itself.
  case firmRequiresItself(FirmID, rule: String)
  /// A rule keeps members apart, who are all in the alliance.
  case membersApart([FirmID], rule: String)
  /// The least number of partners lies above the greatest one.
  case countsCross(String, minimum: Double, maximum: Double)
  /// A rule shares in proportion to a column in which every firm has 0.
  case basisAllZero(String, of: Measure, column: String)
  /// A rule shares in proportion to gains, and a term of theirs multiplies two levels that are both decided.
  case proportionToProductGain(String, term: String)
  /// No firm meets all conditions of a rule or a grant.
  case emptyGroup(rule: String)
}

/// A range of numbers that a description may give.
public enum AllowedRange: Sendable, Hashable {
  /// 0 or more.
  case notNegative
  /// From 0 to 1, or 0 % to 100 %.
  case share
  /// Above 0 and at most 1, or 100 %.
  case shareAboveZero
  /// From 0 to below 1, or 100 %.
  case shareBelowWhole
  /// 0, 1, 2 and so on.
  case wholeNumber
  /// A whole number in a range.
  case wholeNumberWithin(ClosedRange<Int>)
  /// Greater than −1, or −100 %, and at most 1, or 100 %: a larger rate is a percentage without its sign.
  case rate
}
