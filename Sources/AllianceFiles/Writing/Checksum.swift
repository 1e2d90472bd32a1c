import Crypto
import SourceText

extension SourceFile {
  /// The SHA-256 checksum of the file's bytes, in 64 hexadecimal digits.
  public var sha256: String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}
