import SourceText
import Studies

extension Frontier {
  /// The points, and the evenly spread values where someone asked for them.
  public var tables: [NamedTable] {
    let points = TableText(
      header: ["at", "value", "corrected", "correction_error", "slope_right", "limit", "gap", "price"],
      rows: points.map { point in
        [
          TableText.cell(point.at), TableText.cell(point.value), TableText.cell(point.correction?.corrected),
          TableText.cell(point.correction?.standardError), TableText.cell(point.slope), point.name(in: self) ?? "",
          TableText.cell(point.gap), TableText.cell(point.price),
        ]
      })
    let curve = TableText(
      header: ["at", "value"], rows: curve.map { [TableText.cell($0.at), TableText.cell($0.value)] })
    return [NamedTable("frontier", points)] + (self.curve.isEmpty ? [] : [NamedTable("curve", curve)])
  }
}
