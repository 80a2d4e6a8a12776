// Pipes: little at a time, silent, given up half-way.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@Suite struct ByteSourceStreamTests {
  @Test func pipeThatDeliversLittleAtATime() throws {
    let folder = try TemporaryFolder()
    var cases = 0
    for (size, piece) in [(0, 1), (1, 1), (1000, 1), (5000, 7), (300_000, 4096), (1_000_000, 65_536)] {
      for blockSize in [1, 7, 64, 4096, ByteSource.defaultBlockSize] where size / blockSize < 20_000 {
        for tail in [0, 5, 70_000] {
          let bytes = pattern(size)
          let fifo = FedFIFO(in: folder, name: "fifo\(cases)", bytes: bytes, piece: piece)
          let source = try ByteSource(path: fifo.path, blockSize: blockSize)
          #expect(source.size == nil)
          let same = try drain(source, carrying: blockSize < 4096 ? min(tail, 100) : tail) == bytes
          #expect(same, "\(size) bytes, \(piece) at a time, blocks of \(blockSize), tail \(tail)")
          fifo.finish()
          cases += 1
        }
      }
    }
    #expect(ranCases("pipes", cases, atLeast: 70))
  }

  @Test func peekOfAPipeWaitsForAWholeBlock() throws {
    let folder = try TemporaryFolder()
    let bytes = pattern(10_000)
    let fifo = FedFIFO(in: folder, bytes: bytes, piece: 10)
    let source = try ByteSource(path: fifo.path, blockSize: 4096)
    #expect(try source.peek().elementsEqual(bytes.prefix(4096)))
    #expect(try drain(source) == bytes)
    fifo.finish()
  }

  /// Ends only when the release wakes the helper thread, which waits for bytes that never come; else the alarm ends it.
  @Test func releaseWhileThePipeIsSilent() async {
    await #expect(processExitsWith: .success) {
      alarm(30)
      for blocks in 1...3 {
        let folder = try TemporaryFolder()
        let fifo = FedFIFO(in: folder, bytes: pattern(640 * blocks), piece: 64, silent: true)
        var source: ByteSource? = try ByteSource(path: fifo.path, blockSize: 640)
        for _ in 0..<blocks { #expect(try source!.nextBlock()?.isEmpty == false) }
        source = nil
        fifo.finish()
      }
    }
  }

  @Test func releaseInTheMiddleOfReading() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(pattern(200_000), to: "file")
    for round in 0..<TestSize.pick(300, small: 50) {
      let source = try ByteSource(path: path, blockSize: 1000)
      for _ in 0..<round % 20 { _ = try source.nextBlock() }
    }
    // The writer of a pipe that nobody reads any more ends too.
    let fifo = FedFIFO(in: folder, bytes: pattern(1_000_000), piece: 4096)
    var source: ByteSource? = try ByteSource(path: fifo.path, blockSize: 1000)
    for _ in 0..<5 { _ = try source!.nextBlock() }
    source = nil
    fifo.finish()
  }

  /// Where the system has no thread left, the source reads by itself.
  @Test(.enabled(if: TestSize.measuresMemory)) func readsWithoutAThread() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let bytes = pattern(2_000_000)
      let path = try folder.write(bytes, to: "file")
      let source = try ByteSource(path: path, blockSize: 100_000)
      var read = Array(try source.nextBlock()!)
      read.reserveCapacity(bytes.count)
      // Room for the buffers, none for the stack of a thread.
      let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
      let size = rlim_t(status.split(separator: " ")[0])! * 4096 + 3 << 20
      var limit = rlimit(rlim_cur: size, rlim_max: size)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      var thread = pthread_t()
      #expect(pthread_create(&thread, nil, { _ in nil }, nil) != 0, "the limit must bite")
      while let block = try source.nextBlock() { read += block }
      #expect(read == bytes)
    }
  }
}
