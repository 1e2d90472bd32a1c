import Foundation
import SourceText
import Testing

@testable import Regression

/// The table in the file `name` of the fixtures.
func fixture(_ name: String) throws -> Table {
  let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
  return try Table(SourceFile(reading: url.path))
}

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

/// To how many decimal digits `value` agrees with `reference`, at most 15 (the negative logarithm of the relative error;
/// of the absolute one where the reference is 0).
func digits(_ value: Double, _ reference: Double) -> Double {
  let error = reference == 0 ? abs(value) : abs(value - reference) / abs(reference)
  return error == 0 ? 15 : min(15, -log10(error))
}

/// The Poisson regression of `formula` on the table in `text`.
func poisson(_ formula: String, to text: String) throws -> PoissonFit {
  try PoissonFit(Sample(Dataset(table(text), formula: Formula(formula))))
}

/// Numbers between −1 and 1 that follow from a seed (Knuth's multiplier for 64 bits).
struct Multiplicative {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 52) - 1
  }
}
