// Columns are values: a copy never sees what is written to another one, and views copy nothing until they are written.
import FacetArrays
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@Suite struct ColumnTests {
  private func address<Element>(_ column: Column<Element>) -> UInt {
    column.span.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }

  @Test func copiesAreIndependent() {
    let original = Column<Double>([1, 2, 3])
    var copy = original
    #expect(address(copy) == address(original), "copying is O(1)")
    copy[1] = 20
    #expect(original.array == [1, 2, 3])
    #expect(copy.array == [1, 20, 3])
    let place = address(copy)
    copy[0] = 10
    var span = copy.mutableSpan
    span[2] = 30
    #expect(address(copy) == place, "the only holder writes in place")
    #expect(copy.array == [10, 20, 30])
  }

  @Test func writesToAViewDoNotReachItsOwner() {
    for length in 0...4 {
      let owner = Column<Int32>([5, 6, 7, 8])
      var view = owner.prefix(length)
      #expect(view.array == Array([5, 6, 7, 8].prefix(length)))
      if length > 0 {
        #expect(address(view) == address(owner))
        view[length - 1] = -1
        #expect(view[length - 1] == -1)
      }
      #expect(owner.array == [5, 6, 7, 8])
    }
  }

  @Test func writesToAnOwnerDoNotReachItsViews() {
    var owner = Column<Float>([1, 2, 3])
    let view = owner.prefix(2)
    let viewOfView = view.prefix(1)
    owner[0] = 100
    var span = owner.mutableSpan
    span[1] = 200
    #expect(view.array == [1, 2])
    #expect(viewOfView.array == [1])
    #expect(owner.array == [100, 200, 3])
  }

  @Test func readOnlyMemoryIsCopiedByTheFirstWrite() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1, 2, 3, 4], to: "file")
    var column = Column<UInt8>(storage: try MappedStorage(mappingFile: path), offset: 0, count: 4)
    #expect(column.array == [1, 2, 3, 4])
    column[2] = 9
    #expect(column.array == [1, 2, 9, 4])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1, 2, 3, 4]))
  }

  @Test func adoptedMemoryIsWrittenInPlaceByItsOnlyHolder() {
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: 3)
    memory.initialize(repeating: 1, count: 3)
    defer { memory.deallocate() }
    var column = Column<Double>(
      storage: MappedStorage(adopting: memory, byteCount: 24) { _, _ in }, offset: 1, count: 2)
    column[0] = 5
    #expect(Array(UnsafeBufferPointer(start: memory, count: 3)) == [1, 5, 1])
  }

  @Test func equality() {
    #expect(Column<Double>([1, 2]) == Column([1, 2]))
    #expect(Column<Double>([1, 2]) != Column([1, 3]))
    #expect(Column<Double>([1, 2]) != Column([1, 2, 3]))
    #expect(Column<Double>([0.0]) == Column([-0.0]))
    let broken = Column<Float>([.nan])
    #expect(broken != broken)
    #expect(Column<Double>() == Column([]))
    #expect(Column<UInt8>([1, 2, 3]).prefix(2) == Column([1, 2]))
  }

  @Test func emptyColumns() {
    var empty = Column<Double>()
    #expect(empty.count == 0)
    #expect(empty.array == [])
    #expect(empty.span.count == 0)
    #expect(empty.mutableSpan.count == 0)
    #expect(Column<Int32>(repeating: 7, count: 0).array == [])
    #expect(Column<Double>([1]).prefix(0) == empty)
    #expect(Column<Double>(storage: nil, offset: 0, count: 0) == empty)
  }

  @Test func everyElementType() {
    func check<Element: ArrayElement>(_ values: [Element]) {
      var column = Column(values)
      #expect(column.array == values)
      #expect(Column(repeating: values[1], count: 5).array == [Element](repeating: values[1], count: 5))
      column[0] = values[1]
      #expect(column[0] == values[1])
      #expect(Column<Element>(unsafeUninitialized: 3).array == [Element(), Element(), Element()])
    }
    check([1.5, -2.5] as [Double])
    check([1.5, -2.5] as [Float])
    check([1, .min] as [Int32])
    check([1, .min] as [Int64])
    check([1, .max] as [UInt32])
    check([1, .max] as [UInt16])
    check([1, .max] as [UInt8])
  }

  @Test func largeColumns() {
    let count = 3_000_000
    var column = Column<Int32>(repeating: 1, count: count)
    let copy = column
    column[count - 1] = 2
    #expect(copy[count - 1] == 1)
    #expect(column.array.reduce(0) { $0 + Int($1) } == count + 1)
  }

  @Test func indicesAreChecked() async {
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1, 2])[2] }
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1, 2])[-1] }
    await #expect(processExitsWith: .failure) {
      var column = Column<Double>([1, 2]).prefix(1)
      column[1] = 0
    }
    await #expect(processExitsWith: .failure) { _ = Column<Double>([1, 2]).prefix(3) }
    await #expect(processExitsWith: .failure) { _ = Column<Double>(unsafeUninitialized: .max) }
  }

  @Test func tasksShareColumns() async {
    let column = Column<Int32>((0..<10_000).map { Int32($0) })
    let sums = await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          var own = column
          own[0] = Int32(task)
          return own.array.reduce(0) { $0 + Int($1) }
        }
      }
      return await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(sums == Set((0..<8).map { 49_995_000 + $0 }))
    #expect(column[0] == 0)
  }
}

/// What the ledger says of columns.
@Suite struct ColumnLedgerTests {
  @Test func copiesAndViewsAreCounted() {
    let ledger = MemoryLedger()
    let column = Column<Double>(unsafeUninitialized: 200_000, purpose: .vertices, label: "points", ledger: ledger)
    let alone = ledger.snapshot().large
    #expect(alone.map(\.label) == ["points"])
    #expect(alone.map(\.purpose) == [.vertices])
    #expect(alone.map(\.byteCount) == [1_600_000])
    let before = alone[0].sharedBy
    #expect(before >= 1)
    // An array of copies holds a reference each, whatever the optimiser makes of local ones.
    let copies = [Column<Double>](repeating: column, count: 3) + [column.prefix(10)]
    #expect(ledger.snapshot().large[0].sharedBy == before + 4)
    withExtendedLifetime((column, copies)) {}
  }

  /// The copy that a write makes stands in the same books as the original.
  @Test func copyOnWriteIsInTheBooks() {
    let ledger = MemoryLedger()
    let column = Column<Double>(unsafeUninitialized: 1000, purpose: .vertices, label: "points", ledger: ledger)
    do {
      var copy = column
      copy[0] = 1
      #expect(ledger.live(.vertices) == 16_000)
      withExtendedLifetime(copy) {}
    }
    #expect(ledger.live(.vertices) == 8000)
    withExtendedLifetime(column) {}
  }

  /// So does the fresh memory that a result needs when its own is shared: nothing is copied into it.
  @Test func resultsStayInTheBooks() {
    let ledger = MemoryLedger()
    let column = Column<Double>(unsafeUninitialized: 1000, purpose: .vertices, label: "points", ledger: ledger)
    do {
      var result = column
      Column.add(column, 1, into: &result)
      #expect(ledger.live(.vertices) == 16_000)
      Column.add(column, 2, into: &result)
      #expect(ledger.live(.vertices) == 16_000, "the only holder is written in place")
      #expect(result[999] == 2 && column[999] == 0)
    }
    #expect(ledger.live(.vertices) == 8000)
    withExtendedLifetime(column) {}
  }
}
