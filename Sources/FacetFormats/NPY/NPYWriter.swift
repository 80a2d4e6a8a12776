// Arrays as .npy files, byte for byte as numpy.save writes them: the `--remap` file, and matrices of numbers.
import FacetArrays
import FacetMemory

/// Writes matrices in NumPy's format: version 1.0, little-endian, C order.
public enum NPYWriter {
  /// Writes a matrix of Int32. O(rows · columns).
  /// - Throws: what the sink throws.
  public static func write(int32 matrix: Matrix<Int32>, to sink: ByteSink) throws {
    try sink.write(NPYHeader(elementType: .init(.signed, byteCount: 4), shape: [matrix.rows, matrix.columns]).bytes)
    try writeElements(matrix.flat, to: sink)
  }

  /// Writes a matrix of Float64. O(rows · columns).
  /// - Throws: what the sink throws.
  public static func write(float64 matrix: Matrix<Double>, to sink: ByteSink) throws {
    try sink.write(NPYHeader(elementType: .init(.float, byteCount: 8), shape: [matrix.rows, matrix.columns]).bytes)
    try writeElements(matrix.flat, to: sink)
  }

  private static func writeElements<Element>(_ elements: Column<Element>, to sink: ByteSink) throws {
    // All processors that Swift runs on are little-endian.
    unsafe try elements.span.withUnsafeBytes { unsafe try sink.write($0) }
  }
}
