// When to ask a kernel for whole lines, and when to leave it alone for a while.

/// Keeps a loop over lines from asking a kernel again and again that finds nothing plain: each question costs as much as
/// some lines read one number at a time.
struct KernelPace {
  private var linesToWait = 0

  /// Whether the kernel is to be asked before the next line. Ask once a line.
  @inline(__always)
  mutating func isDue() -> Bool {
    if linesToWait == 0 { return true }
    linesToWait -= 1
    return false
  }

  /// Says how many lines the kernel took.
  mutating func took(_ lines: Int) { linesToWait = lines < 8 ? 32 : 0 }

  /// Moves to the next byte that is no white space. Answers false where there is none.
  @unsafe
  static func skipSpace(_ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
    return unsafe byte < end
  }

  /// Lets a kernel that is due take lines from the next byte that is no white space on. Answers how many it took; the end
  /// of the last line stays, as behind every number.
  @inline(__always)
  @unsafe
  mutating func take(
    _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ kernel: (inout UnsafePointer<UInt8>) -> Int
  ) -> Int {
    let lines = unsafe Self.skipSpace(&byte, end) ? kernel(&byte) : 0
    if lines > 0 { unsafe byte -= 1 }
    took(lines)
    return lines
  }
}
