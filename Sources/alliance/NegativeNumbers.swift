/// Negative numbers on the command line.
///
/// The argument parser would take `-1` behind an option for another option and say that a value is missing.
enum NegativeNumbers {
  /// The arguments, in which a negative number behind an option that takes a value is joined to it: `--draws=-1`.
  static func joined(to arguments: [String]) -> [String] {
    guard arguments.contains(where: isNegativeNumber), let name = arguments.first,
      let options = CommandOptions.ofProgram?.command(name)?.optionsWithValue
    else { return arguments }
    var joined: [String] = []
    var isOver = false
    for argument in arguments {
      if !isOver, isNegativeNumber(argument), let option = joined.last, options.contains(option) {
        joined[joined.count - 1] = "\(option)=\(argument)"
      } else {
        joined.append(argument)
      }
      isOver = isOver || argument == "--"
    }
    return joined
  }

  /// Whether the text begins as a negative number does.
  private static func isNegativeNumber(_ argument: String) -> Bool {
    argument.first == "-" && argument.dropFirst().first.map { $0.isNumber || $0 == "." } ?? false
  }
}
