// The pieces of a plain line, parsed where they lie: each is plainly good and whole, or not taken at all. A line end
// stands somewhere behind, so that no loop here runs out of the bytes.
import FacetMesh
import FacetText

/// How many vertices, texture coordinates and normals a face may name.
struct OBJCounts {
  let vertices: Int
  let textures: Int
  let normals: Int
}

/// Parses pieces of lines.
enum OBJLine {
  /// Moves over blanks. Answers whether the line ends there.
  @inline(__always)
  @unsafe
  static func skipBlanks(_ byte: inout UnsafePointer<UInt8>) -> Bool {
    while unsafe isSpace(byte.pointee) {
      if unsafe isLineEnd(byte.pointee) { return true }
      unsafe byte += 1
    }
    return false
  }

  /// Moves over blanks, and over a comment behind them. Answers whether the line ends there.
  @inline(__always)
  @unsafe
  static func skipBlanksAndComment(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    if unsafe skipBlanks(&byte) { return true }
    guard unsafe byte.pointee == hash, let next = unsafe Self.end(byte, end) else { return false }
    unsafe byte = unsafe next - 1
    return true
  }

  /// Moves over the first byte of a line end of two.
  @inline(__always)
  @unsafe
  static func skipReturn(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    if unsafe byte.pointee == carriageReturn && end - byte > 1 && byte[1] == newline { unsafe byte += 1 }
  }

  /// Parses one number behind blanks, and moves behind it. White space must follow.
  @inline(__always)
  @unsafe
  static func number(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ value: inout Double
  ) -> Bool {
    if unsafe skipBlanks(&byte) { return false }
    return unsafe FastNumber.parse(&byte, end, &value)
  }

  /// Parses one corner behind blanks, and moves behind it. White space must follow, and all that it names must have come.
  @inline(__always)
  @unsafe
  static func corner(
    _ byte: inout UnsafePointer<UInt8>, _ counts: OBJCounts, _ vertex: inout VertexIndex
  ) -> Bool {
    if unsafe skipBlanks(&byte) { return false }
    guard let number = unsafe index(&byte, counts.vertices) else { return false }
    vertex = VertexIndex(truncatingIfNeeded: number)
    if unsafe byte.pointee == slash {
      unsafe byte += 1
      if unsafe byte.pointee != slash {
        guard unsafe index(&byte, counts.textures) != nil else { return false }
      }
      if unsafe byte.pointee == slash {
        unsafe byte += 1
        guard unsafe index(&byte, counts.normals) != nil else { return false }
      }
    }
    return unsafe isSpace(byte.pointee)
  }

  /// Parses one corner in the same way, with its normal: from 0, or -1 where it names none.
  @inline(__always)
  @unsafe
  static func corner(_ byte: inout UnsafePointer<UInt8>, _ counts: OBJCounts) -> (vertex: VertexIndex, normal: Int)? {
    if unsafe skipBlanks(&byte) { return nil }
    guard let vertex = unsafe index(&byte, counts.vertices) else { return nil }
    var normal = -1
    if unsafe byte.pointee == slash {
      unsafe byte += 1
      if unsafe byte.pointee != slash {
        guard unsafe index(&byte, counts.textures) != nil else { return nil }
      }
      if unsafe byte.pointee == slash {
        unsafe byte += 1
        guard let number = unsafe index(&byte, counts.normals) else { return nil }
        normal = number
      }
    }
    return unsafe isSpace(byte.pointee) ? (VertexIndex(truncatingIfNeeded: vertex), normal) : nil
  }

  /// Parses a number of one of `count` things, from 1, or from -1 backwards, and answers it from 0. A loop over digits: its
  /// length is the same for most numbers of a mesh, so that the processor is ahead of it.
  @inline(__always)
  @unsafe
  private static func index(_ byte: inout UnsafePointer<UInt8>, _ count: Int) -> Int? {
    let isBackwards = unsafe byte.pointee == UInt8(ascii: "-")
    let digits = unsafe byte + (isBackwards ? 1 : 0)
    var next = unsafe digits
    var number = 0
    while true {
      let digit = unsafe next.pointee &- 0x30
      if digit > 9 { break }
      number = number &* 10 &+ Int(truncatingIfNeeded: digit)
      unsafe next += 1
    }
    // More digits than these are for the careful path, whatever they have become.
    guard unsafe next - digits <= 18 && number > 0 && number <= count else { return nil }
    unsafe byte = next
    return isBackwards ? count &- number : number &- 1
  }

  /// Whether the line begins with the word `usemtl`.
  @inline(__always)
  @unsafe
  static func beginsMaterial(_ byte: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    guard unsafe end - byte >= 8 else { return false }
    let text = unsafe UInt64(littleEndian: UnsafeRawPointer(byte).loadUnaligned(as: UInt64.self))
    return unsafe text & 0xffff_ffff_ffff == 0x6c74_6d65_7375 && isSpace(byte[6])
  }

  /// Answers the place behind the end of this line; nil where a backslash continues it, or a NUL stands before it.
  /// - Precondition: a byte that is neither stands before `start`.
  @inline(__always)
  @unsafe
  static func plainEnd(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    guard let next = unsafe Self.end(start, end) else { return nil }
    let last = unsafe next[-2] == carriageReturn ? next[-3] : next[-2]
    return unsafe last == backslash ? nil : next
  }

  /// Answers the place behind the end of this line; nil where a NUL stands before it.
  @unsafe
  static func end(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var byte = unsafe start
    while unsafe byte < end {
      if unsafe end - byte >= 8 {
        // The top bit of each byte below 14, the first of them for sure.
        let text = unsafe UInt64(littleEndian: UnsafeRawPointer(byte).loadUnaligned(as: UInt64.self))
        let marks = (text &- 0x0e0e_0e0e_0e0e_0e0e) & ~text & 0x8080_8080_8080_8080
        if marks == 0 {
          unsafe byte += 8
          continue
        }
        unsafe byte += marks.trailingZeroBitCount / 8
      }
      if unsafe isLineEnd(byte.pointee) {
        unsafe skipReturn(&byte, end)
        return unsafe byte + 1
      }
      if unsafe byte.pointee == 0 { return nil }
      unsafe byte += 1
    }
    return nil
  }
}
