// Binary STL has corners and no vertices: triangles go out as they come in, the sign of a zero included.
import FacetMemory
import FacetMesh

/// Writes triangles that pass by as binary STL.
final class BinarySTLCorners: CornerWriter {
  let formatName = "STL"
  let mostTriangles = Int(UInt32.max)
  let numbersVertices = false

  func header(triangles: Int) -> [UInt8] { BinarySTLWriter.header(UInt32(triangles)) }
  func write(_ block: CornerBlock, to sink: ByteSink) throws { try BinarySTLWriter.writeRecords(block, to: sink) }
  func writeEnd(triangles: Int, to sink: ByteSink, onProgress: (Int) throws -> Void) throws {}
}
