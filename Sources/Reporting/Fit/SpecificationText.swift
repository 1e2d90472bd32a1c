import Regression

/// What the data say against the assumptions of a fit, in words.
struct SpecificationText {
  private let specification: Specification
  private let fit: any DescribedFit

  init(_ specification: Specification, fit: any DescribedFit) {
    self.specification = specification
    self.fit = fit
  }

  var sentences: [String] {
    specification.tests.map { $0.rejects ? rejection($0) : acceptance($0) } + collinearity + influence
  }

  private func figures(_ test: SpecificationTest) -> String { "\(test.method.name) \(words(test.test))" }

  private func acceptance(_ test: SpecificationTest) -> String {
    switch test.assumption {
    case .homoscedasticity: "No sign against equal variances of the errors: \(figures(test))."
    case .normality: "No sign against normal errors: \(figures(test))."
    }
  }

  private func rejection(_ test: SpecificationTest) -> String {
    switch (test.assumption, test.method) {
    case (.homoscedasticity, .conditionalMoments):
      "The variance of the errors changes with the regressors: \(figures(test)). A tobit is inconsistent then, and no "
        + "kind of standard error mends it; compare with --family poisson or another scale of the response." + caution
    case (.normality, .conditionalMoments):
      "The errors are not normal: \(figures(test)). A tobit is inconsistent then, and no kind of standard error mends "
        + "it; compare with --family poisson or another scale of the response." + caution
    case (.homoscedasticity, _):
      "The variance of the errors changes with the regressors: \(figures(test)). "
        + (fit.covariance.kind == .classical
          ? "The estimates stand, their classical errors do not: take --vcov HC3."
          : "The standard errors in use allow for that.")
    case (.normality, _):
      "The errors are not normal: \(figures(test)). The estimates stand; t and F are exact in large samples only, and "
        + "intervals for single firms are off."
    }
  }

  /// The outer-product form of the tests rejects too often when rows are few (Davidson and MacKinnon 1992).
  private var caution: String {
    fit.n < 200 ? " With so few rows the test rejects too often; take it as a hint." : ""
  }

  private var collinearity: [String] {
    guard let number = specification.conditionNumber, specification.hasStrongDependencies else { return [] }
    return [
      "The regressors hang together, condition number \(measure(number, 3)) (30 is much): single coefficients are told "
        + "apart badly, their sum well."
    ]
  }

  private var influence: [String] {
    guard !specification.influentialRows.isEmpty else { return [] }
    let rows = specification.influentialRows.map { "\($0.label.printable) \(measure($0.distance, 2))" }
    return ["What moves the estimates most, by Cook's distance: \(rows.joined(separator: ", "))."]
  }
}

extension SpecificationTest.Method {
  fileprivate var name: String {
    switch self {
    case .breuschPagan: "Breusch–Pagan"
    case .jarqueBera: "Jarque–Bera"
    case .conditionalMoments: "conditional moments"
    }
  }
}
