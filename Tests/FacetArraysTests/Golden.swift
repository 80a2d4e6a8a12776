// What NumPy says: the .npz archives in data/arrays, and how two columns are compared.
import FacetArrays
import FacetTestSupport
import Foundation
import Testing

enum Golden {
  static func name<Element>(_ type: Element.Type) -> String { GoldenArchive.typeName(type) }

  private static let archives: [String: GoldenArchive] = Dictionary(
    uniqueKeysWithValues: ["float64", "float32", "int32", "int64", "uint32", "uint8", "random"].map {
      ($0, try! GoldenArchive(data: "arrays/\($0).npz"))
    })

  /// The column `<member>` of `data/arrays/<archive>.npz`, given as `<archive>-<member>`; it must be of this very type.
  static func column<Element: ArrayElement>(_ name: String, of type: Element.Type = Element.self) throws -> Column<
    Element
  > {
    let (archive, member) = try split(name)
    return try archive.column(member, of: type)
  }

  static func mask(_ name: String) throws -> Mask {
    let (archive, member) = try split(name)
    return try archive.mask(member)
  }

  private static func split(_ name: String) throws -> (GoldenArchive, String) {
    let parts = name.split(separator: "-", maxSplits: 1)
    return (try #require(archives[String(parts[0])], "\(name)"), String(parts[1]))
  }
}

/// The bits of a number, with one NaN for all.
func bits<Element: ArrayElement>(_ value: Element) -> UInt64 {
  if value != value { return .max / 3 }
  return withUnsafeBytes(of: value) { $0.enumerated().reduce(0) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) } }
}

/// Whether two columns have the same bits; any NaN is like any other.
func same<Element: ArrayElement>(_ left: Column<Element>, _ right: Column<Element>) -> Bool {
  left.array.map(bits) == right.array.map(bits)
}

func same<Element: ArrayElement>(_ left: Column<Element>, _ right: [Element]) -> Bool {
  left.array.map(bits) == right.map(bits)
}

/// Element counts around those of the lanes and blocks, and a large one (left out where a debug build is watched).
let awkwardCounts =
  (TestSize.isSmall ? Array(0...9) + [15, 16, 17, 31, 32, 33, 63, 64, 65] : Array(0...67))
  + [127, 128, 129, 1023, 1024, 1025, 2047, 2048, 2049] + (TestSize.isSmall ? [] : [5000, 100_003])

/// Random numbers with special ones among them.
func mixture<Element: ArrayNumber>(_ type: Element.Type, _ count: Int, seed: UInt64) -> Column<Element> {
  let wild = Column<Int64>.uniform(in: -(1 << 62)..<1 << 62, count: count, seed: seed)
  return Column(
    wild.array.map { word in
      if word & 15 == 0 {
        return Element(_saturating: [0, -0.0, .infinity, -.infinity, .nan, 1, -1, 2.5][Int(word >> 8 & 7)])
      }
      if word & 15 < 8 { return Element(_saturating: Int64(truncatingIfNeeded: word >> 8 & 63) - 20) }
      if let number = Double(word >> 20) / 1024 as? Element { return number }
      return Element(_saturating: word >> (word & 31))
    })
}
