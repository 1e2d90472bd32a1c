import Alliances
import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@testable import Planning

/// Plans with candidates against the best of all selections, each planned as an alliance of its own without candidates.
@Suite("Partners against every selection")
struct PartnerEnumeration {
  private static let objectives = [Objective.gain, .netValue, .cost(targetGain: 3)]

  /// A random alliance with `count` candidates.
  private func alliance(seed: UInt64, curved: Bool, candidates count: Int? = nil) throws -> AllianceDescription {
    var description = try AllianceDescription.random(seed: seed, curved: curved)
    description.objective = Self.objectives[Int(seed) % Self.objectives.count]
    let members = description.firms.count - (count ?? max(1, description.firms.count - 2))
    description.rules = description.rules.compactMap { rule in
      var copy = rule
      switch rule.demand {
      // A cap in each period would have to be lowered in the first one alone for what joining costs.
      case .spendingCap(let cap) where cap.eachPeriod: return nil
      // Shares that leave few firms nothing but to spend nothing are refused in an alliance of these alone.
      case .eachMember(var share):
        share.maximumShare = share.maximumShare.map { max($0, 1.01 / Double(members)) }.flatMap { $0 < 1 ? $0 : nil }
        copy.demand = .eachMember(share)
        return share.maximumShare == nil ? nil : copy
      case .groupShare(let share)
      where Set(share.group.positions(in: description.firms)).isSuperset(of: 0..<members): return nil
      default: return copy
      }
    }
    return description.withCandidates(description.firms.count - members, seed: seed)
  }

  /// The best figure of the objective over all selections; nil where none has a plan.
  private func bestOfAll(_ description: AllianceDescription) throws -> Double? {
    let candidates = Array(description.firms.positions(in: .candidates))
    var best: Double?
    for subset in 0..<(1 << candidates.count) {
      let selected = Set(candidates.indices.filter { subset >> $0 & 1 == 1 }.map { candidates[$0] })
      guard let decided = description.deciding(selected) else { continue }
      let formulation = Formulation(try Alliance(decided))
      guard let found = try DirectionSearch(method: TangentMethod(solver: GLPKSolver())).best(of: formulation) else {
        continue
      }
      let joining = selected.reduce(0) { $0 + (description.firms.column("joining_cost")?.numbers[$1] ?? 0) }
      let spent = description.objective == .gain ? 0 : joining
      let figure = found.best.solution.objective - spent
      best = max(best ?? figure, figure)
    }
    return best
  }

  private func check(_ description: AllianceDescription) throws {
    let best = try bestOfAll(description)
    switch try Planner(solver: GLPKSolver()).plan(Alliance(description)) {
    case .infeasible: #expect(best == nil)
    case .plan(let plan):
      let wanted = try #require(best) * (description.objective.isMinimised ? -1 : 1)
      #expect(
        plan.objective.value.isApproximatelyEqual(to: wanted, relativeTolerance: 1e-6), "\(plan.objective) \(wanted)")
      #expect(plan.certificate.holds)
      // What the plan decides is worth what it says: planned as an alliance of its own it comes to the same.
      let selected = plan.firms.map(\.position).filter { $0 >= description.firms.memberCount }
      let own = try #require(description.deciding(Set(selected)))
      let again = try Planner(solver: GLPKSolver()).plan(Alliance(own))
      guard case .plan(let again) = again else { throw NoPlan() }
      #expect(
        again.totals.gain.isApproximatelyEqual(to: plan.totals.gain, relativeTolerance: 1e-5)
          || description.objective != .gain)
    }
  }

  @Test("no selection of a random alliance does better", arguments: UInt64(1)...18, [false, true])
  func matchesEnumeration(seed: UInt64, curved: Bool) throws { try check(alliance(seed: seed, curved: curved)) }

  @Test("eight candidates with rivals and a limit on their number, all 256 selections", arguments: [UInt64(3), 7])
  func eightCandidates(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = 10
    func column(_ range: ClosedRange<Double>) -> [Double] {
      (0..<count).map { _ in Double.random(in: range, using: &generator) }
    }
    var description = try AllianceDescription.twoFirms(budget: 30)
    description.firms = FirmTable(
      ids: (0..<count).map { FirmID("f\($0)") },
      columns: [
        FirmColumn(name: "rd", column(0...5)), FirmColumn(name: "skill", column(0.5...3)),
        FirmColumn(name: "joining_cost", column(0...6)), FirmColumn(name: "risk", column(0...1)),
      ], memberCount: 2)
    description.rules = [
      Rule("few", .partners(PartnerCount(maximum: 4))), Rule("rivals", .apart(Apart(["f2", "f3", "f4"]))),
      Rule("needs", .requires(Requirement([.init("f5", requires: "f6")]))),
      Rule("fair", .eachMember(EachMember(minimumShare: 0.1, maximumShare: 0.5))),
    ]
    try check(description)
  }
}
