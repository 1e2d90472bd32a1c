import Foundation
import Synchronization

/// How far a study has come, on the last line of a terminal's standard error.
///
/// Nothing is shown where nobody looks on, and the line is gone once the study is done. Any thread may count.
final class ProgressLine: Sendable {
  private let noun: String
  private let isShown: Bool
  private let state = Mutex<State>(State())

  private struct State {
    var done = 0
    var shown = ContinuousClock.now
  }

  /// A line that counts steps, such as plans, which `noun` names in the plural.
  init(_ noun: String, on console: Console) {
    self.noun = noun
    isShown = console.showsProgress
  }

  /// Counts one step of `total`.
  func step(of total: Int) {
    guard isShown else { return }
    state.withLock { state in
      state.done += 1
      let now = ContinuousClock.now
      guard now - state.shown > .milliseconds(100) else { return }
      state.shown = now
      write("\r\(state.done) of \(total) \(noun)\u{1B}[K")
    }
  }

  /// Takes the line away.
  func finish() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
