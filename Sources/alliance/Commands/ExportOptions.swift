import ArgumentParser
import Regression
import Reporting

/// What tables of models are printed as, for papers and other programs.
struct ExportOptions: ParsableArguments {
  @Option(
    name: .customLong("export"),
    help: ArgumentHelp("Print a table as latex, markdown or csv (columns named as in R's broom).", valueName: "format"))
  var format: Format?

  @Option(help: "With --export csv: tidy, a row a coefficient, or glance, a row a model.")
  var part: Part?

  /// The formats of a table.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case latex
    case markdown
    case csv
  }

  /// The two tables of broom.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case tidy
    case glance
  }

  func validate() throws {
    if part != nil, format != .csv { throw ValidationError("--part belongs to --export csv.") }
  }

  /// Whether the table has confidence intervals.
  var hasIntervals: Bool { format == .csv && part != .glance }

  /// The table of `models` in the format that was asked for, with intervals at `level` where it has them; nil where none
  /// was.
  func text(of models: ModelComparison, level: Double = 0.95) -> String? {
    switch (format, part) {
    case (nil, _): nil
    case (.latex, _): models.latex
    case (.markdown, _): models.markdown
    case (.csv, .glance): models.glanceCSV
    case (.csv, _): models.tidyCSV(level: level)
    }
  }
}
