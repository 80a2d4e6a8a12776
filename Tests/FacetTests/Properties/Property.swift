// What must hold for any bytes whatever. The fuzzer holds mutated files against it, FindingsTests the files that once
// violated it and the small files of data/.
import Facet

/// Something that holds for every input.
struct Property: Sendable {
  /// The name by which the fuzzer and the folders of data/findings/ know it.
  let name: String
  /// Throws a `Violation` when it does not hold for these bytes.
  let check: @Sendable ([UInt8]) throws -> Void

  static let all: [Property] =
    ["off", "stl", "stl-ascii", "ply", "obj", "glb", "soup", "npy", "npz", "raw"].map { name in
      Property(name: name) { try ReadingProperty(MeshFormat(rawValue: name)!, $0).check() }
    } + [
      Property(name: "detection", check: DetectionProperty.check),
      Property(name: "numbers", check: NumberProperty.check),
      Property(name: "gzip") { try InflatingProperty.check($0) },
      Property(name: "zstd") { try InflatingProperty.check($0) },
    ]

  static func named(_ name: String) -> Property? { all.first { $0.name == name } }
}

/// Tells what did not hold.
struct Violation: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Throws a violation unless `condition` holds.
func holds(_ condition: Bool, _ words: @autoclosure () -> String) throws {
  if !condition { throw Violation(words()) }
}

/// A number from bytes, the same in every run: what one input leaves to choice is chosen by it.
func fingerprint(of bytes: [UInt8]) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return hash ^ (hash >> 32)
}
