import LinearProgramming

/// What a search for a plan may begin with: the plan of a similar alliance.
///
/// Studies plan one alliance again and again with other coefficients, other partners or another rule. What was found once
/// is carried over by what the parts of the program stand for: which variables and rows determine the optimum, where
/// tangents touch, and what was decided. It changes how long a search takes, and which plan is found only among such as
/// are equally good or lie within the gap that the alliance allows.
public struct PlanStart: Sendable {
  private let basis: Basis
  private let values: [Double]
  private let columns: [ProgramElement]
  private let rows: [ProgramElement]
  private let touches: [Touch]

  /// A tangent to the curved term of an element.
  private struct Touch {
    let term: ProgramElement
    let point: [Double]
  }

  /// The start that `solution` of `formulation` makes; nil where it has no basis.
  init?(_ formulation: Formulation, at solution: Solution) {
    guard let basis = solution.basis else { return nil }
    self.basis = basis
    values = solution.values
    columns = formulation.variableElements
    rows = formulation.rowElements
    touches = formulation.tangents.compactMap { tangent in
      guard case .range = tangent.validity, !tangent.place.isPlane else { return nil }
      return Touch(term: formulation.curvedTerms[tangent.place.term].tangentElement, point: tangent.place.point)
    }
  }

  /// Adds to `formulation` the tangents that were known, as far as they are right for its curves.
  func addTangents(to formulation: inout Formulation) {
    guard !touches.isEmpty else { return }
    let terms = formulation.curvedTerms.enumerated().map { ($1.tangentElement, $0) }
    let positions = Dictionary(terms, uniquingKeysWith: { first, _ in first })
    for touch in touches {
      guard let position = positions[touch.term],
        let point = formulation.curvedTerms[position].tangentPoint(near: touch.point),
        !formulation.touchedPoints.contains(Tangent.Place(term: position, point: point))
      else { continue }
      formulation.addTangent(to: position, at: point)
    }
  }

  /// The basis of the plan as one of the program of `formulation`; nil where what is there alone, or missing there, leaves
  /// none.
  func basis(for formulation: Formulation) -> Basis? {
    let own = Basis(
      columns: Self.carry(basis.columns, of: columns, to: formulation.variableElements).map { $0 ?? .atLower },
      rows: Self.carry(basis.rows, of: rows, to: formulation.rowElements).map { $0 ?? .basic })
    let basic = own.columns.count { $0 == .basic } + own.rows.count { $0 == .basic }
    return basic == own.rows.count ? own : nil
  }

  /// The plan as values of the variables of `formulation`, as near as their bounds allow, and 0 for what it knows nothing of.
  func values(for formulation: Formulation) -> [Double] {
    let known = Self.carry(values, of: columns, to: formulation.variableElements)
    return zip(formulation.program.variables, known).map { variable, value in
      let bounds = formulation.program.bounds(of: variable)
      return min(max(value ?? 0, bounds.lower), bounds.upper)
    }
  }

  /// The decisions of the plan as values of the variables of `formulation`, as near as their bounds allow, and 0 for those
  /// that are not decisions; nil where something is decided there of which the plan knows nothing.
  func decisions(for formulation: Formulation) -> [Double]? {
    guard formulation.program.hasIntegers else { return nil }
    let known = Self.carry(values, of: columns, to: formulation.variableElements)
    var start = [Double](repeating: 0, count: known.count)
    for decision in formulation.decisions {
      guard let value = known[decision.index] else { return nil }
      let bounds = formulation.program.bounds(of: decision)
      start[decision.index] = min(max(value, bounds.lower), bounds.upper)
    }
    return start
  }

  /// What is known of each of `others`: the `entries` of `elements`, which may be fewer, those of the same element in their
  /// order.
  private static func carry<Entry>(
    _ entries: [Entry], of elements: [ProgramElement], to others: [ProgramElement]
  ) -> [Entry?] {
    let known = elements.prefix(entries.count)
    if others.starts(with: known) {
      return entries.map(Optional.some) + [Entry?](repeating: nil, count: others.count - known.count)
    }
    var positions = Dictionary(grouping: known.indices.reversed()) { known[$0] }
    return others.map { element in positions[element]?.popLast().map { entries[$0] } }
  }
}

extension CurvedTerm {
  /// Where near `point` a tangent touches that lies nowhere below the curve over the range of the term; nil where `point`
  /// is no place for one.
  fileprivate func tangentPoint(near point: [Double]) -> [Double]? {
    switch shape {
    case .curve(let curve):
      guard let side = bent.map(\.tangentRange) ?? range, point.count == 1, side.contains(point[0]) else { return nil }
      return [curve.smoothPoint(near: point[0], in: side)]
    case .joint(let joint):
      guard point.count == joint.factors.count else { return nil }
      let levels = zip(joint.factors.map(\.range), point).map { min(max($1, $0.lowerBound), $0.upperBound) }
      return joint.smoothPoint(near: levels)
    }
  }
}
