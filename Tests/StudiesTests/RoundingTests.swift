import Alliances
import GLPKSolver
import Planning
import TestSupport
import Testing

@testable import Studies

/// Five firms with talent that can be lent and research that counts at firms nearby, whose numbers leave rounding behind
/// wherever plans are compared, with `money` to spend and an output counted in units of `unit`.
private func fiveFirms(money: Double, unit: Double = 1) throws -> AllianceDescription {
  let coefficients = [("rd", 0.46725933402886144), ("talent", 0.5105530213572214), ("near", 0.04337298685661807)]
  return AllianceDescription(
    name: "five",
    model: try uncertainModel(
      "y ~ 0 + rd + talent + near", coefficients.map { ($0, $1 / unit) },
      covariance: diagonal(
        [0.0018565994172410202, 0.002100601862804657, 0.00031924963081699854].map { $0 / unit / unit })),
    firms: sampleFirms(
      ["m1", "m2", "m3", "m4", "m5"],
      [
        "rd": [4.7, 12.7, 8.7, 6.0, 8.4], "talent": [12.8, 12.8, 50.1, 28.3, 8.7], "near": [11.0, 4.4, 8.7, 8.3, 4.3],
        "own": [1.2, 2.4, 1.8, 1.4, 1.8],
      ], texts: ["region": ["north", "east", "south", "north", "east"]]),
    budget: .horizon(money),
    levers: [
      Lever("rd", maximumIncrease: .share(0.4)),
      Lever(
        "talent",
        .talent(hireMaximum: 2, secondment: Lever.Secondment(maximumShareOut: 0.2, unitCost: 0.1)), unitCost: 0.9,
        maximumIncrease: .share(0.5)),
    ], links: [Link("near", .sums(lever: "rd", weights: .same(column: "region")))])
}

@Suite("Rounding is nothing, also where nothing is all there is")
struct RoundingTests {
  private let planner = Planner(solver: GLPKSolver())

  private func sharing(_ description: AllianceDescription) throws -> AllianceSharing {
    let outcome = try AllianceSharing.outcome(of: Alliance(description), options: .init(), planner: planner)
    guard case .shared(let study) = outcome else { throw NoPlanAtAll() }
    return study
  }

  @Test("a plan without money spends, gains and changes nothing at all")
  func planWithoutMoney() throws {
    let plan = try #require(try planner.bestPlan(of: Alliance(fiveFirms(money: 0))))
    #expect(plan.objective.value == 0)
    #expect(plan.totals.spending == 0)
    for firm in plan.firms {
      #expect(firm.gain == 0)
      #expect(firm.periods.allSatisfy { $0.spending == 0 && $0.levers.allSatisfy { $0.planned == $0.baseline } })
    }
  }

  @Test("without money nobody would leave: every division gives everyone 0, and nobody pays")
  func sharingWithoutMoney() throws {
    let study = try sharing(fiveFirms(money: 0))
    let core = try #require(study.sharing.leastCore)
    #expect((core.epsilon, core.coreIsEmpty) == (0, false))
    #expect(study.sharing.worths.allSatisfy { $0.worth == 0 })
    #expect(study.held.allSatisfy { $0 == 0 })
    for division in study.sharing.divisions {
      #expect(division.allocation.allSatisfy { $0 == 0 }, "\(division.method)")
      #expect(division.test?.isInCore == true, "\(division.method)")
      #expect(division.test?.excess == 0, "\(division.method)")
      #expect(Compensation.payments(from: study.held, to: division.allocation).isEmpty)
    }
  }

  @Test("without money no member is lost, and no policy costs, helps or hurts anybody")
  func membersAndPoliciesWithoutMoney() throws {
    let partners = try partnerStudy(fiveFirms(money: 0))
    for member in partners.members {
      guard case .lost(let lost, _) = member.outcome else {
        Issue.record("\(member.outcome)")
        continue
      }
      #expect((lost.value, lost.isPositive) == (0, false))
    }
    let policies = try policyStudy(fiveFirms(money: 0), tolerances: [0.1])
    for figures in policies.results.compactMap(\.figures) {
      #expect((figures.price, figures.gini, figures.costsSomething) == (nil, nil, false))
      #expect(figures.winners.isEmpty && figures.losers.isEmpty)
    }
  }

