import Alliances
import GLPKSolver
@testable import Planning
import TestSupport

/// The plan of a description that has one.
func plan(_ description: AllianceDescription) throws -> Plan {
  let outcome = try Planner(solver: GLPKSolver()).plan(Alliance(description))
  guard case .plan(let plan) = outcome else { throw NoPlan() }
  return plan
}

/// No plan where a test needs one.
struct NoPlan: Error {}

/// Acme and Bolt with baselines of 10, whose output grows by 2 and by 1 per unit of `rd`.
func twoFirms(
  budget: Budget, levers: [Lever] = [Lever("rd", maximumIncrease: .amount(5))], rules: [Rule] = [],
  slopes: [Double] = [2, 1], currency: String? = "CNY million"
) throws -> AllianceDescription {
  let model = try sampleModel("output ~ rd:skill", ["(Intercept)": 50, "rd:skill": 1])
  let firms = FirmTable(
    ids: ["acme", "bolt"], names: ["Acme", "Bolt"],
    columns: [FirmColumn(name: "rd", [10, 10]), FirmColumn(name: "skill", slopes)])
  return AllianceDescription(
    name: "Two firms", currency: currency, model: model, firms: firms, budget: budget, levers: levers, rules: rules)
}

extension Plan {
  /// The same plan with `further` warnings.
  func with(_ further: [PlanWarning]) -> Plan {
    Plan(
      alliance: alliance, objective: objective, totals: totals, firms: firms, partners: partners, money: money,
      rules: rules, partnerRules: partnerRules,
      prices: prices, pooling: pooling, target: target, certificate: certificate, grants: grants,
      warnings: warnings + further,
      outsideFittedRange: outsideFittedRange,
      idleMoney: idleMoney, unusedContributions: unusedContributions, program: program, solver: solver, start: start)
  }
}
