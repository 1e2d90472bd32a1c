import Statistics
import Testing

@Suite("Vectors")
struct VectorTests {
  @Test("lengths and products are those of Euclid, and 0 of nothing")
  func sums() {
    #expect([3.0, -4].sumOfSquares == 25)
    #expect([3.0, -4][...].euclideanLength == 5)
    #expect(scalarProduct([1, 2, 3], [4, -5, 6]) == 12)
    #expect([Double]().euclideanLength == 0 && scalarProduct([], []) == 0)
  }
}
