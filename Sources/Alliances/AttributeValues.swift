import Regression

extension AllianceDescription {
  /// The value aᵢ(1 + g)^(t−1) of every numeric attribute, one entry a firm and period, by variable.
  func attributeValues(problems: inout [AllianceProblem]) -> [String: [Double]] {
    let decided = Set(levers.map(\.variable))
    var values: [String: [Double]] = [:]
    for variable in model.formula.numericVariables where !decided.contains(variable) {
      guard let cells = CellReader(firms: firms).required(variable, problems: &problems) else { continue }
      let growth = 1 + (attributeGrowth[variable] ?? 0)
      var flat: [Double] = []
      flat.reserveCapacity(firms.count * periods.count)
      for firm in 0..<firms.count {
        var value = cells[firm]
        for _ in periods {
          flat.append(value)
          value *= growth
        }
      }
      checkDomain(of: variable, cells, problems: &problems)
      values[variable] = flat
    }
    return values
  }

  /// Transforms of an attribute that are not defined at a firm's value.
  private func checkDomain(of variable: String, _ cells: [Double], problems: inout [AllianceProblem]) {
    for transform in transforms(of: variable) {
      for firm in 0..<firms.count where !cells[firm].isNaN && !transform.domain.contains(cells[firm]) {
        let fact = AllianceFact.outsideDomain(
          firms.ids[firm], variable: variable, transform: transform, value: cells[firm])
        problems.append(AllianceProblem(fact, at: .cell(firm: firm, column: variable)))
      }
    }
  }

  /// The transforms that the model's terms apply to `variable`.
  private func transforms(of variable: String) -> Set<Transform> {
    Set(
      model.terms.flatMap(\.factors).compactMap { factor in
        if case .numeric(variable, let transform) = factor { transform } else { nil }
      })
  }

  /// The text of every category, one entry a firm, by variable.
  func categoryTexts(problems: inout [AllianceProblem]) -> [String: [String?]] {
    var texts: [String: [String?]] = [:]
    for variable in model.formula.categoryVariables {
      guard let cells = firms.column(variable)?.texts else { continue }
      let known = model.levels(of: variable)
      for firm in 0..<firms.count {
        let place = AlliancePlace.cell(firm: firm, column: variable)
        guard let text = cells[firm] else {
          problems.append(AllianceProblem(.cellEmpty(firms.ids[firm], column: variable), at: place))
          continue
        }
        guard let known, !known.contains(text) else { continue }
        let fact = AllianceFact.unknownCategory(firms.ids[firm], column: variable, text: text, known: known)
        problems.append(AllianceProblem(fact, at: place))
      }
      texts[variable] = cells
    }
    return texts
  }
}
