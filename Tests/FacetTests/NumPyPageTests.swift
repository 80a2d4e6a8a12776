// Holds the page "NumPy to Facet" against the tests that run its rows, and has what those tests share.
import Facet
import FacetTestSupport
import Foundation
import Testing

/// Expects a value to be what NumPy printed.
func said<Value>(_ value: Value, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(text(value) == expected, sourceLocation: sourceLocation)
}

/// A value as NumPy's `tolist` would print it, but for the names of true and false.
func text(_ value: Any) -> String {
  switch value {
  case let column as Column<Double>: "\(column.array)"
  case let column as Column<Float>: "\(column.array)"
  case let column as Column<Int64>: "\(column.array)"
  case let column as Column<Int32>: "\(column.array)"
  case let mask as Mask: "\(mask.array)"
  case let matrix as Matrix<Double>: "\((0..<matrix.rows).map { matrix.row($0).array })"
  case let matrix as Matrix<Int64>: "\((0..<matrix.rows).map { matrix.row($0).array })"
  case let mask as MaskMatrix: "\((0..<mask.rows).map { mask.row($0).array })"
  case let number as Double: "\(number)"
  case let number as Int64: "\(number)"
  case let number as Int: "\(number)"
  default: "\(value)"
  }
}

@Suite struct NumPyPageTests {
  let catalogue = Places.package.appendingPathComponent("Sources/Facet/Facet.docc")

  /// The Facet cells of the table.
  func cells() throws -> [String] {
    let page = try String(contentsOf: catalogue.appendingPathComponent("NumPyToFacet.md"), encoding: .utf8)
    return page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let bar = line.replacingOccurrences(of: "\\|", with: "\u{0}")
      let cell = bar.components(separatedBy: "|")[2].trimmingCharacters(in: .whitespaces)
      return cell.trimmingCharacters(in: ["`"]).replacingOccurrences(of: "\u{0}", with: "|")
    }
  }

  /// The lines of the files beside this one that run rows or the tour.
  func lines(_ prefix: String) throws -> [String] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(prefix) }
    return try files.flatMap { file in
      try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8).split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test func everyRowIsRun() throws {
    let lines = try lines("NumPyTable")
    let cells = try cells()
    for cell in cells {
      let isRun = lines.contains { $0 == cell || $0 == "\(cell), \"" || $0.hasPrefix("said(\(cell), \"") }
      #expect(isRun, "no test runs the row with \(cell)")
    }
    print("NumPy to Facet: \(cells.count) rows")
    #expect(cells.count >= 175)
    #expect(Set(cells).count == cells.count, "a row stands there twice")
  }

  @Test func everyRunRowIsOnThePage() throws {
    let cells = Set(try cells())
    for line in try lines("NumPyTable") where line.hasPrefix("said(") {
      let code = line.dropFirst("said(".count).components(separatedBy: ", \"")[0]
      #expect(cells.contains(code) || code == "z" || code == "w", "the page has no row with \(code)")
    }
  }

  /// A line of the tour is run when it stands in a test; what it prints stands there as an expectation.
  @Test(arguments: ["ArrayTour.md", "../../../README.md"]) func everyLineOfAnExampleIsRun(_ name: String) throws {
    let page = try String(contentsOf: catalogue.appendingPathComponent(name), encoding: .utf8)
    let lines = Set(try lines("ArrayTour") + lines("ReadmeExample"))
    var count = 0
    for block in page.components(separatedBy: "```swift\n").dropFirst()
    where name != "../../../README.md" || block.contains("Matrix") {
      for line in block.components(separatedBy: "```")[0].split(separator: "\n") where !line.hasPrefix("import") {
        let parts = line.components(separatedBy: "  // ")
        let code = parts[0].trimmingCharacters(in: .whitespaces)
        let expected =
          parts.count > 1 && code.hasPrefix("print(")
          ? "prints(\(code.dropFirst(6).dropLast()), \"\(parts[1])\")" : code
        #expect(lines.contains(expected), "no test runs \(expected)")
        count += 1
      }
    }
    print("\(name): \(count) lines")
    #expect(count >= 4)
  }
}
