import SourceText
import Testing

@testable import Regression

@Suite("Data for a formula")
struct DatasetTests {
  @Test("rows with a missing value in a column that the formula needs are left out and counted by column")
  func missingRows() throws {
    let data = try Dataset(
      table("id,y,rd,g,note\na,1,2,n,\nb,,3,s,\nc,3,NA,,x\nd,4,5,s,\ne,5,6,n,\n"),
      formula: Formula("y ~ sqrt(rd) + C(g)"))
    #expect(data.rows == [0, 3, 4])
    #expect(data.response == [1, 4, 5])
    #expect(data.numbers("rd") == [2, 5, 6])
    #expect(data.category("g") == CategoryColumn(["n", "s", "n"]))
    #expect(data.category("g")?.codes == [0, 1, 0])
    #expect(data.missing.droppedCount == 2)
    #expect(
      data.missing.columns == [
        .init(name: "y", rows: [1]), .init(name: "rd", rows: [2]), .init(name: "g", rows: [2]),
      ])
    #expect(
      data.summaries == [
        VariableSummary(name: "rd", minimum: 2, maximum: 6, mean: 13.0 / 3, standardDeviation: (13.0 / 3).squareRoot())
      ])
  }

  @Test("levels are sorted as numbers when all are numbers, else as texts")
  func levels() {
    #expect(CategoryColumn(["10", "9", "100", "9"]).levels == ["9", "10", "100"])
    #expect(CategoryColumn(["10", "9", "x", "B", "a"]).levels == ["10", "9", "B", "a", "x"])
  }

  @Test("the reference that a formula chooses comes first, before the sorted others")
  func references() throws {
    #expect(CategoryColumn(["b", "c", "a", "c"], reference: "c").levels == ["c", "a", "b"])
    #expect(CategoryColumn(["b", "c", "a", "c"], reference: "c").codes == [2, 0, 1, 0])
    let firms = try table("y,x,region\n1,1,east\n2,3,north east\n3,2,west\n4,,south\n")
    let data = try Dataset(firms, formula: Formula("y ~ C(region, ref = 'north east')"))
    #expect(try DesignMatrix(data).labels == ["(Intercept)", "C(region)east", "C(region)south", "C(region)west"])
    #expect(
      problems { _ = try Dataset(firms, formula: Formula("y ~ x + C(region, ref = south)")) } == [
        "--formula:0:25 unknownReference(column: \"region\", level: \"south\", "
          + "known: [\"east\", \"north east\", \"west\"])"
      ])
  }

  @Test("columns that the data do not have are named with those that they have, all at once")
  func unknownColumns() throws {
    let firms = try table(",y,rd\na,1,2\n")
    #expect(
      problems { _ = try Dataset(firms, formula: Formula("y ~ rdd + C(g) + rd")) } == [
        "--formula:0:5 unknownColumn(name: \"rdd\", known: [\"y\", \"rd\"])",
        "--formula:0:13 unknownColumn(name: \"g\", known: [\"y\", \"rd\"])",
      ])
  }

  @Test("a column of texts without C() is one problem, a slip in a column of numbers one at its cell")
  func textColumns() throws {
    let firms = try table("y,rd,region\n1,2,\n2,x3,east\n3,4,west\n")
    #expect(
      problems { _ = try Dataset(firms, formula: Formula("y ~ rd + region")) } == [
        "firms.csv:1:3 textColumn(name: \"region\", example: \"east\")",
        "firms.csv:3:2 notANumber(text: \"x3\", column: \"rd\")",
      ])
  }

  @Test("logarithms and roots that do not exist are named at their cells, in rows used only")
  func domains() throws {
    let firms = try table("y,a,b\n1,0,4\n0,2,-1\n3,0,\n2,-1,1\n")
    #expect(
      problems { _ = try Dataset(firms, formula: Formula("log(y) ~ log(a) + sqrt(b)")) } == [
        "firms.csv:2:2 undefined(label: \"log(a)\", value: 0.0)",
        "firms.csv:3:1 undefined(label: \"log(y)\", value: 0.0)",
        "firms.csv:3:3 undefined(label: \"sqrt(b)\", value: -1.0)",
        "firms.csv:5:2 undefined(label: \"log(a)\", value: -1.0)",
      ])
  }

  @Test("of more than a hundred such cells in a column the others are counted")
  func manyProblems() throws {
    let firms = try table("y,a\n" + (1...130).map { "\($0),\($0 == 5 ? 1 : 0)\n" }.joined())
    let found = problems { _ = try Dataset(firms, formula: Formula("y ~ log(a)")) }
    #expect(found.count == 101)
    #expect(found.first == "firms.csv:2:2 undefined(label: \"log(a)\", value: 0.0)")
    #expect(found.last == "firms.csv:103:0 furtherProblems(count: 29)")
  }

  @Test("no complete rows, and a category of one level")
  func nothingLeft() throws {
    let formula = try Formula("y ~ rd + C(g)")
    #expect(
      problems { _ = try Dataset(table("y,rd,g\n1,,a\n,2,b\n"), formula: formula) } == [
        "firms.csv:0:0 noCompleteRows(rows: 2, columns: [\"y\", \"rd\"])"
      ])
    #expect(
      problems { _ = try Dataset(table("y,rd,g\n1,2,a\n2,3,a\n3,,b\n"), formula: formula) } == [
        "firms.csv:1:3 oneLevel(column: \"g\", level: \"a\")"
      ])
  }

  @Test("levels that occur only in rows left out are listed")
  func unusedLevels() throws {
    let firms = try table("y,rd,g,h\n1,2,a,p\n2,,10,q\n3,4,b,p\n4,,9,p\n5,6,a,q\n")
    let data = try Dataset(firms, formula: Formula("y ~ rd + C(g) + C(h)"))
    #expect(data.category("g")?.levels == ["a", "b"])
    #expect(data.unusedLevels == [UnusedLevels(name: "g", levels: ["9", "10"])])
  }

  @Test("numbers that are not finite are named at their cells, and no row of them is dropped in silence")
  func notFinite() throws {
    let firms = try table("y,rd,w\n1,NaN,1\n2,3,inf\n3,1e999,1\n-Inf,5,2\n")
    #expect(
      problems { _ = try Dataset(firms, formula: Formula("y ~ rd"), weights: "w") } == [
        "firms.csv:2:2 notFinite(text: \"NaN\", column: \"rd\")",
        "firms.csv:3:3 notFinite(text: \"inf\", column: \"w\")",
        "firms.csv:4:2 notFinite(text: \"1e999\", column: \"rd\")",
        "firms.csv:5:1 notFinite(text: \"-Inf\", column: \"y\")",
      ])
  }
}

