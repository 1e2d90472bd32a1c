import LinearProgramming

/// Finds the best program in which no firm moves a lever both ways at once.
///
/// A linear program cannot say "raise or lower". As long as only budgets count, moving both ways costs money and gains
/// nothing; but where a rule counts what a firm is allocated, a firm could burn money to look better served. Such an
/// answer is no plan. The search then branches: one side without the first direction, one without the second, best
/// bound first.
struct DirectionSearch {
  let method: TangentMethod
  /// A basis to start every program from.
  var start: Basis?
  /// The plan of a similar alliance, near which a plan is looked for first where curves bend upwards.
  private var similar: PlanStart?

  /// A search with `method`.
  init(method: TangentMethod, start: Basis? = nil) {
    self.method = method
    self.start = start
  }

  /// A search with `method` in `formulation` that begins at the plan of `start`, whose tangents `formulation` gains.
  init(method: TangentMethod, from start: PlanStart?, adding formulation: inout Formulation) {
    start?.addTangents(to: &formulation)
    self.init(
      method: method.starting(at: start?.decisions(for: formulation)), start: start?.basis(for: formulation))
    similar = start
  }

  /// A program with its optimum.
  struct Candidate {
    /// The program, with its tangents, with the directions that were closed and the decisions that were made.
    var formulation: Formulation
    /// The same with the decisions open.
    var undecided: Formulation
    /// The optimum whose duals are the prices.
    var best: TangentMethod.Answer
    /// Of the optima, the one that is planned: no money moves for nothing in it.
    var thrifty: TangentMethod.Answer
    /// The programs that followed `best`, for an objective that settles one figure after another.
    var stages: [LexicographicSearch.Stage] = []
    /// Whether a direction was closed.
    var isBranched = false
    /// Whether rates of rules that share in proportion to gains were narrowed.
    var holdsRates = false
    /// No plan has a greater objective than this or the candidate, as the program counts.
    var bound = -Double.infinity
    /// Why the search stopped before no better plan could be left; nil where it did not.
    var stop: Termination?
  }

  /// The most programs that are solved before the search gives up.
  private static let programLimit = 5000
  /// The most parts of the intervals of rates that are looked at before the best plan so far is given with its gap.
  private static let partLimit = 1000

  /// The best candidate of `formulation`; nil where there is none.
  ///
  /// Where rules share in proportion to gains the search divides the interval of their rates as well, down to a gap
  /// of a millionth; when it takes too long it gives the best plan so far with its gap.
  ///
  /// - Throws: `PlanningError.stopped` when the search takes too long, and what the solver throws.
  func best(of formulation: Formulation) throws(PlanningError) -> Candidate? {
    guard formulation.isBent else { return try bestOfStraight(formulation) }
    return try BendSearch(method: method, start: start, near: similar?.values(for: formulation)).best(of: formulation)
  }

  /// Whether `formulation` has a plan at all.
  func hasPlan(_ formulation: Formulation) throws(PlanningError) -> Bool {
    formulation.isBent
      ? try BendSearch(method: method, isFirstEnough: true).best(of: formulation) != nil
      : try bestOfStraight(formulation) != nil
  }

  private func bestOfStraight(_ formulation: Formulation) throws(PlanningError) -> Candidate? {
    guard let root = try candidate(formulation) else { return nil }
    var open = [root]
    var incumbent = formulation.gainRates.isEmpty ? nil : try holding(formulation.gainRates.map { _ in 0 }, in: root)
    var discarded = -Double.infinity
    for _ in 0..<(formulation.gainRates.isEmpty ? Self.programLimit : Self.partLimit) {
      guard let node = open.popLast() else {
        incumbent?.bound = discarded
        return incumbent
      }
      if let incumbent, !node.isBetter(than: incumbent) {
        discarded = max(discarded, node.value)
        continue
      }
      do {
        open += try children(of: node, incumbent: &incumbent).sorted { $1.isBetter(than: $0, byMoreThan: 0) }
      } catch .stopped(let reason) where incumbent != nil {
        return incumbent?.stopped(by: reason, bound: open.map(\.value).reduce(max(discarded, node.value), max))
      }
      if node.isPlan { discarded = max(discarded, node.value) }
    }
    guard let incumbent, !formulation.gainRates.isEmpty else { throw .stopped(.iterationLimit) }
    return incumbent.stopped(by: .iterationLimit, bound: open.map(\.value).reduce(discarded, max))
  }

