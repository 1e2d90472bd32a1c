import Synchronization

/// A decision variable (column) of one linear program.
///
/// It is an index that knows its program. Copies of a program share their variables. A variable used in a program that
/// it does not belong to is reported by `LinearProgram.defects()`, and no solver accepts such a program.
public struct Variable: Hashable, Sendable {
  /// The position among the program's variables, from 0.
  public let index: Int
  let program: ProgramIdentity
}

/// A constraint (row) of one linear program.
public struct Row: Hashable, Sendable {
  /// The position among the program's rows, from 0.
  public let index: Int
  let program: ProgramIdentity
}

/// Tells the variables of one program from those of another; it carries no order and no meaning.
struct ProgramIdentity: Hashable, Sendable {
  private let number: Int
  private static let issued = Atomic<Int>(0)

  /// An identity that no other program has.
  init() { number = Self.issued.add(1, ordering: .relaxed).newValue }
}
