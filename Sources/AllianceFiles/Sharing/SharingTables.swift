import SourceText
import Studies

extension AllianceSharing {
  /// The tables of the study: `divisions`, a row a player; `payments`, a row a payment; `coalitions`, a row a coalition
  /// whose worth was asked for.
  public var tables: [NamedTable] {
    // An estimate has the column of its standard errors beside it.
    let columns = sharing.divisions.flatMap { division in
      [(division.method.rawValue, division.allocation)]
        + (division.standardErrors.map { [("\(division.method.rawValue)_std_error", $0)] } ?? [])
    }
    let divisions = sharing.players.indices.map { player in
      [sharing.players[player]]
        + ([sharing.alone[player], held[player]] + columns.map { $0.1[player] }).map { TableText.cell($0) }
    }
    let payments = sharing.divisions.flatMap { division in
      Compensation.payments(from: held, to: division.allocation).map {
        [
          division.method.rawValue, sharing.players[$0.payer], sharing.players[$0.receiver], TableText.cell($0.amount),
        ]
      }
    }
    let coalitions = sharing.worths.map { [sharing.name(of: $0.coalition), TableText.cell($0.worth)] }
    return [
      NamedTable("divisions", TableText(header: ["player", "alone", "held"] + columns.map(\.0), rows: divisions)),
      NamedTable("payments", TableText(header: ["division", "from", "to", "amount"], rows: payments)),
      NamedTable("coalitions", TableText(header: ["coalition", "value"], rows: coalitions)),
    ]
  }
}
