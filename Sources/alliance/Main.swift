import ArgumentParser
import Foundation
import LinearProgramming

/// The start of the program.
@main
enum Main {
  static func main() {
    Signals.prepare()
    let arguments = NegativeNumbers.joined(to: Array(CommandLine.arguments.dropFirst()))
    let status = Session(arguments: arguments, console: Console()).run()
    exit(status.rawValue)
  }
}

/// The answers to signals.
enum Signals {
  /// Ctrl-C ends the program with its documented code, even where the program that started this one had blocked it; a
  /// pipe whose reader has gone is noticed when writing to it.
  static func prepare() {
    signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
    signal(SIGPIPE, SIG_IGN)
    var interrupts = sigset_t()
    sigemptyset(&interrupts)
    sigaddset(&interrupts, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupts, nil)
  }

  /// What the first Ctrl-C from now on asks to stop; the second one ends the program.
  static func requestOnInterrupt() -> Interruption {
    // The object is made before a signal can ask for it: making it there could wait for a lock that is held.
    let interruption = interruption
    signal(SIGINT) { _ in
      if Signals.interruption.isRequested { _exit(ExitStatus.interrupted.rawValue) }
      Signals.interruption.request()
    }
    return interruption
  }

  private static let interruption = Interruption()
}
