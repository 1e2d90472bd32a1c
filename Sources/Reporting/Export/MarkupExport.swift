import Regression

extension ModelComparison {
  /// The models side by side as a `tabular` of LaTeX with the rules of the package booktabs; standard errors stand in
  /// parentheses below the estimates.
  public var latex: String {
    let grid = ModelGrid(self)
    var lines = [
      "% needs \\usepackage{booktabs}; standard errors in parentheses",
      "\\begin{tabular}{l\(String(repeating: "r", count: grid.names.count))}", "\\toprule", latexRow([""] + grid.names),
      "\\midrule",
    ]
    for parameter in grid.parameters {
      lines.append(latexRow([parameter.label] + parameter.estimates))
      lines.append(latexRow([""] + parameter.standardErrors))
    }
    lines.append("\\midrule")
    lines += grid.measures.map { latexRow([$0.label] + $0.values) }
    return (lines + ["\\bottomrule", "\\end{tabular}"]).joined(separator: "\n") + "\n"
  }

  /// The models side by side as a table of Markdown; standard errors stand in parentheses behind the estimates.
  public var markdown: String {
    let grid = ModelGrid(self)
    let rule = "|:---|" + String(repeating: "---:|", count: grid.names.count)
    let parameters = grid.parameters.map { parameter in
      [parameter.label]
        + zip(parameter.estimates, parameter.standardErrors).map { $1.isEmpty ? $0 : "\($0) \($1)" }
    }
    let rows = parameters + grid.measures.map { [$0.label] + $0.values }
    return ([markdownRow([""] + grid.names), rule] + rows.map(markdownRow)).joined(separator: "\n") + "\n"
  }
}

private func latexRow(_ cells: [String]) -> String { cells.map(latexText).joined(separator: " & ") + " \\\\" }

/// `text` with what LaTeX takes for commands escaped, and numbers with a minus sign in place of a hyphen.
private func latexText(_ text: String) -> String {
  if text.hasPrefix("-"), Double(text) != nil { return "$-$\(text.dropFirst())" }
  return text.printable.map { character in
    switch character {
    case "\\": "\\textbackslash{}"
    case "~": "\\textasciitilde{}"
    case "^": "\\textasciicircum{}"
    case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
    // Behind the end of a row a bracket would open an option.
    case "[": "{[}"
    case "²": "$^2$"
    default: String(character)
    }
  }.joined()
}

private func markdownRow(_ cells: [String]) -> String { "| " + cells.map(markdownText).joined(separator: " | ") + " |" }

/// `text` with what Markdown takes for marks escaped.
private func markdownText(_ text: String) -> String {
  text.printable.map { character in
    switch character {
    case "\\", "|", "*", "_", "`", "<", "[", "]", "#", "~": "\\\(character)"
    default: String(character)
    }
  }.joined()
}
