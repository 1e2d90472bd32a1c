import Statistics
import Testing

@testable import Regression

@Suite("Separation")
struct SeparationTests {
  @Test("overlapping rows are not separated, whatever the null space")
  func overlap() {
    // One regressor beside an indicator of the censored rows, in which it points both ways.
    let columns = Matrix(rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, -1], [0, 0, 0.5]])
    #expect(Separation(columns, allowing: [.none, .none, .fall, .fall, .fall]) == nil)
  }

  @Test("every separated row is found, those too that go along with others")
  func everyRow() throws {
    // In the plane of the last two columns the direction (−1, 0) leaves the fourth row at 0, which (−1, −ε) does not.
    let columns = Matrix(rows: [
      [1, 0, 0], [0, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, -1], [0, 1, -2], [0.3, 0, 0],
    ])
    let changes: [Separation.AllowedChange] = [.none, .fall, .fall, .fall, .fall, .fall, .none]
    let separation = try #require(Separation(columns, allowing: changes))
    #expect(separation.rows == [2, 3, 4, 5])
    let products = columns.times(separation.direction)
    for row in separation.rows { #expect(products[row] < 0) }
    for row in [0, 1, 6] { #expect(abs(products[row]) < 1e-12) }
  }

  @Test("random cones: a direction is found just when the rows were made to have one", arguments: 0..<40)
  func random(seed: UInt64) throws {
    var generator = Multiplicative(seed: seed)
    let dimension = 1 + Int(seed) % 5
    let direction = (0..<dimension).map { _ in generator.next() }
    let isSeparated = seed % 2 == 0
    // Rows on one side of a plane; without separation each has its mirror image as well.
    var rows: [[Double]] = []
    for _ in 0..<(3 * dimension) {
      var row = (0..<dimension).map { _ in generator.next() }
      if scalarProduct(row, direction) > 0 { row = row.map { -$0 } }
      rows.append(row)
      if !isSeparated { rows.append(row.map { -(1 + abs(generator.next())) * $0 }) }
    }
    let changes = [Separation.AllowedChange](repeating: .fall, count: rows.count)
    let separation = Separation(Matrix(rows: rows), allowing: changes)
    #expect((separation != nil) == isSeparated)
    if let separation {
      #expect(Matrix(rows: rows).times(separation.direction).allSatisfy { $0 < 1e-9 })
      #expect(!separation.rows.isEmpty)
    }
  }
}