@Suite("Weights, clusters and labels of rows")
struct DatasetRowTests {
  @Test("a missing weight or cluster leaves the row out and is counted under its column")
  func missing() throws {
    let firms = try table("y,rd,w,g\n1,2,0.5,b\n2,3,,a\n3,5,2,\n4,4,1,a\n,1,1,c\n")
    let data = try Dataset(firms, formula: Formula("y ~ rd"), weights: "w", cluster: "g")
    #expect(data.rows == [0, 3])
    #expect(data.weights == [0.5, 1])
    #expect(data.weightColumn == "w")
    #expect(data.cluster?.levels == ["a", "b"])
    #expect(data.cluster?.codes == [1, 0])
    #expect(data.clusterColumn == "g")
    #expect(data.missing.columns.map(\.name) == ["y", "w", "g"])
    #expect(data.missing.columns.map(\.rows) == [[4], [1], [2]])
    #expect(data.category("g") == nil)
    #expect(data.numbers("rd") == [2, 4])
    let plain = try Dataset(firms, formula: Formula("y ~ rd"))
    #expect(plain.weights == nil)
    #expect(plain.cluster == nil)
    #expect(plain.rowCount == 4)
  }

  @Test("a column of the formula may be weights or clusters as well")
  func shared() throws {
    let firms = try table("y,rd\n1,2\n2,3\n3,2\n")
    let data = try Dataset(firms, formula: Formula("y ~ rd"), weights: "rd", cluster: "rd")
    #expect(data.weights == [2, 3, 2])
    #expect(data.cluster?.codes == [0, 1, 0])
  }

