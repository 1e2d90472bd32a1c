import Alliances
import GLPKSolver
import Planning
import Regression
import SourceText
import Statistics
import TestSupport

@testable import Studies

/// A model with a covariance of its coefficients.
func uncertainModel(
  _ formula: String, _ coefficients: [(String, Double)], covariance: Matrix,
  family: Family = .gaussian(smearing: nil), sigma: Double? = nil
) throws -> InnovationModel {
  try InnovationModel(
    formula: Formula(formula), family: family, coefficients: coefficients.map { ($0.0, $0.1) }, sigma: sigma,
    covariance: covariance)
}

/// A matrix with these figures on its diagonal.
func diagonal(_ figures: [Double]) -> Matrix {
  var matrix = Matrix(rowCount: figures.count, columnCount: figures.count)
  for (position, figure) in figures.enumerated() { matrix[position, position] = figure }
  return matrix
}

/// Six firms of which each has its own coefficient on R&D: all bring 1 in truth, each estimate errs by 0.3 on its own;
/// the money suffices for two of them.
func sixFirms(_ coefficients: [Double], error: Double = 0.3) throws -> AllianceDescription {
  let names = ["a", "b", "c", "d", "e", "f"]
  let model = try uncertainModel(
    "y ~ 0 + " + names.map { "rd:\($0)" }.joined(separator: " + "),
    zip(names, coefficients).map { ("rd:\($0)", $1) }, covariance: diagonal(names.map { _ in error * error }))
  let columns = names.indices.map { own in
    FirmColumn(name: names[own], names.indices.map { $0 == own ? 1 : 0 })
  }
  return AllianceDescription(
    name: "six", model: model,
    firms: FirmTable(
      ids: names.map { FirmID("firm \($0)") }, columns: [FirmColumn(name: "rd", names.map { _ in 10.0 })] + columns),
    budget: .horizon(10), levers: [Lever("rd", maximumIncrease: .amount(5))])
}

/// The same alliance with a random covariance of its coefficients, whose errors are up to `share` of them.
func uncertain(_ description: AllianceDescription, seed: UInt64, share: Double = 0.4) throws -> AllianceDescription {
  var generator = SeededGenerator(seed: seed)
  let model = description.model
  let count = model.parameters.count
  let root = Matrix(
    rowCount: count, columnCount: count,
    elements: (0..<(count * count)).map { entry in
      let size = abs(model.parameters[entry % count])
      return Double.random(in: -1...1, using: &generator) * share * size / Double(count).squareRoot()
    })
  var copy = description
  copy.model = try InnovationModel(
    formula: model.formula, family: model.family, coefficients: model.terms.map { ($0.name, $0.coefficient) },
    sigma: model.sigma, covariance: root.times(root.transposed), variables: model.variables)
  return copy
}

let riskPlanner = Planner(solver: GLPKSolver())

/// The study of the risk of an alliance that has a plan.
func risk(_ description: AllianceDescription, _ settings: Risk.Settings) throws -> Risk {
  let alliance = try Alliance(description)
  guard let plan = try riskPlanner.bestPlan(of: alliance) else { throw NoPlanAtAll() }
  let draws = try Risk.draws(for: alliance, settings, model: SourceMark(file: "model"))
  return try Risk(of: alliance, plan: plan, settings, on: draws, planner: riskPlanner)
}

struct NoPlanAtAll: Error {}
