import LinearProgramming
import Planning

extension CoalitionSearch {
  /// Whether `allocation` is in the core, by the coalition that it serves worst.
  func coreTest(
    of allocation: [Double], alone: [Double], leastSize: Double
  ) throws(PlanningError) -> CoreTest {
    let found = try worstServed(by: allocation).map { coalition in
      (
        coalition: Coalition(coalition.firms),
        excess: coalition.worth - coalition.firms.reduce(0) { $0 + allocation[$1] }
      )
    }
    let single = alone.indices.map { (coalition: Coalition([$0]), excess: alone[$0] - allocation[$0]) }
    let candidates = single + [found].compactMap(\.self)
    guard let worst = candidates.max(by: { $0.excess < $1.excess }) else {
      return CoreTest(isInCore: true, blocking: nil, excess: 0)
    }
    let size = max(leastSize, allocation.reduce(0) { $0 + abs($1) })
    let excess = worst.excess.orZero(within: 1e-7 * size)
    return CoreTest(isInCore: excess <= 0, blocking: excess > 0 ? worst.coalition : nil, excess: excess)
  }

  /// The least core of players who are worth `alone` by themselves and `everyone` together, about `leastSize` at most.
  func leastCore(
    alone: [Double], everyone: Double, leastSize: Double, solver: any Solver
  ) throws(PlanningError) -> LeastCore {
    var core = GeneratedCore(alone: alone, everyone: everyone, leastSize: leastSize, solver: solver)
    return try core.leastCore { (allocation) throws(PlanningError) in try worstServed(by: allocation) }
  }
}