  /// The two parts of `node`; none where it is a plan and takes the place of `incumbent`.
  private func children(
    of node: Candidate, incumbent: inout Candidate?
  ) throws(PlanningError) -> [Candidate] {
    if let pair = node.mostOpposed { return try closing(pair, in: node) }
    guard let division = node.division else {
      if incumbent.map({ node.isBetter(than: $0, byMoreThan: 0) }) ?? true { incumbent = node }
      return []
    }
    let trial = try holding(node.ratesToTry, in: node)
    if let trial, incumbent.map({ trial.isBetter(than: $0, byMoreThan: 0) }) ?? true { incumbent = trial }
    return try dividing(division.position, at: division.rate, in: node)
  }

  /// One side without the first direction of `pair`, one without the second.
  private func closing(_ pair: OppositeDirections, in node: Candidate) throws(PlanningError) -> [Candidate] {
    var children: [Candidate] = []
    for variable in [pair.raise, pair.lowering] {
      var closed = node.undecided
      guard closed.program.bounds(of: variable).lower <= 0 else { continue }
      closed.program.setBounds(of: variable, to: .exactly(0))
      guard var child = try candidate(closed, startingAt: node) else { continue }
      (child.isBranched, child.holdsRates) = (true, node.holdsRates)
      children.append(child)
    }
    return children
  }

  /// The rates of `node` below and above `rate` for the one at `position`.
  private func dividing(_ position: Int, at rate: Double, in node: Candidate) throws(PlanningError) -> [Candidate] {
    var children: [Candidate] = []
    for (least, greatest) in [(0, rate), (rate, Double.infinity)] {
      var narrowed = node.undecided
      narrowed.narrow(position, least: least, greatest: greatest)
      guard var child = try candidate(narrowed, startingAt: node) else { continue }
      (child.isBranched, child.holdsRates) = (node.isBranched, true)
      children.append(child)
    }
    return children
  }

  /// The candidate in which the rates are `rates`; nil where it is none, or no plan yet.
  private func holding(_ rates: [Double], in node: Candidate) throws(PlanningError) -> Candidate? {
    var held = node.undecided
    for (position, rate) in rates.enumerated() { held.narrow(position, least: rate, greatest: rate) }
    guard var trial = try candidate(held, startingAt: node), trial.mostOpposed == nil, trial.division == nil else {
      return nil
    }
    (trial.isBranched, trial.holdsRates) = (node.isBranched, true)
    return trial
  }

  /// The candidate of `formulation`; a search for its decisions begins with those of `node`.
  private func candidate(
    _ formulation: Formulation, startingAt node: Candidate? = nil
  ) throws(PlanningError) -> Candidate? {
    var undecided = formulation
    let known = node.map(\.best.solution.values) ?? method.start
    let first = try method.starting(at: known).solve(&undecided, from: start)
    switch first.solution.termination {
    case .optimal: break
    case .infeasible: return nil
    default: throw .stopped(first.solution.termination)
    }
    var best = try cheapestDecisions(among: first, of: &undecided)
    (best.bound, best.stop) = (max(first.bound, best.solution.objective), first.stop)
    return try settled(undecided.deciding(as: best.solution), at: best, undecided: undecided)
  }

  /// The candidate of the program `made`, whose decisions are made and whose optimum is `best`: what the objective
  /// settles after its first figure, and of the optima the one that moves least money.
  func settled(
    _ made: Formulation, at best: TangentMethod.Answer, undecided: Formulation
  ) throws(PlanningError) -> Candidate {
    var (made, undecided) = (made, undecided)
    let stages = try LexicographicSearch(method: method).stages(from: best, of: &made)
    var last = stages.last?.formulation ?? made
    let thrifty = try thriftiest(among: stages.last?.answer ?? best, of: &last)
    made.adoptTangents(of: last)
    undecided.adoptTangents(of: made)
    return Candidate(
      formulation: made, undecided: undecided, best: best, thrifty: thrifty, stages: stages, stop: best.stop)
  }
}

extension DirectionSearch.Candidate {
  /// What no plan of this program exceeds: the objective, or the gains of the members from the smallest on.
  private var bounds: [Double] {
    guard let worst = formulation.worstGain, !isDecided else { return [best.bound] }
    let last = stages.last?.answer ?? best
    return worst.gains.map { last.solution[$0] }.sorted()
  }

