/// An array at a fixed address, for as long as this value lives: what C is given.
struct CArray<Element: BitwiseCopyable>: ~Copyable {
  private let buffer: UnsafeMutableBufferPointer<Element>

  /// The address of the first element; not to be read when there are none.
  var address: UnsafeMutablePointer<Element>? { buffer.baseAddress }
  /// The elements.
  var elements: [Element] { Array(buffer) }

  /// A copy of `elements`.
  init(_ elements: some Collection<Element>) {
    buffer = .allocate(capacity: elements.count)
    _ = buffer.initialize(from: elements)
  }

  /// `count` times `element`.
  init(repeating element: Element, count: Int) {
    buffer = .allocate(capacity: count)
    buffer.initialize(repeating: element)
  }

  deinit { buffer.deallocate() }
}
