import Alliances
import Regression
import SourceText
import Studies

/// A fact of every kind, so that each one's words can be looked at.
enum SampleFacts {
  static var all: [any InputFact] {
    files + structures + formulas + data + fits + predictions + models + alliances + games
  }

  private static let games: [any InputFact] = [
    GameFact.columnMissing(name: "value", known: ["coalition", "valu"]),
    GameFact.columnMissing(name: "coalition", known: ["value"]), GameFact.coalitionEmpty,
    GameFact.worthMissing(coalition: "a+b"), GameFact.playerEmpty(coalition: "a++b"),
    GameFact.playerTwice(player: "a", coalition: "a+b+a"), GameFact.coalitionTwice(coalition: "a+b", firstLine: 3),
    GameFact.coalitionsMissing(first: ["a+b"], count: 1), GameFact.coalitionsMissing(first: ["b", "a+b"], count: 2),
    GameFact.coalitionsMissing(first: ["b", "c", "a+b"], count: 5), GameFact.tooManyPlayers(count: 24, limit: 20),
    GameFact.worthTooLarge(coalition: "a+b", worth: 1e16, limit: 1e15),
  ]

  private static let files: [any InputFact] = [
    FileFact.missing, FileFact.isDirectory, FileFact.unreadable(reason: "Permission denied"),
    FileFact.notUTF8(byteOffset: 12), FileFact.empty,
    WriteFact.isDirectory, WriteFact.folderMissing("out/"), WriteFact.namedTwice,
    WriteFact.notAFolder("out"), WriteFact.folderRefuses("out", reason: "Permission denied"),
    WriteFact.failed(reason: "No space left on device"),
    TableFact.noHeader, TableFact.emptyColumnName, TableFact.duplicateColumn(name: "rd", firstField: 2),
    TableFact.wrongFieldCount(found: 4, expected: 3), TableFact.unterminatedQuote, TableFact.textAfterClosingQuote,
    TableFact.noRows, TableFact.otherDelimiter(";"), TableFact.notANumber(text: "12 %", column: "rd"),
    TableFact.notFinite(text: "inf", column: "rd"), TableFact.furtherProblems(count: 7),
  ]

  private static let structures: [any InputFact] =
    [
      StructureFact.syntax(reason: "did not find expected ','", startedOnLine: 3), StructureFact.tabIndentation,
      StructureFact.severalDocuments, StructureFact.noContent,
      StructureFact.unknownKey("bugdet", under: [], known: ["budget", "model"]),
      StructureFact.unknownKey("mni", under: ["policies", "0"], known: ["min", "max"]),
      StructureFact.missingKey("budget", under: []),
      StructureFact.missingOneOf(["min", "max"], under: ["policies", "0"]),
      StructureFact.keysExclude("min", other: "max"), StructureFact.duplicateKey("budget", firstLine: 3),
      StructureFact.keyNotText, StructureFact.nothingListed(key: "levers"),
      StructureFact.notFinite(key: "budget", text: ".nan"),
      StructureFact.unknownChoice(key: "kind", text: "talnet", known: ["investment", "talent"]),
      StructureFact.contradicts(key: "response", text: "y", expected: "npr"),
      StructureFact.wrongCount(key: "covariance", found: 2, expected: 3),
      StructureFact.referredFile(path: "modle.json", .missing, beside: ["model.json"]),
      StructureFact.referredFile(path: "models", .isDirectory, beside: []),
    ] + wrongTypes

  private static var wrongTypes: [any InputFact] {
    let expected: [ExpectedValue] = [
      .text, .number, .count, .numberOrPercentage, .trueOrFalse, .list, .listOfTexts, .listOfNumbers, .table,
      .numberOrTable, .textOrList,
    ]
    let found: [FoundValue] = [
      .nothing, .text("a lot"), .number("12"), .quotedNumber("12"), .percentage("15%"), .trueOrFalse("yes"), .list,
      .table,
    ]
    return expected.map { StructureFact.wrongType(key: "budget", expected: $0, found: .nothing) }
      + found.map { StructureFact.wrongType(key: "", expected: .table, found: $0) }
  }