  @Test("weights must be above 0 in the rows used, numbers, and in a column that exists")
  func weights() throws {
    let firms = try table("y,rd,w,g\n1,2,0,a\n2,3,-1,b\n,4,-5,c\n4,5,1,d\n")
    let formula = try Formula("y ~ rd")
    #expect(
      problems { _ = try Dataset(firms, formula: formula, weights: "w") } == [
        "firms.csv:2:3 weightNotPositive(column: \"w\", weight: 0.0)",
        "firms.csv:3:3 weightNotPositive(column: \"w\", weight: -1.0)",
      ])
    #expect(
      problems { _ = try Dataset(firms, formula: formula, weights: "g") } == [
        "firms.csv:1:4 textWeights(column: \"g\", example: \"a\")"
      ])
    #expect(
      problems { _ = try Dataset(firms, formula: formula, weights: "v", cluster: "h") } == [
        "--vcov:0:0 unknownColumn(name: \"h\", known: [\"y\", \"rd\", \"w\", \"g\"])",
        "--weights:0:0 unknownColumn(name: \"v\", known: [\"y\", \"rd\", \"w\", \"g\"])",
      ])
  }

  @Test("one cluster in all rows used is refused")
  func oneCluster() throws {
    let firms = try table("y,rd,g\n1,2,a\n2,,b\n3,4,a\n")
    #expect(
      problems { _ = try Dataset(firms, formula: Formula("y ~ rd"), cluster: "g") } == [
        "firms.csv:1:3 oneCluster(column: \"g\", cluster: \"a\")"
      ])
  }

  @Test(
    "rows used are called by the column id, else firm, else name, else by a first column of texts",
    arguments: [
      ("name,Firm,y,x", ["f1", "line 5"]), ("ID,firm,y,x", ["n1", "n3"]), ("Name,company,y,x", ["n1", "n3"]),
      ("code,company,y,x", ["n1", "n3"]),
    ])
  func labels(header: String, expected: [String]) throws {
    let firms = try table("\(header)\n\n n1 ,\"f1\",1,2\nn2,f2,,3\nn3,NA,3,4\n")
    let data = try Dataset(firms, formula: Formula("y ~ x"))
    #expect((0..<data.rowCount).map(data.label(ofRow:)) == expected)
  }

  @Test(
    "rows without a name are called by their line, rows of one name by both",
    arguments: [("3", ["line 3", "line 4", "line 5"]), ("b", ["b (line 3)", "a (line 4)", "b (line 5)"])])
  func lines(cell: String, expected: [String]) throws {
    let text = "code,y,x\n\n\(cell),1,2\na,2,3\n\(cell),3,4\n"
    let data = try Dataset(table(text), formula: Formula("y ~ x"))
    #expect((0..<data.rowCount).map(data.label(ofRow:)) == expected)
  }
}

@Suite("Designs")
struct DesignMatrixTests {
  private static let text = "y,x,g,h\n1,1,b,p\n2,2,a,q\n3,4,c,p\n4,3,a,p\n5,6,b,q\n6,5,c,q\n"

  private func labels(_ formula: String) throws -> String {
    let data = try Dataset(table(Self.text), formula: Formula(formula))
    return try DesignMatrix(data).labels.joined(separator: " ")
  }

