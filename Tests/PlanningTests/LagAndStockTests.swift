import Alliances
import TestSupport
import Testing

@testable import Planning

/// One firm whose output is 2·rd, with 10 of rd without the plan.
private func workshop(
  _ lever: Lever, formula: String = "rd", periods: Int, budget: Budget, range: ClosedRange<Double>? = nil,
  columns: [FirmColumn] = []
) throws -> AllianceDescription {
  AllianceDescription(
    name: "workshop",
    model: try sampleModel(
      "output ~ 0 + \(formula)", [formula: 2], ranges: range.map { ["rd": $0] } ?? [:]),
    firms: FirmTable(ids: ["a"], columns: [FirmColumn(name: "rd", [10])] + columns),
    periods: (1...periods).map { "\($0)" }, budget: budget, levers: [lever])
}

extension Plan {
  fileprivate var levels: [Double] { firms[0].periods.map { $0.levers[0].planned } }
  fileprivate var inFormula: [Double] { firms[0].periods.map { $0.indexLevels[0].planned } }
  fileprivate var outputs: [Double] { firms[0].periods.map(\.output) }
}

@Suite("Lags")
struct LagTests {
  @Test("with a lag of one the last period's money buys nothing, and the first period's works in the second")
  func worksLater() throws {
    let lever = Lever("rd", maximumIncrease: .amount(5), lag: 1)
    let plan = try plan(workshop(lever, periods: 3, budget: .perPeriod([3, 4, 5])))
    #expect(plan.levels == [13, 14, 10])
    #expect(plan.inFormula == [10, 13, 14])
    #expect(plan.outputs == [20, 26, 28])
    #expect(plan.totals.gain.isApproximatelyEqual(to: 14))
    let reasons = plan.idleMoney?.reasons ?? []
    #expect(reasons.map(\.obstacle) == [.noGain])
    #expect(!plan.warnings.contains { if case .lagBeyondHorizon = $0 { true } else { false } })
  }

  @Test("a lag as long as the horizon leaves nothing to gain, and the plan says so")
  func worksTooLate() throws {
    let plan = try plan(
      workshop(Lever("rd", maximumIncrease: .amount(5), lag: 2), periods: 2, budget: .horizon(8)))
    #expect(plan.totals.gain == 0 && plan.totals.spending == 0)
    #expect(plan.warnings.contains(.lagBeyondHorizon(lever: "rd", lag: 2, periods: 2)))
  }

  @Test("a switch with a lag works later, too")
  func switchesLater() throws {
    var description = try workshop(
      Lever("rd", .switch(maximumCount: nil, canSwitchOff: false), lag: 1), periods: 2, budget: .horizon(5))
    description.firms = sampleFirms(["a"], ["rd": [0]])
    let plan = try plan(description)
    #expect(plan.levels == [1, 0] && plan.outputs == [0, 2])
  }
}

@Suite("Stocks")
struct StockTests {
  @Test("what is added early is there in every later period, less what depreciates")
  func accumulates() throws {
    // K₀ = 10/0.25 = 40 stays without the plan; 4 more in the first period are 4, 3 and 2.25 more of K.
    let lever = Lever("rd", maximumIncrease: .amount(4), stock: Lever.Stock(depreciation: 0.25))
    let plan = try plan(workshop(lever, periods: 3, budget: .horizon(4)))
    #expect(plan.levels == [14, 10, 10])
    #expect(plan.inFormula == [44, 43, 42.25])
    #expect(plan.firms[0].periods.map { $0.indexLevels[0].baseline } == [40, 40, 40])
    #expect(plan.totals.gain.isApproximatelyEqual(to: 2 * (4 + 3 + 2.25)))
  }

  @Test("a stock of its own starts where the column says, and the output without the plan follows it")
  func startsAtItsColumn() throws {
    let lever = Lever("rd", maximumIncrease: .amount(4), stock: Lever.Stock(depreciation: 0.5))
    let plan = try plan(
      workshop(lever, periods: 2, budget: .horizon(4), columns: [FirmColumn(name: "rd_stock", [100])]))
    // Without the plan 0.5·100 + 10 and 0.5·60 + 10; 4 more at once are 4 and 2 more.
    #expect(plan.firms[0].periods.map(\.baselineOutput) == [120, 80])
    #expect(plan.outputs == [128, 84])
  }

  @Test("with a lag the stock grows by what was added periods before")
  func accumulatesLater() throws {
    let lever = Lever("rd", maximumIncrease: .amount(4), lag: 1, stock: Lever.Stock(depreciation: 0.5))
    let plan = try plan(
      workshop(lever, periods: 3, budget: .horizon(4), columns: [FirmColumn(name: "rd_stock", [40])]))
    // 0.5·40 + 10 = 30, then 0.5·30 + 14 = 29, then 0.5·29 + 10 = 24.5.
    #expect(plan.levels == [14, 10, 10] && plan.inFormula == [30, 29, 24.5])
  }

  @Test("the guard against extrapolation keeps the stock, not the level, within the fitted data")
  func staysInRange() throws {
    // The stock is 20 without the plan; up to 26 the model knows it. 6 at once is all, with 0.5·26 + 13 = 26 after it.
    let lever = Lever("rd", stock: Lever.Stock(depreciation: 0.5))
    let guarded = try plan(workshop(lever, periods: 2, budget: .horizon(50), range: 0...26))
    #expect(guarded.inFormula == [26, 26] && guarded.levels == [16, 13])
    #expect(guarded.outsideFittedRange.isEmpty)
    #expect(guarded.idleMoney?.reasons.map(\.obstacle) == [.bound(.fittedRange)])
    var free = lever
    (free.extrapolate, free.maximum) = (true, 30)
    let beyond = try plan(workshop(free, periods: 2, budget: .horizon(50), range: 0...26))
    #expect(beyond.levels == [30, 30] && beyond.outsideFittedRange.map(\.value) == [40, 50])
  }

  @Test("diminishing returns of a stock: money goes where log(K) rises most over the horizon")
  func bends() throws {
    let lever = Lever("rd", maximumIncrease: .amount(20), stock: Lever.Stock(depreciation: 1))
    // All of the stock is lost in a period, so it is the level itself: equal parts.
    let flow = try plan(workshop(lever, formula: "log(rd)", periods: 2, budget: .horizon(10)))
    #expect(flow.levels.allSatisfy { $0.isApproximatelyEqual(to: 15, relativeTolerance: 1e-4) })
    let lasting = Lever("rd", maximumIncrease: .amount(20), stock: Lever.Stock(depreciation: 0.5))
    let early = try plan(workshop(lasting, formula: "log(rd)", periods: 2, budget: .horizon(10)))
    // Of u in the first period the derivative is 1/(20 + u) + 0.5/(30 − u/2 … ): all of it comes first.
    #expect(early.levels[0].isApproximatelyEqual(to: 20, relativeTolerance: 1e-6))
    #expect(early.objective.gap <= 1e-7)
  }
}
