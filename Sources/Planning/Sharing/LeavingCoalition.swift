import Alliances
import LinearProgramming

/// A coalition of the firms of an alliance, and what it is worth by itself.
public struct LeavingCoalition: Sendable {
  /// The positions of its firms, ascending.
  public let firms: [Int]
  /// What it is worth, in the unit of the objective.
  public let worth: Double
}

/// Looks for the coalition that a division of the gain serves worst, without going through all of them: every firm is one
/// that may take part or not, and the program decides which firms do and what they do together.
///
/// A part of the common money goes to each member: a coalition has as many parts as it has members. What firms learn
/// from each other by links depends on who is a member, so alliances with links are not searched in this way.
public struct CoalitionSearch: Sendable {
  private let formulation: Formulation
  private let planner: Planner

  /// The search among the firms of `alliance`, all of them candidates.
  ///
  /// - Parameters:
  ///   - members: the positions of the firms that bring a part of the common money; a coalition needs one of them at least.
  ///   - parts: in how many parts the common money is, one for each member of a coalition; nil where every coalition has all
  ///     of it.
  public init(_ alliance: Alliance, members: [Int], parts: Int?, planner: Planner) {
    precondition(alliance.memberCount == 0 && alliance.links.isEmpty, "firms that may all stay away, without links")
    self.planner = planner
    var formulation = Formulation(alliance)
    let leaders = members.reduce(into: LinearExpression()) { $0 += formulation.joins[$1] }
    let everyone = formulation.joins.reduce(into: LinearExpression()) { $0 += $1 }
    if let parts { formulation.divideCommonMoney(among: leaders, parts: Double(parts)) }
    formulation.require(leaders >= 1, .coalition(side: .least))
    formulation.require(everyone <= Double(formulation.joins.count - 1), .coalition(side: .greatest))
    self.formulation = formulation
  }

  /// The coalition that is worth most above what `allocation` (one entry a firm) gives its firms, of those that are neither
  /// empty nor everyone; nil where none has a plan.
  ///
  /// - Throws: what the solver throws.
  public func worstServed(by allocation: [Double]) throws(PlanningError) -> LeavingCoalition? {
    var priced = formulation
    for (join, amount) in zip(priced.joins, allocation) { priced.program.objective.add(-amount, join) }
    let search = DirectionSearch(method: TangentMethod(solver: planner.solver, clock: SearchClock(planner.limits)))
    guard let found = try search.best(of: priced) else { return nil }
    if let stop = found.stop { throw .stopped(stop) }
    let firms = allocation.indices.filter { found.best.solution[priced.joins[$0]] > 0.5 }
    let given = firms.reduce(0) { $0 + allocation[$1] }
    return LeavingCoalition(firms: firms, worth: found.best.solution.objective + given)
  }
}

extension Formulation {
  /// Gives a coalition of n firms of `leaders` n of so many `parts` of every budget and grant.
  fileprivate mutating func divideCommonMoney(among leaders: LinearExpression, parts: Double) {
    let limits = alliance.periods.indices.flatMap(rows(ofBudget:)) + grantLimits.map(\.row)
    for row in limits {
      let bound = program.bounds(of: row).upper
      guard bound != 0 else { continue }
      let use = program.expression(of: row)
      program.setBounds(of: row, to: .free)
      require(use - (bound / parts) * leaders <= 0, rowElements[row.index])
    }
  }
}