  @Test(
    "categories are coded by R's rule: the reference is left out where the rest of the term stands before",
    arguments: [
      ("y ~ x + C(g)", "(Intercept) x C(g)b C(g)c"), ("y ~ C(g) - 1", "C(g)a C(g)b C(g)c"),
      ("y ~ C(g) + C(h) - 1", "C(g)a C(g)b C(g)c C(h)q"), ("y ~ x + C(h) - 1", "x C(h)p C(h)q"),
      ("y ~ C(h)*x", "(Intercept) C(h)q x C(h)q:x"), ("y ~ x + C(h):x", "(Intercept) x x:C(h)q"),
      ("y ~ C(h):x", "(Intercept) C(h)p:x C(h)q:x"), ("y ~ C(h) + C(h):x", "(Intercept) C(h)q C(h)p:x C(h)q:x"),
      ("y ~ C(h) + C(h):C(g)", "(Intercept) C(h)q C(h)p:C(g)b C(h)q:C(g)b C(h)p:C(g)c C(h)q:C(g)c"),
      ("y ~ C(h):C(g)", "(Intercept) C(h)p:C(g)a C(h)q:C(g)a C(h)p:C(g)b C(h)q:C(g)b C(h)p:C(g)c C(h)q:C(g)c"),
      ("y ~ C(h)*C(g)", "(Intercept) C(h)q C(g)b C(g)c C(h)q:C(g)b C(h)q:C(g)c"),
      ("y ~ x:C(h) - 1", "x:C(h)p x:C(h)q"), ("y ~ 1", "(Intercept)"),
    ])
  func coding(formula: String, expected: String) throws {
    #expect(try labels(formula) == expected)
  }

  @Test("columns hold the products of their factors, transformed")
  func products() throws {
    let data = try Dataset(table(Self.text), formula: Formula("y ~ sqrt(x):C(h) + sqrt(x)"))
    let design = try DesignMatrix(data)
    #expect(design.labels == ["(Intercept)", "sqrt(x)", "sqrt(x):C(h)q"])
    #expect(Array(design.matrix.column(0)) == [1, 1, 1, 1, 1, 1])
    let roots = [1, 2, 4, 3, 6, 5].map { Double($0).squareRoot() }
    #expect(Array(design.matrix.column(1)) == roots)
    #expect(Array(design.matrix.column(2)) == zip(roots, [0, 1, 0, 0, 1, 1]).map(*))
    #expect(design.columns.map(\.term) == [nil, 0, 1])
    #expect(
      design.columns[2].factors == [.numeric(variable: "x", .squareRoot), .indicator(variable: "h", level: "q")])
  }

  @Test("levels that make two labels the same are refused: no file could tell the coefficients apart")
  func ambiguousLabels() throws {
    let text = "y,b,g\n1,1,a\n2,3,c\n4,2,a:b\n3,5,c\n2,7,a\n6,4,a:b\n"
    let formula = try Formula("y ~ C(g, ref=c) * b")
    #expect(
      problems { _ = try DesignMatrix(Dataset(table(text), formula: formula)) } == [
        "--formula:0:1 ambiguousLabel(label: \"C(g)a:b\")"
      ])
    #expect(problems { _ = try DesignMatrix(Dataset(table(text), formula: Formula("y ~ C(g) + b"))) }.isEmpty)
  }

  @Test("a product beyond every double, and a design beyond memory, are refused")
  func refusals() throws {
    let large = try Dataset(table("y,a,b\n1,1e200,1e200\n2,1,1\n"), formula: Formula("y ~ a:b"))
    #expect(problems { _ = try DesignMatrix(large) } == ["--formula:0:7 productNotFinite(label: \"a:b\")"])
    let firms = try table("id,y\n" + (1...25_000).map { "f\($0),\($0)\n" }.joined())
    let many = try Dataset(firms, formula: Formula("y ~ C(id)"))
    #expect(problems { _ = try DesignMatrix(many) } == ["--formula:0:1 designTooLarge(rows: 25000, columns: 25000)"])
  }
}