  /// The figures that the plan reaches, in the order of `bounds`.
  private var figures: [Double] { isDecided ? [best.solution.objective] : bounds }

  /// Whether the program has decisions, so that figures after the first are those of the decisions made.
  private var isDecided: Bool { !formulation.decisions.isEmpty }

  /// What no plan of this program exceeds, as the program counts: the figure that is settled first.
  fileprivate var value: Double { best.bound }

  /// Whether nothing keeps the answer from being a plan.
  fileprivate var isPlan: Bool { mostOpposed == nil && division == nil }

  /// The same candidate as the best of a search that stopped for a `reason`, when no plan could exceed `bound`.
  func stopped(by reason: Termination, bound: Double) -> Self {
    var copy = self
    (copy.stop, copy.bound) = (reason, bound)
    return copy
  }

  /// Whether a plan of this program could be better than `other` by more than what is not looked for, first things
  /// first.
  fileprivate func isBetter(than other: DirectionSearch.Candidate) -> Bool {
    isBetter(than: other, byMoreThan: 1)
  }

  /// Whether the figures of this program are better than those of `other` by more than `share` of the gap allowed.
  fileprivate func isBetter(than other: DirectionSearch.Candidate, byMoreThan share: Double) -> Bool {
    for (own, known) in zip(bounds, other.figures) where abs(own - known) > share * gapAllowed(at: known) {
      return own > known
    }
    return false
  }

  /// How much better than `known` another plan may be and not be looked for: rates are found by halving.
  private func gapAllowed(at known: Double) -> Double {
    let size = formulation.sizes.objective
    if isDecided { return formulation.gapAllowed(at: known) }
    return formulation.gainRates.isEmpty
      ? max(1e-11 * size, 1e-9 * abs(known)) : 1e-6 * max(abs(known), 1e-3 * size)
  }

  /// The rate that is farthest from serving every firm, and where to divide its interval; nil where all serve.
  fileprivate var division: (position: Int, rate: Double)? {
    var worst: (position: Int, rate: Double, crossing: Double)?
    for (position, rate) in formulation.gainRates.enumerated() {
      let division = rate.division(at: thrifty.solution, sizes: formulation.sizes)
      guard let division, division.crossing > worst?.crossing ?? 0 else { continue }
      worst = (position, division.rate, division.crossing)
    }
    return worst.map { ($0.position, $0.rate) }
  }

  /// A rate for each rule that may serve every firm.
  fileprivate var ratesToTry: [Double] {
    formulation.gainRates.map { rate in
      if let division = rate.division(at: thrifty.solution, sizes: formulation.sizes) { return division.rate }
      let spent = rate.allocations.reduce(0) { $0 + max(0, thrifty.solution[$1]) }
      let gained = rate.gains.reduce(0) { $0 + max(0, thrifty.solution.value(of: $1)) }
      return min(max(gained > 0 ? spent / gained : 0, rate.least), rate.greatest)
    }
  }

  /// The pair of directions that is farthest from being used one way alone; nil where none is used both ways.
  fileprivate var mostOpposed: OppositeDirections? { formulation.mostOpposed(at: thrifty.solution) }
}

extension Formulation {
  /// The pair of directions that `solution` uses both ways most; nil where none is.
  func mostOpposed(at solution: Solution) -> OppositeDirections? {
    var worst: (pair: OppositeDirections, size: Double)?
    for pair in opposites {
      let size = min(solution[pair.raise], solution[pair.lowering]) / pair.size
      if size > max(1e-7, worst?.size ?? 0) { worst = (pair, size) }
    }
    return worst?.pair
  }

  /// How far a plan may be from the bound of a search, relative to its figure: as the alliance says, else 1e-4 where
  /// curves bend upwards and rounding where something is decided.
  var allowedGap: Double { alliance.description.gap ?? (isBent ? 1e-4 : 1e-8) }

  /// How far a plan with the figure `known` may be from the bound of a search, as the program counts.
  func gapAllowed(at known: Double) -> Double {
    allowedGap * (abs(known) > 1e-6 * sizes.objective ? abs(known) : 0.1 * sizes.objective)
  }
}

/// Two variables that move a level in opposite directions at a loss, so that only one of them has a meaning at a time.
struct OppositeDirections: Sendable {
  /// What raises the level.
  let raise: Variable
  /// What lowers it.
  let lowering: Variable
  /// About how large the level is.
  let size: Double
}
