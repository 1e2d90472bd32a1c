import Foundation

/// A command that ran to its end.
struct ChildProcess {
  /// From its start to its end.
  let seconds: Double
  /// Its largest resident set, in megabytes of 10⁶ bytes.
  let megabytes: Double
  /// The lines that it wrote to its standard output.
  let lines: [String]

  enum Failure: Error {
    /// No such command.
    case missing(String)
    /// It ended with another status than 0.
    case failed(String)
  }

  /// Runs `command`, a name that is looked up in PATH or a path, with its arguments.
  init(_ command: [String]) throws(Failure) {
    let output = NSTemporaryDirectory() + "benchmarks-output-\(getpid())"
    defer { unlink(output) }
    let clock = ContinuousClock()
    let start = clock.now
    let process = try Self.spawn(command, output: output)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    seconds = (clock.now - start) / .seconds(1)
    guard status == 0 else { throw .failed(command.joined(separator: " ")) }
    megabytes = Double(usage.ru_maxrss) * 1024 / 1e6
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    lines = text.split(separator: "\n").map(String.init)
  }

  private static func spawn(_ command: [String], output: String) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, command[0], &actions, nil, &arguments, environ) == 0 else {
      throw .missing(command[0])
    }
    return process
  }
}
