// Bytes are given on once each, in order, in large pieces; what goes wrong is told.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@Suite struct ByteSinkTests {
  struct Refusal: Error {}

  /// Collects what a sink gives on.
  final class Collector {
    var bytes: [UInt8] = []
    var pieces: [Int] = []
    func take(_ piece: UnsafeRawBufferPointer) {
      bytes += piece
      pieces.append(piece.count)
    }
  }

  @Test func piecesOfAllSizes() throws {
    let buffer = ByteSink.bufferSize
    for sizes in [
      [0], [1], [buffer], [buffer - 1, 1, 1], [buffer + 1], [1, buffer], [3 * buffer + 7, 5], [100, 0, 200],
    ] {
      let collector = Collector()
      let sink = try ByteSink(.function(collector.take))
      var expected: [UInt8] = []
      for size in sizes {
        let bytes = pattern(size)
        try sink.write(bytes)
        expected += bytes
        #expect(sink.byteCount == expected.count)
      }
      try sink.finish()
      #expect(collector.bytes == expected)
      #expect(collector.pieces.allSatisfy { $0 > 0 && $0 <= buffer })
      try sink.finish()
      #expect(collector.bytes.count == expected.count, "finishing twice writes nothing twice")
    }
  }

  @Test func reservedPlaces() throws {
    let collector = Collector()
    let sink = try ByteSink(.function(collector.take))
    var expected: [UInt8] = []
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let room = Int.random(in: 0...30_000, using: &random)
      let place = try sink.reserve(room)
      #expect(sink.room >= room)
      let used = Int.random(in: 0...room, using: &random)
      let bytes = pattern(used)
      bytes.withUnsafeBytes { if used > 0 { place.copyMemory(from: $0.baseAddress!, byteCount: used) } }
      sink.advance(by: used)
      expected += bytes
    }
    _ = try sink.reserve(ByteSink.bufferSize)
    #expect(sink.room == ByteSink.bufferSize)
    try sink.write("end\n")
    try sink.finish()
    #expect(collector.bytes == expected + Array("end\n".utf8))
  }

  @Test func unfinishedSinkDropsItsRest() throws {
    let collector = Collector()
    do {
      let sink = try ByteSink(.function(collector.take))
      try sink.write("abc")
    }
    #expect(collector.bytes.isEmpty)
  }

  @Test func failingTarget() throws {
    let sink = try ByteSink(.function { _ in throw Refusal() })
    try sink.write(pattern(ByteSink.bufferSize))
    #expect(throws: Refusal.self) { try sink.write([1]) }
    #expect(throws: Refusal.self) { try sink.finish() }
  }

  @Test func fullDevice() throws {
    let file = try OutputFile(path: "/dev/full")
    let sink = try ByteSink(.file(file))
    try sink.write("OFF\n")
    let error = #expect(throws: FileError.self) { try sink.finish() }
    #expect(error?.code == .cannotWrite)
    #expect(error?.errno == ENOSPC)
    #expect(error?.description == "/dev/full: cannot write: No space left on device")
  }

  @Test func booksItsBuffer() throws {
    let ledger = MemoryLedger()
    do {
      let sink = try ByteSink(.function { _ in }, ledger: ledger)
      #expect(ledger.live(.textBuffers) == ByteSink.bufferSize)
      withExtendedLifetime(sink) {}
    }
    #expect(ledger.live(.textBuffers) == 0)
  }
}
