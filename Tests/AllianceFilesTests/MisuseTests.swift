import Alliances
import Regression
import SourceText
import Testing

@testable import AllianceFiles

private let small = FilesInMemory.small
private let topKeys = [
  "alliance", "currency", "model", "members", "candidates", "periods", "discount_rate", "output_value", "budget",
  "carry_over", "contributions", "grants", "pooling", "levers", "links", "pieces", "attributes", "maximise", "minimise",
  "target", "response", "gap", "policies",
]

private func complaint(_ place: String, _ marked: String?, _ fact: StructureFact) -> Complaint {
  Complaint("alliance.yaml:\(place)", marked, fact)
}

private func complaint(_ place: String, _ marked: String?, _ fact: AllianceFact) -> Complaint {
  Complaint("alliance.yaml:\(place)", marked, fact)
}

@Suite("A key that does not serve is marked with what would")
struct KeyMisuseTests {
  @Test func aMisspeltKeyIsNotReportedAsMissingToo() {
    #expect(
      small.replacing("budget:", "bugdet:").complaints() == [
        complaint("5:1", "bugdet", .unknownKey("bugdet", under: [], known: topKeys))
      ])
  }

  @Test func aMissingKeyConcernsTheWholeFile() {
    #expect(
      small.replacing("budget: 40\n", "").complaints() == [
        Complaint("alliance.yaml", nil, StructureFact.missingKey("budget", under: []))
      ])
  }

  @Test func aKeyOfAnotherKindOfLeverIsUnknownThere() {
    let known = [
      "kind", "unit_cost", "min", "max", "max_increase", "extrapolate", "lag", "stock", "hire_max", "secondment",
    ]
    #expect(
      small.replacing("investment, ", "talent, refund: 1, ").complaints() == [
        complaint("7:22", "refund", .unknownKey("refund", under: ["levers", "rd"], known: known))
      ])
  }

  @Test func aLeverWithoutAKind() {
    #expect(
      small.replacing("kind: investment, ", "").complaints() == [
        complaint("7:3", "rd", .missingKey("kind", under: ["levers", "rd"]))
      ])
  }

  @Test func aMisspeltKindIsReportedWithTheOtherKeysOfTheLever() {
    #expect(
      small.replacing("investment, max_increase", "invesment, max_incraese").complaints() == [
        complaint(
          "7:14", "invesment",
          .unknownChoice(key: "kind", text: "invesment", known: ["investment", "talent", "switch"])),
        complaint(
          "7:25", "max_incraese",
          .unknownKey(
            "max_incraese", under: ["levers", "rd"],
            known: [
              "kind", "unit_cost", "min", "max", "max_increase", "extrapolate", "lag", "stock", "refund", "hire_max",
              "secondment", "max_count", "can_switch_off",
            ])),
      ])
  }

  @Test func aPeriodWithoutABudgetAndABudgetWithoutAPeriod() {
    let files = small.replacing("budget: 40", "periods: [2026, 2027]\nbudget: {2026: 20, 2072: 20}")
    #expect(
      files.complaints() == [
        complaint("6:20", "2072", .budgetWithoutPeriod("2072", waiting: ["2027"]))
      ])
    let short = small.replacing("budget: 40", "periods: [2026, 2027]\nbudget: {2026: 20}")
    #expect(short.complaints() == [complaint("6:1", "budget", .missingKey("2027", under: ["budget"]))])
  }

  @Test func aPolicyThatDemandsNothingOrTooMuch() {
    let files = small.adding(
      "policies:\n- {name: x}\n- {name: y, share: allocation, gain: {min: 1}}\n- {name: z, each_membr: allocation}")
    let demands = [
      "share", "each_member", "gain", "spend", "risk", "proportional", "win_win", "partners", "apart", "together",
      "requires",
    ]
    let known = [
      "name", "share", "of", "min", "max", "each_member", "max_share", "min_share", "gain", "spend", "risk", "by",
      "proportional", "to", "tolerance", "win_win", "each_period", "partners", "apart", "together", "requires",
    ]
    #expect(
      files.complaints() == [
        complaint("9:3", "{", .missingOneOf(demands, under: ["policies", "0"])),
        complaint("10:32", "gain", .keysExclude("gain", other: "share")),
        complaint("11:13", "each_membr", .unknownKey("each_membr", under: ["policies", "2"], known: known)),
      ])
  }

  @Test func theKeysOfAPolicyAreNotCalledByItsNumber() {
    let files = small.adding("policies:\n- {name: x, gain: {max: 1}}\n- {name: y, gain: {}}")
    #expect(
      files.complaints() == [
        complaint("9:20", "max", .unknownKey("max", under: ["gain"], known: ["min"])),
        complaint("10:13", "gain", .missingKey("min", under: ["gain"])),
      ])
  }

  @Test func aPolicyWithoutItsName() {
    #expect(
      small.adding("policies:\n  - each_member: allocation\n    max_share: 50%").complaints() == [
        complaint("9:5", "e", .missingKey("name", under: ["policies", "0"]))
      ])
  }

  @Test func aListAsAKey() {
    #expect(small.adding("[a]: 1").complaints() == [complaint("8:1", "[", StructureFact.keyNotText)])
  }
}

