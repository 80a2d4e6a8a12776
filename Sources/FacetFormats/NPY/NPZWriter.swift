// NumPy's archives, written: an .npy file for each array, in the order in which they are added. The same arrays make the
// same bytes, and the elements of each array begin at a multiple of 64 bytes.
import FacetArrays
import FacetCompression
import FacetMemory

/// Writes arrays into an .npz file, which appears whole when it is committed. NumPy: `numpy.savez`.
///
///     let archive = try NPZWriter(path: "mesh.npz")
///     try archive.add(vertices, named: "vertices")
///     try archive.add(triangles, named: "triangles")
///     try archive.commit()
public final class NPZWriter {
  private let file: OutputFile?
  private let sink: ByteSink
  private let writer: ZIPWriter
  private let method: ZIPMethod
  private let level: Int

  /// - Parameters:
  ///   - compressed: packs each array with deflate. NumPy: `numpy.savez_compressed`. Such arrays can't be mapped.
  ///   - level: 1 (fast) to 9 (small).
  /// - Throws: `FileError` at once when the file can't be made.
  public convenience init(
    path: String, compressed: Bool = false, level: Int = 6, ledger: MemoryLedger? = nil
  ) throws {
    let file = try OutputFile(path: path)
    self.init(file, sink: try ByteSink(.file(file), ledger: ledger), compressed: compressed, level: level)
  }

  /// Writes into a sink, which `commit` finishes.
  public convenience init(_ sink: ByteSink, compressed: Bool = false, level: Int = 6) {
    self.init(nil, sink: sink, compressed: compressed, level: level)
  }

  private init(_ file: OutputFile?, sink: ByteSink, compressed: Bool, level: Int) {
    (self.file, self.sink, self.level) = (file, sink, level)
    writer = ZIPWriter(sink)
    method = compressed ? .deflated : .stored
  }

  /// Adds a column as an array of one axis. O(count).
  /// - Throws: `FileError`; `CompressionError` when an array of this name was added before.
  public func add<Element: ArrayElement>(_ column: Column<Element>, named name: String) throws {
    try add(NPYArray(column), name)
  }

  /// Adds a matrix as an array of two axes. O(rows · columns).
  /// - Throws: `FileError`; `CompressionError` when an array of this name was added before.
  public func add<Element: ArrayElement>(_ matrix: Matrix<Element>, named name: String) throws {
    try add(NPYArray(matrix), name)
  }

  private func add<Element>(_ array: NPYArray<Element>, _ name: String) throws {
    unsafe try array.withPieces { unsafe try writer.add(name + NPZFile.ending, $0, method: method, level: level) }
  }

  /// Writes the directory and makes the file appear. Without this call nothing does.
  /// - Throws: `FileError`.
  public func commit() throws {
    try writer.finish()
    try sink.finish()
    try file?.commit()
  }
}
