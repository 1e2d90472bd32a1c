import SourceText

/// Whether the limits make sense for the response.
func checkLimits(_ sample: Sample, lower: Double?, upper: Double?) throws(InputProblems) {
  let response = sample.formula.response
  let atResponse = sample.formula.mark(of: response.variable)
  if sample.formula.responseIsLogarithm {
    throw InputProblems(FitFact.limitedLogarithm(variable: response.variable), at: atResponse)
  }
  guard lower != nil || upper != nil else { throw InputProblems(FitFact.limitsMissing, at: atResponse) }
  var problems: [InputProblem] = []
  for (limit, option) in [(lower, "--lower"), (upper, "--upper")] {
    guard let limit, !limit.isFinite else { continue }
    problems.append(InputProblem(FitFact.limitNotFinite(limit), at: SourceMark(file: option)))
  }
  if let lower, let upper, problems.isEmpty, lower >= upper {
    problems.append(InputProblem(FitFact.limitsCross(lower: lower, upper: upper), at: SourceMark(file: "--upper")))
  }
  if !problems.isEmpty { throw InputProblems(problems) }
}

extension TobitCensoring {
  /// Without at least two rows between the limits nothing tells the scale of the response.
  func checkThatRowsAreUncensored(_ sample: Sample) throws(InputProblems) {
    guard counts.uncensored < 2 else { return }
    let response = sample.formula.response
    throw InputProblems(scarcity(response.label), at: sample.formula.mark(of: response.variable))
  }

  private func scarcity(_ response: String) -> FitFact {
    if counts.uncensored == 1 { return .oneUncensoredRow(response: response, rows: counts.total) }
    if let lower, let upper, counts.left > 0, counts.right > 0 {
      return .nothingBetweenLimits(
        response: response, lower: lower, upper: upper, atLower: counts.left, atUpper: counts.right)
    }
    let limit = counts.left > 0 ? lower : upper
    return .everyRowCensored(response: response, limit: limit ?? .nan, rows: counts.total)
  }

  /// What should be known about a fit with these limits.
  func warnings(_ sample: Sample) -> [FitFact] {
    if counts.uncensored == counts.total { return [.nothingCensored(response: sample.formula.response.label)] }
    guard counts.uncensored <= sample.coefficientCount else { return [] }
    return [.fewUncensoredRows(uncensored: counts.uncensored, coefficients: sample.coefficientCount)]
  }
}
