// Plain lines of a mesh file, many at a time: the doors to the vectorised kernels, which have the ideas (NumberChunk.h).
//
// A kernel takes plain lines only and stops before the first that is not: with anything odd in it, too near the end of
// the bytes, or on a processor that the kernel isn't written for. The line by line readers do the rest, one number at
// a time by NumberParse, and give the same values.
import CFacetKernels

/// Reads whole lines of numbers at once, each number rounded to the nearest Double, a tie to even.
///
/// Every function moves `cursor` behind the last line that it took and answers how many lines it took. It reads nothing
/// outside `cursor..<end`. Linear time.
public enum NumberLines {
  /// The level of instructions that the kernels use: 3 is AVX2, 5 AVX-512 as from Ice Lake on. Tests ask for lower ones.
  public static let level = facet_processor_level()

  /// Reads lines of three numbers, parted by blanks, behind a `letter` and a blank where one is given (`v x y z`), into three
  /// columns from number `first` on, below `limit`.
  @unsafe
  public static func parse(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, letter: UInt8 = 0,
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>,
    from first: Int, to limit: Int, level: Int32 = Self.level
  ) -> Int {
    unsafe facet_number_lines(level, &cursor, end, letter, blank, 3, x, y, z, first, limit, powers)
  }

  /// Reads lines of nine numbers, three corners each, or of three, one corner each, into the columns of corners from
  /// number `first` on, below `limit`. A `mark` other than a blank parts the numbers. `first` and `limit` are multiples of
  /// three where a line has nine numbers; the answer counts lines.
  @unsafe
  public static func parseCorners(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, mark: UInt8, numbersPerLine: Int,
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>,
    from first: Int, to limit: Int, level: Int32 = Self.level
  ) -> Int {
    precondition(numbersPerLine == 3 || numbersPerLine == 9, "a line has one corner or three")
    let step = numbersPerLine / 3
    return unsafe facet_number_lines(
      level, &cursor, end, 0, mark, numbersPerLine, x, y, z, first / step, limit / step, powers)
  }

  /// Reads lines of a `letter` and three numbers of vertices, which count from `base` (`3 a b c` from 0, `f a b c` from 1), to
  /// `corners`, where they count from 0. At most `limit` lines. A line that names a vertex outside `0..<vertices` is not taken.
  @unsafe
  public static func parseTriangles(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, letter: UInt8, base: UInt32, vertices: Int,
    _ corners: UnsafeMutablePointer<Int32>, limit: Int, level: Int32 = Self.level
  ) -> Int {
    unsafe facet_triangle_lines(level, &cursor, end, letter, base, UInt32(clamping: vertices), corners, limit)
  }

  /// Reads facets of ASCII STL, `facet normal … endfacet`, three corners each. At most `limit`.
  @unsafe
  public static func parseFacets(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>,
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>, limit: Int,
    level: Int32 = Self.level
  ) -> Int {
    unsafe facet_stl_facets(level, &cursor, end, x, y, z, limit, powers)
  }

  /// How many bytes between two places are line feeds. Linear time, 32 bytes at once.
  @unsafe
  public static func lineFeeds(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
    unsafe facet_count_byte(start, end, UInt8(ascii: "\n"), 0)
  }

  /// How many bytes between two places are a small letter or the capital of it. Linear time, 32 bytes at once.
  @unsafe
  public static func letters(
    _ letter: UInt8, _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Int {
    unsafe facet_count_byte(start, end, letter, 0x20)
  }

  private static let blank = UInt8(ascii: " ")

  /// The powers of ten where C can see them, for good.
  nonisolated(unsafe) static let powers: UnsafePointer<UInt64> = {
    let copy = UnsafeMutablePointer<UInt64>.allocate(capacity: powersOfTen.count)
    for index in powersOfTen.indices { unsafe copy[index] = powersOfTen[index] }
    return unsafe UnsafePointer(copy)
  }()
}
