import Alliances
import GLPKSolver
import TestSupport
import Testing

@testable import Planning

/// The exact function of a description, which must have one.
func exactFrontier(
  _ description: AllianceDescription, _ limit: VariedLimit = .number(.budget(period: nil)), from: Double? = nil,
  to: Double? = nil, sourceLocation: SourceLocation = #_sourceLocation
) throws -> ExactFrontier {
  let varied = VariedAlliance(try Alliance(description), varying: limit)
  switch try Planner(solver: GLPKSolver()).frontier(of: varied, from: from, to: to) {
  case .exact(let frontier): return frontier
  case .sampled(let reason, _):
    Issue.record("not exact: \(reason)", sourceLocation: sourceLocation)
    throw NoPlan()
  }
}

@Suite("The best figure as a function of a limit")
struct FrontierTests {
  private let planner = Planner(solver: GLPKSolver())

  /// Acme's rd brings 2 a unit until it has 10, then Bolt's brings 1 until it has 10.
  @Test("two firms: the pieces and what ends them, found by hand")
  func twoFirms() throws {
    let frontier = try exactFrontier(.twoFirms(budget: 5))
    #expect(frontier.range == 0...22)
    #expect(frontier.pieces.count == 3)
    for (piece, expected) in zip(frontier.pieces, [(0.0, 10.0, 0.0, 2.0), (10, 20, 20, 1), (20, 22, 30, 0)]) {
      #expect(abs(piece.from - expected.0) < 1e-9)
      #expect(abs(piece.to - expected.1) < 1e-9)
      #expect(abs(piece.value - expected.2) < 1e-9)
      #expect(abs(piece.slope - expected.3) < 1e-9)
    }
    #expect(frontier.pieces[0].limit == nil)
    #expect(frontier.pieces[1].limit == .raise(lever: 0, firm: 0, period: 0))
    #expect(frontier.pieces[2].limit == .raise(lever: 0, firm: 1, period: 0))
  }

  /// Acme brings 20 for 10, so that a gain of 24 takes another 4 at Bolt.
  @Test("a floor under the gain leaves no plan below the budget that pays for it")
  func infeasibleRegion() throws {
    let floor = Rule("floor", .gainFloor(GainFloor(minimum: 24)))
    let frontier = try exactFrontier(.twoFirms(budget: 20).adding(floor), from: 0, to: 20)
    let feasible = try #require(frontier.feasible)
    #expect(abs(feasible.lowerBound - 14) < 1e-9)
    #expect(abs((frontier.pieces.first?.value ?? 0) - 24) < 1e-9)
    #expect(abs((frontier.pieces.last?.slope ?? 0) - 1) < 1e-9)
  }

  @Test("a limit that no budget can make good has no plan anywhere")
  func infeasibleEverywhere() throws {
    let floor = Rule("floor", .gainFloor(GainFloor(minimum: 31)))
    let frontier = try exactFrontier(.twoFirms(budget: 20).adding(floor), from: 0, to: 50)
    #expect(frontier.feasible == nil)
    #expect(frontier.pieces.isEmpty)
  }

  @Test("the least cost is a convex function of the gain that it has to reach")
  func costOfTarget() throws {
    var description = try AllianceDescription.twoFirms(budget: 100)
    description.objective = .cost(targetGain: 10)
    let frontier = try exactFrontier(description, .number(.target))
    #expect(abs(frontier.range.upperBound - 30) < 1e-6)
    #expect(frontier.pieces.map { ($0.slope * 1e6).rounded() / 1e6 } == [0.5, 1])
    #expect(abs(frontier.pieces[1].from - 20) < 1e-9)
  }

  /// Twenty firms with the same yield: every vertex along the way has as many optimal bases as there are orders to fill
  /// them in, and all of them reach one piece.
  @Test("ties at every vertex make one piece")
  func ties() throws {
    var description = try AllianceDescription.twoFirms(budget: 5)
    description.firms = sampleFirms(
      (0..<20).map { FirmID("f\($0)") },
      [
        "rd": [Double](repeating: 0, count: 20),
        "skill": [Double](repeating: 1, count: 10) + [Double](repeating: 0.5, count: 10),
      ])
    let frontier = try exactFrontier(description)
    #expect(frontier.pieces.count == 3)
    #expect(frontier.pieces.map { ($0.slope * 1e9).rounded() / 1e9 } == [1, 0.5, 0])
    #expect(frontier.pieces.map { $0.from.rounded() } == [0, 100, 200])
  }

