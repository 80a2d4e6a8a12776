// Reading the output back before it appears: the file on its way must hold the mesh in memory, bit for bit in the
// precision that was asked for.
import FacetArrays
import FacetCompression
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

/// Compares an output with the mesh it was made from.
enum Verification {
  /// Reads the output back.
  /// - Throws: `ConversionFailure` with exit code 70 when it differs: that is a fault of Facet or of the disk, not of the
  ///   input.
  /// - Parameter triangles: the other file of a pair.
  static func check(
    _ file: OutputFile, triangles: OutputFile? = nil, holds mesh: TriangleMesh, as output: MeshOutput,
    context: JobContext
  ) throws {
    let path = try readingBack(file)
    try context.report(.verifying, fraction: nil)
    let source = try InputReader.open(path, ledger: context.ledger, pool: context.pool)
    var options = ReaderOptions()
    options.pool = context.pool
    options.trianglesPath = triangles?.pathForReadingBack
    let exactness = output.exactness(of: mesh.sourcePrecision)
    options.wantedAttributes = output.attributeKinds
    let same: Bool
    do {
      switch try InputReader.make(source, format: output.format, options: options).reader {
      case .indexed(let reader):
        let read = try reader.readMesh(ledger: context.ledger) {
          try context.report(.verifying, fraction: $0.map { $0 / 2 })
        }.mesh
        same =
          try sameMesh(read, mesh, exactness, context.ledger) && sameAttributes(read, output.stripped(mesh), output)
      case .soup(let stream): same = try sameSoup(stream, output.stripped(mesh), exactness, context.ledger)
      }
    } catch is FormatError {
      same = false
    } catch is CompressionError {
      same = false
    }
    guard same else { throw differs(file) }
  }

  /// Where an output can be read before it appears.
  static func readingBack(_ file: OutputFile) throws(ConversionFailure) -> String {
    guard let path = file.pathForReadingBack else {
      throw ConversionFailure(.usage, code: "usage", "\(file.path): --verify needs an output that can be read back")
    }
    return path
  }

  static func differs(_ file: OutputFile) -> ConversionFailure {
    ConversionFailure(
      .internalError, code: "verification_failed",
      "\(file.path): what was written reads back differently; nothing was replaced")
  }

  private static func sameMesh(
    _ read: TriangleMesh, _ mesh: TriangleMesh, _ exactness: MeshOutput.Exactness, _ ledger: MemoryLedger
  ) throws(FileError) -> Bool {
    guard read.triangles.count == mesh.triangles.count, read.vertices.count == mesh.vertices.count else { return false }
    let (corners, written) = (read.triangles.corners, mesh.triangles.corners)
    let (p, q) = (corners.span, written.span)
    let (a, b) = (read.vertices.rowMajor.span, mesh.vertices.rowMajor.span)
    guard try inSteps(p.count, ledger, { p[$0] == q[$0] }) else { return false }
    return try inSteps(a.count, ledger) { isSame(a[$0], b[$0], exactness) }
  }

  /// Whether something is true of all indices; looks at the memory ceiling now and then.
  @inline(__always)
  private static func inSteps(
    _ count: Int, _ ledger: MemoryLedger, _ isTrue: (Int) -> Bool
  ) throws(FileError) -> Bool {
    for first in stride(from: 0, to: count, by: MappedStorage.stepElements) {
      for index in first..<min(first + MappedStorage.stepElements, count) where !isTrue(index) { return false }
      try ledger.step()
    }
    return true
  }

  /// Whether normals and colours came back, as exactly as the output holds them.
  private static func sameAttributes(_ read: TriangleMesh, _ mesh: TriangleMesh, _ output: MeshOutput) -> Bool {
    let (a, b) = (read.attributes, mesh.attributes)
    guard a.counts == b.counts else { return false }
    if let normals = a.vertexNormals, let written = b.vertexNormals {
      let exactness = output.exactness(of: written.precision)
      let (read, written) = (normals.rowMajor.span, written.rowMajor.span)
      for index in 0..<read.count where !isSame(read[index], written[index], exactness) { return false }
    }
    guard read.facetAttributes == mesh.facetAttributes else { return false }
    return sameColors(a.vertexColors, b.vertexColors, output) && sameColors(a.faceColors, b.faceColors, output)
  }

  private static func sameColors(_ read: ColorArray?, _ written: ColorArray?, _ output: MeshOutput) -> Bool {
    guard let read, let written, output.keepsColors else { return true }
    switch (read.components, written.components) {
    case (.uint8(let read), .uint8(let written)): return read == written
    case (.float32(let read), .float32(let written)):
      let (a, b) = (read.span, written.span)
      guard a.count == b.count else { return false }
      for index in 0..<a.count where a[index].bitPattern != b[index].bitPattern && !(a[index].isNaN && b[index].isNaN) {
        return false
      }
      return true
    default: return false
    }
  }

  private static func sameSoup(
    _ stream: any CornerStream, _ mesh: TriangleMesh, _ exactness: MeshOutput.Exactness, _ ledger: MemoryLedger
  ) throws -> Bool {
    let block = try CornerBlock(precision: stream.precision)
    let words = mesh.facetAttributes
    var corners = MeshCorners(mesh)
    var triangle = 0
    while try stream.fill(block) {
      for index in 0..<block.count / 3 where triangle + index < mesh.triangles.count {
        let word = unsafe block.hasFacetAttributes ? block.facetAttributes[index] : 0
        if word != words?[triangle + index] ?? 0 { return false }
      }
      for corner in 0..<block.count {
        guard let written = try corners.next() else { return false }
        let read = block[corner]
        for axis in 0..<3 where !isSame(read[axis], written[axis], exactness) { return false }
      }
      triangle += block.count / 3
      try ledger.step()
    }
    return triangle == mesh.triangles.count
  }

  /// Whether two numbers have the same bits in a precision. All NaN are the same.
  @inline(__always)
  private static func isSame(_ read: Double, _ written: Double, _ exactness: MeshOutput.Exactness) -> Bool {
    if read.isNaN && written.isNaN { return true }
    return switch exactness {
    case .float32: Float(read).bitPattern == Float(written).bitPattern
    case .float64: read.bitPattern == written.bitPattern
    case .none: true
    }
  }
}
