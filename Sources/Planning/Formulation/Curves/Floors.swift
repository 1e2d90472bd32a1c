import Alliances
import LinearProgramming

/// What keeps gains from being counted too low.
///
/// A rule that shares in proportion to gains is served by a gain that is counted too low as by one that is counted too
/// high. Under such a rule every curved term lies between the concave envelope of its curve from above and the convex one
/// from below, both over the range that its argument is known to lie in. Over a narrow range the two are close to each
/// other, so a search that divides ranges ends at the curve itself.
extension Formulation {
  /// Whether a rule shares in proportion to gains.
  var squeezesGains: Bool {
    alliance.description.rules.contains { rule in
      guard case .proportion(let proportion) = rule.demand else { return false }
      return proportion.basis == .gain
    }
  }

  /// The chord, and tangents at the ends and in the middle of the range: a range that is divided where an answer lies has
  /// its ends there.
  static let floorCount = 4

  /// w ≥ α·y + β·a for the line α + β·a.
  static func floor(_ term: CurvedTerm, _ line: Line, _ argument: some Linear) -> Constraint {
    term.variable - line.slope * argument >= line.constant * term.membership
  }

  /// Puts the convex envelope of `curve` under the bent term at `position`, over the range that it has.
  mutating func putFloors(under curve: Curve, on position: Int) {
    let term = curvedTerms[position]
    guard let bent = term.bent, !bent.floors.isEmpty else { return }
    let envelope = Envelope(below: curve, over: term.range)
    var lines = [envelope.chord].compactMap(\.self)
    if let range = envelope.tangentRange {
      let (first, last) = (range.lowerBound, range.upperBound)
      lines += [first, 0.5 * (first + last), last].map {
        curve.tangent(at: curve.smoothPoint(near: $0, in: range))
      }
    }
    lines.removeAll { !$0.constant.isFinite || !$0.slope.isFinite }
    for (place, floor) in bent.floors.enumerated() {
      if place < lines.count {
        program.replace(floor, with: Self.floor(term, lines[place], bent.argument))
      } else {
        program.setBounds(of: floor, to: .free)
      }
    }
  }

  /// Puts the tangent at `point` into the place of the bent term at `position`: neither more nor less, for arguments within
  /// `reach` of it, as a share of the widest range.
  mutating func hold(term position: Int, at point: Double, reach: Double) {
    let term = curvedTerms[position]
    guard case .curve(let curve) = term.shape, let bent = term.bent else { return }
    let widest = term.widest
    let middle = curve.smoothPoint(near: point, in: widest)
    let distance = reach * (widest.upperBound - widest.lowerBound)
    let near = max(widest.lowerBound, middle - distance)...min(widest.upperBound, middle + distance)
    curvedTerms[position].range = near
    keepArgument(of: position, in: near)
    let line = curve.tangent(at: middle)
    program.replace(
      bent.line, with: term.variable - line.slope * bent.argument == line.constant * term.membership)
    let others = (tangentPositions[position] ?? []).map { tangents[$0].row }
    for row in bent.floors + others { program.setBounds(of: row, to: .free) }
    curvedTerms[position].bent?.tangentRange = nil
    curvedTerms[position].box?.isHeld = false
  }
}
