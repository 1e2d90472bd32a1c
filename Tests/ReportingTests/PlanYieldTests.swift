import Alliances
import Planning
import TestSupport
import Testing

@testable import Reporting

@Suite("What a plan does to the output, in words")
struct PlanYieldTests {
  private func sentence(_ description: AllianceDescription) throws -> String {
    try PlanYield(plan: plan(description)).sentences[0]
  }

  @Test("a gain is a rise")
  func gain() throws {
    // Acme takes 5 at 2 per unit, Bolt 1 at 1 per unit: 11 above (50 + 20) + (50 + 10).
    #expect(
      try sentence(twoFirms(budget: .horizon(6))) == "Spending 6.00 of 6.00 raises expected output by 11.0 (8.5 %).")
  }

  @Test("a loss is a fall, with what forces it")
  func loss() throws {
    let lever = Lever("rd", minimum: 12, maximumIncrease: .amount(5))
    let text = try sentence(twoFirms(budget: .horizon(6), levers: [lever], slopes: [-2, -1]))
    #expect(
      text == "Spending 4.00 of 6.00 lowers expected output by 6.00 (8.6 %), since least levels must be met.")
    let capped = Lever("rd", minimum: 5, maximum: 8)
    #expect(
      try sentence(twoFirms(budget: .horizon(6), levers: [capped])).hasSuffix("since greatest levels must be kept."))
  }

  @Test("without money the plan changes nothing, and the price says what money would do")
  func noMoney() throws {
    let plan = try plan(twoFirms(budget: .horizon(0)))
    let sentences = PlanHeadline(plan: plan).sentences
    #expect(sentences[0] == "The plan spends nothing and changes nothing: there is no money to spend.")
    #expect(sentences[1].hasPrefix("One more million adds 2,"))
  }

  @Test("rules that forbid all spending are named")
  func forbiddingRules() throws {
    let rules = [("one below a third", "2.0"), ("the other below a third", "1.0")].map { name, skill in
      Rule(name, .groupShare(GroupShare(of: FirmFilter([.init("skill", in: [skill])]), maximum: 0.3)))
    }
    #expect(
      try sentence(twoFirms(budget: .horizon(6), rules: rules))
        == "The plan spends nothing and changes nothing, because 'one below a third' and 'the other below a third' together "
        + "allow no spending at all.")
  }

  @Test("useless levers are told as such")
  func useless() throws {
    #expect(
      try sentence(twoFirms(budget: .horizon(6), slopes: [-2, -1]))
        == "The plan spends nothing and changes nothing: nothing that may be planned would raise expected output.")
  }

  @Test("the index of a logarithmic response is called by its logarithm")
  func latentLogarithm() throws {
    var description = try twoFirms(budget: .horizon(6))
    description.model = try sampleModel(
      "log(output) ~ rd:skill", ["(Intercept)": 1, "rd:skill": 0.1], family: .gaussian(smearing: 1))
    description.response = .latent
    #expect(try sentence(description).contains("raises latent log(output) by"))
    description.model = try sampleModel("output ~ rd:skill", ["(Intercept)": 1, "rd:skill": 0.1])
    #expect(try sentence(description).contains("raises latent output by"))
  }

  @Test("firms that lose are named with what they lose, the greatest losses first")
  func losers() throws {
    let lever = Lever("rd", minimum: 12, maximumIncrease: .amount(5))
    let one = try PlanYield(plan: plan(twoFirms(budget: .horizon(9), levers: [lever], slopes: [2, -1]))).sentences
    #expect(one.dropFirst() == ["One firm loses expected output: Bolt 2."])
    let two = try PlanYield(plan: plan(twoFirms(budget: .horizon(9), levers: [lever], slopes: [-1, -2]))).sentences
    #expect(two.dropFirst() == ["2 firms lose expected output: Bolt 4 and Acme 2."])
  }

  @Test("an alliance that values output gets the plan's net value", arguments: ["CNY million", "EUR", nil])
  func netValue(_ currency: String?) throws {
    // Of 6, Acme takes 5 at 2 per unit and Bolt 1 at 1 per unit: 3·11 - 6 = 27.
    var description = try twoFirms(budget: .horizon(6), currency: currency)
    #expect(try PlanYield(plan: plan(description)).sentences.count == 1)
    description.outputValue = 3
    let expected =
      switch currency {
      case "CNY million": "At 3 million CNY per unit of output the plan's net value is 27.0 million CNY."
      case "EUR": "At 3 EUR per unit of output the plan's net value is 27.0 EUR."
      default: "At 3 per unit of output the plan's net value is 27.0."
      }
    #expect(try PlanYield(plan: plan(description)).sentences[1] == expected)
  }
}
