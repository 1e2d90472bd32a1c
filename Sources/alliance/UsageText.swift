import Reporting

extension String {
  /// What the argument parser says of bad usage, its sentences in lines of 80 cells; the usage stands as it is laid out.
  var usageInLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      let isSentence = line.hasPrefix("Error:") || line.hasPrefix("Help:")
      return isSentence ? String(line).wrapped(to: 80, indent: 7) : [String(line)]
    }.joined(separator: "\n")
  }
}
