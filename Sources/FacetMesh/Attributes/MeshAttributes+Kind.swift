// Names for what a file can hold beside positions and triangles, and counts of it: a conversion tells what it kept and what
// it dropped, kind by kind.

extension MeshAttributes {
  /// A kind of what a file can hold beside positions and triangles. The raw values stand in the JSON report.
  public enum Kind: String, Sendable, CaseIterable {
    /// One for each vertex.
    case vertexNormals = "vertex_normals"
    /// One for each vertex.
    case vertexColors = "vertex_colors"
    /// One for each triangle; where they are dropped, one for each face that had one.
    case faceColors = "face_colors"
    /// The 16-bit word of each triangle of a binary STL that is not zero.
    case facetWords = "facet_attributes"
    /// One for each vertex or corner.
    case textureCoordinates = "texture_coordinates"
    /// The names of solids, objects and groups, each counted once.
    case names
    /// Each use of a material.
    case materials
    /// Everything else: records, lines, arrays.
    case other

    /// The kind in words, in the plural: `vertex normals`.
    public var words: String { rawValue.split(separator: "_").joined(separator: " ") }
  }

  /// Kinds of attributes.
  public typealias Kinds = Set<Kind>
}

extension MeshAttributes.Kinds {
  /// All that a `TriangleMesh` can hold.
  public static var ofMesh: Self { [.vertexNormals, .vertexColors, .faceColors, .facetWords] }
}

/// How many attributes there are of each kind. A sum beyond `Int.max` stays there.
public struct AttributeCounts: Sendable, Equatable {
  private var values = [Int](repeating: 0, count: MeshAttributes.Kind.allCases.count)

  /// Counts nothing.
  public init() {}

  /// The number of one kind.
  public subscript(kind: MeshAttributes.Kind) -> Int {
    get { values[Self.index(kind)] }
    set { values[Self.index(kind)] = newValue }
  }

  /// Adds to the number of one kind.
  public mutating func add(_ count: Int, _ kind: MeshAttributes.Kind) {
    self[kind] = Self.sum(self[kind], count)
  }

  /// Adds the numbers of all kinds.
  public static func += (left: inout AttributeCounts, right: AttributeCounts) {
    for kind in MeshAttributes.Kind.allCases { left.add(right[kind], kind) }
  }

  /// The numbers of the left less those of the right, none below zero.
  public static func - (left: AttributeCounts, right: AttributeCounts) -> AttributeCounts {
    var difference = AttributeCounts()
    for kind in MeshAttributes.Kind.allCases { difference[kind] = max(0, left[kind] - right[kind]) }
    return difference
  }

  /// All kinds together.
  public var total: Int { values.reduce(0, Self.sum) }

  /// The kinds of which there is at least one, with their numbers, in the order of `Kind.allCases`.
  public var present: [(kind: MeshAttributes.Kind, count: Int)] {
    MeshAttributes.Kind.allCases.map { ($0, self[$0]) }.filter { $0.1 > 0 }
  }

  private static func index(_ kind: MeshAttributes.Kind) -> Int { MeshAttributes.Kind.allCases.firstIndex(of: kind)! }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let sum = left.addingReportingOverflow(right)
    return sum.overflow ? Int.max : sum.partialValue
  }
}
