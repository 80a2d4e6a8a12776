// Normals and colours of the mesh that a scene shows, beside its positions. Which parts have some is known before the first
// is read, so that the arrays are made once, in their final form.
import FacetArrays
import FacetMemory
import FacetMesh

/// Takes up the normals and colours of one part after the other.
@safe final class GLBAttributes {
  private var normals: Matrix<Double>?
  private var normalPrecision = SourcePrecision.float32
  private var bytes: Column<UInt8>?
  private var floats: Column<Float>?
  private let channels: Int

  /// Makes room for what the plan keeps, and none for anything else.
  init(_ plan: GLBPlan, _ document: GLBDocument, ledger: MemoryLedger?) throws {
    if plan.keepsNormals {
      normals = Matrix(
        rows: 3, columns: plan.vertices, purpose: .attributes, label: "vertex normals", ledger: ledger)
    }
    let colors = plan.parts.filter { $0.colors != GLBDocument.none }.map { document.accessors[Int($0.colors)] }
    channels = colors.contains { $0.components == 4 } ? 4 : 3
    guard !colors.isEmpty else { return }
    let count = channels * plan.vertices
    // What has no colour is white, as the specification has it.
    let isWhole = plan.parts.allSatisfy { $0.colors != GLBDocument.none }
    if colors.allSatisfy({ $0.type == .uint8 }) {
      var column = Column<UInt8>(
        unsafeUninitialized: count, purpose: .attributes, label: "vertex colours", ledger: ledger)
      var span = column.mutableSpan
      for index in 0..<(isWhole ? 0 : count) { span[index] = 255 }
      bytes = column
    } else {
      var column = Column<Float>(
        unsafeUninitialized: count, purpose: .attributes, label: "vertex colours", ledger: ledger)
      var span = column.mutableSpan
      for index in 0..<(isWhole ? 0 : count) { span[index] = 1 }
      floats = column
    }
  }

  // MARK: Normals

  /// The rows of normals from a vertex on.
  @unsafe
  func normalRows(from vertex: Int) -> (
    UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
  ) {
    let start = unsafe normals!.start + vertex
    return unsafe (start, start + normals!.columns, start + 2 * normals!.columns)
  }

  /// Turns normals as a node does.
  /// - Parameter isExact: they were stored as float32.
  func finishNormals(_ vertices: Range<Int>, by transform: GLBTransform?, isExact: Bool) {
    if transform != nil || !isExact { normalPrecision = .float64 }
    guard let transform else { return }
    let rows = unsafe normalRows(from: 0)
    for vertex in vertices {
      let turned = unsafe transform.normal(SIMD3(rows.0[vertex], rows.1[vertex], rows.2[vertex]))
      unsafe rows.0[vertex] = turned.x
      unsafe rows.1[vertex] = turned.y
      unsafe rows.2[vertex] = turned.z
    }
  }

  // MARK: Colours

  /// Decodes the colours of a part.
  func setColors(from vertex: Int, _ elements: GLBElements, _ components: Int) {
    if bytes != nil {
      var target = bytes!.mutableSpan
      for index in 0..<elements.count {
        let element = unsafe elements.element(index)
        for channel in 0..<channels {
          let byte = unsafe channel < components ? element.load(fromByteOffset: channel, as: UInt8.self) : 255
          target[(vertex + index) * channels + channel] = byte
        }
      }
      return
    }
    let (size, scale) = (elements.type.size, elements.type.scale ?? 1)
    var target = floats!.mutableSpan
    for index in 0..<elements.count {
      let element = unsafe elements.element(index)
      for channel in 0..<channels {
        let number =
          unsafe channel < components ? GLBElements.number(element + size * channel, elements.type) / scale : 1
        target[(vertex + index) * channels + channel] = Float(number)
      }
    }
  }

  /// Hands over what was taken up.
  func finish() -> MeshAttributes {
    MeshAttributes(
      vertexNormals: normals.map { NormalArray($0, precision: normalPrecision) },
      vertexColors: bytes.map { ColorArray(uint8: $0, channels: channels) }
        ?? floats.map { ColorArray(float32: $0, channels: channels) })
  }
}