@Suite("A value of the wrong type says what was expected and what was found")
struct ValueMisuseTests {
  private func wrong(_ key: String, _ expected: ExpectedValue, _ found: FoundValue) -> StructureFact {
    .wrongType(key: key, expected: expected, found: found)
  }

  @Test func wordsForNumbers() {
    #expect(
      small.replacing("40", "lots").complaints() == [
        complaint("5:9", "lots", wrong("budget", .numberOrTable, .text("lots")))
      ])
    #expect(
      small.replacing("50%", "half").complaints() == [
        complaint("7:40", "half", wrong("max_increase", .numberOrPercentage, .text("half")))
      ])
  }

  @Test func numbersInQuotationMarksAreText() {
    #expect(
      small.replacing("40", "\"40\"").complaints() == [
        complaint("5:9", "\"40\"", wrong("budget", .numberOrTable, .quotedNumber("40")))
      ])
  }

  @Test func percentagesOnlyStandForShares() {
    #expect(
      small.adding("output_value: 30%").complaints() == [
        complaint("8:15", "30%", wrong("output_value", .number, .percentage("30%")))
      ])
  }

  @Test(arguments: ["1_000", "0x10", "1,5", "1:30", "12 kEUR", "40%%"])
  func otherFormsOfNumbersAreNotGuessed(text: String) {
    let found = small.replacing("40", text).complaints()
    #expect(found == [complaint("5:9", text, wrong("budget", .numberOrTable, .text(text)))])
  }

  @Test(arguments: [".nan", ".inf", "-.inf", ".NaN", "1e999", "nan"])
  func numbersThatAreNotFiniteAreRefused(text: String) {
    #expect(
      small.replacing("40", text).complaints() == [
        complaint("5:9", text, StructureFact.notFinite(key: "budget", text: text))
      ])
  }

  @Test func nothingAtAll() {
    #expect(
      small.replacing("budget: 40", "budget:").complaints() == [
        complaint("5:1", "budget", wrong("budget", .numberOrTable, .nothing))
      ])
    #expect(
      small.replacing("Two workshops", "''").complaints() == [
        complaint("1:11", "''", wrong("alliance", .text, .text("")))
      ])
    #expect(
      small.replacing("{kind: investment, max_increase: 50%}", "").complaints() == [
        complaint("7:3", "rd", wrong("rd", .table, .nothing))
      ])
    #expect(
      small.replacing("\n  rd: {kind: investment, max_increase: 50%}", " {}").complaints() == [
        complaint("6:1", "levers", StructureFact.nothingListed(key: "levers"))
      ])
  }

  @Test func listsAndTablesInThePlaceOfOtherThings() {
    #expect(
      small.replacing("kEUR", "[kEUR]").complaints() == [complaint("2:11", "[", wrong("currency", .text, .list))])
    #expect(
      small.replacing("kEUR", "3").complaints() == [complaint("2:11", "3", wrong("currency", .text, .number("3")))])
    #expect(
      small.adding("periods: 2026").complaints() == [
        complaint("8:10", "2026", wrong("periods", .listOfTexts, .number("2026")))
      ])
    #expect(
      small.adding("carry_over: 1").complaints() == [
        complaint("8:13", "1", wrong("carry_over", .trueOrFalse, .number("1")))
      ])
    #expect(
      small.adding("policies: {a: 1}").complaints() == [complaint("8:11", "{", wrong("policies", .list, .table))])
    #expect(
      small.adding("policies: [none]").complaints() == [
        complaint("8:12", "none", wrong("policies", .table, .text("none")))
      ])
  }

  @Test func aListAtTheTop() {
    #expect(
      small.with("alliance.yaml", "- a\n").complaints() == [complaint("1:1", "-", wrong("", .table, .list))])
  }

  @Test func aWordThatIsNoneOfTheKnown() {
    #expect(
      small.adding("response: expectd").complaints() == [
        complaint(
          "8:11", "expectd", .unknownChoice(key: "response", text: "expectd", known: ["expected", "latent"]))
      ])
  }
}

