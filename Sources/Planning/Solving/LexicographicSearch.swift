import Alliances
import LinearProgramming

/// Makes the smallest gain of a member as large as can be, then the next smallest, and so on.
///
/// A member whose row z ≤ Gᵢ has a price stands at z in every optimum, by complementary slackness, so its gain can be held
/// there without losing an optimum. The prices of these rows add up to 1, so each round holds one member at least, and the
/// rounds end after as many as there are members. What is found are the gains that, sorted from the smallest, come first in
/// lexicographic order; no two plans of convex programs differ in them, so nothing is left to choose but the spending.
///
/// Source: W. Ogryczak, M. Pióro & A. Tomaszewski, Telecommunications network design and max-min optimization problem,
/// Journal of Telecommunications and Information Technology 3/2005, 43–56.
struct LexicographicSearch {
  let method: TangentMethod

  /// One of the programs that were solved on the way.
  struct Stage {
    /// The program, with the gains held that were settled before.
    var formulation: Formulation
    /// Its optimum.
    var answer: TangentMethod.Answer
  }

  /// The programs solved from `first`, the optimum of `formulation`, on, without it. Tangents that they need are added to
  /// `formulation` too.
  ///
  /// A stage that rounding leaves without an optimum ends the search, and the ones before it stand.
  func stages(
    from first: TangentMethod.Answer, of formulation: inout Formulation
  ) throws(PlanningError) -> [Stage] {
    guard let worst = formulation.worstGain else { return [] }
    var (current, answer) = (formulation, first)
    var open = Set(worst.rows.indices)
    var stages: [Stage] = []
    while true {
      for firm in membersToHold(of: open, worst, at: answer.solution) {
        current.hold(firm, at: answer)
        open.remove(firm)
      }
      guard !open.isEmpty else { break }
      answer = try method.solve(&current, from: answer.solution.basis)
      guard answer.solution.termination == .optimal else { break }
      stages.append(Stage(formulation: current, answer: answer))
    }
    if let last = stages.last { formulation.adoptTangents(of: last.formulation) }
    return stages
  }

  /// The members of `open` whose rows have prices; the one with the largest where rounding blurs all.
  private func membersToHold(of open: Set<Int>, _ worst: WorstGain, at solution: Solution) -> [Int] {
    let prices = open.sorted().map { (firm: $0, price: abs(solution.dual(of: worst.rows[$0]))) }
    let priced = prices.filter { $0.price > 1e-9 }.map(\.firm)
    guard priced.isEmpty else { return priced }
    return [prices.max { $0.price < $1.price }?.firm].compactMap(\.self)
  }
}

extension Formulation {
  /// Keeps a member's gain at the smallest one of `answer`, and leaves it out of the smallest gain from now on.
  ///
  /// The floor lies lower by the error of the tangents, since tangents added later may take that much away.
  fileprivate mutating func hold(_ firm: Int, at answer: TangentMethod.Answer) {
    guard let worst = worstGain else { return }
    let least = answer.solution[worst.smallest] - answer.error - 1e-12 * sizes.gain
    program.setBounds(of: worst.gains[firm], to: .atLeast(least))
    program.setBounds(of: worst.rows[firm], to: .free)
  }
}