  @Test("without money nothing is promised, and drawing errs by nothing")
  func riskWithoutMoney() throws {
    let study = try risk(fiveFirms(money: 0), Risk.Settings(draws: 12, seed: 2, cautiousReplans: 2))
    for plan in study.plans {
      #expect((plan.promise, plan.chanceOfLoss) == (0, 0))
      #expect(plan.figures.allSatisfy { $0 == 0 })
      if let correction = plan.correction { #expect((correction.corrected, correction.standardError) == (0, 0)) }
    }
    #expect(study.perfectInformation == 0)
    #expect(study.regret?.sorted.allSatisfy { $0 == 0 } == true)
  }

  @Test("what a change adds at a firm that it does not touch is nothing")
  func partsOfOtherFirms() throws {
    let alliance = try Alliance(fiveFirms(money: 5))
    let changes = ["m1.talent=+1.3", "m2.talent=+0.7", "m3.talent=+0.1", "m5.talent=+0.3"]
    let study = try WhatIf(of: alliance, ScenarioReader(alliance).factors(setting: changes, adding: []))
    let touched = [0: 0, 1: 1, 2: 2, 4: 3]
    for firm in study.firms {
      for (factor, part) in firm.parts.enumerated() where touched[firm.position] != factor {
        #expect(part == 0, "\(firm.id), \(changes[factor])")
      }
    }
  }

  @Test("a limit that nobody wants more of has the price 0", arguments: [3.7, 12, 40])
  func pricesOfNothing(money: Double) throws {
    var description = try fiveFirms(money: money)
    description.periods = ["2027", "2028", "2029"]
    description.discountRate = 0.06
    description.budget = .perPeriod([money / 2, money / 3, money / 6])
    description.contributions = Contributions(maximum: "own")
    description.grants = [Grant("fund", amount: .horizon(money / 5), match: 0.5)]
    description.pooling = 0.6
    description.rules = [
      Rule("win", .winWin(WinWin(.baseline))), Rule("nobody", .eachMember(EachMember(maximumShare: 0.35))),
    ]
    guard case .plan(let plan) = try planner.plan(Alliance(description)) else { throw NoPlanAtAll() }
    let prices = plan.prices.map(\.price) + plan.rules.map(\.price) + [plan.pooling?.price].compactMap(\.self)
    #expect(prices.allSatisfy { $0.price == 0 || abs($0.price) > 1e-9 }, "\(prices.map(\.price))")
  }

  @Test("a policy that changes nothing costs exactly nothing")
  func policyWithoutCost() throws {
    let study = try policyStudy(
      fiveFirms(money: 3.7).adding(Rule("cap", .spendingCap(SpendingCap(maximum: 50)))), tolerances: [0.5])
    for figures in study.results.compactMap(\.figures) where !figures.costsSomething { #expect(figures.price == 0) }
    #expect(study.results.compactMap(\.figures?.price).allSatisfy { $0 >= 0 })
  }

  /// Outputs in billions instead of ones make all gains 10⁻⁹ of what they were.
  @Test("what is small in its unit alone is no rounding")
  func smallUnits() throws {
    let (usual, small) = (try sharing(fiveFirms(money: 3.7)), try sharing(fiveFirms(money: 3.7, unit: 1e9)))
    for (division, other) in zip(usual.sharing.divisions, small.sharing.divisions) where division.method != .owen {
      #expect(division.allocation.isApproximatelyEqual(to: other.allocation.map { $0 * 1e9 }))
      #expect(division.test?.isInCore == other.test?.isInCore)
    }
    let (members, others) = try (partnerStudy(fiveFirms(money: 3.7)), partnerStudy(fiveFirms(money: 3.7, unit: 1e9)))
    for (member, other) in zip(members.members, others.members) {
      guard case .lost(let lost, _) = member.outcome, case .lost(let small, _) = other.outcome else {
        Issue.record("\(member.outcome), \(other.outcome)")
        continue
      }
      #expect(lost.isPositive == small.isPositive)
      #expect((small.value * 1e9).isApproximatelyEqual(to: lost.value))
    }
  }
}
