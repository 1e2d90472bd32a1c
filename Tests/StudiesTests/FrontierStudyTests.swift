import Alliances
import GLPKSolver
import Planning
import SourceText
import TestSupport
import Testing

@testable import Studies

@Suite("What points of a frontier promise")
struct FrontierPromiseTests {
  @Test("a promise at a point is corrected as the study of risk corrects the plan there", arguments: [10.0, 30])
  func corrections(end: Double) throws {
    let (alliance, planner) = (try Alliance(.ofUncertainSkills(budget: end)), Planner(solver: GLPKSolver()))
    let request = try FrontierRequest(vary: "budget=0:\(end)", target: nil, points: nil, of: alliance)
    var frontier = try Frontier(of: alliance, request, planner: planner)
    #expect(frontier.points.allSatisfy { $0.correction == nil })
    let count = frontier.points.count
    try frontier.correct(with: PromiseBasis(for: alliance, plans: count, draws: nil, seed: 3), by: planner)
    let draws = try #require(CoefficientDraws(alliance.model, seed: 3))
    for point in frontier.points {
      let there = try Alliance(.ofUncertainSkills(budget: point.at))
      let plan = try #require(try planner.bestPlan(of: there))
      let risk = try Risk(of: there, plan: plan, Risk.Settings(draws: 40, seed: 3), on: draws, planner: planner)
      #expect(point.correction == risk.plans[0].correction)
    }
    // Money for one firm goes to the one that looks better; where there is enough for both nothing is chosen.
    let last = try #require(frontier.points.last?.correction)
    #expect(end == 10 ? last.corrected < 10 - 2 * last.standardError : last.corrected.isApproximatelyEqual(to: 20))
  }
}

@Suite("Limits by their paths")
struct LimitPathTests {
  /// An alliance with a limit of every kind.
  private func alliance() throws -> Alliance {
    var description = try AllianceDescription.twoFirms(budget: 5)
    description.periods = ["2026", "2027"]
    description.budget = .perPeriod([3, 2])
    description.model = try sampleModel("output ~ 0 + rd:skill + talent", ["rd:skill": 1, "talent": 1])
    description.firms = sampleFirms(
      ["acme", "bolt"],
      [
        "rd": [0, 0], "skill": [2, 1], "talent": [4, 4], "own": [1, 2], "rd_max": [9, .nan], "risk": [1, 2],
      ])
    description.levers = [
      Lever("rd", minimum: 0, maximum: 10),
      Lever("talent", .talent(hireMaximum: 2, secondment: nil), maximumIncrease: .share(0.5)),
    ]
    description.contributions = Contributions(maximum: "own")
    description.grants = [
      Grant("old fund", amount: .horizon(4), match: 0.5), Grant("new.fund", amount: .perPeriod([1, 3])),
    ]
    description.rules = [
      Rule("no one above 0.9", .eachMember(EachMember(maximumShare: 0.9))),
      Rule("cap", .spendingCap(SpendingCap(maximum: 30))),
      Rule("risk = small", .risk(RiskLimit(column: "risk", maximum: 50))),
      Rule("even", .proportion(Proportion(to: .equal, tolerance: 0.5))),
      Rule("floor", .gainFloor(GainFloor(minimum: 0))),
    ]
    return try Alliance(description)
  }

  @Test("every kind of limit has a path, which may hold blanks, points and equals signs")
  func paths() throws {
    let alliance = try alliance()
    let expected: [(String, VariedLimit, Double?)] = [
      ("budget", .wholeBudget, 5), ("budget.2026", .number(.budget(period: 0)), 3),
      ("budget.2027", .number(.budget(period: 1)), 2), ("grants.old fund.amount", .number(.grant(0, period: nil)), 4),
      ("grants.old fund.match", .number(.match(grant: 0)), 0.5), ("grants.new.fund.amount", .wholeGrant(1), 4),
      ("grants.new.fund.amount.2027", .number(.grant(1, period: 1)), 3), ("pooling", .number(.pooling), 1),
      ("levers.rd.min", .number(.leastLevel(lever: 0, firm: nil)), 0),
      ("levers.rd.max", .number(.greatestLevel(lever: 0, firm: nil)), 10),
      ("levers.talent.max_increase", .number(.greatestLevel(lever: 1, firm: nil)), 0.5),
      ("levers.talent.hire_max", .number(.hiring(lever: 1)), 2),
      ("rules.no one above 0.9.max_share", .number(.rule(0, .greatest)), 0.9),
      ("rules.no one above 0.9.min_share", .number(.rule(0, .least)), nil),
      ("policies.cap.max", .number(.rule(1, .greatest)), 30),
      ("rules.risk = small.max", .number(.rule(2, .greatest)), 50),
      ("rules.even.tolerance", .number(.rule(3, .tolerance)), 0.5), ("rules.floor.min", .number(.rule(4, .least)), 0),
      ("firms.acme.rd_max", .number(.greatestLevel(lever: 0, firm: 0)), 9),
      ("firms.bolt.own", .number(.contribution(firm: 1)), 2),
    ]
    for (text, limit, value) in expected {
      let path = try LimitPath(text, in: alliance)
      #expect(path.limit == limit, "\(text)")
      #expect(path.limit.value(in: alliance) == value, "\(text)")
      let request = try FrontierRequest(vary: "\(text)=:0.5", target: nil, points: nil, of: alliance)
      #expect(request.path == path)
      #expect((request.from, request.to) == (nil, 0.5))
    }
    #expect(throws: FrontierFact.self) { try LimitPath("firms.bolt.rd_max", in: alliance) }
  }

