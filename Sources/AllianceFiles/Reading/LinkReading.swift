import Alliances
import SourceText

/// What a link can count.
private enum Counted: String, CaseIterable {
  case candidates
}

extension TableReader {
  /// The links in the order of the file, each with the file of its weights where it names one. One with a problem is there
  /// with what could be read of it, so that its variable counts as decided.
  func links(in folder: Folder) -> [(link: Link, weights: FileReference?)] {
    guard let links = table("links") else { return [] }
    return links.names.map { variable in
      links.table(variable)?.link(on: variable, in: folder) ?? (Link(variable, .counts(weight: nil)), nil)
    }
  }

  private func link(on variable: String, in folder: Folder) -> (link: Link, weights: FileReference?) {
    let nothing = (Link(variable, .counts(weight: nil)), nil as FileReference?)
    switch (has("counts"), has("sums")) {
    case (true, true):
      report(.keysExclude("sums", other: "counts"), at: mark(ofKey: "sums"), key: "sums")
      return nothing
    case (true, false):
      check(AllianceKeys.counts)
      _ = choice("counts", among: Counted.allCases)
      return (Link(variable, .counts(weight: text("weight"))), nil)
    case (false, true):
      check(AllianceKeys.sums)
      return sums(variable, in: folder) ?? nothing
    case (false, false):
      check(AllianceKeys.anyLink)
      if names.allSatisfy(AllianceKeys.anyLink.read.contains) {
        report(.missingOneOf(["counts", "sums"], under: path), at: mark, key: "counts")
      }
      return nothing
    }
  }

  private func sums(_ variable: String, in folder: Folder) -> (link: Link, weights: FileReference?)? {
    guard let lever = text("sums") else { return nil }
    switch (has("weights"), has("same")) {
    case (true, true):
      report(.keysExclude("same", other: "weights"), at: mark(ofKey: "same"), key: "same")
      return nil
    case (true, false):
      guard let file = folder.reference("weights", of: self) else { return nil }
      return (
        Link(variable, .sums(lever: lever, weights: .matrix(FirmMatrix(rows: [], columns: [], values: [])))), file
      )
    case (false, true):
      return text("same").map { (Link(variable, .sums(lever: lever, weights: .same(column: $0))), nil) }
    case (false, false):
      if !hasFailed("weights"), !hasFailed("same") {
        report(.missingOneOf(["weights", "same"], under: path), at: mark, key: "weights")
      }
      return nil
    }
  }
}
