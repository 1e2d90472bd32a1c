import Foundation
import SourceText

/// The same problems, where a file named on the command line is missing with the names of the files in its folder.
func namingNearbyFiles(_ problems: InputProblems) -> InputProblems {
  InputProblems(
    problems.problems.map { problem in
      guard problem.fact as? FileFact == .missing else { return problem }
      let path = problem.mark.file
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder) else {
        return problem
      }
      let files = names.filter { !$0.hasPrefix(".") }.sorted().map { folder + $0 }
      return InputProblem(StructureFact.referredFile(path: path, .missing, beside: files), at: problem.mark)
    })
}
