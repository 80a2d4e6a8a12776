// Whole blocks of lines: vertices and faces.
//
// Idea: a kernel in C takes what the processor is fast at (NumberText+Kernels.swift); this file is the doors, and the way for
// other processors, other numbers and the last few. There, faces come in groups of sixteen. A first pass turns all 48 vertex
// numbers into words of eight digits, four at a time in SIMD registers; a second shifts the leading zeros out of each word
// and stores eight bytes and a separator, without a branch on the data.
//
// Source: P. Khuong, "How to print integers really fast" (2017); the two passes are ours.

extension NumberText {
  /// Writes `count` vertex lines `x y z`, each ended by a line feed, with shortest digits; behind the letter `mark` and a
  /// blank, where there is one (`v x y z`).
  ///
  /// `x`, `y`, `z` hold `count` values each. With `float32` every value must be exactly representable as Float, and is
  /// printed as that Float. `destination` has `count` · (3 · `maximumLength` + 2) writable bytes. Returns the bytes written.
  /// Linear time.
  @unsafe
  public static func writeLines(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int, float32: Bool,
    mark: UInt8? = nil, to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    // A few lines don't fill the registers.
    let kernel = count < 4 ? LineKernel.plain : LineKernel.best
    return unsafe writeLines(x, y, z, count: count, float32: float32, mark: mark, by: kernel, to: destination)
  }

  /// Writes the mark of a line and answers its length, 0 or 2.
  @inline(__always)
  private static func writeMark(_ mark: UInt8?, to destination: UnsafeMutablePointer<UInt8>) -> Int {
    guard let mark else { return 0 }
    unsafe destination[0] = mark
    unsafe destination[1] = 0x20
    return 2
  }

  static func writeLines64(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int, mark: UInt8?,
    to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var cursor = unsafe destination
    for index in 0..<count {
      unsafe cursor += writeMark(mark, to: cursor)
      unsafe cursor += write(x[index], to: cursor)
      unsafe cursor[0] = 0x20
      unsafe cursor += 1 + write(y[index], to: cursor + 1)
      unsafe cursor[0] = 0x20
      unsafe cursor += 1 + write(z[index], to: cursor + 1)
      unsafe cursor[0] = 0x0a
      unsafe cursor += 1
    }
    return unsafe cursor - destination
  }

  static func writeLines32(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int, mark: UInt8?,
    to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var cursor = unsafe destination
    for index in 0..<count {
      unsafe cursor += writeMark(mark, to: cursor)
      unsafe cursor += write(Float(x[index]), to: cursor)
      unsafe cursor[0] = 0x20
      unsafe cursor += 1 + write(Float(y[index]), to: cursor + 1)
      unsafe cursor[0] = 0x20
      unsafe cursor += 1 + write(Float(z[index]), to: cursor + 1)
      unsafe cursor[0] = 0x0a
      unsafe cursor += 1
    }
    return unsafe cursor - destination
  }

  // MARK: Faces

  /// Writes `count` face lines `3 a b c`, each ended by a line feed; with another `mark` than 3, and numbers that begin at
  /// `first` in place of 0, where a format wants it (`f a b c`, from 1).
  ///
  /// `corners` holds 3 · `count` vertex numbers, none negative. `destination` has `count` · 40 + 64 writable bytes.
  /// Returns the bytes written. Linear time; numbers of nine and ten digits take longer.
  @unsafe
  public static func writeFaceLines(
    _ corners: UnsafePointer<Int32>, count: Int, mark: UInt8 = 0x33, first: UInt32 = 0,
    to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    unsafe writeFaceLines(corners, count: count, mark: mark, first: first, by: .best, to: destination)
  }

