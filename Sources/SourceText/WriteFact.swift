/// Why a file could not be written.
public enum WriteFact: InputFact, Error, Hashable {
  /// A folder stands where the file should.
  case isDirectory
  /// The folder for the file does not exist.
  case folderMissing(String)
  /// What stands at this path is no folder, and files should be written there or below it.
  case notAFolder(String)
  /// The folder at this path takes no files, for the `reason` that the system gives.
  case folderRefuses(String, reason: String)
  /// Two of the files to be written are the same.
  case namedTwice
  /// The system refuses it, for the `reason` that it gives.
  case failed(reason: String)
}
