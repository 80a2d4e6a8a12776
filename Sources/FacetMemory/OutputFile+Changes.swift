// What can be done to the bytes of an output before it appears: the beginning replaced, all of it begun again, and pages set aside
// before they are written.
import CFacetKernels
import Glibc

extension OutputFile {
  /// Replaces the first bytes by others, of any number: those behind them move when it is another one, O(bytes), in constant
  /// memory.
  /// - Precondition: the bytes written so far can be read back.
  package func replaceStart(_ oldCount: Int, by bytes: [UInt8]) throws(FileError) {
    precondition(isOpen && pathForReadingBack != nil && oldCount <= byteCount, "this output can't be changed")
    let distance = bytes.count - oldCount
    if distance != 0 { try move(from: oldCount, by: distance) }
    unsafe try SystemCall.writeFully(descriptor, from: bytes, count: bytes.count, at: 0, path: path)
  }

  /// Moves the bytes from a place on, piece by piece: towards the end the last piece first.
  private func move(from start: Int, by distance: Int) throws(FileError) {
    let buffer = try MappedStorage(byteCount: min(1 << 20, byteCount - start), purpose: .textBuffers)
    var done = 0
    while done < byteCount - start {
      let size = min(1 << 20, byteCount - start - done)
      let place = distance > 0 ? byteCount - done - size : start + done
      let got = unsafe try SystemCall.readFully(descriptor, into: buffer.base, count: size, at: place, path: path)
      guard got == size else { throw FileError(.cannotRead, path: path, errno: EIO) }
      unsafe try SystemCall.writeFully(descriptor, from: buffer.base, count: size, at: place + distance, path: path)
      done += size
    }
    byteCount += distance
    guard distance > 0 || ftruncate(descriptor, byteCount) == 0, lseek(descriptor, byteCount, SEEK_SET) >= 0 else {
      throw FileError(.cannotWrite, path: path, errno: errno)
    }
  }

  /// Drops the bytes written so far; the next ones are the first again.
  /// - Precondition: the bytes written so far can be read back.
  package func startAgain() throws(FileError) {
    precondition(isOpen && pathForReadingBack != nil, "this output can't be changed")
    (byteCount, populated) = (0, 0)
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) >= 0 else {
      throw FileError(.cannotWrite, path: path, errno: errno)
    }
  }

  /// Sets the next pages aside, where the file lies in memory: there the making of pages is most of what writing costs, and a
  /// thread that has nothing else to do can do it beforehand. What is not written in the end goes back.
  /// - Parameters:
  ///   - end: how large the file will probably be.
  ///   - step: the bytes that are set aside by this call.
  /// - Returns: false when there is nothing left to do, or the file does not lie in memory.
  package func populate(upTo end: Int, step: Int) -> Bool {
    if isInMemory == nil { isInMemory = pathForReadingBack != nil && facet_is_memory_file(descriptor) != 0 }
    let first = max(populated, byteCount & ~0xfff)
    guard isInMemory!, first < end else { return false }
    // Where there is no room the writing itself will say so.
    guard facet_populate(descriptor, first, step) == 0 else {
      isInMemory = false
      return false
    }
    populated = first + step
    return true
  }

  /// Gives back what was set aside and not written.
  func trim() throws(FileError) {
    guard populated > byteCount else { return }
    guard ftruncate(descriptor, byteCount) == 0 else { throw FileError(.cannotWrite, path: path, errno: errno) }
  }
}