  @Test("limits of single firms, of levers, of rules and of grants move as exactly as the budget")
  func otherLimits() throws {
    var description = try AllianceDescription.twoFirms(budget: 15).adding(
      Rule("cap", .spendingCap(SpendingCap(maximum: 12))))
    description.levers = [Lever("rd", maximum: 10)]
    description.grants = [Grant("fund", amount: .horizon(4))]
    let cap = try exactFrontier(description, .number(.rule(0, .greatest)), from: 0, to: 30)
    #expect(cap.pieces.map { ($0.slope * 1e9).rounded() / 1e9 } == [2, 1, 0])
    #expect(abs(cap.pieces[2].from - 19) < 1e-9)
    let most = try exactFrontier(description, .number(.greatestLevel(lever: 0, firm: nil)), from: 1, to: 20)
    // Both are full up to 6, then Acme takes what Bolt gives up, up to all of the 12.
    #expect(most.pieces.map { ($0.slope * 1e9).rounded() / 1e9 } == [3, 1, 0])
    #expect(most.pieces.map { ($0.from * 1e9).rounded() / 1e9 } == [1, 6, 12])
    let grant = try exactFrontier(description, .number(.grant(0, period: nil)), from: 0, to: 10)
    #expect(grant.pieces.allSatisfy { abs($0.slope) < 1e-9 })
  }

  /// At 0 such a limit leaves nothing to decide, and the alliance's program has no variable for it.
  @Test("limits from 0 on are exact, whether the alliance's own value is 0 or not", arguments: [0.0, 2])
  func limitsFromNothing(own: Double) throws {
    var description = try AllianceDescription.twoFirms(budget: 3)
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own": [own, 0]])
    description.contributions = Contributions(maximum: "own")
    let contribution = try exactFrontier(description, .number(.contribution(firm: 0)), from: 0, to: 9)
    // Acme's rd, of which 3 are paid for, brings 2 a unit up to 10, then Bolt's 1.
    #expect(contribution.pieces.map { ($0.slope * 1e9).rounded() / 1e9 } == [2, 1])
    #expect(contribution.pieces.map { ($0.from * 1e9).rounded() / 1e9 } == [0, 7])
    #expect(abs((contribution.pieces.first?.value ?? 0) - 6) < 1e-9)

    description.levers = [Lever("rd", maximumIncrease: .amount(own))]
    let increase = try exactFrontier(description, .number(.greatestLevel(lever: 0, firm: nil)), from: 0, to: 10)
    let money = 3 + own
    // Both firms rise until the money is spent, then Acme takes what Bolt gives up.
    #expect(increase.pieces.map { ($0.slope * 1e9).rounded() / 1e9 } == [3, 1, 0])
    #expect(increase.pieces.map { ($0.from * 1e9).rounded() / 1e9 } == [0, money / 2, money])
    #expect(abs(increase.pieces[0].value) < 1e-9)
  }

  /// Talent is hired at 1 a head and brings 1; each firm may hire `limit` of 4.
  @Test("how many may be hired counts from nobody on")
  func hiringFromNobody() throws {
    var description = try AllianceDescription.twoFirms(budget: 3)
    description.model = try sampleModel("output ~ 0 + talent", ["talent": 1])
    description.firms = sampleFirms(["acme", "bolt"], ["talent": [4, 4]])
    description.levers = [Lever("talent", .talent(hireMaximum: 1, secondment: nil), maximumIncrease: .share(1))]
    let hiring = try exactFrontier(description, .number(.hiring(lever: 0)), from: 0, to: 4)
    #expect(hiring.pieces.map { ($0.slope * 1e9).rounded() / 1e9 } == [2, 0])
    #expect(hiring.pieces.map { ($0.from * 1e9).rounded() / 1e9 } == [0, 1.5])
  }

