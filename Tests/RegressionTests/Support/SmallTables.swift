import SourceText

@testable import Regression

/// The table in `text`.
func table(_ text: String) throws -> Table { try Table(SourceFile(path: "firms.csv", text: text)) }

/// The fit of `formula` to the table in `text`.
func fit(_ formula: String, to text: String) throws -> LeastSquaresFit {
  try LeastSquaresFit(Dataset(table(text), formula: Formula(formula)))
}

/// The problems that `body` throws, as text in the order of their places: `file:line:column fact`.
func problems(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let error as InputProblems {
    return error.problems.map { "\($0.mark.file):\($0.mark.line ?? 0):\($0.mark.column ?? 0) \($0.fact)" }
  } catch {
    return ["\(error)"]
  }
}

/// The Poisson regression of `formula` on the table in `text`.
func poisson(_ formula: String, to text: String) throws -> PoissonFit {
  try PoissonFit(Sample(Dataset(table(text), formula: Formula(formula))))
}

/// The tobit of `formula` fitted to the table in `text`.
func tobit(_ formula: String, to text: String, lower: Double? = 0, upper: Double? = nil) throws -> TobitFit {
  try TobitFit(Sample(Dataset(table(text), formula: Formula(formula))), lower: lower, upper: upper)
}
