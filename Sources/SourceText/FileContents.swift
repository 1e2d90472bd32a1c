#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Every byte of `path`, which may be a pipe.
func fileContents(_ path: String) throws(FileFact) -> [UInt8] {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else {
    throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason: systemReason())
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .unreadable(reason: systemReason()) }
  guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory }

  var contents: [UInt8] = []
  contents.reserveCapacity(max(Int(status.st_size), 0))
  let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
  defer { chunk.deallocate() }
  while true {
    let count = read(descriptor, chunk.baseAddress, chunk.count)
    if count == 0 { return contents }
    if count > 0 {
      contents.append(contentsOf: chunk[..<count])
    } else if errno != EINTR {
      throw .unreadable(reason: systemReason())
    }
  }
}

private func systemReason() -> String { String(cString: strerror(errno)) }
