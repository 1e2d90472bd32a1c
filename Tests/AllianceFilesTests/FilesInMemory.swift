import AllianceFiles
import SourceText

/// A file system of a few texts.
struct FilesInMemory: Sendable {
  var texts: [String: String]

  /// The smallest alliance that can be planned, in `alliance.yaml`, `model.yaml` and `members.csv`.
  static let small = FilesInMemory(texts: [
    "alliance.yaml": smallAlliance, "model.yaml": smallModel, "members.csv": smallMembers,
  ])

  /// These files, with `text` for the file at `path`.
  func with(_ path: String, _ text: String) -> FilesInMemory {
    var files = self
    files.texts[path] = text
    return files
  }

  /// These files, with every `old` replaced by `new` in the file at `path`.
  func replacing(_ old: String, _ new: String, in path: String = "alliance.yaml") -> FilesInMemory {
    with(path, (texts[path] ?? "").replacing(old, with: new))
  }

  /// These files, with `lines` at the end of the alliance file.
  func adding(_ lines: String) -> FilesInMemory {
    with("alliance.yaml", (texts["alliance.yaml"] ?? "") + "\n" + lines + "\n")
  }

  /// The alliance in `path`.
  func alliance(at path: String = "alliance.yaml") throws(InputProblems) -> AllianceInput {
    try AllianceReader(reading: read).alliance(at: path)
  }

  /// Everything that is wrong with the alliance in `path`, in the order in which it is reported.
  func complaints(at path: String = "alliance.yaml") -> [Complaint] {
    do throws(InputProblems) {
      _ = try alliance(at: path)
      return []
    } catch {
      return error.problems.map(Complaint.init)
    }
  }

  @Sendable private func read(_ path: String) throws(InputProblems) -> SourceFile {
    guard let text = texts[path] else { throw InputProblems(FileFact.missing, at: SourceMark(file: path)) }
    guard !text.isEmpty else { throw InputProblems(FileFact.empty, at: SourceMark(file: path)) }
    return SourceFile(path: path, text: text)
  }
}

private let smallAlliance = """
  alliance: Two workshops
  currency: kEUR
  model: model.yaml
  members: members.csv
  budget: 40
  levers:
    rd: {kind: investment, max_increase: 50%}
  """

private let smallModel = """
  formula: patents ~ rd + size
  family: {name: gaussian}
  coefficients: {(Intercept): 1, rd: 0.5, size: 0.25}
  """

private let smallMembers = """
  id,name,rd,size,region
  a,Acme,30,4,east
  b,Bolt,12,2,west
  """

/// A problem as a person sees it: where, which characters are marked, and what.
struct Complaint: Equatable, CustomStringConvertible {
  let place: String
  let marked: String?
  let fact: AnyHashable

  /// `fact` at `place`, `file:line:column`, with nothing for what is not known; `marked` are the characters meant.
  init<Fact: InputFact & Hashable>(_ place: String, _ marked: String?, _ fact: Fact) {
    self.place = place
    self.marked = marked
    self.fact = AnyHashable(fact)
  }

  init(_ problem: InputProblem) {
    let mark = problem.mark
    place = ([mark.file] + [mark.line, mark.column].compactMap { $0.map { "\($0)" } }).joined(separator: ":")
    marked = mark.quote.map { quote in String(quote.line.dropFirst(quote.start - 1).prefix(quote.length)) }
    fact = (problem.fact as? any Hashable).map { AnyHashable($0) } ?? AnyHashable("\(problem.fact)")
  }

  var description: String { "\(place) [\(marked ?? "")] \(fact)" }
}
