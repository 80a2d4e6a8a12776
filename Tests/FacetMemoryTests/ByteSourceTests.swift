// Bytes come out as they went in: from files, memory and pipes, at any block size, with any tail carried along.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

/// Bytes that differ from place to place.
func pattern(_ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ $0 >> 7 &+ $0 >> 15) }
}

/// Reads a source to its end, carrying the last `tail` bytes (all of a shorter block) each time, and answers all bytes.
func drain(_ source: ByteSource, carrying tail: Int = 0) throws -> [UInt8] {
  var bytes: [UInt8] = []
  var carried = UnsafeRawBufferPointer(start: nil, count: 0)
  while let block = try source.nextBlock(carrying: carried) {
    #expect(block.count > carried.count, "a block brings at least one byte")
    let kept = min(tail, block.count)
    bytes += block[..<(block.count - kept)]
    carried = UnsafeRawBufferPointer(rebasing: block[(block.count - kept)...])
  }
  bytes += carried
  return bytes
}

@Suite struct ByteSourceTests {
  static let blockSizes = [1, 7, 64, 4096, ByteSource.defaultBlockSize]
  static let tails = [0, 1, 7, 63, 64, 65, 1000, 65_535, 65_536, 65_537, 100_000, 300_000]

  @Test func everyOriginDeliversEveryByte() throws {
    let folder = try TemporaryFolder()
    var cases = 0
    for size in [0, 1, 6, 7, 8, 63, 64, 65, 4095, 4096, 4097, 20_000] {
      let bytes = pattern(size)
      let path = try folder.write(bytes, to: "file")
      for blockSize in Self.blockSizes {
        for tail in [0, 1, 3, 64, 5000] {
          #expect(try drain(ByteSource(path: path, blockSize: blockSize), carrying: tail) == bytes)
          for hasSize in [true, false] {
            let source = ByteSource(bytes: bytes, name: "memory", blockSize: blockSize, hasSize: hasSize)
            #expect(source.size == (hasSize ? size : nil))
            #expect(try drain(source, carrying: tail) == bytes)
            #expect(source.delivered == size)
          }
          cases += 3
        }
      }
    }
    #expect(ranCases("byte sources", cases, atLeast: 900))
  }

  @Test func severalBlocksWithTailsOfAllSizes() throws {
    let folder = try TemporaryFolder()
    let bytes = pattern(TestSize.pick(2_500_000, small: 700_000))
    let path = try folder.write(bytes, to: "file")
    for blockSize in [100_000, ByteSource.defaultBlockSize] {
      for tail in Self.tails {
        let source = try ByteSource(path: path, blockSize: blockSize)
        #expect(source.size == bytes.count)
        let same = try drain(source, carrying: tail) == bytes
        #expect(same, "block size \(blockSize), tail \(tail)")
        #expect(source.delivered == bytes.count)
      }
    }
  }

  /// The tail changes from block to block, so that a carried block is carried again.
  @Test func tailsThatChange() throws {
    let folder = try TemporaryFolder()
    let bytes = pattern(600_000)
    let path = try folder.write(bytes, to: "file")
    var random = SeededGenerator(seed: 5)
    for round in 0..<TestSize.pick(40, small: 5) {
      let source = try ByteSource(path: path, blockSize: 3000)
      var read: [UInt8] = []
      var carried = UnsafeRawBufferPointer(start: nil, count: 0)
      while let block = try source.nextBlock(carrying: carried) {
        let kept = round % 2 == 0 ? Int.random(in: 0...block.count, using: &random) : block.count
        read += block[..<(block.count - kept)]
        carried = UnsafeRawBufferPointer(rebasing: block[(block.count - kept)...])
        if carried.count > 200_000 {
          read += carried
          carried = UnsafeRawBufferPointer(start: nil, count: 0)
        }
      }
      read += carried
      #expect(read == bytes, "round \(round)")
    }
  }

  @Test func peekShowsTheFirstBlockAndConsumesNothing() throws {
    let folder = try TemporaryFolder()
    for size in [0, 1, 100, 5000] {
      let bytes = pattern(size)
      let path = try folder.write(bytes, to: "file")
      for blockSize in [1, 64, 4096] {
        let source = try ByteSource(path: path, blockSize: blockSize)
        for _ in 0..<2 { #expect(try source.peek().elementsEqual(bytes.prefix(blockSize))) }
        #expect(source.delivered == 0)
        #expect(try drain(source, carrying: 10) == bytes)
        let memory = ByteSource(bytes: bytes, name: "memory", blockSize: blockSize)
        #expect(try memory.peek().elementsEqual(bytes))
        #expect(try drain(memory) == bytes)
      }
    }
  }

  @Test func borrowedBytes() throws {
    let bytes = pattern(1000)
    let read = try bytes.withUnsafeBytes {
      try drain(ByteSource(bytes: $0, name: "borrowed", blockSize: 33), carrying: 5)
    }
    #expect(read == bytes)
    #expect(try drain(ByteSource(bytes: UnsafeRawBufferPointer(start: nil, count: 0), name: "nothing")) == [])
  }

  @Test func readsAnywhereWithoutMoving() throws {
    let folder = try TemporaryFolder()
    let bytes = pattern(5000)
    let path = try folder.write(bytes, to: "file")
    for source in [try ByteSource(path: path, blockSize: 64), ByteSource(bytes: bytes, name: "memory")] {
      var buffer = [UInt8](repeating: 0, count: 100)
      for offset in [0, 17, 4900, 4950, 4999, 5000, 6000] {
        let got = try buffer.withUnsafeMutableBytes { try source.read(at: offset, into: $0.baseAddress!, count: 100) }
        #expect(got == max(0, min(100, 5000 - offset)))
        #expect(buffer.prefix(got) == bytes.dropFirst(offset).prefix(100))
      }
      #expect(source.delivered == 0)
      #expect(try drain(source) == bytes)
    }
  }

  @Test func booksItsBuffers() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(pattern(3_000_000), to: "file")
    let ledger = MemoryLedger()
    do {
      let source = try ByteSource(path: path, ledger: ledger)
      _ = try drain(source)
      #expect(ledger.live(.readBuffers) > 0)
    }
    #expect(ledger.live(.readBuffers) == 0)
    #expect(ledger.peak(.readBuffers) <= 4 * (ByteSource.defaultBlockSize + 1 << 16), "whatever the size of the input")
  }
}
