import Foundation
import Reporting

/// The two streams of the program, and what they can show.
struct Console {
  /// How text on standard output is painted.
  let palette: Palette
  /// How text on standard error is painted.
  let errorPalette: Palette
  /// The cells of a line: the terminal's, within limits in which tables read well; 80 elsewhere.
  let width: Int
  private var isQuiet = false

  /// The streams of this process. Colour is for terminals only, unless `NO_COLOR` is set or the terminal is dumb.
  init() {
    let environment = ProcessInfo.processInfo.environment
    let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    palette = Palette(coloured: wantsColour && isatty(STDOUT_FILENO) == 1)
    errorPalette = Palette(coloured: wantsColour && isatty(STDERR_FILENO) == 1)
    var size = winsize()
    let columns = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
    width = columns == 0 ? 80 : min(max(columns, 60), 120)
  }

  /// The same streams, without messages that are neither answers nor errors where `isQuiet`.
  func quiet(_ isQuiet: Bool) -> Console {
    var console = self
    console.isQuiet = isQuiet
    return console
  }

  /// Prints an answer on standard output.
  func print(_ text: String) {
    switch Stream.output.write(text) {
    case .written: return
    // Whoever reads has seen enough.
    case .readerIsGone: exit(ExitStatus.done.rawValue)
    case .failed(let reason):
      complain("alliance: the answer cannot be written: \(reason)\n")
      exit(ExitStatus.failure.rawValue)
    }
  }

  /// Whether somebody looks on how far a study has come.
  var showsProgress: Bool { !isQuiet && isatty(STDERR_FILENO) == 1 }

  /// Prints a message of success or progress on standard error, unless the console is quiet.
  func tell(_ text: String) {
    if !isQuiet { complain(text + "\n") }
  }

  /// Prints warnings on standard error, unless the console is quiet.
  func warn(_ warnings: [String]) {
    for warning in warnings { tell("warning: \(warning)") }
  }

  /// Prints notes on standard error, unless the console is quiet.
  func note(_ notes: [String]) {
    for note in notes { tell("note: \(note)") }
  }

  /// Prints an error on standard error; where even that fails there is nobody left to tell.
  func complain(_ text: String) { _ = Stream.error.write(text) }
}

/// A file descriptor that text is written to.
private struct Stream {
  let descriptor: Int32

  static let output = Stream(descriptor: STDOUT_FILENO)
  static let error = Stream(descriptor: STDERR_FILENO)

  enum Outcome {
    case written
    case readerIsGone
    case failed(reason: String)
  }

  /// Writes all of `text`.
  func write(_ text: String) -> Outcome {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        return .readerIsGone
      } else if errno != EINTR {
        return .failed(reason: String(cString: strerror(errno)))
      }
    }
    return .written
  }
}
