import AllianceFiles
import SourceText

/// A file system of a few texts.
struct FilesInMemory: Sendable {
  var texts: [String: String]

  /// The smallest alliance that can be planned, in `alliance.yaml`, `model.yaml` and `members.csv`.
  static let small = FilesInMemory(texts: [
    "alliance.yaml": """
      alliance: Two workshops
      currency: kEUR
      model: model.yaml
      members: members.csv
      budget: 40
      levers:
        rd: {kind: investment, max_increase: 50%}
      """,
    "model.yaml": """
      formula: patents ~ rd + size
      family: {name: gaussian}
      coefficients: {(Intercept): 1, rd: 0.5, size: 0.25}
      """,
    "members.csv": """
      id,name,rd,size,region
      a,Acme,30,4,east
      b,Bolt,12,2,west
      """,
  ])

  subscript(path: String) -> String? {
    get { texts[path] }
    set { texts[path] = newValue }
  }

  /// These files, with `text` for the file at `path`.
  func with(_ path: String, _ text: String) -> FilesInMemory {
    var files = self
    files[path] = text
    return files
  }

  /// These files, with `old` replaced in the file at `path`.
  func replacing(_ old: String, _ new: String, in path: String = "alliance.yaml") -> FilesInMemory {
    with(path, (texts[path] ?? "").split(separator: old, omittingEmptySubsequences: false).joined(separator: new))
  }

  /// These files, with `lines` at the end of the alliance file.
  func adding(_ lines: String) -> FilesInMemory {
    with("alliance.yaml", (texts["alliance.yaml"] ?? "") + "\n" + lines + "\n")
  }

  func read(_ path: String) throws(InputProblems) -> SourceFile {
    guard let text = texts[path] else { throw InputProblems(FileFact.missing, at: SourceMark(file: path)) }
    guard !text.isEmpty else { throw InputProblems(FileFact.empty, at: SourceMark(file: path)) }
    return SourceFile(path: path, text: text)
  }

  /// The alliance in `alliance.yaml`.
  func alliance() throws(InputProblems) -> AllianceInput {
    try AllianceReader(reading: { (path) throws(InputProblems) in try read(path) }).alliance(at: "alliance.yaml")
  }

  /// Everything that is wrong with the alliance in `alliance.yaml`, as `file:line:column fact`.
  func complaints() -> [String] {
    do throws(InputProblems) {
      _ = try alliance()
      return []
    } catch {
      return error.problems.map { "\(place($0.mark)) \($0.fact)" }
    }
  }
}

/// `file:line:column`, with nothing for what is not known.
func place(_ mark: SourceMark) -> String {
  ([mark.file] + [mark.line, mark.column].compactMap { $0.map { "\($0)" } }).joined(separator: ":")
}

/// The characters that a mark points at.
func marked(_ mark: SourceMark) -> String? {
  mark.quote.map { quote in String(quote.line.dropFirst(quote.start - 1).prefix(quote.length)) }
}
