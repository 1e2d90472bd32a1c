import Alliances

/// Tells problems of their own from those that only follow from others already reported.
struct Consequences {
  let collector: ProblemCollector
  let locator: AllianceLocator
  /// Whether the innovation model is a stand-in because the real one could not be read.
  let modelIsMissing: Bool
  /// Whether the firms are missing because they could not be read.
  let firmsAreMissing: Bool

  /// Those of `problems` that are worth saying.
  func causes(among problems: [AllianceProblem]) -> [AllianceProblem] {
    let flawed = Set(problems.compactMap(\.fact.flawedCell))
    let startless = Set(problems.compactMap(\.fact.leverWithoutItsColumn))
    return problems.filter { problem in
      if let lever = problem.fact.leverFromItsStart, startless.contains(lever) { return false }
      return !include(problem) && !problem.fact.cellsBehind.contains(where: flawed.contains)
    }
  }

  /// Whether `problem` would not be there but for another problem, or cannot be judged because of one.
  private func include(_ problem: AllianceProblem) -> Bool {
    if modelIsMissing, problem.fact.dependsOnModel { return true }
    if firmsAreMissing, problem.fact.dependsOnFirms { return true }
    if problem.fact.otherKeys.contains(where: collector.hasFailure) { return true }
    guard case .key(let path) = problem.place else { return false }
    let isPerEntry = ["levers", "links", "policies", "attributes", "grants"].contains(path.first)
    return collector.hasFailure(under: Array(locator.inFile(path).prefix(isPerEntry ? 2 : 1)))
  }
}

extension AllianceFact {
  /// Whether only the innovation model can tell.
  fileprivate var dependsOnModel: Bool {
    switch self {
    case .columnMissing, .linkNotInModel, .linkOnCategory, .candidateColumnMissing, .joiningCostMisspelt,
      .leverColumnMisspelt, .unknownCategory,
      .outsideDomain, .leverNotInModel, .leverOnCategory,
      .leverWithoutMaximum,
      .productOfLevers, .growthOfUnknown, .growthOfCategory, .outputTooLarge, .proportionToProductGain:
      true
    default: false
    }
  }

  /// Whether only the firm file can tell.
  fileprivate var dependsOnFirms: Bool {
    switch self {
    case .columnMissing, .leverWithoutMaximum, .refundAboveUnitCost, .ruleColumnUnknown, .ruleValueUnknown,
      .outputTooLarge, .contributionColumnUnknown, .emptyGroup, .basisAllZero, .sharesBelowWhole, .sharesAboveWhole,
      .everyoneBelowWhole,
      .linkColumnUnknown, .weightsWithoutRow, .weightsWithoutColumn, .ruleWithoutCandidates, .ruleFirmUnknown,
      .membersApart:
      true
    default: false
    }
  }

  /// Stands for a lever that is not in the file because the whole table of levers could not be read.
  private static let anyLever = ""

  /// Keys elsewhere in the alliance file from any of which the fact may follow, too.
  fileprivate var otherKeys: [[String]] {
    switch self {
    case .boundsCross(_, let lever, _, _, _, _), .refundAboveUnitCost(_, let lever, _, _):
      [["levers", lever]]
    case .outsideDomain(_, let variable, _, _): [["levers", variable]]
    case .columnMissing, .candidateColumnMissing: [["levers", Self.anyLever], ["links", Self.anyLever]]
    case .linkOfUnknownLever: [["levers"]]
    case .leverColumnMisspelt, .joiningCostMisspelt: [["policies"], ["contributions"], ["grants"]]
    case .matchWithoutContributions, .poolingWithoutContributions, .ruleWithoutContributions: [["contributions"]]
    case .horizonBudgetWithoutCarryOver: [["budget"]]
    case .budgetCount, .grantCount: [["periods"]]
    default: []
    }
  }

  /// A firm's cell in a column of the firm file.
  struct Cell: Hashable {
    let firm: FirmID
    let column: String
  }

  /// The lever that starts at 0 because the name of its column is misspelt.
  fileprivate var leverWithoutItsColumn: String? {
    guard case .leverColumnMisspelt(_, let lever, let meant) = self, meant == lever else { return nil }
    return lever
  }

  /// The lever from whose level without a plan the fact follows.
  fileprivate var leverFromItsStart: String? {
    switch self {
    case .boundsCross(_, let lever, _, _, _, _), .hiringTooSlow(_, let lever, _, _),
      .outsideDomain(_, let lever, _, _):
      lever
    default: nil
    }
  }

  /// The cell that the fact finds wrong in itself.
  fileprivate var flawedCell: Cell? {
    switch self {
    case .cellEmpty(let firm, let column), .cellNotNumber(let firm, let column, _),
      .cellNegative(let firm, let column, _), .cellTooLarge(let firm, let column, _, _):
      Cell(firm: firm, column: column)
    default: nil
    }
  }

  /// The cells from whose values the fact follows.
  fileprivate var cellsBehind: [Cell] {
    switch self {
    case .boundsCross(let firm?, let lever, _, _, _, _), .refundAboveUnitCost(let firm?, let lever, _, _):
      let columns = LeverColumns(of: lever)
      return [lever, columns.minimum, columns.maximum, columns.unitCost].map { Cell(firm: firm, column: $0) }
    case .outsideDomain(let firm?, let variable, _, _):
      return [variable, LeverColumns(of: variable).minimum].map { Cell(firm: firm, column: $0) }
    default:
      return []
    }
  }
}
