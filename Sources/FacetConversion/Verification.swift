// Reading the output back before it appears: the file on its way must hold the mesh in memory, bit for bit in the
// precision that was asked for.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

/// Compares an output with the mesh it was made from.
enum Verification {
  /// Reads the output back.
  /// - Throws: `ConversionFailure` with exit code 70 when it differs: that is a fault of Facet or of the disk, not of the
  ///   input.
  static func check(
    _ file: OutputFile, holds mesh: TriangleMesh, format: MeshFormat, digits: CoordinateDigits, context: JobContext
  ) throws {
    guard let path = file.pathForReadingBack else {
      throw ConversionFailure(.usage, code: "usage", "\(file.path): --verify needs an output that can be read back")
    }
    try context.report(.verifying, fraction: nil)
    let source = try ByteSource(path: path, ledger: context.ledger)
    let same =
      switch try InputReader.make(source, format: format, options: ReaderOptions()).reader {
      case .indexed(let reader):
        try sameMesh(reader.readMesh(ledger: context.ledger) { _ in }.mesh, mesh, digits: digits)
      case .soup(let stream): try sameSoup(stream, mesh)
      }
    guard same else {
      throw ConversionFailure(
        .internalError, code: "verification_failed",
        "\(file.path): what was written reads back differently; nothing was replaced")
    }
  }

  private static func sameMesh(_ read: TriangleMesh, _ mesh: TriangleMesh, digits: CoordinateDigits) throws -> Bool {
    guard read.triangles.matrix == mesh.triangles.matrix, read.vertices.count == mesh.vertices.count else {
      return false
    }
    if case .significant = digits { return true }
    let asFloat32 = digits == .float32 || (digits == .automatic && mesh.sourcePrecision == .float32)
    let (a, b) = (read.vertices.rowMajor.span, mesh.vertices.rowMajor.span)
    for index in 0..<a.count {
      let same =
        asFloat32
        ? Float(a[index]).bitPattern == Float(b[index]).bitPattern : a[index].bitPattern == b[index].bitPattern
      if !same && !(a[index].isNaN && b[index].isNaN) { return false }
    }
    return true
  }

  private static func sameSoup(_ stream: any CornerStream, _ mesh: TriangleMesh) throws -> Bool {
    let block = try CornerBlock(precision: stream.precision)
    var triangle = 0
    while try stream.fill(block) {
      for corner in 0..<block.count {
        guard triangle + corner / 3 < mesh.triangles.count else { return false }
        let vertex = Int(mesh.triangles[triangle + corner / 3][corner % 3])
        let (read, written) = (SIMD3<Float>(block[corner]), SIMD3<Float>(mesh.vertices[vertex]))
        for axis in 0..<3 where read[axis].bitPattern != written[axis].bitPattern {
          if !(read[axis].isNaN && written[axis].isNaN) { return false }
        }
      }
      triangle += block.count / 3
    }
    return triangle == mesh.triangles.count
  }
}
