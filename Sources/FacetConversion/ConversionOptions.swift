// What a user may ask of a conversion. The command's options map onto these one to one.
import FacetFormats

/// What to do about NaN and infinite coordinates.
public enum NonFinitePolicy: String, Sendable, CaseIterable {
  /// Refuse the input, count them and name the first.
  case error
  /// Leave out the triangles that have one.
  case drop
  /// Keep them; a NaN never equals anything.
  case keep
}

/// Which vertices become one.
public enum WeldPolicy: String, Sendable, CaseIterable {
  /// Soups exactly, unless the output has no vertices, as STL; indexed files keep their vertices.
  case auto
  /// Positions that compare equal become one vertex.
  case exact
  /// Every corner of a soup keeps a vertex of its own.
  case none
}

/// The options of a conversion.
public struct ConversionOptions: Sendable {
  /// The format of the input; nil finds it out.
  public var from: MeshFormat?
  /// The format of the output; nil takes it from the name.
  public var to: MeshFormat?
  public var weld = WeldPolicy.auto
  /// The exact weld of an indexed file keeps vertices apart whose normals or colours differ.
  public var weldsAttributes = false
  /// Which normals, colours and attribute words the output gets.
  public var attributes = AttributePolicy.auto
  public var digits = CoordinateDigits.automatic
  public var nonFinite = NonFinitePolicy.error
  /// Leave out triangles two of whose corners are the same vertex.
  public var dropsDegenerate = false
  /// Where to write the old → new vertex map as NPY; nil for nowhere.
  public var remapPath: String?
  /// Read the output back and compare before it appears.
  public var verifies = false
  /// Wait until the output is on the disk.
  public var isDurable = false
  /// Say beforehand what the conversion will need, in the report beside what it needed.
  public var predicts = false
  public var reader = ReaderOptions()
  /// The ceiling of the ledger that `makeLedger` makes; a job keeps to that of the ledger in its context.
  public var memory = MemoryPolicy.automatic
  /// Where arrays go that do not fit; nil for the folder of the output.
  public var temporaryFolder: String?
  /// The threads of the pool that `makePool` makes; nil for one a processor. A job works on those of its context.
  public var threads: Int?

  public init() {}

  /// The options as the report shows them: name and value, only those that were asked for or matter always.
  var described: [(name: String, value: String)] {
    var list: [(String, String)] = []
    if let from { list.append(("from", from.rawValue)) }
    if let to { list.append(("to", to.rawValue)) }
    list.append(("weld", weld.rawValue))
    if weldsAttributes { list.append(("weld_attributes", "true")) }
    list.append(("attributes", attributes.rawValue))
    list.append(("digits", digits.description))
    list.append(("nonfinite", nonFinite.rawValue))
    if dropsDegenerate { list.append(("drop_degenerate", "true")) }
    list.append(("memory", memory.description))
    if let temporaryFolder { list.append(("temp", temporaryFolder)) }
    if let threads { list.append(("threads", "\(threads)")) }
    if let remapPath { list.append(("remap", remapPath)) }
    if verifies { list.append(("verify", "true")) }
    if isDurable { list.append(("durable", "true")) }
    if reader.strict { list.append(("strict", "true")) }
    if reader.recovers { list.append(("recover", "true")) }
    if let columns = reader.columns { list.append(("columns", "\(columns.lowerBound)-\(columns.upperBound)")) }
    if let path = reader.trianglesPath { list.append(("triangles", path)) }
    if let columns = reader.triangleColumns {
      list.append(("triangle_columns", "\(columns.lowerBound)-\(columns.upperBound)"))
    }
    if let first = reader.firstIndex { list.append(("first_index", "\(first)")) }
    if reader.skipLines > 0 { list.append(("skip_lines", "\(reader.skipLines)")) }
    if reader.maxExpansion != ReaderOptions().maxExpansion { list.append(("max_expansion", "\(reader.maxExpansion)")) }
    if let raw = reader.rawLayout {
      list.append(("raw", "\(raw.precision == .float32 ? "f32" : "f64")\(raw.bigEndian ? "be" : "le")"))
      if raw.offset > 0 { list.append(("offset", "\(raw.offset)")) }
      if let stride = raw.stride { list.append(("stride", "\(stride)")) }
    }
    return list
  }
}

extension CoordinateDigits: CustomStringConvertible {
  /// The value as the command's option spells it.
  public var description: String {
    switch self {
    case .automatic: "auto"
    case .float32: "float32"
    case .float64: "float64"
    case .significant(let count): "\(count)"
    }
  }
}