  @Test("ranges and targets are read with their percentages and open ends")
  func requests() throws {
    let alliance = try alliance()
    func request(_ vary: String?, _ target: String? = nil) throws -> FrontierRequest {
      try FrontierRequest(vary: vary, target: target, points: nil, of: alliance)
    }
    #expect(try request(nil).path.text == "budget")
    let shares = try request("rules.no one above 0.9.max_share=60%: 100%", "gain=80")
    #expect((shares.from, shares.to, shares.target) == (0.6, 1, 80))
    #expect(try request("rules.risk = small.max").from == nil)
    #expect(throws: InputProblems.self) { try request("budget=3") }
    #expect(throws: InputProblems.self) { try request("budget=3:2") }
    #expect(throws: InputProblems.self) { try request("budget=-3:2") }
    #expect(throws: InputProblems.self) { try request("pooling=100%:") }
    #expect(throws: InputProblems.self) { try request("rules.even.tolerance=50%:100%") }
    #expect(throws: InputProblems.self) { try request("rules.even.tolerance=99.995%:") }
    #expect(throws: InputProblems.self) { try request("rules.no one above 0.9.max_share=-1%:50%") }
    #expect(throws: InputProblems.self) { try request(nil, "gain") }
    #expect(throws: InputProblems.self) { try request(nil, "cost=3") }
  }
}

@Suite("Frontiers")
struct FrontierStudyTests {
  private func frontier(
    _ description: AllianceDescription, vary: String? = nil, target: String? = nil, points: Int? = nil
  ) throws -> Frontier {
    let alliance = try Alliance(description)
    let request = try FrontierRequest(vary: vary, target: target, points: points, of: alliance)
    return try Frontier(of: alliance, request, planner: Planner(solver: GLPKSolver()))
  }

  /// Two firms can share nothing by at most 40 % each.
  @Test("a range may begin or end where only no plan meets all demands")
  func endsWithoutPlans() throws {
    let description = try AllianceDescription.twoFirms(budget: 15).adding(
      Rule("cap", .eachMember(EachMember(maximumShare: 0.6))))
    let share = try frontier(description, vary: "rules.cap.max_share=40%:100%", points: 4)
    #expect(share.points.first?.value == nil)
    #expect(abs((share.feasible?.lowerBound ?? 0) - 0.5) < 1e-5)
    #expect(share.feasible?.upperBound == 1)
    let least = try frontier(description, vary: "rules.cap.min_share=10%:100%", points: 4)
    #expect(least.points.last?.value == nil)
    #expect(abs((least.feasible?.upperBound ?? 0) - 0.5) < 1e-5)
  }

  @Test("a tolerance is looked at up to its end, at which there is a plan")
  func endOfTolerance() throws {
    let description = try AllianceDescription.twoFirms(budget: 15).adding(
      Rule("even", .proportion(Proportion(to: .equal, tolerance: 0.5))))
    let frontier = try frontier(description, vary: "rules.even.tolerance", points: 3)
    #expect(frontier.range == 0...0.9999)
    #expect(frontier.points.allSatisfy { $0.value != nil })
  }

  @Test("an exact frontier tells its breakpoints, its end and the cheapest budget for a gain")
  func exact() throws {
    let frontier = try frontier(.twoFirms(budget: 5), target: "gain=24", points: 12)
    #expect(frontier.isExact)
    #expect(frontier.points.map(\.at) == [0, 10, 20, 22])
    #expect(frontier.points.map(\.slope) == [2, 1, 0, nil])
    #expect(frontier.points.first?.limit == .varied)
    let target = try #require(frontier.target)
    #expect(abs((target.at ?? 0) - 14) < 1e-9)
    #expect(target.tolerance == 0)
    #expect(frontier.curve.count == 12)
    #expect(frontier.curve.allSatisfy { abs($0.value - min(2 * $0.at, 10 + $0.at, 30)) < 1e-9 })
    let unreached = try #require(try self.frontier(.twoFirms(budget: 5), target: "gain=31").target)
    #expect(unreached.at == nil)
    #expect(abs((unreached.best ?? 0) - 30) < 1e-9)
  }