@Suite("What an alliance cannot be is marked where it is written")
struct MeaningMisuseTests {
  @Test func moneyBackThatExceedsTheCost() {
    #expect(
      small.replacing("50%", "50%, refund: 2").complaints() == [
        complaint("7:53", "2", .refundAboveUnitCost(nil, lever: "rd", refund: 2, unitCost: 1))
      ])
  }

  @Test func negativeMoney() {
    #expect(
      small.replacing("40", "-1").complaints() == [
        complaint("5:9", "-1", .outOfRange(key: "budget", -1, allowed: .notNegative))
      ])
    let files = small.replacing("budget: 40", "periods: [2026, 2027]\nbudget:\n  2026: 3\n  2027: -4")
    #expect(files.complaints() == [complaint("8:9", "-4", .outOfRange(key: "budget 2027", -4, allowed: .notNegative))])
  }

  @Test func aPercentageWithoutItsSign() {
    let files = small.adding("policies:\n  - {name: x, each_member: allocation, max_share: 60}")
    #expect(files.complaints() == [complaint("9:51", "60", .outOfRange(key: "max_share", 60, allowed: .share))])
  }

  @Test func aLeverThatTheModelDoesNotHave() {
    #expect(
      small.replacing("  rd:", "  research:").complaints().first
        == complaint("7:3", "research", .leverNotInModel("research", known: ["rd", "size"])))
  }

  @Test func aColumnAndAValueThatNoFirmHas() {
    let group = "{regoin: east, region: [west, est]}"
    let files = small.adding("policies:\n  - {name: x, share: allocation, of: \(group), max: 60%}")
    #expect(
      files.complaints() == [
        complaint(
          "9:39", "regoin", .ruleColumnUnknown("regoin", known: ["id", "name", "rd", "size", "region"])),
        complaint("9:68", "est", .ruleValueUnknown("est", column: "region", known: ["east", "west"])),
      ])
  }

  @Test func aPolicyBehindOneThatCouldNotBeReadIsMarkedItself() {
    let files = small.adding("policies:\n- {name: x}\n- {name: y, each_member: allocation}")
    #expect(
      files.complaints().last
        == complaint("10:3", "{", .ruleWithoutLimit("y", limits: ["min_share", "max_share"])))
  }

  @Test func twoPeriodsOfOneName() {
    #expect(
      small.adding("periods: [2026, 2026]").complaints() == [complaint("8:17", "2026", .duplicatePeriod("2026"))])
    #expect(
      small.replacing("40", "{2026: 1, 2027: 2, 2028: 3}").adding("periods: [2026, 2026, 2028]").complaints() == [
        complaint("8:17", "2026", .duplicatePeriod("2026"))
      ])
  }

  @Test func noPeriodAtAll() {
    for budget in ["40", "{2026: 1}", "{}"] {
      #expect(
        small.replacing("40", budget).adding("periods: []").complaints() == [complaint("8:1", "periods", .noPeriods)])
    }
  }
}

@Suite("What is wrong in the table of members is marked in its cell")
struct MembersMisuseTests {
  private func complaints(_ old: String, _ new: String) -> [Complaint] {
    small.replacing(old, new, in: "members.csv").complaints()
  }

