import Alliances
import LinearProgramming

/// A figure of the alliance that the user may move, and the rows that move with it.
struct MovableLimit {
  /// The figure as it stands: a budget [currency], a share, or an output.
  let value: Double
  /// About how large figures of its kind are in the alliance.
  let size: Double
  /// The values that the figure can take.
  let domain: ClosedRange<Double>
  /// The rows, and how far the right-hand side of each moves when the figure moves by 1.
  let rows: [(row: Row, scale: Double)]
  /// The rows whose distance from their bounds is the slack, and what the distance is divided by.
  let slackRows: [(row: Row, scale: Double)]

  /// The same limit when its figure is `value`.
  func moved(to value: Double) -> MovableLimit {
    MovableLimit(value: value, size: size, domain: domain, rows: rows, slackRows: slackRows)
  }

  /// How far the figure could be tightened before `plan` would have to change.
  func slack(at plan: Solution, in program: LinearProgram) -> Double {
    let distances = slackRows.map { row, scale in
      let bounds = program.bounds(of: row)
      let activity = plan.activity(of: row)
      let distance = max(0, min(activity - bounds.lower, bounds.upper - activity))
      return scale > 0 ? distance / scale : 0
    }
    return distances.min() ?? 0
  }

  /// The change of the program's objective per unit of the figure at `solution`.
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
  /// The budgets that arrive, in the order of the periods, one for a budget of the horizon; then the grants likewise.
  var fundLimits: [(fund: FundPrice.Fund, period: String?, limit: MovableLimit)] {
    let budgets: [(FundPrice.Fund, String?, MovableLimit)] =
      switch alliance.description.budget {
      case .horizon(let amount): [(.budget, nil, fundLimit(amount, rows: rows(ofBudget: 0)))]
      case .perPeriod(let amounts):
        alliance.periods.indices.map { period in
          (.budget, alliance.periods[period], fundLimit(amounts[period], rows: rows(ofBudget: period)))
        }
      }
    return budgets
      + grantLimits.map { limit in
        let name = alliance.description.grants[limit.grant].name
        return (.grant(name), limit.period.map { alliance.periods[$0] }, fundLimit(limit.amount, rows: [limit.row]))
      }
  }

  /// The share of contributions that is pooled, as it moves around `solution`; nil where all of them are.
  func poolingLimit(around solution: Solution) -> MovableLimit? {
    guard !poolingRows.isEmpty else { return nil }
    let rows = zip(poolingRows, contributions).map { (row: $0, scale: solution[$1]) }
    return MovableLimit(value: alliance.description.pooling, size: 1, domain: 0...1, rows: rows, slackRows: rows)
  }

  /// The gain that has to be reached, for an objective that asks for one.
  var targetLimit: MovableLimit? {
    guard let targetRow, let gain = alliance.description.objective.targetGain else { return nil }
    return MovableLimit(
      value: gain, size: sizes.gain, domain: 0...(.infinity), rows: [(targetRow, 1)], slackRows: [(targetRow, 1)])
  }

  private func fundLimit(_ amount: Double, rows: [Row]) -> MovableLimit {
    MovableLimit(
      value: amount, size: sizes.money, domain: 0...(.infinity), rows: rows.map { ($0, 1) },
      slackRows: rows.map { ($0, 1) })
  }

  /// The limits of the rule at `position`, one a side of the rule, as they move around `solution`.
  ///
  /// A share is moved at the allocation of all firms in `solution`, so its price is the first derivative.
  func limits(ofRule position: Int, around solution: Solution) -> [(first: RuleLimit, limit: MovableLimit)] {
    let own = ruleLimits.filter { $0.rule == position }
    return own.indices.filter { index in !own[..<index].contains { $0.side == own[index].side } }.map { index in
      let spans = own.filter { $0.side == own[index].side }.map { limit in
        (limit: limit, scale: limit.scale.map { solution[$0] } ?? 1)
      }
      let first = own[index]
      let isShare = first.unit == .percentagePoint
      let movable = MovableLimit(
        value: first.value, size: sizes.size(ofLimit: first), domain: first.lowest...(isShare ? 1 : .infinity),
        rows: spans.map { ($0.limit.row, $0.scale) },
        slackRows: spans.flatMap { span in
          span.limit.slackRows.filter { !isReleased($0, at: solution) }.map { ($0, span.scale) }
        })
      return (first, movable)
    }
  }
}
