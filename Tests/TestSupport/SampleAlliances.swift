import Alliances
import Regression

/// A model given by its formula and coefficients, with the range of the data it is said to have been fitted on.
public func sampleModel(
  _ formula: String, _ coefficients: KeyValuePairs<String, Double>, family: Family = .gaussian(smearing: nil),
  sigma: Double? = nil, standardErrors: [Double]? = nil, ranges: [String: ClosedRange<Double>] = [:]
) throws -> InnovationModel {
  let formula = try Formula(formula)
  return try InnovationModel(
    formula: formula, family: family, coefficients: coefficients.map { ($0.key, $0.value) }, sigma: sigma,
    standardErrors: standardErrors,
    variables: formula.numericVariables.compactMap { name in
      ranges[name].map { range in
        VariableSummary(
          name: name, minimum: range.lowerBound, maximum: range.upperBound,
          mean: (range.lowerBound + range.upperBound) / 2, standardDeviation: 1)
      }
    })
}

/// Firms called by `ids` with columns of numbers.
public func sampleFirms(
  _ ids: [FirmID], _ columns: KeyValuePairs<String, [Double]>, texts: KeyValuePairs<String, [String]> = [:]
) -> FirmTable {
  FirmTable(
    ids: ids,
    columns: columns.map { FirmColumn(name: $0.key, $0.value) } + texts.map { FirmColumn(name: $0.key, $0.value) })
}

extension AllianceDescription {
  /// Two firms, Acme and Bolt, with one investment `rd` at a unit cost of 1 that each may raise by 10 from 0. A unit
  /// yields 2 at Acme and 1 at Bolt: output = rd·skill, skill 2 and 1.
  public static func twoFirms(budget: Double) throws -> AllianceDescription {
    AllianceDescription(
      name: "two firms", model: try sampleModel("output ~ 0 + rd:skill", ["rd:skill": 1]),
      firms: sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1]], texts: ["region": ["east", "west"]]),
      budget: .horizon(budget), levers: [Lever("rd", maximumIncrease: .amount(10))])
  }

  /// The same two firms, each with a skill of its own that yields 1 a unit, with a standard error of 0.3: which of them is the
  /// better one is chance.
  public static func ofUncertainSkills(budget: Double) throws -> AllianceDescription {
    var description = try AllianceDescription.twoFirms(budget: budget)
    description.model = try sampleModel(
      "output ~ 0 + rd:skill + rd:other", ["rd:skill": 1, "rd:other": 1], standardErrors: [0.3, 0.3])
    description.firms = sampleFirms(
      ["acme", "bolt"], ["rd": [0, 0], "skill": [1, 0], "other": [0, 1]], texts: ["region": ["east", "west"]])
    return description
  }

  /// The same description with another rule.
  public func adding(_ rule: Rule) -> AllianceDescription {
    var copy = self
    copy.rules.append(rule)
    return copy
  }
}
