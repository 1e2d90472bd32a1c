import Foundation
import SourceText

/// The content of a file, stored beside the place that it will take.
struct StagedFile {
  /// The file that is written in the end, behind symbolic links.
  let target: String
  /// Whether a new file takes the target's place; devices and pipes are written to as they are.
  let isReplacement: Bool
  private let temporary: String
  private let bytes: [UInt8]

  /// Stores `bytes` beside `path`, or checks that `path` is a device or pipe to write them to.
  init(_ bytes: [UInt8], for path: String) throws(WriteFact) {
    target = Self.behindLinks(path)
    self.bytes = bytes
    var status = stat()
    let exists = stat(target, &status) == 0
    let kind = status.st_mode & S_IFMT
    guard !exists || kind != S_IFDIR, !path.hasSuffix("/") else { throw .isDirectory }
    isReplacement = !exists || kind == S_IFREG
    if exists, access(target, W_OK) != 0 { throw .failed(reason: systemReason()) }
    temporary = Self.nameBeside(target)
    guard isReplacement else { return }
    try Self.requireFolder(of: target)
    do throws(WriteFact) {
      try Self.store(bytes, at: temporary, flags: O_WRONLY | O_CREAT | O_EXCL, mode: exists ? status.st_mode : nil)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Puts the stored content where it belongs.
  func takePlace() throws(WriteFact) {
    if isReplacement {
      guard rename(temporary, target) == 0 else { throw .failed(reason: systemReason()) }
    } else {
      try Self.store(bytes, at: target, flags: O_WRONLY, mode: nil)
    }
  }

  /// Removes what is stored, if it has not taken its place.
  func discard() {
    if isReplacement { unlink(temporary) }
  }

  /// The file that a symbolic link at `path` leads to, so that the link stays.
  private static func behindLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func nameBeside(_ target: String) -> String {
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
    return "\(folder).alliance-\(String(UInt64.random(in: 0 ... .max), radix: 16)).tmp"
  }

  private static func requireFolder(of target: String) throws(WriteFact) {
    guard let slash = target.lastIndex(of: "/") else { return }
    let folder = String(target[...slash])
    var status = stat()
    guard stat(folder, &status) == 0 else { throw .folderMissing(folder) }
  }

  /// Writes `bytes` through to the disk; a new file gets `mode`, the permissions of the file that it replaces.
  private static func store(_ bytes: [UInt8], at path: String, flags: Int32, mode: mode_t?) throws(WriteFact) {
    let descriptor = open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .failed(reason: systemReason()) }
    defer { close(descriptor) }
    if let mode, fchmod(descriptor, mode & 0o7777) != 0 { throw .failed(reason: systemReason()) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .failed(reason: systemReason())
      }
    }
    // Devices and pipes have no disk to write through to.
    if flags & O_CREAT != 0, fsync(descriptor) != 0 { throw .failed(reason: systemReason()) }
  }
}

/// Why the last call of the system failed, in its words.
func systemReason() -> String { String(cString: strerror(errno)) }
