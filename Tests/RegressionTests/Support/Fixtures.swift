import Foundation
import SourceText
import Testing

/// The table in the file `name` of the fixtures.
func fixture(_ name: String) throws -> Table {
  let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
  return try Table(SourceFile(reading: url.path))
}

/// The content of the JSON file `name` of the fixtures.
func decoded<Content: Decodable>(_ type: Content.Type, _ name: String) throws -> Content {
  let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
  return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}
