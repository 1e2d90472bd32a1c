import Alliances
import LinearProgramming

/// A figure of the alliance that the user may move, and the rows that move with it.
struct MovableLimit {
  /// The figure as it stands: a budget [currency], a share, or an output.
  let value: Double
  /// The rows, and how far the right-hand side of each moves when the figure moves by 1.
  let rows: [(row: Row, scale: Double)]

  /// The gain per unit of the figure at `solution`.
  func price(at solution: Solution) -> Double {
    rows.reduce(0) { $0 + solution.dual(of: $1.row) * $1.scale }
  }

  /// The figure moved by `distance` in `program`.
  func move(by distance: Double, in program: inout LinearProgram) {
    for (row, scale) in rows {
      let bounds = program.bounds(of: row)
      program.setBounds(of: row, to: Bounds(bounds.lower + distance * scale, bounds.upper + distance * scale))
    }
  }
}

extension Formulation {
  /// The budgets that arrive, in the order of the periods; one for a budget of the horizon.
  var budgetLimits: [(period: String?, limit: MovableLimit)] {
    switch alliance.description.budget {
    case .horizon(let amount): [(nil, MovableLimit(value: amount, rows: [(budgetRows[0], 1)]))]
    case .perPeriod(let amounts):
      alliance.periods.indices.map { period in
        (alliance.periods[period], MovableLimit(value: amounts[period], rows: [(budgetRows[period], 1)]))
      }
    }
  }

  /// The limits of the rule at `position`, one a key of the rule, as they move around `solution`.
  ///
  /// A share is moved at the allocation of all firms in `solution`, so its price is the first derivative.
  func limits(ofRule position: Int, around solution: Solution) -> [(first: RuleLimit, limit: MovableLimit)] {
    let own = ruleLimits.filter { $0.rule == position }
    return own.indices.filter { index in !own[..<index].contains { $0.side == own[index].side } }.map { index in
      let rows = own.filter { $0.side == own[index].side }.map { limit in
        (row: limit.row, scale: limit.scale.map { solution[$0] } ?? 1)
      }
      return (own[index], MovableLimit(value: own[index].value, rows: rows))
    }
  }
}
