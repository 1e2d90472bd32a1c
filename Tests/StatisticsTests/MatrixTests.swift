import Statistics
import Testing

@Suite("Matrices")
struct MatrixTests {
  @Test("elements stand column by column and come back by row and column")
  func layout() {
    var matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.elements == [1, 4, 2, 5, 3, 6])
    #expect(matrix[1, 2] == 6)
    #expect(Array(matrix.column(1)) == [2, 5])
    #expect(matrix.diagonal == [1, 5])
    matrix[0, 2] = 9
    #expect(matrix == Matrix(rows: [[1, 2, 9], [4, 5, 6]]))
  }

  @Test("a matrix times a vector, and times a number")
  func products() {
    let matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.times([1, 0, -1]) == [-2, -2])
    #expect(matrix.scaled(by: 2) == Matrix(rows: [[2, 4, 6], [8, 10, 12]]))
  }
}
