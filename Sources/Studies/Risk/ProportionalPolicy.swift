import Alliances

/// To what the plan is proportional that others are compared with.
public enum ProportionalBasis: Sendable, Hashable {
  /// What firms spend on the levers without a plan: new money at old shares. Where nobody spends anything, equal parts.
  case baselineSpending
  /// Nothing: every firm gets the same.
  case equal
  /// A column of the firm files.
  case column(String)
}

extension Alliance {
  /// The description of the alliance with one more rule, by which allocations are in proportion to `basis`, and what
  /// that comes to: equal parts where nobody spends anything.
  func proportional(
    to basis: ProportionalBasis, tolerance: Double
  ) -> (description: AllianceDescription, basis: ProportionalBasis) {
    var copy = description
    var (used, column) = (basis, Proportion.Basis.equal)
    switch basis {
    case .equal: break
    case .column(let name): column = .column(name)
    case .baselineSpending:
      let spending = baselineSpending
      if spending.contains(where: { $0 > 0 }) {
        let name = copy.firms.freeName("baseline spending")
        copy.firms = copy.firms.adding(name, spending)
        column = .column(name)
      } else {
        used = .equal
      }
    }
    let names = Set(copy.rules.map(\.name))
    var name = "in proportion"
    while names.contains(name) { name += "+" }
    copy.rules.append(Rule(name, .proportion(Proportion(to: column, tolerance: tolerance))))
    return (copy, used)
  }

  /// Σₖ pᵢₖ·bᵢₖ of every firm: what its levers would cost if all of their baselines had to be paid [currency].
  private var baselineSpending: [Double] {
    firms.ids.indices.map { firm in levers.reduce(0) { $0 + $1.unitCost[firm] * $1.baseline[firm] } }
  }
}

extension FirmTable {
  /// `name`, or a name like it that no column has.
  fileprivate func freeName(_ name: String) -> String {
    var free = name
    while column(free) != nil { free += "+" }
    return free
  }

  /// The same firms with a further column for all of them; the columns of each list stay those of its file.
  fileprivate func adding(_ name: String, _ values: [Double]) -> FirmTable {
    func table(_ list: FirmList) -> FirmTable {
      let own = positions(in: list)
      let columns = columnNames(of: list).compactMap(column).map {
        FirmColumn(name: $0.name, texts: Array($0.texts[own]), numbers: Array($0.numbers[own]))
      }
      return FirmTable(
        ids: Array(ids[own]), names: Array(names[own]),
        columns: columns + [FirmColumn(name: name, Array(values[own]))])
    }
    let members = table(.members)
    return memberCount < count ? FirmTable(members: members, candidates: table(.candidates)) : members
  }
}
