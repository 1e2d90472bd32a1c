import Foundation

/// The folder of the package, found from where this file stands in it.
public enum ProjectFolder {
  /// The folder with Package.swift.
  public static let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every file below the folder at `path`, relative to the package, whose name ends on one of `extensions`.
  public static func files(below path: String, extensions: Set<String>) throws -> [URL] {
    let folder = url.appendingPathComponent(path)
    guard let paths = FileManager.default.enumerator(atPath: folder.path) else { throw CocoaError(.fileReadNoSuchFile) }
    return paths.compactMap { $0 as? String }.map(folder.appendingPathComponent)
      .filter { extensions.contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
  }
}
