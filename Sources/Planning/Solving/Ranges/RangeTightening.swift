import Alliances
import LinearProgramming
import Regression

/// Tells a program in how narrow a range each argument of a curve can lie, so that its envelopes come close to the curves.
///
/// A rule such as a share in proportion to a column keeps every firm inside what it could do by itself, where the chord
/// over all of that stands far above the curve. What rows and bounds leave of an argument is found without a solver: bounds
/// are passed on from row to row, and a sum is held against the rows that share variables with it.
struct RangeTightening: Sendable {
  private let propagation: BoundPropagation
  private let origins: [Origin]
  private let terms: [TermSums]
  /// The positions among `terms` of members, and of each candidate with its decision.
  private let groups: [(join: Int?, terms: [Int])]
  /// The rates at which rules give firms what is in proportion to a column.
  let rates: [SharedRate]

  /// Where a row has its bounds from.
  private enum Origin: Sendable {
    case row(Row)
    /// The range of the argument of the term at a position.
    case term(Int)

    /// The bounds as they are in `formulation`.
    func bounds(in formulation: Formulation) -> Bounds {
      switch self {
      case .row(let row): return formulation.program.bounds(of: row)
      case .term(let position):
        let term = formulation.curvedTerms[position]
        let constant = term.arguments[0].constant
        return Bounds(term.range.lowerBound - constant, term.range.upperBound - constant)
      }
    }
  }

  /// A curved term with its argument.
  private struct TermSums: Sendable {
    let position: Int
    let argument: BoundedSum
    let summands: [BoundedSum]
  }

  /// What is known of `formulation` and of all that is made of it by narrower bounds.
  init(_ formulation: Formulation) {
    var rows: [[(column: Int, coefficient: Double)]] = []
    var origins: [Origin] = []
    let matrix = formulation.program.matrix.transposed()
    let all = formulation.program.rows
    for (row, element) in formulation.rowElements.enumerated() where !element.isEnvelope {
      rows.append(matrix.entries(ofColumn: row).map { (Int(matrix.rows[$0]), matrix.values[$0]) })
      origins.append(.row(all[row]))
    }
    for joint in formulation.rowsWithoutSpreads {
      rows.append(joint.entries)
      origins.append(.row(joint.row))
    }
    let isMember = { (term: CurvedTerm) in term.membership.terms.isEmpty }
    for (position, term) in formulation.curvedTerms.enumerated() where term.bent != nil && isMember(term) {
      let argument = term.arguments[0]
      rows.append(argument.terms.map { ($0.variable.index, $0.coefficient) })
      origins.append(.term(position))
    }
    let propagation = BoundPropagation(
      rows: rows, isInteger: formulation.program.variables.map(formulation.program.isInteger))
    (self.propagation, self.origins) = (propagation, origins)
    terms = formulation.curvedTerms.enumerated().compactMap { position, term in
      guard case .curve = term.shape, term.bent != nil else { return nil }
      return TermSums(
        position: position, argument: BoundedSum(term.arguments[0], in: propagation),
        summands: term.box?.summands.map { BoundedSum($0, in: propagation) } ?? [])
    }
    var byJoin: [Int?: [Int]] = [:]
    for (number, term) in terms.enumerated() {
      byJoin[formulation.join(of: formulation.curvedTerms[term.position].firm)?.index, default: []].append(number)
    }
    rates = formulation.sharedRates
    groups = byJoin.sorted { ($0.key ?? -1) < ($1.key ?? -1) }.map { ($0.key, $0.value) }
  }

