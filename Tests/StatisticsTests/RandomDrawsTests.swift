import Statistics
import Testing

@Suite("Random draws")
struct RandomDrawsTests {
  private func numbers(seed: UInt64, stream: Int, count: Int = 5) -> [Double] {
    var draws = RandomDraws(seed: seed, stream: stream)
    return (0..<count).map { _ in draws.uniform() }
  }

  @Test("a stream is the same every time, and unlike its neighbours and those of another seed")
  func streams() {
    #expect(numbers(seed: 1, stream: 2) == numbers(seed: 1, stream: 2))
    let first = (0..<2000).flatMap { stream in [numbers(seed: 1, stream: stream), numbers(seed: 2, stream: stream)] }
    #expect(Set(first).count == 4000)
  }

  @Test("first draws of successive streams are as independent as draws of one")
  func independence() {
    let first = (0..<4000).map { numbers(seed: 7, stream: $0, count: 1)[0] - 0.5 }
    // Means of 4000 numbers of variance 1/12, and of products of variance 1/144, within four standard errors.
    let mean = first.reduce(0, +) / 4000
    #expect(abs(mean) < 4 * (1 / 12.0 / 4000).squareRoot())
    let products = zip(first, first.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / 3999
    #expect(abs(products) < 4 * (1 / 144.0 / 3999).squareRoot())
  }

  @Test("whole numbers below a bound are all as frequent")
  func wholeNumbers() {
    var draws = RandomDraws(seed: 3)
    var counts = [Double](repeating: 0, count: 7)
    for _ in 0..<7000 { counts[draws.whole(below: 7)] += 1 }
    let statistic = counts.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) / 1000 }
    #expect(ChiSquared(degreesOfFreedom: 6).upperTail(statistic) > 1e-4)
    #expect(draws.whole(below: 1) == 0)
  }

  @Test("normal and Poisson draws have their means and variances")
  func moments() {
    var draws = RandomDraws(seed: 4)
    let normal = (0..<10_000).map { _ in draws.normal() }
    let counts = (0..<10_000).map { _ in Double(draws.poisson(mean: 2.5)) }
    for (values, mean, variance) in [(normal, 0.0, 1.0), (counts, 2.5, 2.5)] {
      let found = values.reduce(0, +) / 10_000
      let spread = values.reduce(0) { $0 + ($1 - found) * ($1 - found) } / 9_999
      #expect(abs(found - mean) < 4 * (variance / 10_000).squareRoot())
      #expect(abs(spread / variance - 1) < 4 * (3 / 10_000.0).squareRoot())
    }
  }
}
