/// The keys that a table can have.
struct KeySet {
  /// Keys that are read.
  let read: [String]
  /// Keys of the format that this version refuses.
  let announced: [String]

  init(_ read: [String], announced: [String] = []) {
    self.read = read
    self.announced = announced
  }
}
