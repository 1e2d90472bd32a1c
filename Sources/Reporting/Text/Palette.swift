@preconcurrency import Rainbow

/// How a report is painted, after it is laid out.
public struct Palette: Sendable {
  private let isColoured: Bool

  /// A palette that paints, or one that leaves every text as it is.
  public init(coloured: Bool) {
    isColoured = coloured
    if coloured { Self.prepareOnce }
  }

  /// Leaves every text as it is.
  public static let plain = Palette(coloured: false)

  func strong(_ text: String) -> String { isColoured ? text.bold : text }
  func quiet(_ text: String) -> String { isColoured ? text.dim : text }
  func good(_ text: String) -> String { isColoured ? text.green : text }
  func bad(_ text: String) -> String { isColoured ? text.red : text }
  func caution(_ text: String) -> String { isColoured ? text.yellow : text }

  /// The lines of at most `width` cells below a report that tell its `notes`.
  func lines(of notes: [String], width: Int) -> [String] {
    notes.flatMap { "note: \($0)".wrapped(to: width, indent: 2) }.map(caution)
  }

  /// Whether to paint is decided by the caller, who knows the stream; Rainbow looks at standard output alone.
  private static let prepareOnce: Void = {
    Rainbow.outputTarget = .console
    Rainbow.enabled = true
  }()
}
