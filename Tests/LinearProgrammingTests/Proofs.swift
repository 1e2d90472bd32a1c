import LinearProgramming
import Testing

@Suite("Proofs that there is no optimum")
struct Proofs {
  @Test("two rows that exclude each other are added up to a contradiction, whatever the sign; other sums prove nothing")
  func contradiction() {
    var program = LinearProgram(.minimise)
    let (x, y) = (program.addVariable("x", in: .free), program.addVariable("y", in: 0...))
    program.require(x + y <= 1, named: "at most")
    program.require(2 * x + 2 * y >= 3, named: "at least")
    #expect(InfeasibilityProof(multipliers: [2, -1]).holds(for: program))
    #expect(InfeasibilityProof(multipliers: [-2e-6, 1e-6]).holds(for: program))
    for multipliers in [[0, 0], [1, 0], [1, -1], [2, 1], [.nan, 1]] {
      #expect(!InfeasibilityProof(multipliers: multipliers).holds(for: program), "\(multipliers)")
    }
  }

  @Test("bounds of variables count, and a row without variables that asks for something proves itself")
  func boundsCount() {
    var program = LinearProgram(.minimise)
    let x = program.addVariable("x", in: 0...10)
    let row = program.require(3 * x >= 31, named: "more than there is")
    #expect(InfeasibilityProof(multipliers: [1]).holds(for: program))
    program.setBounds(of: row, to: 30...40)
    #expect(!InfeasibilityProof(multipliers: [1]).holds(for: program))
    program.require(LinearExpression() >= 1, named: "something from nothing")
    #expect(InfeasibilityProof(multipliers: [0, 1]).holds(for: program))
  }

  @Test("a contradiction that a certificate would let pass is none, whatever the unit", arguments: [1, 1e-6, 1e6])
  func marginal(unit: Double) {
    for (excess, isProof) in [(1e-9, false), (1e-8, false), (1e-6, true), (-1e-6, false)] {
      var program = LinearProgram(.minimise)
      let x = program.addVariable("x", in: 0...100 * unit)
      program.require(1 * x >= 100 * unit * (1 + excess), named: "a little more")
      #expect(InfeasibilityProof(multipliers: [1]).holds(for: program) == isProof, "\(excess)")
    }
  }

  @Test("multipliers that are zero but for rounding do not spoil a proof")
  func noise() {
    var program = LinearProgram(.minimise)
    let (x, y) = (program.addVariable("x", in: .free), program.addVariable("y", in: .free))
    program.require(x + y <= 1, named: "at most")
    program.require(x + y >= 2, named: "at least")
    program.require(x - y >= 0, named: "open above")
    #expect(InfeasibilityProof(multipliers: [1, -1 + 1e-15, 1e-15]).holds(for: program))
    #expect(!InfeasibilityProof(multipliers: [1, -1, 1e-3]).holds(for: program))
  }

  @Test("a direction that no row and no bound ends shows that there is no limit; any other does not")
  func direction() {
    var program = LinearProgram(.maximise)
    let (x, y, z) = (
      program.addVariable("x", in: 0...), program.addVariable("y", in: 0...), program.addVariable("z", in: 0...5)
    )
    program.require(x - y <= 3, named: "apart")
    program.objective = 2 * x - y + z
    #expect(UnboundednessProof(direction: [1, 1, 0]).holds(for: program))
    #expect(UnboundednessProof(direction: [4e6, 5e6, 1e-9]).holds(for: program))
    for direction: [Double] in [
      [0, 0, 0], [1, 0, 0], [1, 2, 0], [-1, -1, 0], [1, 1, 1e-3], [0, 1, 0], [.nan, 1, 0],
    ] {
      #expect(!UnboundednessProof(direction: direction).holds(for: program), "\(direction)")
    }
  }

  @Test("along a steep tangent a step is small, but it has an end")
  func steepTangent() {
    var program = LinearProgram(.maximise)
    let (level, gain) = (program.addVariable("level", in: 0...1), program.addVariable("gain", in: .free))
    program.require(gain - 1e7 * level <= 0, named: "tangent")
    program.objective = 1 * gain
    #expect(!UnboundednessProof(direction: [1e-7, 1]).holds(for: program))
    #expect(!UnboundednessProof(direction: [0, 1]).holds(for: program))
  }
}
