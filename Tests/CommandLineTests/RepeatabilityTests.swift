import Foundation
import TestSupport
import Testing

@Suite("The same figures on every machine")
struct RepeatabilityTests {
  @Test("a fit with many coefficients has the same digits however many threads OpenBLAS may use")
  func threads() throws {
    var generator = SeededGenerator(seed: 7)
    let rows = (0..<1500).map { row in
      let (regressor, error) = (
        Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator)
      )
      return "\(regressor + error),\(regressor),group\(row % 40)"
    }
    let folder = try TemporaryFolder()
    try folder.write("y,x,g\n" + rows.joined(separator: "\n") + "\n", to: "data.csv")
    for family in ["gaussian", "tobit"] {
      let fit = "\"$ALLIANCE\" fit data.csv --formula 'y ~ x + C(g)' --family \(family) --json"
      let one = try CommandRun(script: "OPENBLAS_NUM_THREADS=1 \(fit)", in: folder.url)
      let two = try CommandRun(script: "OPENBLAS_NUM_THREADS=2 \(fit)", in: folder.url)
      #expect(one.status == 0 && one.output.contains("\"C(g)group39\""))
      #expect(one.output == two.output)
    }
  }
}
