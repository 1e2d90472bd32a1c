import Alliances
import Foundation
import Regression
import TestSupport
import Testing

@Suite("What keeps a description from being an alliance")
struct AllianceCheckTests {
  /// The problems of a description, as pairs of place and fact; none when it is sound.
  private func problems(_ description: AllianceDescription) -> [AllianceProblem] {
    do {
      _ = try Alliance(description)
      return []
    } catch {
      return error.problems
    }
  }

  @Test("a sound description has none")
  func sound() throws {
    #expect(try problems(.twoFirms(budget: 1)).isEmpty)
  }

  @Test("ids are given and unique")
  func ids() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.firms = sampleFirms(["acme", "", "acme"], ["rd": [0, 0, 0], "skill": [1, 1, 1]])
    #expect(
      problems(description) == [
        AllianceProblem(.emptyID, at: .cell(firm: 1, column: "id")),
        AllianceProblem(.duplicateID("acme", first: 0), at: .cell(firm: 2, column: "id")),
      ])
  }

  @Test("every variable of the model that is not decided needs a column of numbers; a lever without one starts at 0")
  func columns() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.firms = sampleFirms(["acme", "bolt"], [:], texts: ["region": ["east", "west"]])
    #expect(
      problems(description) == [AllianceProblem(.columnMissing("skill", known: ["region"]), at: .firms)])
    description.firms = FirmTable(
      ids: ["acme", "bolt"],
      columns: [FirmColumn(name: "skill", texts: ["high", nil], numbers: [.nan, .nan])])
    #expect(
      problems(description) == [
        AllianceProblem(
          .cellNotNumber("acme", column: "skill", text: "high"), at: .cell(firm: 0, column: "skill")),
        AllianceProblem(.cellEmpty("bolt", column: "skill"), at: .cell(firm: 1, column: "skill")),
      ])
  }

  @Test("a missing or negative baseline is refused")
  func baselines() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [.nan, -3], "skill": [1, 1]])
    #expect(
      problems(description) == [
        AllianceProblem(.cellEmpty("acme", column: "rd"), at: .cell(firm: 0, column: "rd")),
        AllianceProblem(.cellNegative("bolt", column: "rd", value: -3), at: .cell(firm: 1, column: "rd")),
      ])
  }

  @Test("a least level above the greatest names both and where they come from")
  func bounds() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 2], "skill": [1, 1], "rd_min": [12, .nan], "rd_max": [.nan, 1]])
    #expect(
      problems(description) == [
        AllianceProblem(
          .boundsCross(
            "acme", lever: "rd", minimum: .column("rd_min"), from: 12, maximum: .lever(key: "max_increase"), to: 10),
          at: .cell(firm: 0, column: "rd_min")),
        AllianceProblem(
          .boundsCross("bolt", lever: "rd", minimum: .baseline, from: 2, maximum: .column("rd_max"), to: 1),
          at: .cell(firm: 1, column: "rd_max")),
      ])
  }

  @Test("a refund above the unit cost would make money of nothing")
  func refunds() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.levers = [Lever("rd", .investment(refund: 1.5), unitCost: 1, maximumIncrease: .amount(1))]
    #expect(
      problems(description) == [
        AllianceProblem(
          .refundAboveUnitCost(nil, lever: "rd", refund: 1.5, unitCost: 1), at: .key(["levers", "rd", "refund"]))
      ])
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [1, 1], "rd_unit_cost": [2, 1.25]])
    #expect(
      problems(description) == [
        AllianceProblem(
          .refundAboveUnitCost("bolt", lever: "rd", refund: 1.5, unitCost: 1.25),
          at: .cell(firm: 1, column: "rd_unit_cost"))
      ])
  }

  @Test("hiring alone must reach a least level")
  func hiring() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.levers = [
      Lever("rd", .talent(hireMaximum: 2, secondment: nil), minimum: 3, maximumIncrease: .amount(5))
    ]
    #expect(
      problems(description).map(\.fact) == [
        .hiringTooSlow("acme", lever: "rd", minimum: 3, reachable: 2)
      ])
  }

  @Test("levers stand on variables of the model, one to a term, and need a maximum")
  func levers() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.levers = [Lever("rd"), Lever("skill", maximum: 4), Lever("luck", maximum: 1)]
    #expect(
      problems(description).map(\.fact) == [
        .leverWithoutMaximum("rd"), .leverNotInModel("luck", known: ["rd", "skill"]),
        .productOfLevers(term: "rd:skill", levers: ["rd", "skill"]),
      ])
  }

  @Test("money, rates and shares lie in their ranges")
  func ranges() throws {
    var description = try AllianceDescription.twoFirms(budget: -1)
    description.discountRate = -1
    description.outputValue = .nan
    description.levers = [
      Lever(
        "rd", .talent(hireMaximum: -1, secondment: .init(maximumShareOut: 1.2, unitCost: -2)), unitCost: -3,
        maximumIncrease: .share(-0.5))
    ]
    description.rules = [Rule("cap", .eachMember(EachMember(maximumShare: 1.5)))]
    let places = problems(description).map(\.place)
    for path in [
      ["budget"], ["discount_rate"], ["output_value"], ["levers", "rd", "hire_max"],
      ["levers", "rd", "secondment", "max_out"], ["levers", "rd", "secondment", "unit_cost"],
      ["levers", "rd", "unit_cost"], ["levers", "rd", "max_increase"], ["policies", "0", "max_share"],
    ] {
      #expect(places.contains(.key(path)), "\(path)")
    }
  }

  @Test("a rate above 100 % is a percentage without its sign, and an amount beyond 1e15 cannot be reckoned with")
  func largeNumbers() throws {
    var description = try AllianceDescription.twoFirms(budget: 2e15)
    description.discountRate = 7
    description.attributeGrowth = ["skill": 10]
    description.levers[0].unitCost = 1e16
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 1e300], "skill": [2, -1e18], "rd_max": [-1e17, 1e15]])
    func cell(_ firm: Int, _ id: FirmID, _ column: String, _ value: Double) -> AllianceProblem {
      AllianceProblem(
        .cellTooLarge(id, column: column, value: value, limit: 1e15), at: .cell(firm: firm, column: column))
    }
    let found = problems(description)
    for problem in [
      AllianceProblem(.tooLarge(key: "budget", 2e15, limit: 1e15), at: .key(["budget"])),
      AllianceProblem(.tooLarge(key: "unit_cost", 1e16, limit: 1e15), at: .key(["levers", "rd", "unit_cost"])),
      AllianceProblem(.outOfRange(key: "discount_rate", 7, allowed: .rate), at: .key(["discount_rate"])),
      AllianceProblem(.outOfRange(key: "growth", 10, allowed: .rate), at: .key(["attributes", "skill", "growth"])),
      cell(1, "bolt", "rd", 1e300), cell(1, "bolt", "skill", -1e18), cell(0, "acme", "rd_max", -1e17),
    ] { #expect(found.filter { $0 == problem }.count == 1, "\(problem)") }
    description = try .twoFirms(budget: 1e15)
    description.discountRate = 1
    #expect(problems(description).isEmpty)
  }

  @Test("periods differ, and their budgets are as many")
  func periods() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.periods = ["2026", "2027", "2026"]
    description.budget = .perPeriod([1, 2])
    #expect(
      problems(description).map(\.fact) == [.duplicatePeriod("2026"), .budgetCount(2, periods: 3)])
    description.periods = []
    description.budget = .perPeriod([])
    #expect(problems(description) == [AllianceProblem(.noPeriods, at: .key(["periods"]))])
    #expect(Budget.horizon(3).amounts(over: 0).isEmpty)
    description.periods = ["2026", "2027"]
    description.budget = .horizon(3)
    description.carryOver = false
    #expect(problems(description).map(\.fact) == [.horizonBudgetWithoutCarryOver])
  }

  @Test("growth belongs to attributes of the model")
  func growth() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.attributeGrowth = ["skill": -1, "skil": 0.1, "rd": 0.1]
    #expect(
      problems(description).map(\.fact) == [
        .growthOfLever("rd"), .growthOfUnknown("skil", known: ["rd", "skill"]),
        .outOfRange(key: "growth", -1, allowed: .rate),
      ])
  }

  @Test("rules have names of their own, a limit, and firms that they concern")
  func rules() throws {
    let south = FirmFilter([.init("region", in: ["south"])])
    let nobody = FirmFilter([.init("region", in: ["east"]), .init("rd", in: ["7"])])
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.rules = [
      Rule("a", .groupShare(GroupShare(of: south, minimum: 0.6, maximum: 0.4))),
      Rule("a", .eachMember(EachMember())),
      Rule("b", .groupShare(GroupShare(of: FirmFilter([.init("regoin", in: ["east"])]), maximum: 0.4))),
      Rule(
        "c", .groupShare(GroupShare(of: FirmFilter([.init("region", in: ["east"])] + nobody.conditions), maximum: 1))),
    ]
    #expect(
      problems(description).map(\.fact) == [
        .limitsCross("a", minimum: 0.6, maximum: 0.4),
        .ruleValueUnknown("south", column: "region", known: ["east", "west"]),
        .duplicateRule("a"),
        .ruleWithoutLimit("a", limits: ["min_share", "max_share"]),
        .ruleColumnUnknown("regoin", known: ["rd", "skill", "region"]),
        .ruleValueUnknown("7", column: "rd", known: ["0.0"]),
      ])
    let crossing = FirmFilter([.init("region", in: ["east"]), .init("skill", in: ["1.0"])])
    description.rules = [Rule("d", .groupShare(GroupShare(of: crossing, maximum: 0.5)))]
    #expect(problems(description).map(\.fact) == [.emptyGroup(rule: "d")])
  }

  @Test("shares that cannot add up to the whole, so that nothing could be spent, are refused")
  func sharesOfTheWhole() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    let everyone = FirmFilter([.init("region", in: ["east", "west"])])
    description.rules = [
      Rule("a", .eachMember(EachMember(maximumShare: 0.49))),
      Rule("b", .eachMember(EachMember(minimumShare: 0.51))),
      Rule("c", .groupShare(GroupShare(of: everyone, maximum: 0.9))),
    ]
    #expect(
      problems(description) == [
        AllianceProblem(
          .sharesBelowWhole("a", of: .allocation, maximum: 0.49, firms: 2), at: .key(["policies", "0", "max_share"])),
        AllianceProblem(
          .sharesAboveWhole("b", of: .allocation, minimum: 0.51, firms: 2), at: .key(["policies", "1", "min_share"])),
        AllianceProblem(.everyoneBelowWhole("c", of: .allocation, maximum: 0.9), at: .key(["policies", "2", "max"])),
      ])
    description.rules = [
      Rule("a", .eachMember(EachMember(minimumShare: 0.5, maximumShare: 0.5))),
      Rule("c", .groupShare(GroupShare(of: everyone, minimum: 0.5, maximum: 1))),
    ]
    #expect(problems(description).isEmpty)
  }

  @Test("a logarithm needs levels above 0, for levers and attributes")
  func domains() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.model = try sampleModel(
      "output ~ log(rd) + log(skill)",
      [
        "(Intercept)": 0, "log(rd)": 1, "log(skill)": 1,
      ])
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 1], "skill": [1, 0]])
    #expect(
      problems(description).map(\.fact) == [
        .outsideDomain("bolt", variable: "skill", transform: .logarithm, value: 0),
        .outsideDomain("acme", variable: "rd", transform: .logarithm, value: 0),
      ])
  }

  @Test("one number of a lever that does not serve is one problem, however many firms it concerns")
  func oneProblemEach() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.model = try sampleModel("output ~ log(rd)", ["(Intercept)": 0, "log(rd)": 1])
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [1, 2]])
    let outside = AllianceFact.outsideDomain(nil, variable: "rd", transform: .logarithm, value: 0)
    let keys: [(Lever, AllianceFact, String)] = [
      (Lever("rd", minimum: 0, maximum: 5), outside, "min"),
      (Lever("rd", minimum: -5, maximum: 5), .outOfRange(key: "min", -5, allowed: .notNegative), "min"),
      (
        Lever("rd", maximumIncrease: .amount(-1)), .outOfRange(key: "max_increase", -1, allowed: .notNegative),
        "max_increase"
      ),
      (
        Lever("rd", minimum: 10, maximum: 5),
        .boundsCross(nil, lever: "rd", minimum: .lever(key: "min"), from: 10, maximum: .lever(key: "max"), to: 5), "min"
      ),
      (
        Lever("rd", maximum: 0.5),
        .boundsCross("bolt", lever: "rd", minimum: .baseline, from: 2, maximum: .lever(key: "max"), to: 0.5), "max"
      ),
    ]
    for (lever, fact, key) in keys {
      description.levers = [lever]
      #expect(problems(description) == [AllianceProblem(fact, at: .key(["levers", "rd", key]))])
    }
  }

  @Test("a level that the logarithm does not know is marked where it is written")
  func leastLevels() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.model = try sampleModel("output ~ log(rd)", ["(Intercept)": 0, "log(rd)": 1])
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [1, 2], "rd_min": [.nan, 0]])
    #expect(problems(description).map(\.place) == [.cell(firm: 1, column: "rd_min")])
    description.levers = [
      Lever("rd", .talent(hireMaximum: nil, secondment: .init(maximumShareOut: 1)), maximumIncrease: .amount(1))
    ]
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [1, 2]])
    #expect(problems(description).map(\.place) == [.key(["levers", "rd", "secondment", "max_out"])])
  }

  @Test("an attribute that grows out of the domain of its transform is refused at its growth, once")
  func growingOut() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.model = try sampleModel("output ~ rd + log1p(skill)", ["(Intercept)": 0, "rd": 1, "log1p(skill)": 1])
    description.firms = sampleFirms(["acme", "bolt", "cog"], ["rd": [0, 1, 1], "skill": [2, -0.5, -0.5]])
    description.periods = ["2026", "2027", "2028"]
    #expect(problems(description).isEmpty)
    description.attributeGrowth = ["skill": 1]
    #expect(
      problems(description) == [
        AllianceProblem(
          .outsideDomain("bolt", variable: "skill", transform: .log1p, value: -1),
          at: .key(["attributes", "skill", "growth"]))
      ])
  }

  @Test("an exponential that grows beyond every figure to plan with is refused, the latent response is not")
  func responses() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.model = try sampleModel("output ~ 0 + rd:skill", ["rd:skill": 2], family: .poisson)
    // Acme: e^(2·2·10), about 2e17; Bolt stays below the limit.
    #expect(
      problems(description) == [
        AllianceProblem(.outputTooLarge("acme", exp(40), limit: 1e15), at: .key(["levers"]))
      ])
    description.response = .latent
    #expect(problems(description).isEmpty)
  }

  @Test("a gap is a share")
  func gaps() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.gap = 2
    #expect(
      problems(description) == [AllianceProblem(.outOfRange(key: "gap", 2, allowed: .share), at: .key(["gap"]))])
  }

  @Test("categories are constants of each firm; a level that the model does not know is refused")
  func categories() throws {
    var description = try AllianceDescription.twoFirms(budget: 1)
    description.model = try InnovationModel(
      formula: Formula("output ~ rd + C(region) + rd:C(region)"), family: .gaussian(smearing: nil),
      coefficients: [("(Intercept)", 5), ("rd", 2), ("C(region)west", 3), ("rd:C(region)west", -1)],
      categories: [CategoryLevels(name: "region", levels: ["east", "west"])])
    let alliance = try Alliance(description)
    #expect(alliance.index(firm: 0, period: 0, levels: [4]) == 5 + 8)
    #expect(alliance.index(firm: 1, period: 0, levels: [4]) == 5 + 3 + 4)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0]], texts: ["region": ["east", "north"]])
    #expect(
      problems(description) == [
        AllianceProblem(
          .unknownCategory("bolt", column: "region", text: "north", known: ["east", "west"]),
          at: .cell(firm: 1, column: "region"))
      ])
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0]])
    #expect(problems(description) == [AllianceProblem(.columnMissing("region", known: ["rd"]), at: .firms)])
  }
}
