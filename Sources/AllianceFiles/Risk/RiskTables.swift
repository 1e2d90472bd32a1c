import SourceText
import Studies

extension Risk {
  /// The tables of the study: `plans`, `draws` with the figure of every plan under each draw, `levels` and, where there
  /// are candidates, `partners`.
  public var tables: [NamedTable] {
    [planTable, drawTable, levelTable] + (partners.isEmpty ? [] : [partnerTable])
  }

  private var planTable: NamedTable {
    let rows = plans.map { plan -> [String] in
      let figures: [Double?] = [
        plan.promise, plan.correction?.corrected, plan.correction?.standardError, plan.sample.mean,
        plan.sample.standardDeviation, plan.sample.quantile(0.05), plan.sample.quantile(0.25),
        plan.sample.quantile(0.5), plan.sample.quantile(0.75), plan.sample.quantile(0.95),
        plan.chanceOfLoss, plan.tailMean, plan.worstCase, plan.chanceToBeatProportional,
        plan.chanceToEqualProportional, plan.spending,
      ]
      return [plan.kind.rawValue] + figures.map { TableText.cell($0) }
    }
    return NamedTable(
      "plans",
      TableText(
        header: [
          "plan", "promise", "corrected", "correction_error", "mean", "standard_deviation", "q05", "q25", "median",
          "q75", "q95", "probability_negative", "cvar", "worst_case", "probability_beats_proportional",
          "probability_equals_proportional", "spending",
        ], rows: rows))
  }

  private var drawTable: NamedTable {
    let rows = bestFigures.indices.map { draw in
      ["\(draw + 1)"] + plans.map { TableText.cell($0.figures[draw]) } + [TableText.cell(bestFigures[draw])]
    }
    return NamedTable(
      "draws", TableText(header: ["draw"] + plans.map(\.kind.rawValue) + ["best_under_the_draw"], rows: rows))
  }

  private var levelTable: NamedTable {
    let rows = levels.map { level -> [String] in
      let figures: [Double?] =
        [level.baseline, level.planned] + (0..<3).map { level.quartiles?[$0] } + [level.chanceRaised]
      return [
        alliance.firms.ids[level.firm].description, alliance.levers[level.lever].lever.variable,
        alliance.periods[level.period],
      ] + figures.map { TableText.cell($0) }
    }
    return NamedTable(
      "levels",
      TableText(
        header: [
          "id", "lever", "period", "baseline", "planned", "quartile_low", "median", "quartile_high",
          "probability_raised",
        ], rows: rows))
  }

  private var partnerTable: NamedTable {
    NamedTable(
      "partners",
      TableText(
        header: ["id", "selected", "probability_selected"],
        rows: partners.map {
          [alliance.firms.ids[$0.firm].description, $0.isSelected ? "true" : "false", TableText.cell($0.probability)]
        }))
  }
}
