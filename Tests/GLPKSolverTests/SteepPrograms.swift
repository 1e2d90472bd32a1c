import Foundation
import LinearProgramming

/// Programs like those that planning with a square root leads to: the first tangent rises ten million times as fast as
/// the last.
enum SteepPrograms {
  /// Tangents of `scale`·√x at 1e-16, 0.05, 0.25, 0.5 and 1 of the `range` of x, which keep `curve` below that.
  private static func layTangents(
    under curve: Variable, at level: Variable, scale: Double, range: Double, in program: inout LinearProgram
  ) {
    for share in [1e-16, 0.05, 0.25, 0.5, 1] {
      let root = (share * range).squareRoot()
      program.require(curve - (scale / (2 * root)) * level <= scale * root / 2, named: "tangent at \(share)")
    }
  }

  /// One firm, three periods: research x under a root, staff n that nobody is dismissed from, contributions c and what
  /// is carried over u. Its optimum is 9338.07524761 by HiGHS 1.15.1 and by GLPK's rational arithmetic.
  static func threePeriods() -> LinearProgram {
    var program = LinearProgram(.maximise, name: "three periods")
    let research = (1...3).map { program.addVariable("x\($0)", in: 0...17014.784) }
    let staff = (1...3).map { program.addVariable("n\($0)", in: 6553.6...10649.6) }
    for period in 1..<3 { program.require(staff[period] - staff[period - 1] >= 0, named: "kept \(period)") }
    var gains: [Variable] = []
    for period in 0..<3 {
      let curve = program.addVariable("w\(period)", in: .free)
      let gain = program.addVariable("g\(period)", in: .free)
      layTangents(under: curve, at: research[period], scale: 6.788225099390857, range: 17014.784, in: &program)
      program.require(curve + 1.41 * staff[period] - gain == 9240.576, named: "gain \(period)")
      gains.append(gain)
    }
    let paid = (1...3).map { program.addVariable("c\($0)", in: 0...7700.48) }
    let total = program.addVariable("total", in: .free)
    var carried = LinearExpression()
    for period in 0..<3 {
      let cost = program.addVariable("cost\(period)", in: .free)
      program.require(3.8 * staff[period] + 0.125 * research[period] - cost == 24903.68, named: "cost \(period)")
      let left = period < 2 ? 1 * program.addVariable("u\(period)", in: 0...) : LinearExpression()
      program.require(left + cost - carried - paid[period] <= 0, named: "money \(period)")
      carried = left
    }
    program.require(sum(gains) >= 0, named: "no loss")
    program.require(sum(gains) - total == 0, named: "total")
    program.objective = 1 * total
    return program
  }

  /// Three firms of which none can be given anything: shares of 12 % and more for each, at most 20 % for two of them
  /// together. What remains is a gain of nothing, as the difference of terms of 2,000, at a level of x of 0 for a firm
  /// under a root: there a last digit of the data makes 4e-5 of gain.
  static func nothingToGain() -> LinearProgram {
    var program = LinearProgram(.maximise, name: "nothing to gain")
    let firms: [(cost: Double, staffCost: Double, spent: Double, staff: Double, most: Double, range: Double)] = [
      (0.507, 0.52, 2555.904, 4915.2, 15073.28, 4757.25824), (0.5, 0.52, 5750.784, 11059.2, 23674.88, 3407.60576),
      (0.5, 0.49, 4114.432, 8396.8, 19947.52, 17302.528),
    ]
    let total = program.addVariable("total", in: .free)
    let largest = program.addVariable("largest", in: .free)
    let least = program.addVariable("least", in: .free)
    let spending = program.addVariable("spending", in: .atMost(10076.16))
    var (gains, costs) = ([Variable](), [LinearExpression]())
    for (number, firm) in firms.enumerated() {
      let level = program.addVariable("x\(number)", in: 0...firm.range)
      let staff = program.addVariable("n\(number)", in: firm.staff...firm.most)
      let curve = program.addVariable("w\(number)", in: .free)
      let gain = program.addVariable("g\(number)", in: .free)
      let allocation = program.addVariable("a\(number)", in: .free)
      layTangents(under: curve, at: level, scale: 24.098199102837533, range: firm.range, in: &program)
      program.require(curve + 0.21 * staff - gain == 0.21 * firm.staff, named: "gain \(number)")
      let cost = firm.staffCost * staff + firm.cost * level
      program.require(cost - allocation == firm.spent, named: "allocation \(number)")
      program.require(allocation - least >= 0, named: "least \(number)")
      program.require(allocation - largest <= 0, named: "largest \(number)")
      gains.append(gain)
      costs.append(1 * allocation)
    }
    program.require(costs[0] + costs[1] + costs[2] - spending == 0, named: "spending")
    program.require(costs[0] + costs[1] - 0.2 * spending <= 0, named: "group")
    program.require(least - 0.12 * spending == 0, named: "least share")
    program.require(largest - 0.35 * spending == 0, named: "largest share")
    program.require(sum(gains) - total == 0, named: "total")
    program.objective = 1 * total
    return program
  }
}
