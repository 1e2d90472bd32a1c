import LinearProgramming

/// Makes a plan of an answer that promises too much, and improves it as far as small steps lead.
///
/// Where a curve bends upwards its tangent lies nowhere above it. So the program with tangents at a point promises no more
/// than there is, and rules on gains that hold in it hold in truth. Its optimum is a plan at least as good as the point;
/// with the tangents moved there the next one is as good again, until nothing is gained (the convex–concave procedure,
/// Yuille & Rangarajan 2003). The last program has the plan as its optimum, and so has prices and a certificate.
///
/// Source: A. L. Yuille & A. Rangarajan, The concave-convex procedure, Neural Computation 15 (2003), 915–936.
struct Polish {
  let method: TangentMethod
  /// The program with every range as wide as it is, and with the tangents found so far.
  let pool: Formulation

  /// A plan as the optimum of a program that promises no more than there is.
  struct Found {
    /// The program, its decisions made.
    var formulation: Formulation
    /// Its optimum.
    var answer: TangentMethod.Answer
    /// Whether directions were closed in it.
    var isBranched: Bool

    /// The objective, as the program counts.
    var figure: Double { answer.solution.objective }
  }

  /// The most programs that are solved one after another.
  private static let roundLimit = 100

  /// The most times that a plan is polished again after the choice among equal ones.
  private static let settlingLimit = 5

  /// A plan that starts at `solution`, of the pool's program with some ranges narrowed; nil where there is none near, or
  /// where it does not seem to come to be better than `known`.
  func plan(near solution: Solution, betterThan known: Double? = nil) throws(PlanningError) -> Found? {
    var base = pool.deciding(as: solution)
    var (point, basis) = (solution, solution.basis)
    var best: Found?
    var isBranched = false
    for _ in 0..<Self.roundLimit {
      var program = base
      program.linearise(at: point)
      let answer = try method.solve(&program, from: basis)
      guard answer.solution.termination == .optimal else { break }
      point = answer.solution
      basis = answer.solution.basis
      base.adoptTangents(of: program)
      if let pair = base.mostOpposed(at: point) {
        base.close(pair, at: point)
        isBranched = true
        best = nil
        continue
      }
      let figure = answer.solution.objective
      if let before = best?.figure {
        let growth = figure - before
        guard growth > 1e-10 * max(abs(before), 1e-3 * pool.sizes.objective) else { break }
        if let known, figure + 5 * growth < known { return nil }
      }
      best = Found(formulation: program, answer: answer, isBranched: isBranched)
    }
    return best
  }

  /// The candidate of `found`: of the plans that are equally good the one that moves least money, polished once more where
  /// there the curves give more than the tangents promise.
  func settled(_ found: Found) throws(PlanningError) -> DirectionSearch.Candidate {
    var found = found
    let search = DirectionSearch(method: method)
    var rounds = 0
    while true {
      rounds += 1
      var candidate = try search.settled(found.formulation, at: found.answer, undecided: found.formulation)
      candidate.isBranched = found.isBranched
      let opposed = found.formulation.mostOpposed(at: candidate.thrifty.solution)
      guard rounds < Self.settlingLimit, opposed != nil || found.formulation.isExceeded(at: candidate.thrifty.solution)
      else {
        return candidate
      }
      let better = try plan(near: candidate.thrifty.solution)
      guard let better, better.figure > found.figure + 1e-9 * abs(found.figure) else { return candidate }
      found = better
    }
  }
}

extension Formulation {
  /// Puts tangents at `point` into the place of lines, where curves bend upwards.
  fileprivate mutating func linearise(at point: Solution) {
    for (position, term) in curvedTerms.enumerated() where term.bent != nil {
      linearise(term: position, at: term.reachedArgument(at: point))
    }
  }

  /// Keeps a lever to the direction in which `solution` moves it on the whole.
  fileprivate mutating func close(_ pair: OppositeDirections, at solution: Solution) {
    let raises = solution[pair.raise] >= solution[pair.lowering]
    program.setBounds(of: raises ? pair.lowering : pair.raise, to: .exactly(0))
  }

  /// Whether the curves give more at `solution` than its tangents promise.
  fileprivate func isExceeded(at solution: Solution) -> Bool {
    curvedTerms.contains { $0.bent != nil && -$0.excess(at: solution) > 1e-9 * sizes.gain }
  }
}
