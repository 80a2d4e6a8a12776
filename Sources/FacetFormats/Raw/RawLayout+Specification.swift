// The command's spelling of a raw layout: `raw:f32le`.
import FacetMesh

extension RawLayout {
  /// Parses `raw:` and one of f32le, f32be, f64le, f64be; f32 and f64 are little-endian. Nil for everything else.
  public init?(specification: String) {
    switch specification {
    case "raw:f32", "raw:f32le": self.init(precision: .float32)
    case "raw:f32be": self.init(precision: .float32, bigEndian: true)
    case "raw:f64", "raw:f64le": self.init(precision: .float64)
    case "raw:f64be": self.init(precision: .float64, bigEndian: true)
    default: return nil
    }
  }

  /// The command's spelling.
  public var specification: String {
    "raw:" + (precision == .float32 ? "f32" : "f64") + (bigEndian ? "be" : "le")
  }
}
