// The four kinds of storage: what is in them, what they do when they grow, shrink and go.
import FacetMemory
import FacetTestSupport
import Foundation
import Synchronization
import Testing

@Suite struct MappedStorageTests {
  static let mebibyte = 1 << 20
  static let sizes = [
    0, 1, 63, 64, 65, 4096, 100_000, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte - 1, 2 * mebibyte,
    3 * mebibyte + 5, 5 * mebibyte,
  ]

  private func bytes(_ storage: MappedStorage) -> UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(
      start: storage.base.assumingMemoryBound(to: UInt8.self), count: storage.byteCount)
  }

  /// A byte that depends on its place.
  private func mark(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: index &* 31 &+ index >> 8 &+ 7) | 1 }

  @Test func freshMemoryIsZeroAndAligned() throws {
    for size in Self.sizes {
      let storage = try MappedStorage(byteCount: size)
      #expect(storage.byteCount == size)
      #expect(storage.kind == (size >= MappedStorage.pageThreshold ? .pages : .block))
      #expect(Int(bitPattern: storage.base) % MappedStorage.alignment == 0)
      #expect(bytes(storage).allSatisfy { $0 == 0 })
      #expect(storage.isWritable)
    }
  }

  @Test func everySizeToEverySizeKeepsTheBytes() throws {
    var cases = 0
    // Every byte, or in a small run only some.
    let step = TestSize.pick(1, small: 499)
    for old in Self.sizes {
      for new in Self.sizes {
        let storage = try MappedStorage(byteCount: old)
        let original = bytes(storage)
        for index in stride(from: 0, to: old, by: step) { original[index] = mark(index) }
        try storage.resize(toByteCount: new)
        #expect(storage.byteCount == new)
        #expect(Int(bitPattern: storage.base) % MappedStorage.alignment == 0)
        let kept = bytes(storage)
        let same = stride(from: 0, to: min(old, new), by: step).allSatisfy { kept[$0] == mark($0) }
        #expect(same, "\(old) → \(new)")
        let zero = stride(from: min(old, new), to: new, by: step).allSatisfy { kept[$0] == 0 }
        #expect(zero, "\(old) → \(new)")
        // What was cut off must not come back.
        try storage.resize(toByteCount: max(old, new))
        let again = bytes(storage)
        let clean = stride(from: min(old, new), to: max(old, new), by: step).allSatisfy { again[$0] == 0 }
        #expect(clean, "\(old) → \(new) → \(max(old, new))")
        cases += 1
      }
    }
    #expect(ranCases("resizing", cases, atLeast: 196))
  }

  @Test func impossibleSizeIsAnErrorAndKeepsTheStorage() throws {
    #expect(throws: FileError.self) { try MappedStorage(byteCount: 1 << 60) }
    #expect(throws: FileError.self) { try MappedStorage(byteCount: .max) }
    for size in [100, 2 << 20] {
      let storage = try MappedStorage(byteCount: size, label: "things")
      bytes(storage)[99] = 7
      let error = #expect(throws: FileError.self) { try storage.resize(toByteCount: 1 << 60) }
      #expect(error?.code == .outOfMemory)
      #expect(storage.byteCount == size)
      #expect(bytes(storage)[99] == 7)
    }
    let error = #expect(throws: FileError.self) { try MappedStorage(byteCount: 1 << 60, label: "things") }
    #expect(error?.description == "out of memory: 1152921504606846976 bytes for things")
  }

  @Test func discardMakesWholePagesZero() throws {
    let size = TestSize.pick(3 << 20, small: 1 << 20 + 9000)
    for range in [0..<size, 1..<size - 1, 4096..<8192, 4097..<8191, 5000..<5000, 100..<(1 << 20) + 50] {
      let storage = try MappedStorage(byteCount: size)
      memset(storage.base, 9, size)
      storage.discard(range)
      let first = (range.lowerBound + 4095) / 4096 * 4096
      let last = max(first, range.upperBound / 4096 * 4096)
      let kept = bytes(storage)
      #expect((0..<first).allSatisfy { kept[$0] == 9 })
      #expect((first..<last).allSatisfy { kept[$0] == 0 })
      #expect((last..<size).allSatisfy { kept[$0] == 9 })
    }
    let block = try MappedStorage(byteCount: 10_000)
    bytes(block)[5000] = 3
    block.discard(0..<10_000)
    #expect(bytes(block)[5000] == 3, "a block has no pages of its own")
  }

  @Test func adoptedMemoryIsReleasedOnceWithItsLastHolder() throws {
    for readOnly in [false, true] {
      let released = Mutex<[Int]>([])
      let memory = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 64)
      memory.storeBytes(of: 42, as: UInt8.self)
      var storage: MappedStorage? = MappedStorage(adopting: memory, byteCount: 128, readOnly: readOnly) { base, count in
        released.withLock { $0.append(count) }
        base.deallocate()
      }
      var second = storage
      #expect(storage?.kind == (readOnly ? .readOnly : .adopted))
      #expect(storage?.isWritable == !readOnly)
      #expect(storage?.base == memory)
      storage = nil
      #expect(released.withLock { $0 } == [])
      #expect(second?.base.load(as: UInt8.self) == 42)
      second = nil
      #expect(released.withLock { $0 } == [128])
    }
  }

  @Test func mappedFileShowsItsBytes() throws {
    let folder = try TemporaryFolder()
    for size in [0, 1, 4096, 10_000, 2_000_000] {
      let content = (0..<size).map { mark($0) }
      let path = try folder.write(content, to: "file")
      let storage = try MappedStorage(mappingFile: path)
      #expect(storage.kind == .readOnly)
      #expect(!storage.isWritable)
      #expect(bytes(storage).elementsEqual(content))
      // The mapping outlives the name.
      try FileManager.default.removeItem(atPath: path)
      #expect(bytes(storage).elementsEqual(content))
    }
  }

  @Test func onlyRegularFilesCanBeMapped() throws {
    let folder = try TemporaryFolder()
    for path in [folder.url.path, "/dev/null", "/dev/zero"] {
      let error = #expect(throws: FileError.self) { try MappedStorage(mappingFile: path) }
      #expect(error?.code == .cannotRead, "\(path)")
    }
    let error = #expect(throws: FileError.self) { try MappedStorage(mappingFile: folder.path("missing")) }
    #expect(error?.code == .cannotOpen)
    #expect(error?.errno == ENOENT)
  }
}
