import Regression

extension AllianceDescription {
  /// The value aᵢ(1 + g)^(t−1) of every numeric attribute, one entry a firm and period, by variable.
  func attributeValues(problems: inout [AllianceProblem]) -> [String: [Double]] {
    let decided = Set(levers.map(\.variable) + links.map(\.variable))
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
      checkDomain(of: variable, flat, problems: &problems)
      values[variable] = flat
    }
    return values
  }

  /// Transforms of an attribute that are not defined at a firm's value: in its cell for the first period, at the growth,
  /// once, where only the growth leads out of the domain.
  private func checkDomain(of variable: String, _ values: [Double], problems: inout [AllianceProblem]) {
    guard !periods.isEmpty else { return }
    let mayGrow = attributeGrowth[variable].map(AllowedRange.rate.contains) ?? false
    for transform in transforms(of: variable) {
      var growsOut = false
      for firm in 0..<firms.count where !values[firm * periods.count].isNaN {
        let own = values[(firm * periods.count)..<((firm + 1) * periods.count)]
        guard let outside = own.firstIndex(where: { !transform.domain.contains($0) }) else { continue }
        let fact = AllianceFact.outsideDomain(
          firms.ids[firm], variable: variable, transform: transform, value: values[outside])
        if outside == own.startIndex {
          problems.append(AllianceProblem(fact, at: .cell(firm: firm, column: variable)))
        } else if mayGrow, !growsOut {
          growsOut = true
          problems.append(AllianceProblem(fact, at: .key(["attributes", variable, "growth"])))
        }
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
      let lacking = firms.listsLacking(variable)
      for firm in 0..<firms.count where !lacking.contains(firms.list(of: firm)) {
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
