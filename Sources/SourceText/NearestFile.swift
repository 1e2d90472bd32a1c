/// The file of `files` that `path` is most probably a slip of, or nil when none is near.
///
/// Folders before the names do not count, nor does an ending that both names share, such as `.csv`: what somebody
/// mistypes is the rest. Near is meant as in `nearestName(to:among:within:)`; ties go to the earlier file.
public func nearestFile(to path: String, among files: [String]) -> String? {
  let wanted = FileName(path)
  let names = files.map(FileName.init)
  let alike = files.indices.filter { names[$0].ending == wanted.ending }
  let others = files.indices.filter { names[$0].ending != wanted.ending }
  if let stem = nearestName(to: wanted.stem, among: alike.map { names[$0].stem }) {
    return alike.first { names[$0].stem == stem }.map { files[$0] }
  }
  let name = nearestName(to: wanted.whole, among: others.map { names[$0].whole })
  return others.first { names[$0].whole == name }.map { files[$0] }
}

/// A file's name without its folder, in two parts.
private struct FileName {
  let stem: String
  /// What follows the last point, with it; empty where there is none.
  let ending: String

  var whole: String { stem + ending }

  init(_ path: String) {
    let name = path.split(separator: "/").last ?? ""
    let point = name.lastIndex(of: ".") ?? name.endIndex
    (stem, ending) = (String(name[..<point]), String(name[point...]))
  }
}