  private static var formulas: [any InputFact] {
    let expectations: [FormulaFact.Expectation] = [
      .response, .tilde, .term, .variable, .operatorOrEnd, .closingParenthesis, .referenceOrClosingParenthesis,
      .reference, .level, .power,
      .positiveNumber, .zeroOrOne,
    ]
    let others: [FormulaFact] = [
      .unexpected(found: "*", expected: .term), .unknownCharacter("$"), .unterminatedBackquote, .unterminatedQuote,
      .emptyName,
      .unknownFunction(name: "lgo", known: ["log", "sqrt"]), .powerOutsideI, .onlyInterceptCanBeRemoved, .noTerms,
      .responseAsRegressor(name: "npr"), .tooManyTerms(limit: 100), .nestedTooDeeply(limit: 100),
      .conflictingReferences(column: "region", first: "east", second: "west"),
    ]
    return expectations.map { FormulaFact.unexpected(found: nil, expected: $0) } + others
  }

  private static let data: [any InputFact] = [
    DataFact.unknownColumn(name: "rdd", known: ["rd", "talent"]), DataFact.textColumn(name: "region", example: "east"),
    DataFact.undefined(label: "log(rd)", value: 0), DataFact.noCompleteRows(rows: 3, columns: ["rd", "npr"]),
    DataFact.oneLevel(column: "region", level: "east"), DataFact.oneCluster(column: "region", cluster: "east"),
    DataFact.unknownReference(column: "region", level: "esat", known: ["east", "west"]),
    DataFact.textWeights(column: "size", example: "big"), DataFact.weightNotPositive(column: "size", weight: -2),
    DataFact.ambiguousLabel(label: "C(region)east:rd"), DataFact.productNotFinite(label: "rd:talent"),
    DataFact.designTooLarge(rows: 1_000_000, columns: 100_000),
    DataFact.noCompleteRows(rows: 1, columns: ["rd"]),
  ]

  private static let fits: [any InputFact] =
    [
      FitFact.moreCoefficientsThanRows(coefficients: 5, rows: 3), .noDegreesOfFreedom(rows: 3),
      .noDegreesOfFreedom(rows: 1), .collinear(column: "double", combinationOf: ["(Intercept)", "rd"]),
      .collinear(column: "zero", combinationOf: []), .constantResponse(name: "npr", value: 1),
      .tooLarge(column: "rd"), .tooSmall(column: "rd"), .perfectFit,
      .nearlyCollinear(terms: ["rd", "talent"], conditionNumber: 20_000),
      .notConverged(iterations: 1), .leveragesNeeded(.hc3), .leverageOfOne(row: "bolt", .hc2),
      .bootstrapFailed(failed: 60, replications: 99), .fewClusters(clusters: 2, coefficients: 1),
      .fewClusters(clusters: 3, coefficients: 3), .replicationsFailed(failed: 1, replications: 99),
      .fewClustersDrawn(clusters: 5), .toldByOneRow(first: "bolt", count: 1), .toldByOneRow(first: "bolt", count: 3),
      .toldByOneCluster(first: "west", count: 1), .toldByOneCluster(first: "west", count: 4),
      .replicationsFailed(failed: 2, replications: 99), .logarithmInPoisson(variable: "npr"),
      .negativeResponse(name: "npr", row: "bolt", value: -1, count: 1),
      .negativeResponse(name: "npr", row: "bolt", value: -1, count: 2),
      .separatedZeros(terms: separated(1), rows: 1, response: "npr"),
      .separatedZeros(terms: separated(2), rows: 2, response: "npr"), .limitsMissing, .limitNotFinite(.infinity),
      .limitsCross(lower: 2, upper: 1), .limitedLogarithm(variable: "npr"),
      .everyRowCensored(response: "npr", limit: 0, rows: 3),
      .nothingBetweenLimits(response: "npr", lower: 0, upper: 1, atLower: 1, atUpper: 2),
      .oneUncensoredRow(response: "npr", rows: 3), .separated(terms: separated(1), rows: 1),
      .separated(terms: separated(2), rows: 2), .uncensoredRowsFitPerfectly(uncensored: 2, coefficients: 1),
      .uncensoredRowsFitPerfectly(uncensored: 2, coefficients: 2),
      .fewUncensoredRows(uncensored: 2, coefficients: 2), .nothingCensored(response: "npr"),
    ] as [FitFact]

  private static func separated(_ count: Int) -> [SeparatedTerm] {
    [SeparatedTerm(label: "C(region)east", rises: false), SeparatedTerm(label: "rd", rises: true)].suffix(count)
  }

