// The normals and colours in an archive: `normals`, `vertex_colors`, `face_colors` and `facet_attributes`. Other programs
// may use these names for something else, so that an array of another shape or type is only counted.
import FacetArrays
import FacetMemory
import FacetMesh

/// Reads what an archive holds beside a mesh.
struct NPZAttributes {
  private static let names: [(name: String, kind: MeshAttributes.Kind)] = [
    ("normals", .vertexNormals), ("vertex_colors", .vertexColors), ("face_colors", .faceColors),
    ("facet_attributes", .facetWords),
  ]

  let archive: NPZFile
  let wanted: MeshAttributes.Kinds
  /// What was left, an array of no use counted as one.
  private(set) var dropped = AttributeCounts()

  init(_ archive: NPZFile, wanted: MeshAttributes.Kinds) {
    (self.archive, self.wanted) = (archive, wanted)
    dropped[.other] =
      archive.names.filter { name in
        name != "vertices" && name != "triangles" && !Self.names.contains { $0.name == name }
      }.count
  }

  /// Adds to a mesh what is wanted. O(vertices + triangles).
  /// - Throws: `CompressionError`, `FormatError` or `FileError` when an array ends too early or can't be unpacked.
  mutating func read(into mesh: inout TriangleMesh) throws {
    for (name, kind) in Self.names where archive.names.contains(name) {
      let count = kind == .vertexNormals || kind == .vertexColors ? mesh.vertices.count : mesh.triangles.count
      guard let array = try? archive.array(name), Self.fits(array, kind, count) else {
        dropped.add(1, .other)
        continue
      }
      guard wanted.contains(kind) else {
        dropped.add(count, kind)
        continue
      }
      switch kind {
      case .vertexNormals: mesh.attributes.vertexNormals = try Self.normals(array, count)
      case .vertexColors: mesh.attributes.vertexColors = try Self.colors(array, count)
      case .faceColors: mesh.attributes.faceColors = try Self.colors(array, count)
      default: mesh.facetAttributes = try array.column(of: UInt16.self, converting: true)
      }
    }
  }

  /// Whether an array has the type and the shape of a kind.
  private static func fits(_ array: NPYFile, _ kind: MeshAttributes.Kind, _ count: Int) -> Bool {
    let (shape, type) = (array.shape, array.elementType)
    switch kind {
    case .vertexNormals: return type.kind == .float && isRowPerChannel(shape, count, 3...3) != nil
    case .facetWords: return type.kind == .unsigned && type.byteCount == 2 && shape == [count]
    default:
      return (type.kind == .float || type.kind == .unsigned && type.byteCount <= 2)
        && isRowPerChannel(shape, count, 3...4) != nil
    }
  }

  /// Whether the shape is (channels, count), as Facet writes it, and not (count, channels); nil when it is neither.
  private static func isRowPerChannel(_ shape: [Int], _ count: Int, _ channels: ClosedRange<Int>) -> Bool? {
    guard shape.count == 2 else { return nil }
    if channels.contains(shape[0]) && shape[1] == count { return true }
    return channels.contains(shape[1]) && shape[0] == count ? false : nil
  }

  private static func normals(_ array: NPYFile, _ count: Int) throws -> NormalArray {
    let matrix = try array.matrix(of: Double.self, converting: true)
    return NormalArray(
      isRowPerChannel(array.shape, count, 3...3)! ? matrix : matrix.transposed,
      precision: array.elementType.byteCount < 8 ? .float32 : .float64)
  }

  private static func colors(_ array: NPYFile, _ count: Int) throws -> ColorArray {
    let isTurned = !isRowPerChannel(array.shape, count, 3...4)!
    if array.elementType.kind == .unsigned && array.elementType.byteCount == 1 {
      let matrix = try array.matrix(of: UInt8.self)
      return ColorArray(isTurned ? matrix.transposed : matrix)
    }
    let matrix = try array.matrix(of: Float.self, converting: true)
    let numbers = array.elementType.kind == .float ? matrix : matrix / 65535
    return ColorArray(isTurned ? numbers.transposed : numbers)
  }
}

extension NPZWriter {
  /// Adds the normals, colours and attribute words of a mesh, as far as it has some.
  func add(attributesOf mesh: TriangleMesh) throws {
    if let normals = mesh.attributes.vertexNormals {
      // Normals that came as float32 lose nothing.
      if normals.precision == .float32 {
        try add(normals.rowMajor.cast(to: Float.self), named: "normals")
      } else {
        try add(normals.rowMajor, named: "normals")
      }
    }
    try add(mesh.attributes.vertexColors, named: "vertex_colors")
    try add(mesh.attributes.faceColors, named: "face_colors")
    if let words = mesh.facetAttributes { try add(words, named: "facet_attributes") }
  }

  private func add(_ colors: ColorArray?, named name: String) throws {
    if let bytes = colors?.bytes { try add(bytes, named: name) }
    if let floats = colors?.floats { try add(floats, named: name) }
  }
}
