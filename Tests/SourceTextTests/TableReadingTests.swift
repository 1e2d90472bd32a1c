import SourceText
import Testing

@Suite("Reading comma-separated text")
struct TableReadingTests {
  @Test(
    "the same table comes out of every line ending, with or without a byte-order mark, a last line end or empty lines",
    arguments: [
      "id,rd\na,1\nb,2\n", "id,rd\r\na,1\r\nb,2\r\n", "id,rd\ra,1\rb,2\r", "id,rd\na,1\nb,2", "\u{FEFF}id,rd\na,1\nb,2",
      "id,rd\na,1\nb,2\n\n\n", "\n\nid,rd\r\n\r\na,1\n\nb,2\r\n\r\n", "id , rd\n a,1 \n\tb , 2",
      "\"id\",\"rd\"\n\"a\",\"1\"\n\"b\",\"2\"", " \"id\" ,rd\na, \"1\"\nb,2",
    ])
  func lineEndings(text: String) throws {
    let table = try Table(text: text)
    #expect(table.columnNames == ["id", "rd"])
    #expect(table.cells == [["a", "1"], ["b", "2"]])
    #expect(try table.numbers(1) == [1, 2])
  }

  @Test("quoted fields keep commas, line ends, blanks and quotation marks")
  func quotedFields() throws {
    let table = try Table(text: "name,rd\n\"Acme, \"\"Tools\"\"\n& Sons\",1\n\" b \",2\n\"\",3\n5\" pipe,4\n")
    #expect(table.columnNames == ["name", "rd"])
    #expect(table.cells == [["Acme, \"Tools\"\n& Sons", "1"], [" b ", "2"], ["", "3"], ["5\" pipe", "4"]])
  }

  @Test("a cell is missing when it is empty, blank or NA, not when it is the text \"NA\"")
  func missingCells() throws {
    let table = try Table(text: "a,b\n,1\n  ,1\nNA,1\n\"\",1\n\"NA\",1\nna,1\n")
    #expect((0..<6).map { table.isMissing(row: $0, column: 0) } == [true, true, true, true, false, false])
    #expect(table.texts(0) == [nil, nil, nil, nil, "NA", "na"])
  }

  @Test("a column of one field takes a quoted empty cell as a row, an empty line not")
  func oneColumn() throws {
    #expect(try Table(text: "a\n1\n\n\"\"\n2\n").cells == [["1"], [""], ["2"]])
  }

  @Test("names in any script are found, and only the first column may be without one")
  func columnNames() throws {
    let table = try Table(text: ",研发,größe\n1,2,3\n")
    #expect(table.column("研发") == 1)
    #expect(table.column("größe") == 2)
    #expect(table.column("rd") == nil)
  }

  @Test("a column is numeric when all present cells are finite numbers and there is one")
  func numericColumns() throws {
    let table = try Table(text: "a,b,c,d\n1,x,,nan\nNA,2,,1\n")
    #expect((0..<4).map { table.isNumeric($0) } == [true, false, false, false])
    #expect(table.numericCount(1) == (1, 2))
  }
}

@Suite("What is wrong with a table, and where")
struct TableProblemTests {
  @Test("no text, no header, numbers as header, no rows")
  func emptiness() {
    #expect(problems { _ = try Table(text: "") } == ["0:0 noHeader"])
    #expect(problems { _ = try Table(text: "\n\r\n\r") } == ["0:0 noHeader"])
    #expect(problems { _ = try Table(text: "1,2,3\n4,5,6\n") } == ["1:0 noHeader"])
    #expect(problems { _ = try Table(text: "\"\"\n1\n") } == ["1:0 noHeader"])
    #expect(problems { _ = try Table(text: ",1,2\n1,0,3\n2,3,0\n") }.isEmpty)
    #expect(problems { _ = try Table(text: "id,rd\n\n") } == ["0:0 noRows"])
  }

  @Test("all structural problems of a file are listed at once, at their real lines")
  func allAtOnce() {
    let text = """
      id,rd,,rd,id
      1,2,3,4,5
      "a
      b",2,3,4,5
      1,2,3
      1,2,"3" x,4,5
      1,2,3,4,5,6
      1,"2,3,4,5
      """
    #expect(
      problems { _ = try Table(text: text) } == [
        "1:3 emptyColumnName", "1:4 duplicateColumn(name: \"rd\", firstField: 2)",
        "1:5 duplicateColumn(name: \"id\", firstField: 1)", "5:0 wrongFieldCount(found: 3, expected: 5)",
        "6:3 textAfterClosingQuote", "7:0 wrongFieldCount(found: 6, expected: 5)", "8:2 unterminatedQuote",
      ])
  }

  @Test("a table with another delimiter is recognised", arguments: [";", "\t"])
  func otherDelimiter(delimiter: String) {
    let text = ["id", "rd"].joined(separator: delimiter) + "\n" + ["a", "1,5"].joined(separator: delimiter)
    let expected = "1:1 otherDelimiter(\(String(reflecting: Character(delimiter))))"
    #expect(problems { _ = try Table(text: text) } == [expected])
  }

  @Test("every cell that is no finite number is named with its text and column")
  func numbers() throws {
    let table = try Table(text: "id,rd\n1,2\n2,\"1,234\"\n3,NaN\n4,12 %\n5,1e400\n6,\n7,-inf\n")
    #expect(
      problems { _ = try table.numbers(1) } == [
        "3:2 notANumber(text: \"1,234\", column: \"rd\")", "4:2 notFinite(text: \"NaN\", column: \"rd\")",
        "5:2 notANumber(text: \"12 %\", column: \"rd\")", "6:2 notFinite(text: \"1e400\", column: \"rd\")",
        "8:2 notFinite(text: \"-inf\", column: \"rd\")",
      ])
  }

  @Test("a hundred problems are described, the others counted at the place of the first")
  func manyProblems() {
    let text = "a,b\n" + String(repeating: "1\n", count: 150)
    let found = problems { _ = try Table(text: text) }
    #expect(found.count == 101)
    #expect(found.last == "102:0 furtherProblems(count: 50)")
  }

  @Test("a mark quotes the line of the file and the characters of the field")
  func marks() throws {
    let table = try Table(text: "firm,note,rd\r\n\"größe\",\"two\r\nlines\",7\r\nb,c,8\r\n")
    let number = table.mark(row: 0, column: 2)
    #expect(number.line == 3)
    #expect(number.column == 3)
    #expect(number.quote == .init(line: "lines\",7", start: 8, length: 1))
    #expect(table.mark(row: 0, column: 1).quote == .init(line: "\"größe\",\"two", start: 9, length: 4))
    #expect(table.mark(row: 1).line == 4)
    #expect(table.mark(row: 1).quote == .init(line: "b,c,8", start: 1, length: 5))
    #expect(table.mark(header: 2).quote == .init(line: "firm,note,rd", start: 11, length: 2))
  }
}
