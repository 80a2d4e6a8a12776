// The books: live and peak bytes by purpose, and the list of what is large.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@Suite struct MemoryLedgerTests {
  @Test func countsLiveAndPeakByPurpose() throws {
    let ledger = MemoryLedger()
    #expect(ledger.live(.vertices) == 0)
    #expect(ledger.peak(.vertices) == 0)
    var first: MappedStorage? = try MappedStorage(byteCount: 100, purpose: .vertices, ledger: ledger)
    let second = try MappedStorage(byteCount: 3_000_000, purpose: .vertices, ledger: ledger)
    let third = try MappedStorage(byteCount: 7, purpose: .remap, ledger: ledger)
    #expect(ledger.live(.vertices) == 3_000_100)
    _ = first
    first = nil
    #expect(ledger.live(.vertices) == 3_000_000)
    #expect(ledger.peak(.vertices) == 3_000_100)
    try second.resize(toByteCount: 5_000_000)
    try third.resize(toByteCount: 70)
    try second.resize(toByteCount: 10)
    #expect(ledger.live(.vertices) == 10)
    #expect(ledger.peak(.vertices) == 5_000_000)
    let picture = ledger.snapshot()
    #expect(picture.total.live == 80)
    #expect(picture.total.peak == 5_000_070)
    #expect(picture.balances[.vertices]?.live == 10)
    #expect(picture.balances[.remap]?.peak == 70)
    #expect(picture.balances[.triangles] == nil)
    withExtendedLifetime((second, third)) {}
  }

  @Test func failedStoragesAreNotInTheBooks() throws {
    let ledger = MemoryLedger()
    #expect(throws: FileError.self) { try MappedStorage(byteCount: 1 << 60, ledger: ledger) }
    let storage = try MappedStorage(byteCount: 50, ledger: ledger)
    #expect(throws: FileError.self) { try storage.resize(toByteCount: 1 << 60) }
    #expect(ledger.snapshot().total.live == 50)
    withExtendedLifetime(storage) {}
  }

  @Test func snapshotListsWhatIsLarge() throws {
    let ledger = MemoryLedger()
    let small = try MappedStorage(byteCount: 1 << 20, purpose: .corners, label: "small", ledger: ledger)
    let large = try MappedStorage(byteCount: 1 << 20 + 1, purpose: .triangles, label: "large", ledger: ledger)
    let larger = try MappedStorage(byteCount: 10, purpose: .vertices, label: "larger", ledger: ledger)
    try larger.resize(toByteCount: 5 << 20)
    let copies = [larger, larger]
    let entries = ledger.snapshot().large
    #expect(entries.map(\.label) == ["larger", "large"])
    #expect(entries.map(\.byteCount) == [5 << 20, 1 << 20 + 1])
    #expect(entries.map(\.purpose) == [.vertices, .triangles])
    #expect((entries.first?.sharedBy ?? 0) >= 3)
    withExtendedLifetime((small, large, larger, copies)) {}
  }

  @Test func adoptedAndMappedMemoryIsInTheBooks() throws {
    let ledger = MemoryLedger()
    let folder = try TemporaryFolder()
    let path = try folder.write([1, 2, 3], to: "file")
    var mapped: MappedStorage? = try MappedStorage(mappingFile: path, purpose: .other, ledger: ledger)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 40, alignment: 8)
    var adopted: MappedStorage? = MappedStorage(adopting: memory, byteCount: 40, purpose: .vertices, ledger: ledger) {
      base, _ in base.deallocate()
    }
    #expect(ledger.live(.other) == 3)
    #expect(ledger.live(.vertices) == 40)
    _ = (mapped, adopted)
    mapped = nil
    adopted = nil
    #expect(ledger.snapshot().total.live == 0)
  }

  /// Storages come, grow and go on several threads while another one takes pictures.
  @Test func survivesThreads() {
    let ledger = MemoryLedger()
    let rounds = TestSize.pick(2000, small: 200)
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      for round in 0..<rounds {
        if worker == 0 {
          #expect(ledger.snapshot().large.allSatisfy { $0.byteCount > 1 << 20 && $0.label == "job" })
        } else if let storage = try? MappedStorage(byteCount: 2 << 20, purpose: .corners, label: "job", ledger: ledger)
        {
          try? storage.resize(toByteCount: (round % 5) << 20)
        }
      }
    }
    #expect(ledger.snapshot().total.live == 0)
    #expect(ledger.snapshot().large.isEmpty)
    #expect(ledger.peak(.corners) <= 3 * 4 << 20)
  }
}
