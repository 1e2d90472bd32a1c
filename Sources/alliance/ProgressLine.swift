import Foundation
import Synchronization

/// How far a study has come, on the last line of a terminal's standard error.
///
/// Nothing is shown where nobody looks on, and the line is gone once the study is done. Any thread may count.
final class ProgressLine: Sendable {
  private let total: Int?
  private let noun: String
  private let isShown: Bool
  private let state = Mutex<State>(State())

  private struct State {
    var done = 0
    var shown = ContinuousClock.now
  }

  /// A line that counts steps, such as plans, which `noun` names in the plural; `total` of them, or nil where that turns out
  /// on the way.
  init(_ total: Int?, _ noun: String, on console: Console) {
    self.total = total
    self.noun = noun
    isShown = console.showsProgress
  }

  /// Counts one step.
  func step() { count(of: total) }

  /// Counts one step of `total`, which was not known before.
  func step(of total: Int) { count(of: total) }

  private func count(of total: Int?) {
    guard isShown else { return }
    state.withLock { state in
      state.done += 1
      let now = ContinuousClock.now
      guard now - state.shown > .milliseconds(100) else { return }
      state.shown = now
      let whole = total.map { " of \($0)" } ?? ""
      write("\r\(state.done)\(whole) \(noun)\u{1B}[K")
    }
  }

  /// Takes the line away.
  func finish() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
