import Foundation

/// The files of a small sound alliance, to be spoilt in one place or another.
struct SmallAlliance {
  var files: [String: String] = [
    "alliance.yaml": """
    alliance: Small alliance
    currency: CNY million
    model: model.yaml
    members: members.csv
    periods: [2026, 2027]
    budget: {2026: 10, 2027: 10}
    levers:
      rd: {kind: investment, refund: 0.5, max_increase: 50%}
      talent: {kind: talent, unit_cost: 0.35, max_increase: 5, hire_max: 2}
    policies:
      - {name: no one above half, each_member: allocation, max_share: 50%}
      - {name: east at most 60%, share: allocation, of: {region: east}, max: 60%}

    """,
    "members.csv": """
    id,name,region,rd,rd_min,rd_max,talent
    acme,Acme,east,30,,45,20
    bolt,Bolt,west,12,,40,8
    cobalt,Cobalt,east,5,,20,4

    """,
    "model.yaml": """
    schema: alliance-model/1
    formula: output ~ rd + talent
    response: output
    family: {name: gaussian}
    coefficients: {(Intercept): 10, rd: 0.8, talent: 1.1}
    variables:
      rd: {min: 0, max: 60, mean: 20, sd: 12}
      talent: {min: 0, max: 40, mean: 10, sd: 8}

    """,
    "data.csv": """
    output,rd,talent,double,region
    12,1,2,2,east
    15,2,1,4,west
    19,3,5,6,east
    21,4,3,8,west
    26,5,8,10,east
    ,6,2,12,west
    30,7,6,14,east

    """,
  ]

  /// The alliance with one period, firms of different skills that other formulas may name, and no policies.
  static func ofSkills(budget: Int) -> SmallAlliance {
    SmallAlliance().with(
      """
      alliance: Skilled
      model: model.yaml
      members: members.csv
      budget: \(budget)
      levers:
        rd: {kind: investment, max_increase: 80%}
        talent: {kind: talent, unit_cost: 0.4, hire_max: 6}

      """, as: "alliance.yaml"
    ).with("id,rd,talent,skill\nacme,20,12,0.9\nbolt,14,8,0.6\ncobalt,9,15,0.8\n", as: "members.csv")
  }

  /// The alliance with `old` replaced by `new` in `file`.
  func replacing(_ old: String, by new: String, in file: String = "alliance.yaml") -> SmallAlliance {
    var changed = self
    let text = files[file] ?? ""
    precondition(text.contains(old), "\(file) does not hold \(old)")
    changed.files[file] = text.replacingOccurrences(of: old, with: new)
    return changed
  }

  /// The alliance with two candidates.
  var withCandidates: SmallAlliance {
    replacing("members: members.csv", by: "members: members.csv\ncandidates: candidates.csv").with(
      "id,name,region,rd,talent,joining_cost\ndelta,Delta,east,8,6,2\nember,Ember,west,3,2,1\n", as: "candidates.csv")
  }

  /// The alliance with `text` as the whole of `file`; without the file where nil.
  func with(_ text: String?, as file: String) -> SmallAlliance {
    var changed = self
    changed.files[file] = text
    return changed
  }

  /// The files in a new folder.
  func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }
}