  @Test("a demand is loosened downwards: the greatest one that keeps a gain")
  func demands() throws {
    let description = try AllianceDescription.twoFirms(budget: 100)
    var cheapest = description
    cheapest.objective = .cost(targetGain: 10)
    let frontier = try frontier(cheapest, target: "cost=14")
    #expect(frontier.isExact)
    #expect(abs((frontier.target?.at ?? 0) - 24) < 1e-9)
  }

  @Test("where response bends the samples are plans, their prices slopes, and a target is found by halving")
  func curved() throws {
    var description = try AllianceDescription.twoFirms(budget: 8)
    description.model = try sampleModel("output ~ 0 + sqrt(rd)", ["sqrt(rd)": 1])
    description.firms = sampleFirms(["acme", "bolt"], ["rd": [1, 1]])
    let frontier = try frontier(description, vary: "budget=0:16", target: "gain=2", points: 9)
    #expect(frontier.sampling == .curves)
    #expect(frontier.points.count >= 9)
    for point in frontier.points where point.at > 0 {
      // Both get the same: 2·(√(1 + b/2) − 1), with the slope 1/(2·√(1 + b/2)).
      let root = (1 + 0.5 * point.at).squareRoot()
      #expect(abs((point.value ?? 0) - 2 * (root - 1)) < 1e-7)
      #expect(abs((point.price ?? 0) - 0.5 / root) < 1e-3)
    }
    let target = try #require(frontier.target)
    #expect(abs((target.at ?? 0) - 6) <= target.tolerance + 1e-6)
    #expect(target.tolerance > 0 && target.tolerance <= 16e-6)
    let open = try self.frontier(description, target: "gain=4", points: 3)
    #expect(abs((open.target?.at ?? 0) - 16) <= 1e-3)
  }

  @Test(
    "with decisions every sample is a plan of its own, and the edge of what can be planned is found",
    arguments: [UInt64(1), 2])
  func decisions(seed: UInt64) throws {
    let description = try AllianceDescription.randomWithDecisions(seed: seed)
    let frontier = try frontier(description, points: 5)
    #expect(frontier.sampling == .decisions)
    let varied = VariedAlliance(try Alliance(description), varying: frontier.path.limit)
    for point in frontier.points {
      let plan = try Planner(solver: GLPKSolver()).bestPlan(of: varied.alliance(at: point.at))
      #expect(
        plan.map { $0.objective.value.isApproximatelyEqual(to: point.value ?? .nan, relativeTolerance: 1e-9) }
          ?? (point.value == nil))
    }
    for (point, next) in zip(frontier.points, frontier.points.dropFirst()) {
      guard let value = point.value, let other = next.value else { continue }
      #expect(other >= value - 1e-7 * max(1, abs(value)))
    }
  }

  @Test("a floor that little money cannot pay for begins where it can, with decisions too")
  func edge() throws {
    var description = try AllianceDescription.twoFirms(budget: 20).adding(
      Rule("floor", .gainFloor(GainFloor(minimum: 24))))
    description.firms = FirmTable(
      ids: description.firms.ids, names: description.firms.names,
      columns: description.firms.columnNames.compactMap(description.firms.column), memberCount: 1)
    let frontier = try frontier(description, vary: "budget=0:20", points: 5)
    #expect(frontier.sampling == .decisions)
    #expect(abs((frontier.feasible?.lowerBound ?? 0) - 14) < 1e-4)
    let nowhere = try self.frontier(description, vary: "budget=0:10", points: 3)
    #expect(nowhere.feasible == nil)
  }

  @Test("a number of firms is planned at whole numbers alone")
  func counts() throws {
    let description = try AllianceDescription.random(seed: 4, curved: false).withCandidates(2, seed: 4, rules: false)
      .adding(Rule("few", .partners(PartnerCount(maximum: 1))))
    let frontier = try frontier(description, vary: "rules.few.max")
    #expect(frontier.points.map(\.at) == [0, 1, 2])
  }

  @Test("the same samples whatever is planned beside them")
  func repeats() throws {
    let description = try AllianceDescription.random(seed: 3, curved: true)
    let first = try frontier(description, points: 4)
    let second = try frontier(description, points: 4)
    #expect(first.points.map(\.value) == second.points.map(\.value))
  }
}
