// The funnel: every system call that can be interrupted or come back short goes through here, so that EINTR and short
// transfers are handled once and every failure becomes a FileError with its path.
import CFacetKernels
import Glibc

/// Wraps the system calls that Facet uses. Each throws a `FileError`; none is retried on anything but EINTR.
public enum SystemCall {
  /// The largest transfer that Linux makes in one call, rounded down to a page.
  private static let largestTransfer = 0x7fff_f000

  /// Repeats `call` while a signal interrupts it.
  @inline(__always)
  private static func uninterrupted(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  public static func openForReading(_ path: String) throws(FileError) -> Int32 {
    let descriptor = uninterrupted { unsafe Int(Glibc.open(path, O_RDONLY | O_CLOEXEC)) }
    guard descriptor >= 0 else { throw FileError(.cannotOpen, path: path, errno: errno) }
    return Int32(descriptor)
  }

  /// Opens with `flags`; answers nil and leaves `errno` as it is when the system refuses.
  public static func open(_ path: String, flags: Int32, mode: mode_t = 0) -> Int32? {
    let descriptor = uninterrupted { unsafe Int(Glibc.open(path, flags | O_CLOEXEC, mode)) }
    return descriptor >= 0 ? Int32(descriptor) : nil
  }

  /// Opens a file without a name in `folder`; answers nil and leaves `errno` as it is when the system refuses.
  static func openUnnamed(inFolder folder: String) -> Int32? {
    let descriptor = uninterrupted { unsafe Int(facet_open_unnamed(folder, 0o666)) }
    return descriptor >= 0 ? Int32(descriptor) : nil
  }

  /// Closes a descriptor that was written to; an error that the system kept until now is reported.
  public static func closeAfterWriting(_ descriptor: Int32, path: String) throws(FileError) {
    // Linux always releases the descriptor, so EINTR is not retried.
    if close(descriptor) != 0 && errno != EINTR { throw FileError(.cannotWrite, path: path, errno: errno) }
  }

  public static func status(_ descriptor: Int32, path: String) throws(FileError) -> stat {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(.cannotRead, path: path, errno: errno) }
    return status
  }

  /// Reads until `count` bytes are there or the file ends. Answers the number of bytes read.
  /// - Parameter offset: where to read (`pread`), or nil for a stream (`read`).
  @unsafe
  public static func readFully(
    _ descriptor: Int32, into buffer: UnsafeMutableRawPointer, count: Int, at offset: Int?, path: String
  ) throws(FileError) -> Int {
    var done = 0
    while done < count {
      let length = min(count - done, largestTransfer)
      let got = uninterrupted {
        if let offset { return unsafe pread(descriptor, buffer + done, length, off_t(offset + done)) }
        return unsafe read(descriptor, buffer + done, length)
      }
      guard got >= 0 else { throw FileError(.cannotRead, path: path, errno: errno) }
      if got == 0 { break }
      done += got
    }
    return done
  }

  /// Reads once from a stream, at most `count` bytes. Answers 0 at the end.
  @unsafe
  public static func readSome(
    _ descriptor: Int32, into buffer: UnsafeMutableRawPointer, count: Int, path: String
  ) throws(FileError) -> Int {
    let got = uninterrupted { unsafe read(descriptor, buffer, min(count, largestTransfer)) }
    guard got >= 0 else { throw FileError(.cannotRead, path: path, errno: errno) }
    return got
  }

  /// Writes all `count` bytes, in order.
  /// - Parameter offset: where to write (`pwrite`), or nil for a stream (`write`).
  @unsafe
  public static func writeFully(
    _ descriptor: Int32, from buffer: UnsafeRawPointer, count: Int, at offset: Int? = nil, path: String
  ) throws(FileError) {
    var done = 0
    while done < count {
      let length = min(count - done, largestTransfer)
      let put = uninterrupted {
        if let offset { return unsafe pwrite(descriptor, buffer + done, length, off_t(offset + done)) }
        return unsafe write(descriptor, buffer + done, length)
      }
      guard put > 0 else { throw FileError(.cannotWrite, path: path, errno: put == 0 ? EIO : errno) }
      done += put
    }
  }

  /// Writes all bytes, in order.
  public static func writeFully(_ descriptor: Int32, _ bytes: [UInt8], path: String) throws(FileError) {
    let span = bytes.span
    try unsafe span.withUnsafeBufferPointer { bytes throws(FileError) in
      guard let base = bytes.baseAddress else { return }
      unsafe try writeFully(descriptor, from: base, count: bytes.count, path: path)
    }
  }

  public static func synchronize(_ descriptor: Int32, path: String) throws(FileError) {
    guard uninterrupted({ Int(fsync(descriptor)) }) >= 0 else {
      throw FileError(.cannotWrite, path: path, errno: errno)
    }
  }

  /// Maps `byteCount` fresh zero bytes, or nil when the system has none.
  @unsafe
  static func mapPages(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    let address = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    return unsafe address == MAP_FAILED ? nil : address
  }

  /// Maps a file in place of the pages at `address`: pointers to them stay good.
  @unsafe
  static func mapFile(_ descriptor: Int32, over address: UnsafeMutableRawPointer, _ byteCount: Int) -> Bool {
    unsafe mmap(address, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, descriptor, 0) != MAP_FAILED
  }

  /// Changes the size of a mapping, moving it when it must. Nothing is copied: the pages change their address.
  @unsafe
  static func remapPages(_ address: UnsafeMutableRawPointer, from old: Int, to new: Int) -> UnsafeMutableRawPointer? {
    let moved = unsafe facet_remap(address, old, new)
    return unsafe moved == MAP_FAILED ? nil : moved
  }
}
