// Lines of text that hold more than a position or three vertex numbers: normals and colours beside them. Number by number,
// because such lines are rare; those of plain meshes have loops of their own.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetText
import FacetThreads

/// Writes lines that are made of parts of several arrays.
@safe struct AttributeLines {
  /// A part of every line. Indirect, so that taking it up for a line costs no copy of what it holds.
  indirect enum Part {
    /// Vectors of three numbers: all x, then all y, then all z.
    case vectors(Column<Double>, MeshText.NumberForm)
    /// Colours as numbers from 0 to 1, with alpha or without.
    case unitColors(ColorArray, alpha: Bool)
    /// Colours as they are stored: bytes as whole numbers, float32 as its shortest text.
    case rawColors(ColorArray)
    /// Colours as OFF has them behind faces: whole numbers to 255, or numbers from 0 to 1 where these say it better.
    case faceColors(ColorArray)
    /// The corners of a triangle, numbered from `first`; with `slashes` as `a//a`, the number of a vertex and of its normal.
    case corners(Column<VertexIndex>, first: UInt32, slashes: Bool)
  }

  /// Lines that are made at once. They fit in the output buffer.
  private static let chunk = 1024
  /// A number and a blank.
  private static let numberBytes = 1 + NumberText.maximumLength
  /// The longest line: a mark, two vectors and a colour.
  private static let lineBytes = 4 + 10 * numberBytes

  /// What stands in front of each line, at most three letters and a blank.
  var mark: String
  var parts: [Part]

  /// Writes the vertices of a mesh, a line each: position, normal and colour, as far as there are some. O(vertices).
  static func writeVertices(
    _ mesh: TriangleMesh, _ digits: CoordinateDigits, color: (ColorArray) -> Part, to sink: ByteSink,
    pool: WorkerPool, onProgress: (Int) throws -> Void
  ) throws {
    let (normals, colors) = (mesh.attributes.vertexNormals, mesh.attributes.vertexColors)
    guard normals != nil || colors != nil else {
      return try MeshText.writeVertices(mesh, to: sink, digits: digits, pool: pool, onProgress: onProgress)
    }
    var parts = [Part.vectors(mesh.vertices.rowMajor.flat, .init(digits, source: mesh.sourcePrecision))]
    if let normals { parts.append(.vectors(normals.rowMajor.flat, .init(digits, source: normals.precision))) }
    if let colors { parts.append(color(colors)) }
    try AttributeLines(mark: "", parts: parts).write(count: mesh.vertices.count, to: sink, onProgress: onProgress)
  }

  /// Writes triangles, a line each: their corners from 0, behind a 3, and the colour where there is one. O(triangles).
  static func writeFaces(
    _ triangles: TriangleArray, color: Part?, to sink: ByteSink, pool: WorkerPool, onProgress: (Int) throws -> Void
  ) throws {
    guard let color else { return try MeshText.writeFaces(triangles, to: sink, pool: pool, onProgress: onProgress) }
    try AttributeLines(mark: "3 ", parts: [.corners(triangles.corners, first: 0, slashes: false), color])
      .write(count: triangles.count, to: sink, onProgress: onProgress)
  }

  /// Writes `count` lines. O(count).
  /// - Parameter onProgress: called with the number of lines written so far.
  func write(count: Int, to sink: ByteSink, onProgress: (Int) throws -> Void) throws {
    let mark = Array(mark.utf8)
    var first = 0
    while first < count {
      let lines = first..<min(count, first + Self.chunk)
      let place = unsafe try sink.reserve(lines.count * Self.lineBytes)
      let start = unsafe place.assumingMemoryBound(to: UInt8.self)
      var text = unsafe start
      for line in lines {
        for (index, letter) in mark.enumerated() { unsafe text[index] = letter }
        unsafe text += mark.count
        for part in parts { unsafe text += Self.write(part, line, to: text) }
        // Behind the last number stands a blank, as behind all of them.
        unsafe text[-1] = newline
      }
      unsafe sink.advance(by: text - start)
      first = lines.upperBound
      try onProgress(first)
    }
  }

  /// Writes numbers, a blank behind each, and answers the bytes.
  @unsafe
  private static func write(_ part: Part, _ line: Int, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    var text = unsafe destination
    switch part {
    case .vectors(let numbers, let form):
      let (values, count) = (numbers.span, numbers.count / 3)
      for axis in 0..<3 {
        unsafe text += form.write(values[axis * count + line], to: text)
        unsafe text += blank(text)
      }
    case .unitColors(let colors, let alpha):
      let color = colors[line]
      for channel in 0..<(alpha ? 4 : 3) {
        unsafe text += NumberText.write(color[channel], to: text)
        unsafe text += blank(text)
      }
    case .rawColors(let colors):
      let components = line * colors.channels..<(line + 1) * colors.channels
      switch colors.components {
      case .uint8(let column):
        let values = column.span
        for component in components {
          unsafe text += NumberText.write(UInt32(values[component]), to: text)
          unsafe text += blank(text)
        }
      case .float32(let column):
        let values = column.span
        for component in components {
          unsafe text += NumberText.write(values[component], to: text)
          unsafe text += blank(text)
        }
      }
    case .faceColors(let colors):
      unsafe text += writeFaceColor(colors, line, to: text)
    case .corners(let corners, let first, let slashes):
      let numbers = corners.span
      for corner in 0..<3 {
        let number = UInt32(bitPattern: numbers[3 * line + corner]) &+ first
        unsafe text += NumberText.write(number, to: text)
        if slashes {
          unsafe text[0] = slash
          unsafe text[1] = slash
          unsafe text += 2 + NumberText.write(number, to: text + 2)
        }
        unsafe text += blank(text)
      }
    }
    return unsafe text - destination
  }

  /// Writes a blank and answers its length.
  @inline(__always)
  @unsafe
  private static func blank(_ text: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe text.pointee = 0x20
    return 1
  }

  /// Bytes become whole numbers, unless none is above 1: those would be taken for numbers from 0 to 1.
  @unsafe
  private static func writeFaceColor(
    _ colors: ColorArray, _ line: Int, to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var text = unsafe destination
    let color = colors[line]
    let bytes = color * 255
    let isUnit = colors.isFloat32 || (0..<colors.channels).allSatisfy { bytes[$0] < 1.5 }
    for channel in 0..<colors.channels {
      if isUnit {
        unsafe text += NumberText.write(color[channel], to: text)
      } else {
        unsafe text += NumberText.write(UInt32(bytes[channel].rounded()), to: text)
      }
      unsafe text += blank(text)
    }
    return unsafe text - destination
  }
}

extension MeshText.NumberForm {
  /// Writes one number and answers its bytes. `destination` has `NumberText.maximumLength` writable bytes.
  @unsafe
  func write(_ value: Double, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    switch self {
    case .shortest32: unsafe NumberText.write(Float(value), to: destination)
    case .shortest64: unsafe NumberText.write(value, to: destination)
    case .rounded(let digits): unsafe NumberText.write(value, significantDigits: digits, to: destination)
    }
  }
}
