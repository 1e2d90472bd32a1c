import Alliances
import Planning
import Studies

/// The table of a report on policies.
struct PolicyTable {
  let study: PolicyStudy
  let names: [String]
  let promises: PromiseText

  private var rows: [(name: String, tolerance: String, figures: PolicyFigures?, isBare: Bool)] {
    [("no policy", "", study.withoutPolicy, true)]
      + zip(names, study.results).map { name, result in
        (name, result.policy.tolerance.map { NumberText.percent($0, digits: 4) } ?? "", result.figures, false)
      }
  }

  /// One row a policy and tolerance.
  var table: TextTable {
    let rows = rows
    func numbers(_ figure: (PolicyFigures) -> Double?) -> [String] {
      let values = rows.map { $0.figures.flatMap(figure) }
      let decimals = NumberText.decimals(for: values.compactMap(\.self))
      return values.map { $0.map { NumberText.fixed($0, decimals: decimals) } ?? "–" }
    }
    func counts(_ count: (PolicyFigures) -> Int) -> [String] {
      rows.map { row in row.isBare ? "" : row.figures.map { "\(count($0))" } ?? "–" }
    }
    let objective = study.bare.objective.kind
    let compared = [
      (TextTable.Column("policy", .left), rows.map(\.name)), (TextTable.Column("±"), rows.map(\.tolerance)),
      (TextTable.Column(objective.noun), figures),
    ]
    let ginis = rows.map { $0.figures?.gini.map { NumberText.fixed($0, decimals: 2) } ?? "–" }
    let shared = [
      (TextTable.Column("price"), prices), (TextTable.Column("Gini"), ginis),
      (TextTable.Column("least"), numbers { $0.worstGain }),
      (TextTable.Column("up"), counts { $0.winners.count }), (TextTable.Column("down"), counts { $0.losers.count }),
    ]
    return TextTable(columns: compared + [promises.column].compactMap(\.self) + shared)
  }

  /// What the alliance plans for.
  private var figures: [String] {
    let decimals = NumberText.decimals(for: rows.compactMap { $0.figures?.objective.value })
    let results: [PolicyResult?] = [nil] + study.results.map { Optional($0) }
    return zip(rows, results).map { row, result in
      if let figure = row.figures?.objective.value { return NumberText.fixed(figure, decimals: decimals) }
      return switch result?.outcome {
      case .noPlan: "no plan"
      case .failed: "failed"
      default: "n/a"
      }
    }
  }

  private var prices: [String] {
    rows.map { row in
      guard let figures = row.figures, !row.isBare else { return row.isBare ? "" : "–" }
      guard let price = figures.price else { return "–" }
      // Prices this small would only make the column wide.
      return !figures.costsSomething ? "0 %" : price < 1e-4 ? "<0.01 %" : NumberText.percent(price)
    }
  }
}
