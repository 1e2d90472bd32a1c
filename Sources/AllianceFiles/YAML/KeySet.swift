/// The keys that a table can have.
struct KeySet {
  /// Keys that are read.
  let read: [String]

  init(_ read: [String]) { self.read = read }
}
