// Inputs that are missing, odd, or change under the reader.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@Suite struct ByteSourceFaultTests {
  private func failure(_ body: () throws -> Void) -> FileError? { #expect(throws: FileError.self) { try body() } }

  @Test func missingFileAndFolder() throws {
    let folder = try TemporaryFolder()
    let missing = failure { _ = try ByteSource(path: folder.path("missing")) }
    #expect(missing?.code == .cannotOpen)
    #expect(missing?.description == "\(folder.path("missing")): cannot open: No such file or directory")
    let directory = failure { _ = try ByteSource(path: folder.url.path) }
    #expect(directory?.code == .cannotOpen)
    #expect(directory?.errno == EISDIR)
    let below = failure { _ = try ByteSource(path: "/dev/null/x") }
    #expect(below?.errno == ENOTDIR)
    #expect(failure { _ = try ByteSource(path: "") }?.errno == ENOENT)
  }

  @Test func emptyInputs() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([UInt8](), to: "empty")
    for source in [try ByteSource(path: path), try ByteSource(path: "/dev/null"), ByteSource(bytes: [], name: "empty")]
    {
      #expect(try source.peek().isEmpty)
      #expect(try source.nextBlock() == nil)
      #expect(try source.nextBlock() == nil)
    }
    #expect(try ByteSource(path: path).size == 0)
    #expect(try ByteSource(path: "/dev/null").size == nil)
  }

  @Test func fileThatIsCutShortWhileItIsRead() throws {
    let folder = try TemporaryFolder()
    for (index, kept) in [0, 50_000, 100_000, 399_999].enumerated() {
      let path = try folder.write(pattern(400_000), to: "file\(index)")
      let source = try ByteSource(path: path, blockSize: 10_000)
      _ = try source.nextBlock()
      #expect(truncate(path, kept) == 0)
      let error = failure { _ = try drain(source) }
      #expect(error?.code == .changedWhileReading)
      #expect(error?.description.hasPrefix("\(path): changed while it was read: it had 400000 bytes, and ") == true)
      #expect(try source.nextBlock() == nil, "after the error there is nothing more")
    }
    // Cut before the first block.
    let path = try folder.write(pattern(1000), to: "early")
    let source = try ByteSource(path: path)
    #expect(truncate(path, 0) == 0)
    #expect(failure { _ = try drain(source) }?.code == .changedWhileReading)
  }

  @Test func fileThatGrowsIsReadToTheSizeItHad() throws {
    let folder = try TemporaryFolder()
    for size in [0, 500, 400_000] {
      let path = try folder.write(pattern(size), to: "file")
      let source = try ByteSource(path: path, blockSize: 1000)
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data([1, 2, 3]))
      try handle.close()
      #expect(try drain(source) == pattern(size))
    }
  }

  @Test func pipeCannotBeReadAnywhere() throws {
    let folder = try TemporaryFolder()
    let fifo = FedFIFO(in: folder, bytes: pattern(100), piece: 100)
    let source = try ByteSource(path: fifo.path)
    var byte: UInt8 = 0
    #expect(failure { _ = try source.read(at: 3, into: &byte, count: 1) }?.errno == ESPIPE)
    #expect(try drain(source) == pattern(100))
    fifo.finish()
  }

  /// Reading a process's memory at 0 fails with an error of the system, which must come through from either thread.
  @Test func readErrorsComeThrough() throws {
    let source = try ByteSource(path: "/proc/self/mem", blockSize: 100)
    // Its size is 0, so it is empty for us; read it directly.
    var byte: UInt8 = 0
    #expect(failure { _ = try source.read(at: 0, into: &byte, count: 1) }?.code == .cannotRead)
  }
}
