import Alliances
import TestSupport
import Testing

@testable import Planning

/// One firm with y = rd·talent, from 0 and 0 to 10 and 10 at a cost of 1 a unit each: with 10 to spend, 25 at 5 and 5.
private func square(pieces: Int?, budget: Double = 10) throws -> AllianceDescription {
  AllianceDescription(
    name: "square", model: try sampleModel("y ~ 0 + rd:talent", ["rd:talent": 1]),
    firms: sampleFirms(["a"], ["rd": [0], "talent": [0]]), budget: .horizon(budget),
    levers: [Lever("rd", maximum: 10), Lever("talent", maximum: 10)], pieces: pieces)
}

@Suite("Products of two levels in pieces")
struct LevelProductTests {
  @Test("the bound is never below the truth, the plan's value never above it, and more pieces bring them together")
  func narrows() throws {
    var gaps: [Double] = []
    for pieces in [2, 4, 16, 64] {
      let plan = try plan(square(pieces: pieces))
      #expect(plan.objective.bound >= 25 - 1e-6 && plan.objective.value <= 25 + 1e-6)
      #expect(plan.objective.bound - plan.objective.value <= 100 / 4 / Double(pieces) + 1e-6)
      gaps.append(plan.objective.bound - plan.objective.value)
      let told = plan.warnings.compactMap { warning -> Double? in
        if case .productsNearly("rd:talent", "a", "plan", let error, _) = warning { error } else { nil }
      }
      #expect(told.count == 1 && told[0] <= 100 / 4 / Double(pieces) + 1e-6)
    }
    #expect(gaps[3] < 0.5)
    #expect(try plan(square(pieces: 2)).isStopped == (gaps[0] > 1e-4 * 25))
  }

  @Test("where both levels stand at their greatest the planes touch the product, and the plan is proved")
  func corner() throws {
    let plan = try plan(square(pieces: 4, budget: 20))
    #expect(plan.totals.gain.isApproximatelyEqual(to: 100))
    #expect(plan.objective.gap <= 1e-7 && !plan.isStopped)
  }

  @Test("a fine grid of plans finds none above the bound", arguments: UInt64(1)...4)
  func grid(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    let (start, other) = ([number(0...3), number(0...3)], [number(0...3), number(0...3)])
    let coefficients = [("rd", number(0...1)), ("talent", number(-1...1)), ("rd:talent", number(-0.3...0.5))]
    let budget = number(2...6)
    let terms = "y ~ 0 + rd + talent + rd:talent"
    let description = AllianceDescription(
      name: "grid",
      model: try sampleModel(
        terms, ["rd": coefficients[0].1, "talent": coefficients[1].1, "rd:talent": coefficients[2].1]),
      firms: sampleFirms(["a", "b"], ["rd": start, "talent": other]), budget: .horizon(budget),
      levers: ["rd", "talent"].map { Lever($0, maximumIncrease: .amount(4)) }, pieces: 8)
    let plan = try plan(description)
    func gain(_ firm: Int, _ rd: Double, _ talent: Double) -> Double {
      func output(_ x: Double, _ s: Double) -> Double {
        coefficients[0].1 * x + coefficients[1].1 * s + coefficients[2].1 * x * s
      }
      return output(start[firm] + rd, other[firm] + talent) - output(start[firm], other[firm])
    }
    let steps = (0...16).map { Double($0) / 4 }
    var best = [[Double]](repeating: [Double](repeating: 0, count: 33), count: 2)
    for firm in 0..<2 {
      for x in steps {
        for s in steps where x + s <= budget {
          let cost = Int((x + s) * 4)
          best[firm][cost] = max(best[firm][cost], gain(firm, x, s))
        }
      }
    }
    var most = 0.0
    for first in 0...32 {
      for second in 0...32 where Double(first + second) / 4 <= budget {
        most = max(most, best[0][first] + best[1][second])
      }
    }
    #expect(plan.objective.bound >= most - 1e-6)
    #expect(plan.totals.gain <= plan.objective.bound + 1e-6)
    #expect(plan.totals.gain >= most - (plan.objective.bound - plan.objective.value) - 1e-6)
  }

  @Test("a switch may multiply the product, too, and a candidate that stays out has none of it")
  func withDecisions() throws {
    let members = sampleFirms(["a"], ["rd": [1], "talent": [1], "mentor": [0]])
    let candidates = sampleFirms(["c"], ["rd": [2], "talent": [2], "mentor": [0], "joining_cost": [50]])
    let description = AllianceDescription(
      name: "mentored", model: try sampleModel("y ~ 0 + rd:talent:mentor", ["rd:talent:mentor": 1]),
      firms: FirmTable(members: members, candidates: candidates), budget: .horizon(19),
      levers: [
        Lever("rd", maximum: 10), Lever("talent", maximum: 10),
        Lever("mentor", .switch(maximumCount: nil, canSwitchOff: false)),
      ], pieces: 3)
    let plan = try plan(description)
    #expect(plan.totals.gain.isApproximatelyEqual(to: 100))
    #expect(plan.partners.map(\.isSelected) == [false])
  }

  @Test("without pieces the term is refused, and so are too few and too many of them")
  func refused() throws {
    func facts(_ pieces: Int?) throws -> [AllianceFact] {
      do {
        _ = try Alliance(square(pieces: pieces))
        return []
      } catch let error as AllianceProblems { return error.problems.map(\.fact) }
    }
    #expect(try facts(nil) == [.productOfLevers(term: "rd:talent", levers: ["rd", "talent"])])
    #expect(try facts(1) == [.outOfRange(key: "pieces", 1, allowed: .wholeNumberWithin(2...64))])
    #expect(try facts(65) == [.outOfRange(key: "pieces", 65, allowed: .wholeNumberWithin(2...64))])
    #expect(try facts(64).isEmpty)
  }
}
