/// What may be meant by a path of names such as `levers.rdd.max` that does not exist.
public struct NearbyPaths: Sendable, Hashable {
  /// The path that is most probably meant; nil where none is near.
  public let nearest: String?
  /// What the names that could be told begin with, as `levers.rd`; nil where not even the first name is near one.
  public let beginning: String?
  /// The paths with that beginning, else all.
  public let paths: [String]

  /// The paths of `known` near `path`, found name by name: what stands between two points is compared with what stands
  /// there in paths that agree so far.
  public init(of path: String, among known: [String]) {
    let wanted = Self.names(in: path)
    var rest = known.map { (path: $0, names: Self.names(in: $0)) }
    var found: [String] = []
    for (depth, name) in wanted.enumerated() {
      let choices = rest.compactMap { $0.names.count > depth ? $0.names[depth] : nil }
      guard let meant = choices.contains(name) ? name : nearestName(to: name, among: choices) else { break }
      rest = rest.filter { $0.names.count > depth && $0.names[depth] == meant }
      found.append(meant)
    }
    let complete = found.count == wanted.count ? rest.first { $0.names.count == found.count } : nil
    nearest = complete?.path ?? (found.isEmpty ? nearestName(to: path, among: known) : nil)
    beginning = found.isEmpty ? nil : found.joined(separator: ".")
    paths = rest.map(\.path)
  }

  private static func names(in path: String) -> [String] {
    path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// The paths, of which those that begin alike are cut short where they are more than a few.
  public var overview: [String] {
    let depth = beginning.map { Self.names(in: $0).count } ?? 0
    var groups: [(name: String, paths: [String])] = []
    for path in paths {
      let names = Self.names(in: path)
      let name = names.prefix(depth + 1).joined(separator: ".")
      if groups.last?.name == name {
        groups[groups.count - 1].paths.append(path)
      } else {
        groups.append((name, [path]))
      }
    }
    let most = paths.count > 24 ? 4 : .max
    let shown = groups.flatMap { group in
      group.paths.count > most
        ? group.paths.prefix(most - 1) + ["\(group.paths.count - most + 1) more of \(group.name)"] : group.paths
    }
    guard shown.count > 24 else { return shown }
    return shown.prefix(22) + ["\(shown.count - 22) more"]
  }
}
