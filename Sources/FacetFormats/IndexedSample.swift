// A look at an indexed file that does not read it: counts from the head and the size, and a few positions from here and there.
// Those who foresee what a conversion will need ask for it.
import FacetMemory
import FacetMesh
import FacetText

/// What a look at an indexed file told.
package struct IndexedSample: Sendable {
  package var vertices: Int
  package var triangles: Int
  /// Whether a count is estimated from a part of the file.
  package var isEstimated = false
  package var precision: SourcePrecision
  /// Some of the positions, as they are stored.
  package var positions: [SIMD3<Double>] = []
  /// The bytes that are held beside the mesh while it is read.
  package var contents = 0
  /// The vertices that the reader makes room for at first, where its head does not count them.
  package var room: Int?

  package init(vertices: Int, triangles: Int, isEstimated: Bool = false, precision: SourcePrecision) {
    (self.vertices, self.triangles) = (vertices, triangles)
    (self.isEstimated, self.precision) = (isEstimated, precision)
  }
}

/// A reader that can look at its file without reading it.
package protocol SampledReader: IndexedReader {
  /// Looks at the head and at most a MiB elsewhere. Nil where nothing is told: the bytes come from a pipe or are packed.
  func sample() throws -> IndexedSample?
}

extension ByteSource {
  /// The bytes at a place of a regular file, without moving the stream; fewer at the end.
  func sampleBytes(at offset: Int, count: Int) throws -> [UInt8] {
    guard let size, offset >= 0 && offset < size else { return [] }
    var bytes = [UInt8](repeating: 0, count: min(count, size - offset))
    let got = unsafe try bytes.withUnsafeMutableBytes {
      unsafe try read(at: offset, into: $0.baseAddress!, count: $0.count)
    }
    return Array(bytes[..<got])
  }
}

extension IndexedSample {
  static func lines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] { bytes.split { isLineEnd($0) } }
  static func words(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] { line.split { isSpace($0) } }

  /// The first three numbers of each line that has exactly `numbers`, behind `skipped` words.
  mutating func takeLines(_ bytes: ArraySlice<UInt8>, numbers: Int, behind skipped: Int = 0, most: Int) {
    for line in Self.lines(bytes) where positions.count < most {
      let words = Self.words(line)
      guard words.count == numbers + skipped else { continue }
      let values = words[skipped..<skipped + 3].compactMap { Double(String(decoding: $0, as: UTF8.self)) }
      if values.count == 3 { positions.append(SIMD3(values[0], values[1], values[2])) }
    }
  }

  /// Positions of float32 or float64 that stand at fixed distances.
  /// - Parameter places: the bytes from the beginning of a record to x, y and z.
  mutating func takeRecords(_ bytes: [UInt8], stride: Int, places: SIMD3<Int>, float32: Bool, isBig: Bool) {
    guard stride > 0 else { return }
    let width = float32 ? 4 : 8
    var record = 0
    while record + places.max() + width <= bytes.count {
      var position = SIMD3<Double>()
      for axis in 0..<3 {
        var bits: UInt64 = 0
        for index in 0..<width {
          let byte = UInt64(bytes[record + places[axis] + index])
          bits |= byte << UInt64(8 * (isBig ? width - 1 - index : index))
        }
        position[axis] =
          float32 ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits)
      }
      positions.append(position)
      record += stride
    }
  }
}
