import Foundation

// benchmarks write linear|tobit ROWS FILE     writes seeded data
// benchmarks linear|tobit FILE                the job by library calls, its stages timed
// benchmarks compare ALLIANCE PEERS FOLDER RUNS [ROWS…]
//                                             everything beside its peers; `run` calls this

let arguments = Array(CommandLine.arguments.dropFirst())

switch arguments.first {
case "write" where arguments.count == 4:
  guard let sample = Sample(rawValue: arguments[1]), let rowCount = Int(arguments[2]) else { usage() }
  try sample.write(rowCount: rowCount, to: arguments[3])
case "linear" where arguments.count == 2:
  try LibraryJob.linear(arguments[1])
case "tobit" where arguments.count == 2:
  try LibraryJob.tobit(arguments[1])
case "compare" where arguments.count >= 5:
  guard let runs = Int(arguments[4]), runs > 0 else { usage() }
  try compare(
    alliance: arguments[1], peers: arguments[2], folder: arguments[3], runs: runs,
    rowCounts: arguments.dropFirst(5).compactMap { Int($0) })
default: usage()
}

func usage() -> Never {
  print("benchmarks write linear|tobit ROWS FILE | linear|tobit FILE | compare ALLIANCE PEERS FOLDER RUNS [ROWS…]")
  exit(64)
}

/// Every job of the planner with its peers.
func compare(alliance: String, peers: String, folder: String, runs: Int, rowCounts: [Int]) throws {
  try Comparison(
    sample: .linear,
    jobs: [
      Job(name: "AlliancePlanner, library") { [CommandLine.arguments[0], "linear", $0] },
      Job(name: "alliance fit") { [alliance, "fit", $0, "--formula", Sample.linear.formula] },
    ],
    peers: [
      Job(name: "R") { ["Rscript", "--vanilla", peers + "/linear.R", $0] },
      Job(name: "Python") { ["python3", peers + "/linear.py", $0] },
    ],
    rowCounts: rowCounts.isEmpty ? [10_000, 100_000, 1_000_000] : rowCounts, runs: runs, folder: folder
  ).run()
  try Comparison(
    sample: .tobit,
    jobs: [
      Job(name: "AlliancePlanner, library") { [CommandLine.arguments[0], "tobit", $0] },
      Job(name: "alliance fit") { [alliance, "fit", $0, "--formula", Sample.tobit.formula, "--family", "tobit"] },
    ],
    peers: [Job(name: "R") { ["Rscript", "--vanilla", peers + "/tobit.R", $0] }],
    rowCounts: rowCounts.isEmpty ? [350, 10_000, 1_000_000] : rowCounts, runs: runs, folder: folder
  ).run()
}
