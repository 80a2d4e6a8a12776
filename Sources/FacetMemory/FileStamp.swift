// What tells whether a file is still the one that was read before. Bytes that are changed without a trace in these are
// somebody's intent.
import Glibc

/// Which file it is, its size and the time of its last change.
package struct FileStamp: Equatable, Sendable {
  private let device: UInt64
  private let file: UInt64
  private let size: Int
  /// In nanoseconds since 1970.
  private let modified: Int

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    file = UInt64(status.st_ino)
    size = Int(status.st_size)
    modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
  }
}
