import Alliances
import Foundation
import GLPKSolver
import TestSupport
import Testing

@testable import Planning

@Suite("Bent outputs with several levers inside their ranges")
struct SpreadLeverTests {
  /// Firms whose output is exp(0.8 + 0.5·ln(1 + rd) + 0.5·ln(1 + lab) + 0.35·ln(1 + staff)): it bends upwards along the
  /// index, of which each lever gives less and less, so that the best plan uses all three.
  private func description(budget: Double, start: [Double]) throws -> AllianceDescription {
    let model = try sampleModel(
      "output ~ log1p(rd) + log1p(lab) + log1p(staff)",
      ["(Intercept)": 0.8, "log1p(rd)": 0.5, "log1p(lab)": 0.5, "log1p(staff)": 0.35], family: .poisson)
    return AllianceDescription(
      name: "Three levers", model: model,
      firms: sampleFirms(
        start.indices.map { FirmID("f\($0)") }, ["rd": start, "lab": start, "staff": start]),
      budget: .horizon(budget),
      levers: [Lever("rd", maximum: 12), Lever("lab", unitCost: 0.8, maximum: 12), Lever("staff", maximum: 12)])
  }

  /// The most that `money` adds to the output of a firm at `start`, on a grid of shares of money for each lever.
  private func most(_ money: Double, start: Double) -> Double {
    func output(_ rd: Double, _ lab: Double, _ staff: Double) -> Double {
      exp(0.8) * pow(1 + rd, 0.5) * pow(1 + lab, 0.5) * pow(1 + staff, 0.35)
    }
    var best = 0.0
    let steps = 60
    for first in 0...steps {
      for second in 0...(steps - first) {
        let unit = money / Double(steps)
        let rd = start + unit * Double(first)
        let lab = start + unit * Double(second) / 0.8
        let staff = start + unit * Double(steps - first - second)
        guard max(rd, lab, staff) <= 12 else { continue }
        best = max(best, output(rd, lab, staff) - output(start, start, start))
      }
    }
    return best
  }

  @Test(
    "one firm, and two, are planned to within the gap, and no grid does better",
    arguments: [[1.0], [1, 0.5], [0.2, 0.2]])
  func noGridIsBetter(start: [Double]) throws {
    let budget = 9.0
    let plan = try plan(description(budget: budget, start: start))
    #expect(plan.certificate.holds)
    #expect(!plan.isStopped)
    #expect(plan.objective.gap <= 1.01e-4)
    let steps = start.count == 1 ? 0 : 60
    let grid = (0...steps).map { step in
      let part = steps == 0 ? 1 : Double(step) / Double(steps)
      return most(part * budget, start: start[0])
        + (start.count == 1 ? 0 : most((1 - part) * budget, start: start[1]))
    }
    let best = try #require(grid.max())
    #expect(best <= plan.objective.bound * (1 + 1e-9))
    #expect(best <= plan.objective.value * (1 + 1.01e-4))
    #expect(best >= plan.objective.value * (1 - 2e-3))
  }
}
