// Memory of others, and recycled pages.
import FacetArrays
import FacetMemory
import FacetTestSupport
import Synchronization
import Testing

@Suite struct ColumnExchangeTests {
  @Test func adoptedMemoryIsUsedAndReleasedOnce() {
    let released = Mutex(0)
    withExtendedLifetime(released) {
      let memory = UnsafeMutableBufferPointer<Double>.allocate(capacity: 4)
      _ = memory.initialize(from: [1, 2, 3, 4])
      let address = UInt(bitPattern: memory.baseAddress)
      var column = Column(adopting: memory) { buffer in
        #expect(buffer.count == 4)
        buffer.deallocate()
      }
      column += 1
      #expect(column.array == [2, 3, 4, 5])
      #expect(memory[0] == 2)
      #expect(column.span.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } == address)
      let view = column[1..<3]
      column = []
      #expect(view.array == [3, 4])
    }
    final class Counter: Sendable { let count = Mutex(0) }
    let counter = Counter()
    do {
      let empty = Column(adopting: UnsafeMutableBufferPointer<Int32>(start: nil, count: 0)) { _ in
        counter.count.withLock { $0 += 1 }
      }
      let other = empty
      #expect(other.count == 0 && counter.count.withLock { $0 } == 0)
    }
    #expect(counter.count.withLock { $0 } == 1)
  }

  @Test func borrowedMemoryIsCopiedByTheFirstWrite() {
    final class Owner: Sendable {
      nonisolated(unsafe) let memory = UnsafeMutableBufferPointer<Int64>.allocate(capacity: 3)
      init() { _ = memory.initialize(from: [5, 6, 7]) }
      deinit { memory.deallocate() }
    }
    var owner: Owner? = Owner()
    weak let watched = owner
    var column = Column(borrowing: UnsafeBufferPointer(owner!.memory), from: owner!)
    let view = column
    owner = nil
    #expect(watched != nil && column.array == [5, 6, 7])
    column[0] = 1
    #expect(column.array == [1, 6, 7] && view.array == [5, 6, 7])
  }

  @Test func copiesOfBuffersAndSpansAreTheirOwn() {
    let array: [Float] = [1, 2, 3]
    #expect(Column(copying: array.span).array == array)
    #expect(array.withUnsafeBufferPointer { Column(copying: $0) }.array == array)
    #expect(Column(copying: [Int32]().span).count == 0)
  }

  /// Inside the scope a freed array's pages serve the next of its size; fresh arrays are zero all the same.
  @Test func recyclingReusesPagesAndKeepsThemClean() {
    let count = 1 << 18
    func address(_ column: Column<Double>) -> UInt {
      column.span.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }
    let survivor = withRecycling {
      let first = address(Column<Double>.full(count, 7))
      let second = Column<Double>.zeros(count)
      #expect(address(second) == first)
      #expect(second.sum() == 0)
      let third = second + 1
      return withRecycling { third + 1 }
    }
    #expect(survivor.sum() == Double(2 * count))
    let error = #expect(throws: Fault.self) { try withRecycling { throw Fault() } }
    #expect(error != nil)
  }

  private struct Fault: Error {}
}
