// A place on disk for what memory has no room for. The file has no name, so nobody else sees it and it is gone with its
// descriptor, however the process ends.
import CFacetKernels
import Glibc

/// A file without a name that lives as long as this object.
package final class TemporaryFile: Sendable {
  /// The folder whose file system holds the bytes, for messages.
  package let folder: String
  let descriptor: Int32

  /// - Throws: `FileError` with code `cannotCreate` when the folder takes no files.
  package init(inFolder folder: String) throws(FileError) {
    self.folder = folder
    if let descriptor = SystemCall.openUnnamed(inFolder: folder) {
      self.descriptor = descriptor
      return
    }
    guard errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL else {
      throw FileError(.cannotCreate, path: folder, errno: errno, reason: nil)
    }
    // A file system that can't do without a name: it is taken away at once.
    let random = String(UInt64.random(in: .min ... .max), radix: 36)
    let hidden = "\(folder)/.facet-\(getpid())-\(random)"
    guard let descriptor = SystemCall.open(hidden, flags: O_CREAT | O_EXCL | O_RDWR, mode: 0o600) else {
      throw FileError(.cannotCreate, path: folder, errno: errno)
    }
    unsafe unlink(hidden)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Makes the file at least `byteCount` long, with its blocks: a full disk is told now, not by a signal when a page of the
  /// mapped file is written. New bytes are zero.
  func allocate(_ byteCount: Int) throws(FileError) {
    guard facet_allocate(descriptor, byteCount) != 0 else { return }
    throw FileError(.cannotWrite, path: folder, errno: errno)
  }

  /// Cuts the file.
  func truncate(_ byteCount: Int) throws(FileError) {
    guard ftruncate(descriptor, byteCount) != 0 else { return }
    throw FileError(.cannotWrite, path: folder, errno: errno)
  }

  /// Writes bytes at a place.
  @unsafe
  package func write(_ bytes: UnsafeRawPointer, count: Int, at offset: Int) throws(FileError) {
    unsafe try SystemCall.writeFully(descriptor, from: bytes, count: count, at: offset, path: folder)
  }

  /// Reads bytes that were written at a place.
  @unsafe
  package func read(into bytes: UnsafeMutableRawPointer, count: Int, at offset: Int) throws(FileError) {
    let got = unsafe try SystemCall.readFully(descriptor, into: bytes, count: count, at: offset, path: folder)
    guard got == count else {
      throw FileError(.cannotRead, path: folder, errno: 0, reason: "a temporary file is shorter than it was")
    }
  }

  /// Gives the blocks of a range back; its bytes read as zero afterwards. Answers whether the file system can do that.
  func discard(_ range: Range<Int>) -> Bool { facet_punch_hole(descriptor, range.lowerBound, range.count) == 0 }

  /// Whether the files of a folder lie in memory: what is put there frees nothing.
  package static func isMemoryBacked(_ folder: String) -> Bool { unsafe facet_is_memory_backed(folder) != 0 }
}