  private static let predictions: [any InputFact] =
    [
      PredictionFact.unknownLevel(column: "region", level: "esat", known: ["east", "west"]),
      .takenForReference(column: "region", levels: ["west"]),
      .takenForReference(column: "region", levels: ["north", "west"]),
      .missingValue(column: "rd", firms: ["bolt"]), .outsideRange(variable: "rd", range: 0...9, firms: ["bolt"]),
      .outsideRange(variable: "rd", range: 0...9, firms: ["acme", "bolt"]), .notFinite(firms: ["bolt"]),
      .covarianceUnknown(hasStandardErrors: true), .covarianceUnknown(hasStandardErrors: false),
    ] as [PredictionFact]

  private static let models: [any InputFact] =
    [
      ModelFact.unknownCoefficient(label: "rdd", known: ["rd"]), .missingCoefficient(label: "rd", given: ["talent"]),
      .repeatedCoefficient(label: "a:b", earlier: "b:a"), .coefficientNotFinite(label: "rd"), .sigmaMissing,
      .sigmaNotPositive(-1), .sigmaWithoutMeaning, .limitsMissing, .limitNotFinite(.infinity),
      .limitsCross(lower: 2, upper: 1), .smearingMissing, .smearingNotPositive(0), .smearingWithoutLogarithm,
      .logarithmOfResponse(variable: "npr"), .standardErrorCount(found: 2, expected: 3),
      .standardErrorNegative(label: "rd", -1), .covarianceSize(rows: 2, columns: 2, expected: 3),
      .covarianceNotFinite(row: 0, column: 1), .covarianceNotSymmetric(row: 0, column: 1),
      .covarianceImpossible(row: 0, column: 1), .covarianceImpossible(row: 1, column: 1),
      .unknownVariable(name: "rdd", known: ["rd"]), .repeatedVariable(name: "rd"), .impossibleSummary(name: "rd"),
      .unknownCategory(name: "regoin", known: ["region"]), .impossibleLevels(name: "region"),
      .contradictsReference(name: "region", reference: "east", first: "west"),
      .unknownLevel(label: "C(region)esat", level: "esat", known: ["east"]),
    ] as [ModelFact]

  private static var alliances: [any InputFact] {
    let least: [BoundSource] = [.column("rd_min"), .lever(key: "min"), .baseline, .secondment, .fittedRange]
    let greatest: [BoundSource] = [
      .column("rd_max"), .lever(key: "max"), .lever(key: "max_increase"), .baseline, .secondment, .fittedRange,
    ]
    let crossings = least.flatMap { minimum in
      greatest.map { maximum in
        AllianceFact.boundsCross("bolt", lever: "rd", minimum: minimum, from: 45, maximum: maximum, to: 40)
      }
    }
    return firms + levers + plans + crossings
  }

  private static let firms: [AllianceFact] = [
    .idColumnMissing(known: ["code", "rd"]), .emptyID, .duplicateID("bolt", first: 1),
    .columnMissing("talent", known: ["rd"]), .cellEmpty("bolt", column: "rd"),
    .duplicateID("bolt", first: 1, of: .candidates), .candidateColumnMissing("talent", known: ["rd"]),
    .joiningCostMisspelt("joining_cosst"), .leverColumnMisspelt("rdd", lever: "rd", meant: "rd"),
    .leverColumnMisspelt("stuff_max", lever: "staff", meant: "staff_max"),
    .cellNotNumber("bolt", column: "rd", text: "many"),
    .cellNotNumber("bolt", column: "rd", text: "6,5"), .cellNotNumber("bolt", column: "rd", text: "12 000"),
    .cellNegative("bolt", column: "rd", value: -2),
    .cellTooLarge("bolt", column: "rd", value: 1e18, limit: 1e15),
    .unknownCategory("bolt", column: "region", text: "esat", known: ["east", "west"]),
    .outsideDomain("bolt", variable: "rd", transform: .logarithm, value: 0),
    .outsideDomain("bolt", variable: "rd", transform: .squareRoot, value: -1),
    .outsideDomain("bolt", variable: "rd", transform: .log1p, value: -2),
  ]

