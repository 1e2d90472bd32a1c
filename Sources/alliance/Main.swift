import ArgumentParser
import Foundation

/// The start of the program.
@main
enum Main {
  static func main() {
    Signals.prepare()
    let status = Session(arguments: Array(CommandLine.arguments.dropFirst()), console: Console()).run()
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
}
