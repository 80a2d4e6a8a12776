// What the system says of the memory: resident size and descriptors. Each in a process of its own, because other tests
// run beside.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@Suite(.enabled(if: TestSize.measuresMemory)) struct MappedStorageResidentTests {
  @Test func pagesAreReturnedTheMomentTheyAreReleased() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let mebibyte = 1 << 20
      _ = try MappedStorage(byteCount: 4 * mebibyte)
      let before = ProcessMemory.residentBytes
      /// Whether the process is so many mebibytes larger than before, give or take two.
      func grew(by expected: Int, _ when: String) {
        let growth = ProcessMemory.residentBytes - before
        demand(abs(growth - expected * mebibyte) < 2 * mebibyte, "\(when): \(growth) bytes more than before")
      }
      var storage: MappedStorage? = try MappedStorage(byteCount: 200 * mebibyte)
      grew(by: 0, "untouched")
      memset(storage!.base, 1, 200 * mebibyte)
      grew(by: 200, "touched")
      storage!.discard(100 * mebibyte..<200 * mebibyte)
      grew(by: 100, "discarded")
      try storage!.resize(toByteCount: 50 * mebibyte)
      grew(by: 50, "shrunk")
      try storage!.resize(toByteCount: 400 * mebibyte)
      grew(by: 50, "grown")
      storage = nil
      grew(by: 0, "released")
      let peak = ProcessMemory.peakResidentBytes - before
      demand(peak < 204 * mebibyte, "growth has a doubling peak: \(peak)")
    }
    #expect(String(decoding: result?.standardErrorContent ?? [], as: UTF8.self) == "")
  }

  @Test func growthNeverHoldsTheBytesTwice() async {
    await #expect(processExitsWith: .success) {
      let mebibyte = 1 << 20
      let before = ProcessMemory.residentBytes
      let storage = try MappedStorage(byteCount: 1000)
      var size = 1000
      var written = 0
      while size < 150 * mebibyte {
        try storage.resize(toByteCount: size)
        memset(storage.base + written, 1, size - written)
        written = size
        size += size / 2
      }
      let peak = ProcessMemory.peakResidentBytes - before
      #expect(peak < written + 6 * mebibyte, "\(peak) bytes for \(written)")
    }
  }

  @Test func sourcesAndOutputsLeaveNoDescriptor() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = try folder.write([UInt8](repeating: 65, count: 100_000), to: "in")
      let before = openDescriptorCount()
      for round in 0..<50 {
        let source = try ByteSource(path: path, blockSize: 1000)
        for _ in 0..<round where try source.nextBlock() != nil {}
        #expect(throws: FileError.self) { try ByteSource(path: folder.url.path) }
        let fifo = FedFIFO(in: folder, name: "fifo\(round)", bytes: [UInt8](repeating: 1, count: 5000), piece: 100)
        let stream = try ByteSource(path: fifo.path, blockSize: 64)
        for _ in 0..<3 { _ = try stream.nextBlock() }
        while try stream.nextBlock() != nil {}
        fifo.finish()
        let dropped = try OutputFile(path: folder.path("out"))
        try Array("abc".utf8).withUnsafeBytes { try dropped.write($0) }
        let kept = try OutputFile(path: folder.path("out"))
        try Array("abc".utf8).withUnsafeBytes { try kept.write($0) }
        try kept.commit(durable: round % 2 == 0)
        let null = try OutputFile(path: "/dev/null")
        try null.commit()
        #expect(throws: FileError.self) { try OutputFile(path: folder.path("missing/out")) }
        _ = try MappedStorage(mappingFile: path)
      }
      // The libraries below open a few of their own, once; a leak of ours would be one a round or more.
      #expect(openDescriptorCount() <= before + 10)
    }
  }
}
