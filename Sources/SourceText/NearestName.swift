/// The name of `candidates` that `name` is most probably a slip of, or nil when none is near.
///
/// Near means a Damerau–Levenshtein distance (optimal string alignment) of at most a third of the longer name's
/// length and of at most `limit`, letter case apart. Ties go to the earlier candidate.
public func nearestName(
  to name: String, among candidates: some Sequence<String>, within limit: Int = .max
) -> String? {
  let wanted = Array(name.lowercased())
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let letters = Array(candidate.lowercased())
    let distance = alignmentDistance(wanted, letters)
    guard distance <= limit, distance * 3 <= max(wanted.count, letters.count), distance < best?.distance ?? .max else {
      continue
    }
    best = (candidate, distance)
  }
  return best?.name
}

/// How many insertions, deletions, substitutions and swaps of neighbours lead from `left` to `right`.
private func alignmentDistance(_ left: [Character], _ right: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for row in 1..<(left.count + 1) {
    var current = [row] + [Int](repeating: 0, count: right.count)
    for column in 1..<(right.count + 1) {
      let substitution = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
      current[column] = min(substitution, previous[column] + 1, current[column - 1] + 1)
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        current[column] = min(current[column], beforePrevious[column - 2] + 1)
      }
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[right.count]
}
