import Alliances
import Studies

/// How firm the choice of levels is: those of the period that is decided first, beside what is best under each draw.
struct RiskLevels {
  let risk: Risk

  private var alliance: Alliance { risk.alliance }
  private var terms: AllianceTerms { AllianceTerms(alliance: alliance) }

  /// More rows than these are left to JSON and CSV.
  private static let mostRows = 24

  private var all: [Risk.LevelSpread] {
    risk.levels.filter { $0.period == 0 && ($0.quartiles != nil || $0.planned != nil) }
  }

  /// The rows of the table, in the order of the file: where there are too many, those that differ most from the plan.
  private var shown: [Risk.LevelSpread] {
    let all = all
    guard all.count > Self.mostRows else { return all }
    let differences = all.map(difference)
    return all.indices.sorted { (differences[$1], $0) < (differences[$0], $1) }.prefix(Self.mostRows).sorted()
      .map { all[$0] }
  }

  /// How far the quartiles lie from the plan, by what the lever costs [currency]; a candidate that is left out has its
  /// baseline.
  private func difference(_ level: Risk.LevelSpread) -> Double {
    let planned = level.planned ?? level.baseline
    let farthest = (level.quartiles ?? []).reduce(0) { max($0, abs($1 - planned)) }
    return abs(alliance.levers[level.lever].unitCost[level.firm]) * farthest
  }

  private func figures(of level: Risk.LevelSpread) -> [Double] {
    [level.baseline, level.planned].compactMap(\.self) + (level.quartiles ?? [])
  }

  /// The table.
  var table: TextTable {
    let shown = shown
    let scales = alliance.levers.indices.map { lever in
      Scale(of: shown.filter { $0.lever == lever }.flatMap(figures))
    }
    let period = alliance.periods.count > 1 ? " in \(alliance.periods[0].printable)" : ""
    return TextTable(
      [
        .init("best under the draws\(period)", .left), .init("lever", .left), .init("now"), .init("plan"),
        .init("25 %"), .init("50 %"), .init("75 %"), .init("raised"),
      ], rows: shown.map { row($0, scales[$0.lever]) })
  }

  private func row(_ level: Risk.LevelSpread, _ scale: Scale) -> [String] {
    let decimals = NumberText.decimals(for: figures(of: level).map { $0 / scale.unit })
    func cell(_ value: Double?) -> String {
      value.map { NumberText.fixed($0 / scale.unit, decimals: decimals) } ?? "–"
    }
    let lever = [terms.lever(level.lever), scale.name].compactMap(\.self).joined(separator: ", ")
    return [terms.name(firm: level.firm), lever, cell(level.baseline), cell(level.planned)]
      + (0..<3).map { cell(level.quartiles?[$0]) } + [NumberText.percent(level.chanceRaised)]
  }

  /// The unit in which the levels of a lever are printed, so that amounts in single units of money find room.
  private struct Scale {
    let unit: Double
    /// Its name behind that of the lever; nil for the lever's own unit.
    let name: String?

    init(of figures: [Double]) {
      switch figures.map(abs).max() ?? 0 {
      case 1e9...: (unit, name) = (1e6, "millions")
      case 1e6...: (unit, name) = (1e3, "thousands")
      default: (unit, name) = (1, nil)
      }
    }
  }

  /// What the table leaves out; empty where it has everything.
  var rest: String {
    let hasMore = all.count > Self.mostRows
    let shown = hasMore ? "Shown are the \(Self.mostRows) of \(all.count) levels that differ most by cost; " : ""
    let rest = [hasMore ? "the others" : nil, alliance.periods.count > 1 ? "later periods" : nil].compactMap(\.self)
    guard !rest.isEmpty else { return "" }
    return (shown + "\(listed(rest)) are in the tables of --csv and --json.").capitalisedFirst
  }
}
