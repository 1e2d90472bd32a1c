import Foundation

/// A job that a program does with a file of a sample.
struct Job {
  let name: String
  let command: (_ file: String) -> [String]
}

/// Runs the jobs of one sample at several sizes and prints their times beside each other.
struct Comparison {
  let sample: Sample
  /// The planner's own jobs, each compared with every peer.
  let jobs: [Job]
  let peers: [Job]
  let rowCounts: [Int]
  let runs: Int
  let folder: String

  /// One line of the table.
  private struct Figure {
    let program: String
    /// `read`, `fit`, or the whole process from its start to its end.
    let stage: String
    let seconds: Double
    let megabytes: Double
  }

  /// Prints a table for every size: seconds are the median of the runs, megabytes the peak of the whole process, the
  /// ratio is a program's seconds by those of the planner's library, or of its command for whole processes.
  func run() throws {
    for rowCount in rowCounts {
      let file = "\(folder)/\(sample.rawValue)-\(rowCount).csv"
      try sample.write(rowCount: rowCount, to: file)
      defer { unlink(file) }
      print("\n\(sample.rawValue), \(rowCount) rows of \(sample.regressorCount + 1) numbers")
      let figures = (jobs + peers).flatMap { measured($0, file) }
      for stage in ["read", "fit", "process"] { show(figures.filter { $0.stage == stage }, rowCount) }
      fflush(nil)
    }
  }

  private func show(_ figures: [Figure], _ rowCount: Int) {
    let ours = figures.first { figure in jobs.contains { $0.name == figure.program } }
    for figure in figures {
      let ratio = ours.map { String(format: "%8.2f", figure.seconds / $0.seconds) } ?? "       –"
      let perRow = figure.seconds / Double(rowCount) * 1e6
      print(
        figure.stage.padded(to: 9) + figure.program.padded(to: 34)
          + String(format: "%10.4f s %8.1f MB", figure.seconds, figure.megabytes) + ratio
          + String(format: "× %10.3f µs a row", perRow))
    }
  }

  /// What is measured of `job`; nothing, and a line that says so, where its program is missing.
  private func measured(_ job: Job, _ file: String) -> [Figure] {
    var seconds: [String: [Double]] = [:]
    var megabytes = 0.0
    var program = job.name
    for _ in 0..<runs {
      do {
        let process = try ChildProcess(job.command(file))
        megabytes = max(megabytes, process.megabytes)
        seconds["process", default: []].append(process.seconds)
        for words in process.lines.map({ $0.split(separator: " ", maxSplits: 1) }) where words.count == 2 {
          switch words[0] {
          case "missing":
            print("\(job.name): \(words[1]) is not installed")
            return []
          case "program": program = String(words[1])
          case "read", "fit":
            let time = Double(words[1].trimmingCharacters(in: .whitespaces)) ?? .nan
            seconds[String(words[0]), default: []].append(time)
          default: break
          }
        }
      } catch ChildProcess.Failure.missing(let command) {
        print("\(job.name): \(command) is not installed")
        return []
      } catch {
        print("\(job.name): \(error)")
        return []
      }
    }
    return seconds.map { stage, values in
      Figure(program: program, stage: stage, seconds: values.sorted()[values.count / 2], megabytes: megabytes)
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
