import Alliances
import SourceText

/// What an alliance file says, as far as it could be read.
struct AllianceDraft {
  var name = ""
  var currency: String?
  var model: FileReference?
  var members: FileReference?
  var candidates: FileReference?
  var periods = ["plan"]
  var discountRate = 0.0
  var outputValue = 1.0
  var budget = Budget.horizon(0)
  var carryOver = true
  var contributions: Contributions?
  var pooling = 1.0
  /// The grants, each with its position in the list of the file.
  var grants: [(position: Int, grant: Grant)] = []
  var levers: [Lever] = []
  /// The links, each with the file of its weights where it names one.
  var links: [(link: Link, weights: FileReference?)] = []
  var pieces: Int?
  var attributeGrowth: [String: Double] = [:]
  var objective = Objective.gain
  var response = Response.expected
  var gap: Double?
  /// The rules, each with its position in the list of the file: policies with problems are left out here.
  var rules: [(position: Int, rule: Rule)] = []
}

/// A file that a key names.
struct FileReference {
  /// Where the file is for whoever started the program.
  let path: String
  /// The value that names it.
  let mark: SourceMark
}

extension AllianceDraft {
  /// What the table at the top of an alliance file says.
  init(_ top: TableReader, in folder: Folder) {
    top.check(AllianceKeys.top, required: AllianceKeys.requiredAtTop + (top.hasOtherFunds ? [] : ["budget"]))
    name = top.text("alliance") ?? name
    currency = top.word("currency")
    model = folder.reference("model", of: top)
    members = folder.reference("members", of: top)
    candidates = folder.reference("candidates", of: top)
    periods = top.texts("periods") ?? periods
    discountRate = top.share("discount_rate") ?? discountRate
    outputValue = top.number("output_value") ?? outputValue
    budget = top.budget(over: periods, areSound: top.areSound(periods)) ?? budget
    carryOver = top.truth("carry_over") ?? carryOver
    contributions = top.contributions()
    pooling = top.share("pooling") ?? pooling
    grants = top.grants(over: periods, areSound: top.areSound(periods))
    levers = top.levers()
    links = top.links(in: folder)
    pieces = top.count("pieces")
    attributeGrowth = top.attributeGrowth()
    response = top.choice("response", among: [.expected, .latent]) ?? response
    gap = top.share("gap")
    rules = top.policies()
    objective = top.objective() ?? objective
  }
}

extension TableReader {
  fileprivate func attributeGrowth() -> [String: Double] {
    guard let attributes = table("attributes") else { return [:] }
    var growth: [String: Double] = [:]
    for variable in attributes.names {
      guard let attribute = attributes.table(variable) else { continue }
      attribute.check(AllianceKeys.attribute, required: AllianceKeys.attribute.read)
      growth[variable] = attribute.share("growth")
    }
    return growth
  }
}
