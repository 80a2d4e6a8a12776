// Which properties of a record are a normal, a colour or something else. Nothing in a PLY file says so but their names:
// those that are written by the programs about are taken, in any order and any place.
import FacetMesh

/// What the properties of a vertex or a face mean, beside its position or its corners.
struct PLYAttributes: Sendable {
  /// The properties nx, ny and nz; empty when not all three are there.
  private(set) var normal: [Int] = []
  /// The properties red, green, blue and, where there is one, alpha; empty when not all three are there.
  private(set) var color: [Int] = []
  /// The kinds that the records hold, each once a record.
  private(set) var kinds: MeshAttributes.Kinds = []
  /// Those of them that can be collected.
  private(set) var readable: MeshAttributes.Kinds = []

  private static let normals = [["nx", "ny", "nz"]]
  private static let colors = [
    ["red", "green", "blue", "alpha"], ["diffuse_red", "diffuse_green", "diffuse_blue", "diffuse_alpha"],
    ["r", "g", "b", "a"],
  ]
  private static let textures: Set = ["s", "t", "u", "v", "texture_u", "texture_v", "texcoord"]

  /// - Parameter known: the properties that are the position or the corners.
  init(_ element: PLYElement, known: [Int]) {
    var others = Set(element.properties.indices).subtracting(known)
    let isVertex = element.name == "vertex"
    if isVertex {
      normal = Self.find(Self.normals, in: element, least: 3)
      others.subtract(normal)
      note(.vertexNormals, normal, isReadable: true)
    }
    color = Self.find(Self.colors, in: element, least: 3)
    others.subtract(color)
    note(
      isVertex ? .vertexColors : .faceColors, color,
      isReadable: color.allSatisfy { element.properties[$0].type.colorScale != nil })
    let coordinates = others.filter { Self.textures.contains(element.properties[$0].name) }
    note(.textureCoordinates, Array(coordinates), isReadable: false)
    note(.other, Array(others.subtracting(coordinates)), isReadable: false)
  }

  private mutating func note(_ kind: MeshAttributes.Kind, _ properties: [Int], isReadable: Bool) {
    guard !properties.isEmpty else { return }
    kinds.insert(kind)
    if isReadable { readable.insert(kind) }
  }

  /// The numbers of the properties with the first of these names that are all there; those behind the first `least` may
  /// be missing.
  private static func find(_ names: [[String]], in element: PLYElement, least: Int) -> [Int] {
    for names in names {
      let indices = names.map { name in element.properties.firstIndex { $0.name == name && !$0.isList } }
      let found = indices.prefix { $0 != nil }.map { $0! }
      if found.count >= least { return found }
    }
    return []
  }
}

extension PLYScalarType {
  /// The number that stands for full intensity; nil for the types that no program stores colours in.
  var colorScale: Double? {
    switch self {
    case .uint8: 255
    case .uint16: 65535
    case .float32, .float64: 1
    case .int8, .int16, .int32, .uint32: nil
    }
  }
}
