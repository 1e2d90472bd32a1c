import Alliances

/// What a variable or a row stands for that a prudent criterion adds to the program of an alliance.
public enum PrudenceElement: Sendable, Hashable {
  /// What one term of the model adds to the discounted gain, by its position.
  case termSum(Int)
  /// The figure that divides the worst draws from the others.
  case tailThreshold
  /// How far the gain of a draw falls short of that.
  case shortfall(draw: Int)
  /// What each direction costs in the worst case, up to the number of directions that count.
  case protection
  /// What a direction costs beyond that.
  case excess(direction: Int)
  /// The gain changes along a direction by no more than the two above, to one side.
  case deviation(direction: Int, isRise: Bool)

  /// The name under which an exported program shows the element.
  func name(in alliance: Alliance) -> String {
    switch self {
    case .termSum(let term): "term_sum[\(alliance.model.terms[term].name)]"
    case .tailThreshold: "tail_threshold"
    case .shortfall(let draw): "shortfall[\(draw + 1)]"
    case .protection: "protection"
    case .excess(let direction): "excess[\(direction + 1)]"
    case .deviation(let direction, let isRise): "deviation_\(isRise ? "up" : "down")[\(direction + 1)]"
    }
  }
}
