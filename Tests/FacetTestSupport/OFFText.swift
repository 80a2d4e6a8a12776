// A second reader of OFF and of binary STL, independent of the code under test: libc's number parsing and plain loops.
import Foundation

/// An OFF file in the form that Facet writes, as libc's `strtod` and `strtof` read it.
public struct OFFText {
  public var vertices: [SIMD3<Double>] = []
  /// The same with each number rounded from the text to float32 once.
  public var float32: [SIMD3<Float>] = []
  public var faces: [SIMD3<Int32>] = []

  public struct Malformed: Error {
    public let reason: String
  }

  /// Reads the file; anything but `OFF`, `NV NF 0`, a vertex a line and a face a line is an error.
  public init(contentsOf path: String) throws { try self.init(Data(contentsOf: URL(fileURLWithPath: path))) }

  /// - Parameter attributes: the keyword may begin with `C` and `N`, and more numbers may follow on a line; they are skipped.
  public init(_ data: Data, attributes: Bool = false) throws {
    // A number parser that looks past its text finds a NUL there.
    var bytes = [CChar](unsafeUninitializedCapacity: data.count + 1) { buffer, count in
      data.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      buffer[data.count] = 0
      count = data.count + 1
    }
    let fault: String? = bytes.withUnsafeMutableBufferPointer { parse($0.baseAddress!, $0.count - 1, attributes) }
    if let fault { throw Malformed(reason: fault) }
  }

  private mutating func parse(_ start: UnsafeMutablePointer<CChar>, _ count: Int, _ attributes: Bool) -> String? {
    var cursor = start
    let end = start + count
    func integer() -> Int? {
      var after: UnsafeMutablePointer<CChar>?
      let value = strtol(cursor, &after, 10)
      guard let after, after > cursor else { return nil }
      cursor = after
      return value
    }
    func take(_ mark: Unicode.Scalar) -> Bool {
      guard cursor < end, UInt8(bitPattern: cursor.pointee) == UInt8(ascii: mark) else { return false }
      cursor += 1
      return true
    }
    func endLine() -> Bool {
      while attributes, cursor < end, UInt8(bitPattern: cursor.pointee) != 0x0a { cursor += 1 }
      return take("\n")
    }
    if attributes { _ = (take("C"), take("N")) }
    guard take("O"), take("F"), take("F"), take("\n") else { return "no OFF in the first line" }
    guard let v = integer(), take(" "), let f = integer(), take(" "), integer() == 0, take("\n") else {
      return "the counts are not NV NF 0"
    }
    vertices.reserveCapacity(v)
    float32.reserveCapacity(v)
    faces.reserveCapacity(f)
    for vertex in 0..<v {
      var (point, single) = (SIMD3<Double>(), SIMD3<Float>())
      for axis in 0..<3 {
        var after: UnsafeMutablePointer<CChar>?
        point[axis] = strtod(cursor, &after)
        single[axis] = strtof(cursor, nil)
        guard let after, after > cursor else { return "vertex \(vertex) has no number" }
        cursor = after
        guard axis == 2 ? endLine() : take(" ") else { return "vertex \(vertex) goes on after a number" }
      }
      vertices.append(point)
      float32.append(single)
    }
    for face in 0..<f {
      guard integer() == 3 else { return "face \(face) has not three corners" }
      var corners = SIMD3<Int32>()
      for corner in 0..<3 {
        guard take(" "), let index = integer(), index >= 0, index < v else { return "face \(face) has a bad index" }
        corners[corner] = Int32(index)
      }
      guard endLine() else { return "face \(face) goes on after three indices" }
      faces.append(corners)
    }
    return cursor == end ? nil : "there is more behind the faces"
  }

  /// The corners of all faces, three a face.
  public var corners: [SIMD3<Double>] { faces.flatMap { f in (0..<3).map { vertices[Int(f[$0])] } } }
}

/// The corners of a binary STL, three a triangle; its size is taken as right.
public func cornersOfBinarySTL(_ data: Data) -> [SIMD3<Float>] {
  data.withUnsafeBytes { bytes in
    let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 80, as: UInt32.self)))
    var corners: [SIMD3<Float>] = []
    corners.reserveCapacity(3 * count)
    for corner in 0..<3 * count {
      let offset = 84 + 50 * (corner / 3) + 12 + 12 * (corner % 3)
      var point = SIMD3<Float>()
      for axis in 0..<3 {
        point[axis] = Float(
          bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4 * axis, as: UInt32.self)))
      }
      corners.append(point)
    }
    return corners
  }
}

/// How many positions differ, with -0 equal to 0: by sorting, not by hashing.
public func countDistinct(_ corners: [SIMD3<Float>]) -> Int {
  // Adding zero makes -0 to 0 and changes nothing else.
  let keys = corners.map { p in
    (UInt64((p.x + 0).bitPattern) << 32 | UInt64((p.y + 0).bitPattern), (p.z + 0).bitPattern)
  }.sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }
  var count = keys.isEmpty ? 0 : 1
  for index in keys.indices.dropFirst() where keys[index] != keys[index - 1] { count += 1 }
  return count
}

/// How many positions differ, with -0 equal to 0.
public func countDistinct(_ corners: [SIMD3<Double>]) -> Int { Set(corners.map { $0 + 0 }).count }
