// Storages under a ceiling: what goes to a file, what is refused, and that the bytes stay what they were.
import FacetTestSupport
import Foundation
import Testing

@testable import FacetMemory

@Suite(.enabled(if: !TemporaryFile.isMemoryBacked("/var/tmp"), "needs /var/tmp on a disk"))
struct MemoryCeilingTests {
  private static let mebibyte = 1 << 20

  /// A ledger with so much room for storages, and files in a folder on a disk.
  private static func ledger(room: Int) -> MemoryLedger {
    MemoryLedger(ceiling: MemoryCeiling(limit: room, budget: room, trimmingLimit: 0, temporaryFolder: "/var/tmp"))
  }

  private static func fill(_ storage: MappedStorage, from first: Int = 0) {
    let words = unsafe storage.base.assumingMemoryBound(to: Int.self)
    for index in first..<storage.byteCount / 8 { unsafe words[index] = index &* 0x9e37_79b9 }
  }

  private static func isFilled(_ storage: MappedStorage, to end: Int? = nil) -> Bool {
    let words = unsafe storage.base.assumingMemoryBound(to: Int.self)
    return (0..<(end ?? storage.byteCount) / 8).allSatisfy { unsafe words[$0] == $0 &* 0x9e37_79b9 }
  }

  @Test func theLargestGoesToAFile() throws {
    let ledger = Self.ledger(room: 24 * Self.mebibyte)
    let triangles = try MappedStorage(byteCount: 16 * Self.mebibyte, purpose: .triangles, ledger: ledger)
    let words = try MappedStorage(byteCount: 2 * Self.mebibyte, purpose: .attributes, ledger: ledger)
    Self.fill(triangles)
    Self.fill(words)
    #expect(!triangles.isSpilled && !words.isSpilled)
    let place = triangles.base
    let table = try MappedStorage(byteCount: 12 * Self.mebibyte, purpose: .weldTable, ledger: ledger)
    #expect(triangles.isSpilled && !words.isSpilled && !table.isSpilled)
    #expect(triangles.base == place, "pointers to it must stay good")
    #expect(Self.isFilled(triangles) && Self.isFilled(words))
    triangles.trim()
    #expect(Self.isFilled(triangles))
    let snapshot = ledger.snapshot()
    #expect(snapshot.spilled.live == 16 * Self.mebibyte)
    #expect(snapshot.large.filter(\.isSpilled).map(\.purpose) == [.triangles])
  }

  @Test func whatIsTooLargeBeginsInAFile() throws {
    let ledger = Self.ledger(room: 4 * Self.mebibyte)
    let vertices = try MappedStorage(byteCount: 40 * Self.mebibyte, purpose: .vertices, ledger: ledger)
    #expect(vertices.isSpilled)
    #expect(!Self.isFilled(vertices, to: 64), "fresh memory is zero")
    Self.fill(vertices)
    ledger.settle()
    #expect(Self.isFilled(vertices))
  }

  @Test func tablesAreRefused() throws {
    let ledger = Self.ledger(room: 4 * Self.mebibyte)
    let error = try #require(throws: FileError.self) {
      try MappedStorage(byteCount: 40 * Self.mebibyte, purpose: .weldTable, label: "weld table", ledger: ledger)
    }
    #expect(error.code == .outOfMemory)
    #expect(error.description.contains("leaves no room for weld table, 40 MiB"), "\(error)")
    #expect(ledger.snapshot().total.live == 0)
  }

  /// A folder of a memory-backed file system frees nothing.
  @Test func filesInMemoryAreNone() throws {
    guard TemporaryFile.isMemoryBacked("/dev/shm") else { return }
    let ceiling = MemoryCeiling(limit: 1 << 25, temporaryFolder: "/dev/shm")
    #expect(ceiling.temporaryFolder == nil)
    let ledger = MemoryLedger(ceiling: ceiling)
    let error = try #require(throws: FileError.self) {
      try MappedStorage(byteCount: 40 * Self.mebibyte, purpose: .vertices, ledger: ledger)
    }
    #expect(error.description.contains("no folder on a disk"), "\(error)")
  }

  @Test func storagesInFilesChangeTheirSize() throws {
    let ledger = Self.ledger(room: 4 * Self.mebibyte)
    let vertices = try MappedStorage(byteCount: 20 * Self.mebibyte, purpose: .vertices, ledger: ledger)
    Self.fill(vertices)
    try vertices.resize(toByteCount: 50 * Self.mebibyte)
    #expect(Self.isFilled(vertices, to: 20 * Self.mebibyte))
    Self.fill(vertices, from: 20 * Self.mebibyte / 8)
    try vertices.resize(toByteCount: 7 * Self.mebibyte + 808)
    #expect(Self.isFilled(vertices))
    // What was cut off is zero when it comes back.
    try vertices.resize(toByteCount: 9 * Self.mebibyte)
    let words = unsafe vertices.base.assumingMemoryBound(to: Int.self)
    #expect(
      (7 * Self.mebibyte + 808..<9 * Self.mebibyte).filter { $0 % 8 == 0 }.allSatisfy { unsafe words[$0 / 8] == 0 })
    #expect(Self.isFilled(vertices, to: 7 * Self.mebibyte + 808))
    vertices.discard(0..<2 * Self.mebibyte)
    #expect(unsafe words[0] == 0 && words[100] == 0)
    #expect(ledger.snapshot().spilled.live == 9 * Self.mebibyte)
    try vertices.resize(toByteCount: 0)
    #expect(ledger.snapshot().spilled.live == 0 && !vertices.isSpilled)
    // From a block to a file, without pages between.
    try vertices.resize(toByteCount: 800)
    Self.fill(vertices)
    try vertices.resize(toByteCount: 30 * Self.mebibyte)
    #expect(vertices.isSpilled && Self.isFilled(vertices, to: 800))
    #expect(ledger.snapshot().spilled.live == 30 * Self.mebibyte)
  }

  /// A growing storage that no longer fits moves itself.
  @Test func growingMovesToAFile() throws {
    let ledger = Self.ledger(room: 8 * Self.mebibyte)
    let triangles = try MappedStorage(byteCount: 2 * Self.mebibyte, purpose: .triangles, ledger: ledger)
    Self.fill(triangles)
    for size in [4, 6, 9, 14, 21] {
      let before = triangles.byteCount
      try triangles.resize(toByteCount: size * Self.mebibyte)
      #expect(Self.isFilled(triangles, to: before))
      Self.fill(triangles, from: before / 8)
    }
    #expect(triangles.isSpilled)
    #expect(Self.isFilled(triangles))
  }

  @Test func limitsOfControlGroups() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("groups-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    func put(_ text: String, _ path: String) throws {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try put("max\n", "two/memory.max")
    try put("500000000\n", "two/a/memory.max")
    try put("900000000\n", "two/a/b/memory.max")
    try put("9223372036854771712\n", "one/memory.limit_in_bytes")
    try put("300000000\n", "one/c/memory.limit_in_bytes")
    let roots = (unified: [root.path + "/two"], memory: root.path + "/one")
    #expect(MemoryLimits.controlGroups(["0::/a/b"], roots: roots).sorted() == [500_000_000, 900_000_000])
    #expect(MemoryLimits.controlGroups(["4:cpu,memory:/c/d", "3:cpuset:/a"], roots: roots) == [300_000_000])
    #expect(MemoryLimits.controlGroups(["0::/", "nonsense"], roots: roots).isEmpty)
    #expect(try #require(MemoryLimits.automatic) > 1 << 20)
  }
}
