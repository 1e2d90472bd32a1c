import Alliances
import SourceText

/// Finds the places in the files that the parts of an alliance come from.
struct AllianceLocator {
  let top: YAMLNode
  let firms: FirmPlaces
  /// The positions in the file of what the alliance has of a list, by the list's key.
  let positions: [String: [Int]]

  /// Where to point for `problem`.
  func mark(of problem: AllianceProblem) -> SourceMark {
    switch problem.place {
    case .key(let path): mark(of: inFile(path), subject: problem.fact.subject(at: path))
    case .cell(let firm, let column): firms.mark(firm: firm, column: column) ?? fileMark
    case .column(let column, let list): firms.mark(column: column, of: list) ?? fileMark
    case .firms: firms.members?.markOfHeader ?? fileMark
    case .candidates: firms.candidates?.markOfHeader ?? fileMark
    }
  }

  /// A path with the positions that the file gives to its policies and grants.
  func inFile(_ path: [String]) -> [String] {
    guard path.count >= 2, let positions = positions[path[0]], let item = Int(path[1]), positions.indices.contains(item)
    else { return path }
    return [path[0], "\(positions[item])"] + path.dropFirst(2)
  }

  /// The part of the value at `path` that a message is about, or of the nearest value above that is there.
  func mark(of path: [String], subject: YAMLNode.Subject = .value) -> SourceMark {
    top.mark(ofNearest: path, subject: subject)
  }

  private var fileMark: SourceMark { SourceMark(file: top.source.file.path) }
}

extension AllianceFact {
  /// The part of the key at `path` and its value that the fact is about.
  fileprivate func subject(at path: [String]) -> YAMLNode.Subject {
    switch self {
    // The column is the key of a condition, or the value of a key that names one.
    case .ruleColumnUnknown(let column, _): path.last == column ? .key : .value
    case .ruleValueUnknown(let text, _, _): .text(text)
    case .ruleFirmUnknown(let firm, _), .firmListedTwice(let firm, _):
      path.last == firm.description ? .key : .text(firm.description)
    default: .value
    }
  }
}
