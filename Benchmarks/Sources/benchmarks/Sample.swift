import Foundation

/// Data drawn from a known model: a response `y` and standard normal regressors `x1`, `x2` and so on.
enum Sample: String {
  /// y = 1 + Σ 0.1·k·x_k + ε with ε standard normal; 12 columns.
  case linear
  /// The same with 7 regressors, 0 where it is below 0: about 35 per cent of the rows are censored; 8 columns.
  case tobit

  var regressorCount: Int {
    switch self {
    case .linear: 11
    case .tobit: 7
    }
  }

  /// The formula of the model.
  var formula: String { "y ~ " + (1...regressorCount).map { "x\($0)" }.joined(separator: " + ") }

  /// Writes `rowCount` rows as CSV with six decimals, about nine bytes a number.
  func write(rowCount: Int, to path: String) throws {
    var generator = SeededGenerator(seed: 20_260_401)
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    defer { try? file.close() }
    var text = "y," + (1...regressorCount).map { "x\($0)" }.joined(separator: ",") + "\n"
    for _ in 0..<rowCount {
      text += row(&generator).map(decimals).joined(separator: ",") + "\n"
      if text.utf8.count > 1 << 20 {
        try file.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try file.write(contentsOf: Data(text.utf8))
  }

  private func row(_ generator: inout SeededGenerator) -> [Double] {
    let regressors = (0..<regressorCount).map { _ in generator.normal() }
    let index = zip(1..., regressors).reduce(1) { $0 + 0.1 * Double($1.0) * $1.1 }
    let response = index + generator.normal()
    return [self == .tobit ? max(response, 0) : response] + regressors
  }
}

/// `value` with six decimals; the formatting of the standard library would take longer than all that is measured.
private func decimals(_ value: Double) -> String {
  let millionths = Int((abs(value) * 1e6).rounded())
  let fraction = String(millionths % 1_000_000)
  let sign = value < 0 && millionths > 0 ? "-" : ""
  return sign + String(millionths / 1_000_000) + "." + String(repeating: "0", count: 6 - fraction.count) + fraction
}