  /// Writes lines as above, by the kernel that is asked for.
  @unsafe
  static func writeFaceLines(
    _ corners: UnsafePointer<Int32>, count: Int, mark: UInt8, first: UInt32, by kernel: LineKernel,
    to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    unsafe withUnsafeTemporaryAllocation(of: SIMD4<UInt64>.self, capacity: 12) { words in
      let block = words.baseAddress!
      var cursor = unsafe destination
      var done = 0
      while true {
        unsafe done &+= writeFaces(
          corners + 3 &* done, count: count &- done, mark: mark, first: first, by: kernel, to: &cursor)
        if done &+ 16 > count { break }
        let group = unsafe corners + 3 &* done
        let longest = unsafe spreadGroup(group, first, to: block)
        if _fastPath(longest < 100_000_000) {
          let digits = unsafe UnsafeRawPointer(block).assumingMemoryBound(to: UInt64.self)
          for face in 0..<16 {
            unsafe cursor = writeFace(digits + 3 &* face, mark, to: cursor)
          }
        } else {
          for face in 0..<16 { unsafe cursor = writeLongFace(group + 3 &* face, mark, first, to: cursor) }
        }
        done &+= 16
      }
      while done < count {
        unsafe cursor = writeLongFace(corners + 3 &* done, mark, first, to: cursor)
        done &+= 1
      }
      return unsafe cursor - destination
    }
  }

  /// Turns 48 numbers into words of eight digits and returns the largest number. The words
  /// mean nothing when one is 10^8 or more.
  @inline(__always)
  private static func spreadGroup(
    _ numbers: UnsafePointer<Int32>, _ first: UInt32, to words: UnsafeMutablePointer<SIMD4<UInt64>>
  ) -> UInt32 {
    var largest = SIMD4<UInt32>()
    for index in 0..<12 {
      let raw = unsafe UnsafeRawPointer(numbers + 4 &* index)
      let four = unsafe raw.loadUnaligned(as: SIMD4<UInt32>.self) &+ SIMD4(repeating: first)
      largest.replace(with: four, where: four .> largest)
      unsafe words[index] = spread(SIMD4<UInt64>(truncatingIfNeeded: four))
    }
    return largest.max()
  }

  /// Does what `DecimalDigits.spread` does, to four numbers.
  @inline(__always)
  private static func spread(_ value: SIMD4<UInt64>) -> SIMD4<UInt64> {
    let upper = (value &* SIMD4(repeating: 109_951_163)) &>> SIMD4(repeating: 40)
    let halves = upper | (value &- upper &* SIMD4(repeating: 10_000)) &<< SIMD4(repeating: 32)
    let words = unsafe unsafeBitCast(halves, to: SIMD8<UInt32>.self)
    let hundreds = (words &* SIMD8(repeating: 5243)) &>> SIMD8(repeating: 19)
    let quarters = hundreds | (words &- hundreds &* SIMD8(repeating: 100)) &<< SIMD8(repeating: 16)
    let pairs = unsafe unsafeBitCast(quarters, to: SIMD16<UInt16>.self)
    let tens = (pairs &* SIMD16(repeating: 103)) &>> SIMD16(repeating: 10)
    let digits = tens | (pairs &- tens &* SIMD16(repeating: 10)) &<< SIMD16(repeating: 8)
    return unsafe unsafeBitCast(digits, to: SIMD4<UInt64>.self)
  }

  /// Writes a face whose numbers are words of digits; touches 32 bytes at most.
  @inline(__always)
  private static func writeFace(
    _ digits: UnsafePointer<UInt64>, _ mark: UInt8, to destination: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    unsafe UnsafeMutableRawPointer(destination).storeBytes(of: 0x2000 | UInt16(mark), as: UInt16.self)
    var cursor = unsafe destination + 2
    for corner in 0..<3 {
      let word = unsafe digits[corner]
      let skipped = UInt64(truncatingIfNeeded: (word | 1 &<< 56).trailingZeroBitCount) & 0x38
      let raw = UnsafeMutableRawPointer(cursor)
      unsafe raw.storeBytes(of: (word | DecimalDigits.zeros) &>> skipped, as: UInt64.self)
      let length = 8 &- Int(truncatingIfNeeded: skipped &>> 3)
      unsafe cursor[length] = corner == 2 ? 0x0a : 0x20
      unsafe cursor += length &+ 1
    }
    return unsafe cursor
  }

  /// Writes a face of any numbers.
  private static func writeLongFace(
    _ corners: UnsafePointer<Int32>, _ mark: UInt8, _ first: UInt32, to destination: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    unsafe destination[0] = mark
    var cursor = unsafe destination + 1
    for corner in 0..<3 {
      unsafe cursor[0] = 0x20
      unsafe cursor += 1 + write(UInt32(bitPattern: corners[corner]) &+ first, to: cursor + 1)
    }
    unsafe cursor[0] = 0x0a
    return unsafe cursor + 1
  }
}
