/// Why a file cannot be used as text.
public enum FileFact: InputFact, Error, Hashable {
  /// No file of that name.
  case missing
  /// A folder stands where a file is needed.
  case isDirectory
  /// The system refuses to hand it out, for the `reason` that it gives.
  case unreadable(reason: String)
  /// The byte at `byteOffset`, from 0, does not continue a text in UTF-8.
  case notUTF8(byteOffset: Int)
  /// Nothing is in it.
  case empty
}