  /// Narrows the ranges of all bent terms of `formulation` to what its bounds and rows leave.
  func tighten(_ formulation: inout Formulation) {
    let program = formulation.program
    let bounds = origins.map { $0.bounds(in: formulation) }
    let rows = BoundPropagation.RowBounds(lower: bounds.map(\.lower), upper: bounds.map(\.upper))
    let columns = program.variables.map { program.bounds(of: $0) }
    var box = BoundPropagation.Box(lower: columns.map(\.lower), upper: columns.map(\.upper))
    guard propagation.propagate(&box, within: rows) else { return }
    for rate in rates {
      let (lower, upper) = (box.lower[rate.variable.index], box.upper[rate.variable.index])
      formulation.program.setBounds(of: rate.variable, to: Bounds(lower, upper))
    }
    for group in groups {
      if let join = group.join {
        guard box.upper[join] >= 1 else { continue }
        var joined = box
        joined.lower[join] = 1
        guard propagation.propagate(&joined, within: rows, changed: [join]) else { continue }
        tighten(&formulation, group.terms, &joined, rows)
      } else {
        tighten(&formulation, group.terms, &box, rows)
      }
    }
  }

  private func tighten(
    _ formulation: inout Formulation, _ numbers: [Int], _ box: inout BoundPropagation.Box,
    _ rows: BoundPropagation.RowBounds
  ) {
    let space = BoundedSum.Space(box, rows, propagation)
    for number in numbers {
      let term = terms[number]
      for (summand, sum) in term.summands.enumerated() {
        guard let box = formulation.curvedTerms[term.position].box, let found = sum.range(in: space),
          let range = box.ranges[summand].narrowed(to: found)
        else { continue }
        formulation.narrow(term: term.position, summand: summand, to: range)
      }
      guard let found = term.argument.range(in: space),
        let range = formulation.curvedTerms[term.position].range.narrowed(to: found)
      else { continue }
      formulation.narrow(term: term.position, to: range)
    }
  }
}

extension ClosedRange<Double> {
  /// The part of the range that `found` leaves, a hair wider, where it is markedly narrower; nil else.
  fileprivate func narrowed(to found: (lower: Double, upper: Double)) -> ClosedRange? {
    let width = upperBound - lowerBound
    let margin = 1e-9 * Swift.max(width, abs(lowerBound), abs(upperBound))
    let (lower, upper) = (Swift.max(lowerBound, found.lower - margin), Swift.min(upperBound, found.upper + margin))
    guard lower <= upper, upper - lower < 0.99 * width else { return nil }
    return lower...upper
  }
}

extension ProgramElement {
  /// Whether the element is a row that keeps a curve below its envelope.
  fileprivate var isEnvelope: Bool {
    switch self {
    case .tangent, .outputTangent: true
    default: false
    }
  }
}

extension Formulation {
  /// a − (1 − τ)·v·κ ≥ 0 for every row a − v·κ + v·w ≥ 0 of a rule in proportion with w ≤ τ·κ: what the two rows say together,
  /// with the first of them, whose bounds it has.
  fileprivate var rowsWithoutSpreads: [(row: Row, entries: [(column: Int, coefficient: Double)])] {
    var rates: [Int: (rate: Int, tolerance: Double)] = [:]
    let rows = program.rows
    for (row, element) in zip(rows, rowElements) {
      guard case .tolerance = element else { continue }
      let terms = program.expression(of: row).terms
      guard terms.count == 2, terms[0].coefficient == 1, program.bounds(of: row).upper == 0 else { continue }
      rates[terms[0].variable.index] = (terms[1].variable.index, -terms[1].coefficient)
    }
    guard !rates.isEmpty else { return [] }
    return zip(rows, rowElements).compactMap { row, element in
      guard case .rule(_, side: .least, _, _) = element else { return nil }
      let terms = program.expression(of: row).terms
      guard let spread = terms.first(where: { rates[$0.variable.index] != nil }), spread.coefficient > 0,
        let known = rates[spread.variable.index]
      else { return nil }
      var entries: [(column: Int, coefficient: Double)] = []
      for term in terms where term.variable.index != spread.variable.index {
        let part = term.variable.index == known.rate ? spread.coefficient * known.tolerance : 0
        entries.append((term.variable.index, term.coefficient + part))
      }
      return (row, entries.filter { $0.coefficient != 0 })
    }
  }
}
