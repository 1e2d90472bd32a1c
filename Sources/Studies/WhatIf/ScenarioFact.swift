import Alliances
import Regression
import SourceText

/// What can be wrong with a scenario.
public enum ScenarioFact: InputFact, Hashable {
  /// A change without an equals sign, or without a name before it.
  case notAChange
  /// What stands behind the equals sign is no number.
  case amountNotNumber(String)
  /// A percentage without a sign: a change by it, or a share?
  case percentageWithoutSign(String)
  /// A number too large to plan with.
  case amountTooLarge(Double, limit: Double)
  /// No lever or attribute of that name.
  case unknownVariable(String, known: [String])
  /// No firm of that name, among the ids and the names that tell a firm too.
  case unknownFirm(String, known: [String], names: [String])
  /// No period of that name.
  case unknownPeriod(String, known: [String])
  /// The variable follows from who joins and from what others decide.
  case followsAsLink(String)
  /// The variable is a category, which has no amount.
  case isCategory(String)
  /// The candidate is not added, so that nothing of it can be set.
  case candidateNotAdded(String)
  /// No candidate of that name, among the ids and the names that tell a firm too.
  case unknownCandidate(String, known: [String], names: [String])
  /// The firm is a member already.
  case alreadyMember(String)
  /// The same candidate is added twice.
  case addedTwice(String)
  /// More factors than can be told apart.
  case tooManyFactors(Int, limit: Int)
  /// A level of a lever below 0.
  case levelNegative(FirmID, variable: String, period: String, level: Double)
  /// A switch that is neither on nor off.
  case notOnOrOff(FirmID, variable: String, period: String, level: Double)
  /// The transform of the model is not defined at the value that the whole scenario leads to, or those of its `factors`
  /// alone that the split looks at.
  case outsideDomain(
    FirmID, variable: String, period: String, transform: Transform, value: Double, factors: [String]?)
  /// An output beyond all numbers.
  case outputNotFinite(FirmID, period: String, factors: [String]?)
}
