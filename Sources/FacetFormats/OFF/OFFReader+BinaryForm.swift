// Which binary OFF it is. The manual has big-endian numbers and behind each face the number of its colour's components;
// others write little-endian ones (OpenMesh), or leave that number out (OpenMesh, PMP), and nothing in the file says so.
// Two questions, each asked where its answer lies:
//
// 1. The byte order, of the three counts. The right counts use up the file, the others are far too large or far too
//    small: of those that fit into the size, the larger ones are right. A pipe has no size; there the first coordinates
//    decide, since most float32 numbers read backwards are of no usual size.
// 2. The colour counts, of the first 64 KiB of faces. Read in the wrong form, a degree is a vertex number or 0, or a colour
//    is made of integers, after a face or two. Where both forms are possible, the one that ends with the file is right.
//
// What remains open is the manual's form.
import FacetMemory

/// The first bytes of a binary part, with their byte order.
@safe private struct BinarySample {
  let bytes: UnsafeRawBufferPointer
  let isBig: Bool

  func integer(_ offset: Int) -> Int32 {
    unsafe PLYScalarType.load(bytes.baseAddress! + offset, isBig: isBig)
  }

  /// Whether a float32 is zero or of a usual size.
  func isUsual(_ offset: Int, _ range: ClosedRange<Float>) -> Bool {
    let value = unsafe Float(bitPattern: PLYScalarType.load(bytes.baseAddress! + offset, isBig: isBig))
    return value == 0 || range.contains(value.magnitude)
  }
}

extension OFFHeader {
  /// How much is looked at.
  static let binarySampleBytes = 1 << 16
  /// Three counts.
  private static let countBytes = 12
  /// A face has at least the number of its corners.
  private static let smallestFace = 4

  /// The bytes of a vertex with all that the keyword promises.
  var vertexStride: Int { 4 * ((isHomogeneous ? 4 : 3) + extras) }

  /// Reads the line end behind the word BINARY, which a comment may precede, and the counts.
  mutating func readBinaryCounts(_ cursor: TextCursor, _ warnings: WarningLog) throws {
    try readLineEnd(cursor)
    cursor.beginBinary()
    let sample = unsafe try cursor.lookAhead(Self.binarySampleBytes)
    guard sample.count >= Self.countBytes else {
      throw cursor.error(.truncated, expected: "the three counts, 12 bytes", found: "end of file after \(sample.count)")
    }
    let isWhole = sample.count < Self.binarySampleBytes
    let room = isWhole ? sample.count : cursor.source.size.map { $0 - cursor.offset }
    let bytes = UnsafeRawBufferPointer(sample)
    let (big, little) = unsafe (BinarySample(bytes: bytes, isBig: true), BinarySample(bytes: bytes, isBig: false))
    isBig = isBigEndian(big, little, room: room)
    let counts = isBig ? big : little
    vertices = Int(counts.integer(0))
    faces = Int(counts.integer(4))
    for (count, what) in [(vertices, "vertices"), (faces, "faces")] where count < 0 {
      throw cursor.error(.badCount, expected: "the number of \(what), 0 or more", found: "\(count)")
    }
    if let room, vertices * vertexStride > room - Self.countBytes {
      throw cursor.error(.badCount, expected: "no more vertices than the file can hold", found: "\(vertices)")
    }
    if let room, !fits(vertices, faces, room) {
      let fault = cursor.error(.badCount, expected: "no more faces than the file can hold", found: "\(faces)")
      try Self.recoverFaces(faces, hasFace: fits(vertices, 4, room), fault, warnings)
    }
    cursor.advance(Self.countBytes)
  }

  private func readLineEnd(_ cursor: TextCursor) throws {
    if try cursor.skipBlanks(), try cursor.peek() == hash {
      while let byte = try cursor.peek(), byte != newline { cursor.advance() }
    }
    if try cursor.peek() == carriageReturn { cursor.advance() }
    guard try cursor.peek() == newline else {
      let isEnd = try cursor.peek() == nil
      throw cursor.error(
        isEnd ? .truncated : .badHeader, expected: "a line feed behind the word BINARY",
        found: isEnd ? "end of file" : "something else")
    }
    cursor.advance()
  }

