// The part of a byte source that talks to the system: the next block of a regular file (`pread`) or of a stream
// (`read`). It is used by one thread at a time: first by the source itself, then by its read-ahead thread.
import CFacetKernels
import Glibc

/// Reads a descriptor block by block.
final class BlockReader: @unchecked Sendable {
  let descriptor: Int32
  private let closes: Bool
  private let path: String
  private let size: Int?
  private let blockSize: Int
  private var offset = 0
  private var wakeDescriptor: Int32 = -1

  /// - Parameter size: the bytes of a regular file, which is read to there and no further; nil for a stream.
  init(descriptor: Int32, closes: Bool, path: String, size: Int?, blockSize: Int) {
    self.descriptor = descriptor
    self.closes = closes
    self.path = path
    self.size = size
    self.blockSize = blockSize
  }

  deinit {
    if wakeDescriptor >= 0 { close(wakeDescriptor) }
    if closes { close(descriptor) }
  }

  /// Prepares a stream for `wake()`. A regular file never waits for anybody.
  func canBeWoken() {
    if size == nil && wakeDescriptor < 0 { wakeDescriptor = facet_wake_descriptor() }
  }

  /// Ends a wait for bytes that may never come.
  func wake() {
    guard wakeDescriptor >= 0 else { return }
    var one: UInt64 = 1
    _ = unsafe write(wakeDescriptor, &one, 8)
  }

  /// Reads the next block; 0 bytes at the end.
  /// - Parameter filling: waits until the block is full, also from a pipe that delivers little at a time.
  @unsafe
  func readBlock(into destination: UnsafeMutableRawPointer, filling: Bool) -> Result<Int, FileError> {
    do throws(FileError) {
      var count = 0
      if let size {
        count = unsafe try SystemCall.readFully(
          descriptor, into: destination, count: min(blockSize, size - offset), at: offset, path: path)
      } else {
        repeat {
          if wakeDescriptor >= 0 && !waitForBytes() { break }
          let got = unsafe try SystemCall.readSome(
            descriptor, into: destination + count, count: blockSize - count, path: path)
          if got == 0 { break }
          count += got
        } while count < blockSize && (filling || count < blockSize / 2)
      }
      offset += count
      return .success(count)
    } catch {
      return .failure(error)
    }
  }

  /// Waits until the stream has bytes or ends. Answers false when it was woken instead.
  private func waitForBytes() -> Bool {
    while true {
      var waits = (
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0)
      )
      let ready = unsafe withUnsafeMutablePointer(to: &waits) {
        unsafe $0.withMemoryRebound(to: pollfd.self, capacity: 2) { unsafe poll($0, 2, -1) }
      }
      if ready < 0 && errno == EINTR { continue }
      return waits.1.revents == 0
    }
  }
}
