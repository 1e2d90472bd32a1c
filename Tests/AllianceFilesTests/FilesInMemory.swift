import AllianceFiles
import SourceText

/// A file system of a few texts.
struct FilesInMemory: Sendable {
  var texts: [String: String]

  /// The smallest alliance that can be planned, in `alliance.yaml`, `model.yaml` and `members.csv`.
  static let small = FilesInMemory(texts: [
    "alliance.yaml": smallAlliance, "model.yaml": smallModel, "members.csv": smallMembers,
  ])

  /// An alliance file with every key that is read, and the files that it names.
  static let withEveryKey = FilesInMemory(texts: [
    "alliance.yaml": everyKey, "model.yaml": poissonModel, "members.csv": threeMembers,
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

private let everyKey = """
  alliance: 2026
  currency: CNY million
  model: model.yaml
  members: members.csv
  periods: [2026, "2027"]
  discount_rate: 6%
  output_value: 0.3
  budget: {2026: 60, "2027": 45.5}
  carry_over: no
  levers:
    rd:
      kind: investment
      unit_cost: 1.5
      refund: 0.25
      min: 1
      max: 50
      max_increase: 20
      extrapolate: true
    heads:
      {kind: talent, unit_cost: 0.35, hire_max: 2, max_increase: 15.5%, secondment: {max_out: 20%, unit_cost: 0.05}}
  attributes:
    size: {growth: 8 %}
  maximise: gain
  response: latent
  policies:
    - {name: east not above 60%, share: allocation, of: {region: [east, south], kind: x}, min: 10%, max: 60%,
       each_period: true}
    - {name: no one above a third, each_member: allocation, max_share: 33.4%, min_share: 0.01, each_period: off}
    - {name: floor, gain: {min: 10}}
  """

private let poissonModel = """
  formula: y ~ rd + heads + size
  family: poisson
  coefficients: {(Intercept): 1, rd: 0.01, heads: 0.02, size: 0.25}
  """

private let threeMembers = """
  id,rd,heads,size,region,kind
  a,30,8,4,east,x
  b,12,5,2,west,y
  c,1,5,2,south,y
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

/// The first complaint of `work`; nil where it has none.
func firstComplaint(_ work: () throws(InputProblems) -> Void) -> Complaint? {
  do throws(InputProblems) {
    try work()
    return nil
  } catch {
    return error.problems.first.map(Complaint.init)
  }
}