  /// Whether a mesh of so many vertices and faces can lie in so many bytes. Counts are at most Int32's, so nothing
  /// overflows.
  private func fits(_ vertices: Int, _ faces: Int, _ room: Int) -> Bool {
    vertices >= 0 && faces >= 0
      && vertices * vertexStride + faces * Self.smallestFace <= room - Self.countBytes
  }

  private func isBigEndian(_ big: BinarySample, _ little: BinarySample, room: Int?) -> Bool {
    let (bigVertices, bigFaces) = (Int(big.integer(0)), Int(big.integer(4)))
    let (littleVertices, littleFaces) = (Int(little.integer(0)), Int(little.integer(4)))
    let isBigPossible = fits(bigVertices, bigFaces, room ?? .max)
    let isLittlePossible = fits(littleVertices, littleFaces, room ?? .max)
    guard isBigPossible && isLittlePossible else { return isBigPossible || !isLittlePossible }
    guard room == nil else { return bigVertices + bigFaces >= littleVertices + littleFaces }
    return usualCoordinates(big, bigVertices) >= usualCoordinates(little, littleVertices)
  }

  /// The part of the first coordinates that are of a usual size; 1 where there are none.
  private func usualCoordinates(_ sample: BinarySample, _ vertices: Int) -> Double {
    var (usual, all) = (0, 0)
    for vertex in unsafe 0..<min(vertices, (sample.bytes.count - Self.countBytes) / vertexStride) {
      for axis in 0..<3 {
        all += 1
        if sample.isUsual(Self.countBytes + vertex * vertexStride + 4 * axis, 1e-20...1e20) { usual += 1 }
      }
    }
    return all == 0 ? 1 : Double(usual) / Double(all)
  }
}

extension OFFReader {
  /// Finds whether faces have a number of colour components. The cursor stands before the first one.
  func findColourCounts() throws -> Bool {
    let sample = unsafe try cursor.lookAhead(OFFHeader.binarySampleBytes)
    let isWhole = sample.count < OFFHeader.binarySampleBytes
    let bytes = unsafe BinarySample(bytes: UnsafeRawBufferPointer(sample), isBig: header.isBig)
    let room = isWhole ? sample.count : source.size.map { $0 - cursor.offset }
    let with = walk(bytes, hasColourCounts: true, isWhole: isWhole, room: room)
    let without = walk(bytes, hasColourCounts: false, isWhole: isWhole, room: room)
    if with.isPossible != without.isPossible { return with.isPossible }
    if with.endsWithFile != without.endsWithFile { return with.endsWithFile }
    return header.isBig
  }

  /// Reads faces in one of the forms, as far as the sample goes: are they possible, and do they end where the file does?
  /// Behind the sample all faces are taken to be like the first.
  private func walk(
    _ sample: BinarySample, hasColourCounts: Bool, isWhole: Bool, room: Int?
  ) -> (isPossible: Bool, endsWithFile: Bool) {
    let end = unsafe sample.bytes.count
    var byte = 0
    var first: Int?
    for _ in 0..<header.faces {
      let start = byte
      guard byte + 4 <= end else { return (!isWhole, first.map { $0 * header.faces == room } ?? false) }
      let degree = Int(sample.integer(byte))
      guard degree > 0, degree <= header.vertices || degree < 1 << 16 else { return (false, false) }
      byte += 4
      for _ in 0..<degree {
        guard byte + 4 <= end else { return (!isWhole, first.map { $0 * header.faces == room } ?? false) }
        guard (0..<header.vertices).contains(Int(sample.integer(byte))) else { return (false, false) }
        byte += 4
      }
      if hasColourCounts {
        guard byte + 4 <= end else { return (!isWhole, first.map { $0 * header.faces == room } ?? false) }
        let components = Int(sample.integer(byte))
        guard (0...4).contains(components) else { return (false, false) }
        byte += 4
        for _ in 0..<components where byte + 4 <= end {
          guard sample.isUsual(byte, 1e-6...1e6) else { return (false, false) }
          byte += 4
        }
      }
      if first == nil { first = byte - start }
    }
    return (true, byte == room)
  }
}
