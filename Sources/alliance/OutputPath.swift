import ArgumentParser
import Foundation

/// Paths that a command writes to.
enum OutputPath {
  /// Checks that no file of `outputs` is one of `inputs`, under whatever name.
  static func check(_ outputs: [String], against inputs: [String]) throws(ValidationError) {
    let taken = Set(inputs.map(resolved))
    for output in outputs where taken.contains(resolved(output)) {
      throw ValidationError("'\(output)' would overwrite a file that is read; choose another name.")
    }
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}
