import Studies

/// A small chart of the best figure against a limit, made of characters.
struct FrontierChart {
  private let frontier: Frontier
  private let least: Double
  private let greatest: Double

  private static let height = 10
  private static let width = 56

  /// The chart; nil where there is nothing to see, such as one point or the same figure everywhere.
  init?(_ frontier: Frontier) {
    let values = frontier.points.compactMap(\.value)
    guard values.count > 1, let least = values.min(), let greatest = values.max(),
      greatest - least > 1e-9 * max(abs(least), abs(greatest))
    else { return nil }
    (self.frontier, self.least, self.greatest) = (frontier, least, greatest)
  }

  /// The chart from top to bottom, its ends labelled by `number` for figures and `limit` for values of the limit.
  func lines(number: (Double) -> String, limit: (Double) -> String) -> [String] {
    let rows = (0..<Self.width).map(row)
    let (top, bottom) = (number(greatest), number(least))
    let margin = max(top.displayWidth, bottom.displayWidth)
    var lines: [String] = []
    for height in stride(from: Self.height - 1, through: 0, by: -1) {
      let label = height == Self.height - 1 ? top : height == 0 ? bottom : ""
      var line = label.indented(to: margin) + " |"
      for row in rows { line += row == height ? "*" : " " }
      while line.hasSuffix(" ") { line.removeLast() }
      lines.append(line)
    }
    let (left, right) = (limit(frontier.range.lowerBound), limit(frontier.range.upperBound))
    let gap = max(1, Self.width - left.displayWidth - right.displayWidth)
    lines.append(String(repeating: " ", count: margin) + " +" + String(repeating: "-", count: Self.width))
    lines.append(String(repeating: " ", count: margin + 2) + left + String(repeating: " ", count: gap) + right)
    return lines
  }

  /// The row of a column, from 0 at the bottom; nil where there is no plan.
  private func row(_ column: Int) -> Int? {
    let (from, to) = (frontier.range.lowerBound, frontier.range.upperBound)
    let place = from + (to - from) * (Double(column) + 0.5) / Double(Self.width)
    for (point, next) in zip(frontier.points, frontier.points.dropFirst()) where point.at <= place && place <= next.at {
      guard let value = point.value, let slope = point.slope else { return nil }
      let part = (value + slope * (place - point.at) - least) / (greatest - least)
      return min(Self.height - 1, max(0, Int((part * Double(Self.height - 1)).rounded())))
    }
    return nil
  }
}