  private static let levers: [AllianceFact] = [
    .leverNotInModel("talnet", known: ["rd", "talent"]), .leverOnCategory("region"),
    .hiringTooSlow("bolt", lever: "talent", minimum: 12, reachable: 10),
    .refundAboveUnitCost(nil, lever: "rd", refund: 2, unitCost: 1),
    .refundAboveUnitCost("bolt", lever: "rd", refund: 2, unitCost: 1), .leverWithoutMaximum("rd"),
    .productOfLevers(term: "rd:talent", levers: ["rd", "talent"]),
    .boundsCross(nil, lever: "rd", minimum: .lever(key: "min"), from: 10, maximum: .lever(key: "max"), to: 5),
    .outsideDomain(nil, variable: "rd", transform: .logarithm, value: 0),
  ]

  private static let plans: [AllianceFact] = [
    .growthOfUnknown("markte", known: ["market"]), .growthOfCategory("region"), .growthOfLever("rd"), .noPeriods,
    .duplicatePeriod("2026"), .outOfRange(key: "budget 2026", -1, allowed: .notNegative),
    .outOfRange(key: "max_share", 2, allowed: .share),
    .outOfRange(key: "discount_rate", -2, allowed: .rate), .outOfRange(key: "growth", 7, allowed: .rate),
    .tooLarge(key: "budget", 1e18, limit: 1e15), .horizonBudgetWithoutCarryOver,
    .contributionColumnUnknown("own_fund", known: ["id", "own_funds"]), .duplicateGrant("fund"),
    .matchWithoutContributions("fund"), .grantWithoutPeriod("fund", period: "2072", waiting: ["2027"]),
    .grantWithoutPeriod("fund", period: "2072", waiting: []), .grantCount("fund", 3, periods: 2),
    .poolingWithoutContributions,
    .netValueWithoutOutputValue, .targetWithoutCost, .smallestGainsInProportion(rule: "fair"),
    .budgetWithoutPeriod("2072", waiting: ["2027"]), .budgetWithoutPeriod("2028", waiting: []),
    .modelInsteadOfAlliance, .membersInOtherFormat("JSON"), .membersInOtherFormat("YAML", of: .candidates),
    .folderMissing("data"),
    .homeNotExpanded(path: "~/model.json"), .budgetCount(1, periods: 2),
    .outputTooLarge("bolt", 3e20, limit: 1e15), .duplicateRule("fair"),
    .ruleWithoutLimit("fair", limits: ["min", "max"]), .limitsCross("fair", minimum: 0.5, maximum: 0.3),
    .sharesBelowWhole("fair", of: .allocation, maximum: 0.2, firms: 4),
    .sharesAboveWhole("fair", of: .contribution, minimum: 0.3, firms: 4), .ruleWithoutContributions("fair"),
    .everyoneBelowWhole("fair", of: .allocation, maximum: 0.6),
    .ruleWithoutCandidates("rivals"), .ruleFirmUnknown("c9", known: ["c1", "c2"]), .tooFewFirms(rule: "rivals"),
    .firmListedTwice("c1", rule: "rivals"), .firmRequiresItself("c1", rule: "pair"),
    .membersApart(["acme", "bolt"], rule: "rivals"), .countsCross("few", minimum: 3, maximum: 2),
    .outOfRange(key: "max", 1.5, allowed: .wholeNumber),
    .ruleColumnUnknown("regoin", known: ["region"]),
    .ruleValueUnknown("esat", column: "region", known: ["east", "west"]),
    .switchNotOnOrOff("acme", column: "support_max", value: 0.5),
    .linkNotInModel("neer", known: ["near", "rd"]), .linkOnCategory("region"), .linkOnLever("rd"),
    .linkOfUnknownLever("rdd", known: ["rd", "talent"]), .linkColumnUnknown("regoin", known: ["region"]),
    .weightsWithoutRow("acme"), .weightsWithoutColumn("acme"), .weightsOfUnknownFirm("amce", known: ["acme", "bolt"]),
    .weightsTwice("acme"), .weightNotNumber(row: "acme", column: "bolt", text: "x"),
    .weightNotNumber(row: "acme", column: "bolt", text: nil), .growthOfLink("near"),
    .outOfRange(key: "depreciation", 0, allowed: .shareAboveZero),
    .outOfRange(key: "pieces", 1, allowed: .wholeNumberWithin(2...64)),
    .emptyGroup(rule: "fair"), .outOfRange(key: "tolerance", 10, allowed: .shareBelowWhole),
    .basisAllZero("fair", of: .allocation, column: "revenue"), .proportionToProductGain("fair", term: "rd:skill"),
  ]
}
