// How many triangles an OFF will be, before it is read: the head counts polygons, and the end of the file shows what polygons
// they are.
import FacetMemory
import FacetText

extension OFFReader {
  /// The bytes at the end of the file that are looked at.
  private static var sampleSize: Int { 1 << 16 }

  /// Estimates the triangles from the lines at the end of a text file. O(1).
  /// - Returns: nil for a binary file, a pipe, and where faces are not a line each.
  public func estimateTriangles() throws -> (count: Int, isExact: Bool)? {
    if header.faces == 0 { return (0, true) }
    guard let size = source.size, !header.isBinary else { return nil }
    var bytes = [UInt8](repeating: 0, count: min(size, Self.sampleSize))
    let got = unsafe try bytes.withUnsafeMutableBytes {
      unsafe try source.read(at: size - $0.count, into: $0.baseAddress!, count: $0.count)
    }
    // The first line of the sample may be the end of a longer one.
    let lines = bytes[..<got].split(whereSeparator: isLineEnd).dropFirst(got < size ? 1 : 0)
    var (faces, triangles) = (0, 0)
    for line in lines.reversed() where faces < header.faces {
      let words = line.prefix { $0 != UInt8(ascii: "#") }.split(whereSeparator: isSpace)
      guard let first = words.first else { continue }
      guard let degree = Int(String(decoding: first, as: UTF8.self)), degree > 2, words.count > degree else {
        return nil
      }
      faces += 1
      triangles += degree - 2
    }
    guard faces > 0 else { return nil }
    return (Int((Double(triangles) / Double(faces) * Double(header.faces)).rounded()), false)
  }
}
