import Studies

/// What a study of partners leaves out, and why.
struct PartnerOmissions {
  let study: PartnerStudy

  /// One sentence each, as notes.
  var notes: [String] {
    guard !study.candidates.isEmpty else {
      return ["there are no candidates, so nothing is drawn: --draws and --seed change nothing"]
    }
    guard study.withoutPartners == nil else { return [] }
    return [
      "no plan goes without partners, so nothing can be compared with it: neither what a candidate is worth alone and how "
        + "often that pays, nor pairs"
    ]
  }
}
