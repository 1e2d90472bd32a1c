import Regression

/// Models side by side as cells of text: what a terminal, LaTeX and Markdown lay out each in its own way.
struct ModelGrid {
  /// A parameter in every model; empty where a model does not have it.
  struct Parameter {
    let label: String
    let estimates: [String]
    /// In parentheses.
    let standardErrors: [String]
  }

  /// A figure of every model.
  struct Measure {
    let label: String
    let values: [String]
  }

  let names: [String]
  let parameters: [Parameter]
  let measures: [Measure]

  init(_ comparison: ModelComparison) {
    let models = comparison.entries.map(\.model)
    names = comparison.entries.map(\.name)
    parameters = comparison.parameters.map { parameter in
      let row = parameter.estimates
      let numbers = CoefficientText(row.flatMap { [$0?.estimate, $0?.standardError].compactMap(\.self) })
      return Parameter(
        label: parameter.name, estimates: row.map { $0.map { numbers.text($0.estimate) } ?? "" },
        standardErrors: row.map { estimate in estimate?.standardError.map { "(\(numbers.text($0)))" } ?? "" })
    }
    measures = Self.measures(models).filter { $0.values.contains { !$0.isEmpty } }
  }

  private static func measures(_ models: [InnovationModel]) -> [Measure] {
    // The largest number of a row has so many digits, the others as many decimals.
    func measure(_ label: String, _ digits: Int, _ figure: (InnovationModel) -> Double?) -> Measure {
      let figures = models.map(figure)
      let largest = figures.compactMap(\.self).map(abs).max() ?? 0
      let decimals = digits - 1 - NumberText.exponent(of: largest)
      let values = figures.map { figure in
        guard let figure else { return "" }
        return (0...9).contains(decimals)
          ? NumberText.fixed(figure, decimals: decimals, grouping: false)
          : NumberText.significant(figure, digits: digits, grouping: false)
      }
      return Measure(label: label, values: values)
    }
    return [
      Measure(label: "response", values: models.map(\.formula.response.label)),
      Measure(label: "family", values: models.map(\.family.nameWithLimits)),
      Measure(label: "std.errors", values: models.map { $0.fit?.covarianceType ?? "" }),
      Measure(label: "n", values: models.map { model in model.fit?.n.map { "\($0)" } ?? "" }),
      measure("sigma", 5, \.sigma),
      measure("R²", 4) { $0.fit?.rSquared },
      measure("adjusted R²", 4) { $0.fit?.adjustedRSquared },
      measure("log-likelihood", 7) { $0.fit?.logLikelihood },
      measure("AIC", 7) { $0.fit?.aic },
      measure("BIC", 7) { $0.fit?.bic },
    ]
  }
}

extension Family {
  /// The name, with the limits of a tobit: `tobit from 0`, `tobit to 4`, `tobit 0 to 4`.
  fileprivate var nameWithLimits: String {
    func number(_ limit: Double) -> String { NumberText.asWritten(limit, digits: 6) }
    return switch self {
    case .gaussian: "gaussian"
    case .poisson: "poisson"
    case .tobit(let lower?, let upper?): "tobit \(number(lower)) to \(number(upper))"
    case .tobit(let lower?, nil): "tobit from \(number(lower))"
    case .tobit(nil, let upper?): "tobit to \(number(upper))"
    case .tobit(nil, nil): "tobit"
    }
  }
}