  /// With a floor of 5, a budget of 1 and no contribution there is no plan; 1.5 more pay for it.
  @Test("where there is no plan without anything, plans begin inside the range")
  func infeasibleWithNothing() throws {
    var description = try AllianceDescription.twoFirms(budget: 1).adding(
      Rule("floor", .gainFloor(GainFloor(minimum: 5))))
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [0, 0], "skill": [2, 1], "own": [3, 0]])
    description.contributions = Contributions(maximum: "own")
    let frontier = try exactFrontier(description, .number(.contribution(firm: 0)), from: 0, to: 9)
    #expect(abs((frontier.feasible?.lowerBound ?? 0) - 1.5) < 1e-9)
  }

  @Test("a range that begins where nobody says ends at what its limit can be, never beyond it")
  func usualEnds() throws {
    let description = try AllianceDescription.twoFirms(budget: 5).adding(
      Rule("even", .proportion(Proportion(to: .equal, tolerance: 0.5))))
    func range(_ limit: NumericLimit, from least: Double? = nil) throws -> ClosedRange<Double> {
      let varied = VariedAlliance(try Alliance(description), varying: .number(limit))
      return switch try planner.frontier(of: varied, from: least, to: nil) {
      case .exact(let frontier): frontier.range
      case .sampled(_, let range): range
      }
    }
    #expect(try range(.rule(0, .tolerance)) == 0...0.9999)
    #expect(try range(.rule(0, .tolerance), from: 0.9) == 0.9...0.9999)
  }

  @Test("decisions, curves, shares and what firms reach alone make it a matter of samples")
  func reasons() throws {
    func reason(_ description: AllianceDescription, _ limit: VariedLimit) throws -> SamplingReason? {
      let varied = VariedAlliance(try Alliance(description), varying: limit)
      guard case .sampled(let reason, _) = try planner.frontier(of: varied, from: nil, to: nil) else { return nil }
      return reason
    }
    let shared = try AllianceDescription.twoFirms(budget: 5).adding(
      Rule("cap", .eachMember(EachMember(maximumShare: 0.6))))
    #expect(try reason(shared, .number(.rule(0, .greatest))) == .coefficients)
    #expect(try reason(.random(seed: 1, curved: true), .wholeBudget) == .curves)
    #expect(try reason(.randomWithDecisions(seed: 1), .wholeBudget) == .decisions)
  }
}

@Suite("Properties of the best figure as a function of a limit")
struct FrontierProperties {
  private let planner = Planner(solver: GLPKSolver())

  @Test("it equals plans made anew, is concave, and its pieces meet", arguments: Array(UInt64(1)...12))
  func equalsPlans(seed: UInt64) throws {
    let description = try AllianceDescription.random(seed: seed, curved: false)
    let alliance = try Alliance(description)
    let varied = VariedAlliance(alliance, varying: .wholeBudget)
    let frontier: ExactFrontier
    switch try planner.frontier(of: varied, from: nil, to: nil) {
    case .exact(let found): frontier = found
    case .sampled(let reason, _):
      #expect(reason == .rates || reason == .directions)
      return
    }
    let feasible = try #require(frontier.feasible)
    for (piece, next) in zip(frontier.pieces, frontier.pieces.dropFirst()) {
      #expect(next.slope < piece.slope)
      #expect(abs(piece.to - next.from) <= 1e-12 * frontier.range.upperBound)
      #expect(abs(piece.value(at: piece.to) - next.value) <= 1e-9 * max(1, abs(next.value)))
    }
    let width = feasible.upperBound - feasible.lowerBound
    for step in 1...8 {
      let place = feasible.lowerBound + width * Double(step) / 8.25
      let piece = try #require(frontier.pieces.last { $0.from <= place })
      let plan = try #require(try planner.bestPlan(of: varied.alliance(at: place)))
      let distance = abs(piece.value(at: place) - plan.objective.value)
      #expect(distance <= 1e-9 * max(abs(plan.objective.value), 1e-2), "at \(place)")
    }
  }
}