  @Test func aMissingBaseline() {
    #expect(
      complaints("Bolt,12", "Bolt,") == [
        Complaint("members.csv:3:3", ",", AllianceFact.cellEmpty("b", column: "rd"))
      ])
  }

  @Test func aNumberThatIsNone() {
    #expect(
      complaints("Bolt,12", "Bolt,\"12,5\"") == [
        Complaint("members.csv:3:3", "\"12,5\"", AllianceFact.cellNotNumber("b", column: "rd", text: "12,5"))
      ])
  }

  @Test func anIDTwice() {
    #expect(
      complaints("b,Bolt", "a,Bolt") == [
        Complaint("members.csv:3:1", "a", AllianceFact.duplicateID("a", first: 0))
      ])
  }

  @Test func noIDAtAll() {
    #expect(
      complaints("id,", "code,") == [
        Complaint(
          "members.csv:1", "code,name,rd,size,region",
          AllianceFact.idColumnMissing(known: ["code", "name", "rd", "size", "region"]))
      ])
  }

  @Test func aColumnThatTheModelNeeds() {
    #expect(
      complaints("size", "staff") == [
        Complaint(
          "members.csv:1", "id,name,rd,staff,region",
          AllianceFact.columnMissing("size", known: ["id", "name", "rd", "staff", "region"]))
      ])
  }

  @Test func aLeastLevelAboveTheGreatest() {
    let files = small.with("members.csv", "id,rd,size,rd_min,rd_max\na,30,4,45,40\n")
    #expect(
      files.complaints() == [
        Complaint(
          "members.csv:2:4", "45",
          AllianceFact.boundsCross(
            "a", lever: "rd", minimum: .column("rd_min"), from: 45, maximum: .column("rd_max"), to: 40))
      ])
  }

  @Test func aNegativeLeastOrGreatestLevelSaysNothingMore() {
    let files = small.with("members.csv", "id,rd,size,rd_min,rd_max\na,30,4,-1,40\nb,3,4,0,-2\n")
    #expect(
      files.complaints() == [
        Complaint("members.csv:2:4", "-1", AllianceFact.cellNegative("a", column: "rd_min", value: -1)),
        Complaint("members.csv:3:5", "-2", AllianceFact.cellNegative("b", column: "rd_max", value: -2)),
      ])
  }

  @Test func aMisspeltColumnOfALever() {
    let rows = "a,30,4,9\nb,12,2,9\n"
    func found(_ header: String) -> [Complaint] {
      small.with("members.csv", "\(header)\n\(rows)").complaints()
    }
    #expect(
      found("id,rdd,size,x") == [
        Complaint("members.csv:1:2", "rdd", AllianceFact.leverColumnMisspelt("rdd", lever: "rd", meant: "rd"))
      ])
    #expect(
      found("id,rd,size,rd_mx") == [
        Complaint("members.csv:1:4", "rd_mx", AllianceFact.leverColumnMisspelt("rd_mx", lever: "rd", meant: "rd_max"))
      ])
    for header in ["id,rd,size,rd_mean", "id,rd,size,rd2", "id,rd,size,r"] { #expect(found(header).isEmpty) }
    let talent = small.replacing("rd", "talent").replacing("rd", "talent", in: "model.yaml")
    #expect(
      talent.with("members.csv", "id,talent,size,tallents_max\n\(rows)").complaints() == [
        Complaint(
          "members.csv:1:4", "tallents_max",
          AllianceFact.leverColumnMisspelt("tallents_max", lever: "talent", meant: "talent_max"))
      ])
    let rule = small.adding("policies: [{name: x, share: allocation, of: {rd_mx: 9}, min: 1%}]")
    #expect(rule.with("members.csv", "id,rd,size,rd_mx\na,30,4,9\nb,12,2,8\n").complaints().isEmpty)
  }

  @Test func aQuotationMarkThatNothingClosesIsTheOneProblem() {
    #expect(
      complaints("b,Bolt", "b,\"Bolt") == [
        Complaint("members.csv:3:2", "\"Bolt,12,2,west", TableFact.unterminatedQuote)
      ])
    #expect(complaints("id,name", "id,\"name").map(\.place) == ["members.csv:1:2"])
    #expect(complaints("id,name", "\"id,name").map(\.place) == ["members.csv:1:1"])
  }

  @Test func aRowOfTheWrongLength() {
    #expect(
      complaints(",west", "") == [
        Complaint("members.csv:3", "b,Bolt,12,2", TableFact.wrongFieldCount(found: 4, expected: 5))
      ])
  }
}
