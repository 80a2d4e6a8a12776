// Normals and colours of OFF, where somebody wants them: what stands behind a position or a face goes into arrays of its own
// as it is read. All else is only counted.
import FacetMemory
import FacetMesh

/// Collects the attributes of one file. Nothing takes memory before it is met.
@safe final class OFFAttributes {
  private let wanted: MeshAttributes.Kinds
  private let promise: OFFVertexFields.Promise
  private let vertices: Int
  private let isTrusted: Bool
  private let ledger: MemoryLedger?
  private var dropped = AttributeCounts()
  private var normals: GrowingVertices
  private var hasNormals = false
  private var vertexColors: ColorBuilder?
  private var faceColors: ColorBuilder?
  /// The meaning of the last count of numbers, and the vertices that had it and were not counted yet.
  private var fields: (count: Int, meaning: OFFVertexFields, vertices: Int)

  /// - Parameter isTrusted: the vertices that the header declares are more than a claim.
  init(_ header: OFFHeader, wanted: MeshAttributes.Kinds, isTrusted: Bool, ledger: MemoryLedger?) throws {
    (self.wanted, promise, vertices) = (wanted, header.promised, header.vertices)
    (self.isTrusted, self.ledger) = (isTrusted, ledger)
    normals = try GrowingVertices(total: 0, expected: 0, ledger: nil)
    fields = (0, OFFVertexFields(header.promised, count: 0), 0)
  }

  /// Whether anything behind a position is kept.
  var keepsVertices: Bool { wanted.contains(.vertexNormals) || wanted.contains(.vertexColors) }
  /// Whether the colours of faces are kept.
  var keepsFaces: Bool { wanted.contains(.faceColors) }

  // MARK: Vertices

  /// Counts vertices that have so many numbers behind their positions.
  func count(_ numbers: Int, vertices: Int) {
    if numbers != fields.count { turn(to: numbers) }
    fields.vertices += vertices
  }

  private func turn(to numbers: Int) {
    for (kind, count) in fields.meaning.dropped(keeping: wanted).present { dropped.add(count * fields.vertices, kind) }
    fields = (numbers, OFFVertexFields(promise, count: numbers), 0)
  }

  /// Keeps what is wanted of the numbers behind the position of a vertex, and counts the rest.
  /// - Parameter count: how many numbers there are, perhaps more than are given.
  func keep(_ numbers: SIMD16<Double>, _ count: Int, ofVertex vertex: Int) throws {
    self.count(count, vertices: 1)
    guard count > 0 else { return }
    let meaning = fields.meaning
    if meaning.normals > 0 && wanted.contains(.vertexNormals) {
      if vertex >= normals.capacity { try growNormals(for: vertex) }
      hasNormals = true
      unsafe normals.x[vertex] = numbers[meaning.normalOffset]
      unsafe normals.y[vertex] = numbers[meaning.normalOffset + 1]
      unsafe normals.z[vertex] = numbers[meaning.normalOffset + 2]
    }
    if meaning.hasColor && wanted.contains(.vertexColors) {
      let first = meaning.colorOffset
      let color = SIMD4(numbers[first], numbers[first + 1], numbers[first + 2], numbers[first + 3])
      if vertexColors == nil {
        vertexColors = try ColorBuilder(
          expected: isTrusted ? vertices : 0, isScaled: false, label: "vertex colours", ledger: ledger)
      }
      try vertexColors?.append(SIMD4<Float>(color), channels: meaning.colors, at: vertex)
    }
  }

  private func growNormals(for vertex: Int) throws {
    if normals.capacity == 0 {
      normals = try GrowingVertices(
        total: vertices, isTrusted: isTrusted, purpose: .attributes, label: "vertex normals", ledger: ledger)
    }
    while vertex >= normals.capacity { try normals.grow() }
  }

  // MARK: Faces

  /// Counts faces that have a colour, or the number of one, which is not kept.
  func countFaces(_ faces: Int) { dropped.add(faces, .faceColors) }

  /// Keeps the colour of a face for each of its triangles. Numbers above 1 make it one from 0 to 255, whatever the others
  /// are: so Geomview takes it.
  /// - Parameter channels: how many numbers there are; a colour has 3 or 4.
  func keep(_ numbers: SIMD4<Double>, channels: Int, ofTriangles triangles: Range<Int>) throws {
    guard channels == 3 || channels == 4, !triangles.isEmpty else { return countFaces(1) }
    if faceColors == nil {
      faceColors = try ColorBuilder(expected: 0, isScaled: true, label: "face colours", ledger: ledger)
    }
    let isByte = (0..<channels).contains { numbers[$0] > 1 }
    // A byte is divided as a reader of the quotient would have it.
    let color = isByte ? SIMD4<Float>(numbers) / 255 : SIMD4<Float>(numbers)
    try faceColors?.append(color, channels: channels, at: triangles.lowerBound, copies: triangles.count)
  }

  // MARK: The end

  /// Hands over what was kept, and the counts of what was not. Call it once.
  /// - Parameter precision: that of the numbers in the file.
  func finish(
    triangles: Int, precision: SourcePrecision
  ) throws -> (attributes: MeshAttributes, dropped: AttributeCounts) {
    turn(to: 0)
    var attributes = MeshAttributes()
    if hasNormals {
      while normals.capacity < vertices { try normals.grow() }
      attributes.vertexNormals = NormalArray(try normals.take().finish(count: vertices).rowMajor, precision: precision)
    }
    attributes.vertexColors = try vertexColors?.finish(count: vertices)
    attributes.faceColors = try faceColors?.finish(count: triangles)
    return (attributes, dropped)
  }
}
