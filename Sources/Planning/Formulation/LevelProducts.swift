import Alliances
import LinearProgramming

/// A variable that stands for the product of two levels in one period, and is near it.
struct LevelProduct: Sendable {
  /// The position of the effect.
  let effect: Int
  /// The position of the firm.
  let firm: Int
  /// The position of the period.
  let period: Int
  /// What stands for the product.
  let variable: Variable
  /// The level whose range is cut into pieces.
  let first: LinearExpression
  /// The other level.
  let second: LinearExpression
}

extension Formulation {
  /// x·s of two levels that are both decided: p between planes that touch the product in the piece of the range of x in
  /// which x lies.
  ///
  /// The range is cut at X₀ < X₁ < … < Xₙ into pieces of one width. λₖ ∈ {0, 1} says in which of them x lies, Σ λₖ = y, with
  /// x = Σ xₖ, s = Σ sₖ, Xₖ₋₁·λₖ ≤ xₖ ≤ Xₖ·λₖ and L·λₖ ≤ sₖ ≤ U·λₖ. Then p ≤ Σ (L·xₖ + Xₖ·sₖ − Xₖ·L·λₖ),
  /// p ≤ Σ (U·xₖ + Xₖ₋₁·sₖ − Xₖ₋₁·U·λₖ), and from below with Xₖ₋₁ and Xₖ exchanged. The distance to x·s is at most a quarter of
  /// the width of a piece times U − L. For a candidate that stays out all of it is 0.
  ///
  /// Source: R. Karuppiah & I. E. Grossmann, Global optimization for the synthesis of integrated water systems in chemical
  /// processes, Computers & Chemical Engineering 30 (2006), 650–673.
  mutating func levelProduct(
    of effect: Int, _ first: LinearExpression, in firstRange: ClosedRange<Double>, _ second: LinearExpression,
    in secondRange: ClosedRange<Double>, firm: Int, period: Int
  ) -> Variable {
    let element = ProgramElement.levelProduct(effect: effect, firm: firm, period: period)
    let product = variable(element, in: .free)
    let (least, greatest) = (secondRange.lowerBound, secondRange.upperBound)
    var (sums, planes) = (PieceSums(), [LinearExpression](repeating: LinearExpression(), count: 4))
    for piece in firstRange.pieces(alliance.description.pieces ?? 1).enumerated() {
      let (from, to) = (piece.element.lowerBound, piece.element.upperBound)
      let part = pieceVariables(of: effect, piece.offset, firm: firm, period: period)
      limit(part.first, to: piece.element, times: part.chosen, element)
      limit(part.second, to: secondRange, times: part.chosen, element)
      sums.add(part)
      for (plane, (x, s)) in [(to, least), (from, greatest), (from, least), (to, greatest)].enumerated() {
        planes[plane] += s * part.first + x * part.second - x * s * part.chosen
      }
    }
    require(sums.chosen - membership(of: firm) == 0, element)
    require(sums.first - first == 0, element)
    require(sums.second - second == 0, element)
    for plane in planes[..<2] { require(product - plane <= 0, element) }
    for plane in planes[2...] { require(product - plane >= 0, element) }
    levelProducts.append(
      LevelProduct(effect: effect, firm: firm, period: period, variable: product, first: first, second: second))
    return product
  }

  /// The variables of one piece: whether x lies in it, and both levels if it does.
  private struct PieceVariables {
    let chosen: Variable
    let first: Variable
    let second: Variable
  }

  /// The sums of the variables of all pieces.
  private struct PieceSums {
    var chosen = LinearExpression()
    var first = LinearExpression()
    var second = LinearExpression()

    mutating func add(_ part: PieceVariables) {
      chosen += part.chosen
      first += part.first
      second += part.second
    }
  }

  private mutating func pieceVariables(of effect: Int, _ piece: Int, firm: Int, period: Int) -> PieceVariables {
    func level(_ isFirst: Bool) -> ProgramElement {
      .pieceLevel(effect: effect, isFirst: isFirst, piece: piece, firm: firm, period: period)
    }
    return PieceVariables(
      chosen: variable(
        .piece(effect: effect, piece: piece, firm: firm, period: period), in: Bounds(0, 1), isInteger: true),
      first: variable(level(true), in: .free), second: variable(level(false), in: .free))
  }

  private mutating func limit(
    _ level: Variable, to range: ClosedRange<Double>, times chosen: Variable, _ element: ProgramElement
  ) {
    require(level - range.lowerBound * chosen >= 0, element)
    require(level - range.upperBound * chosen <= 0, element)
  }

  /// The product that is farthest from what stands for it at `solution`, and how far that moves the index.
  func worstLevelProduct(at solution: Solution) -> (product: LevelProduct, error: Double)? {
    levelProducts.map { product -> (LevelProduct, Double) in
      let effect = alliance.index.effects[product.effect]
      let factor = effect.factor[alliance.entry(firm: product.firm, period: product.period)]
      let exact = solution.value(of: product.first) * solution.value(of: product.second)
      return (product, abs(factor * (solution[product.variable] - exact)))
    }.max { $0.1 < $1.1 }
  }
}

extension ClosedRange<Double> {
  /// The range in `count` parts of one width.
  fileprivate func pieces(_ count: Int) -> [ClosedRange<Double>] {
    let width = (upperBound - lowerBound) / Double(count)
    return (0..<count).map { piece in
      let from = lowerBound + width * Double(piece)
      return from...(piece + 1 == count ? upperBound : lowerBound + width * Double(piece + 1))
    }
  }
}
