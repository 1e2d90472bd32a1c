import LinearProgramming

/// Finds the best program in which no firm moves a lever both ways at once.
///
/// A linear program cannot say "raise or lower". As long as only budgets count, moving both ways costs money and gains
/// nothing; but where a rule counts what a firm is allocated, a firm could burn money to look better served. Such an answer
/// is no plan. The search then branches: one side without the first direction, one without the second, best bound first.
struct DirectionSearch {
  let method: TangentMethod

  /// A program with its optimum.
  struct Candidate {
    /// The program, with its tangents, and with the directions that were closed.
    var formulation: Formulation
    /// The optimum whose duals are the prices.
    var best: TangentMethod.Answer
    /// Of the optima, the one that is planned: no money moves for nothing in it.
    var thrifty: TangentMethod.Answer
    /// Whether a direction was closed.
    var isBranched = false
  }

  /// The most programs that are solved before the search gives up.
  private static let programLimit = 5000

  /// The best candidate of `formulation`; nil where there is none.
  ///
  /// - Throws: `PlanningError.stopped` when the search takes too long, and what the solver throws.
  func best(of formulation: Formulation) throws(PlanningError) -> Candidate? {
    guard let root = try candidate(formulation) else { return nil }
    var open = [root]
    var incumbent: Candidate?
    for _ in 0..<Self.programLimit {
      guard let node = open.popLast() else { return incumbent }
      if let incumbent, node.gain <= incumbent.gain + 1e-9 * abs(incumbent.gain) { continue }
      guard let pair = node.mostOpposed else {
        incumbent = node
        continue
      }
      var children: [Candidate] = []
      for variable in [pair.raise, pair.lowering] {
        var closed = node.formulation
        guard closed.program.bounds(of: variable).lower <= 0 else { continue }
        closed.program.setBounds(of: variable, to: .exactly(0))
        guard var child = try candidate(closed) else { continue }
        child.isBranched = true
        children.append(child)
      }
      open += children.sorted { $0.gain < $1.gain }
    }
    throw .stopped(.iterationLimit)
  }

  private func candidate(_ formulation: Formulation) throws(PlanningError) -> Candidate? {
    var formulation = formulation
    let best = try method.solve(&formulation)
    switch best.solution.termination {
    case .optimal: break
    case .infeasible: return nil
    default: throw .stopped(best.solution.termination)
    }
    let thrifty = try thriftiest(among: best, of: &formulation)
    return Candidate(formulation: formulation, best: best, thrifty: thrifty)
  }
}

extension DirectionSearch.Candidate {
  /// The gain that no plan of this program exceeds [output].
  fileprivate var gain: Double { best.solution.objective }

  /// The pair of directions that is farthest from being used one way alone; nil where none is used both ways.
  fileprivate var mostOpposed: OppositeDirections? {
    var worst: (pair: OppositeDirections, size: Double)?
    for pair in formulation.opposites {
      let size = min(thrifty.solution[pair.raise], thrifty.solution[pair.lowering]) / pair.size
      if size > max(1e-7, worst?.size ?? 0) { worst = (pair, size) }
    }
    return worst?.pair
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
