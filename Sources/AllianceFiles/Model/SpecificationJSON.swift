import Regression

extension JSONValue {
  /// What the data hold against the assumptions of a fit: the tests, the condition number of the regressors, and the rows
  /// that move the estimates most.
  public init(_ specification: Specification) {
    self.init(present: [
      (
        "tests",
        .list(
          specification.tests.map { test in
            [
              "assumption": .text(test.assumption.key), "method": .text(test.method.key),
              "statistic": .number(test.test.statistic), "df": .integer(test.test.degrees),
              "p_value": .number(test.test.pValue),
            ]
          })
      ),
      ("condition_number", specification.conditionNumber.map { .number($0) }),
      (
        "influential_rows",
        specification.conditionNumber.map { _ in
          .list(
            specification.influentialRows.map { row in
              [
                "row": .text(row.label), "cooks_distance": .number(row.distance), "leverage": .number(row.leverage),
              ]
            })
        }
      ),
    ])
  }
}

extension SpecificationTest.Assumption {
  fileprivate var key: String {
    switch self {
    case .homoscedasticity: "homoscedasticity"
    case .normality: "normality"
    }
  }
}

extension SpecificationTest.Method {
  fileprivate var key: String {
    switch self {
    case .breuschPagan: "breusch_pagan"
    case .jarqueBera: "jarque_bera"
    case .conditionalMoments: "conditional_moments"
    }
  }
}
