// Finding the format of any bytes ends with a format or one line, and consumes nothing.
import Facet

enum DetectionProperty {
  /// - Throws: `Violation`.
  static func check(_ bytes: [UInt8]) throws {
    for name in ["input", "input.stl", "input.off", "input.obj", "input.txt", "input.ply"] {
      for hasSize in [true, false] {
        let source = ByteSource(bytes: bytes, name: name, hasSize: hasSize)
        do {
          _ = try FormatDetection.detect(source)
        } catch let error as FormatError {
          let line = "\(error)"
          try holds(line.hasPrefix(name + ": "), "an error without the name: \(line)")
          try holds(!line.utf8.contains { $0 < 0x20 || $0 == 0x7f }, "an error of several lines: \(line)")
          try holds(line.utf8.count < 400, "an error of \(line.utf8.count) bytes")
        }
        try holds(source.delivered == 0, "finding the format consumed \(source.delivered) bytes")
      }
    }
  }
}
