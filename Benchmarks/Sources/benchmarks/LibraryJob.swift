import Foundation
import Regression
import SourceText

/// The job by library calls, its stages timed one by one and printed as lines of a stage and its seconds, as the
/// scripts of the peers do.
enum LibraryJob {
  static func linear(_ path: String) throws {
    let formula = try Formula(Sample.linear.formula)
    let data = try timed("read") { try Dataset(Table(SourceFile(reading: path)), formula: formula) }
    let fit = try timed("fit") { try LeastSquaresFit(data) }
    precondition(fit.n == data.rowCount, "a fit to all rows")
  }

  static func tobit(_ path: String) throws {
    let formula = try Formula(Sample.tobit.formula)
    let data = try timed("read") { try Dataset(Table(SourceFile(reading: path)), formula: formula) }
    let fit = try timed("fit") { try TobitFit(Regression.Sample(data), lower: 0, upper: nil) }
    precondition(fit.n == data.rowCount, "a fit to all rows")
  }
}

/// The result of `body`, after a line with `stage` and its seconds.
private func timed<Result>(_ stage: String, _ body: () throws -> Result) rethrows -> Result {
  let clock = ContinuousClock()
  let start = clock.now
  let result = try body()
  print(stage, (clock.now - start) / .seconds(1))
  return result
}
