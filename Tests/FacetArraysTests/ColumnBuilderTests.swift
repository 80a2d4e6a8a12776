// A growing column: all elements are there, nothing is held twice, what is not needed goes back.
import FacetArrays
import FacetMemory
import FacetTestSupport
import Testing

@Suite struct ColumnBuilderTests {
  @Test func growsFromNothingToSeveralMebibytes() throws {
    var cases = 0
    for expected in [0, 1, 5000, 1_000_000, -5, .max] {
      for count in [0, 1, 1023, 1024, 1025, 130_000, 131_072, 131_073, TestSize.pick(700_000, small: 140_000)] {
        var builder = try ColumnBuilder<Int64>(expectedCount: expected)
        for index in 0..<count { try builder.append(Int64(index) &* 7) }
        #expect(builder.count == count)
        let column = try builder.finish()
        #expect(column.count == count)
        var wrong = 0
        for index in 0..<count where column[index] != Int64(index) &* 7 { wrong += 1 }
        #expect(wrong == 0)
        cases += 1
      }
    }
    #expect(ranCases("column builder", cases, atLeast: 54))
  }

  @Test func reservedPlacesReadAsZero() throws {
    var builder = try ColumnBuilder<UInt16>()
    var total = 0
    for size in [1, 10, 5000, 1_000_000, 3, 2_000_000] {
      let place = try builder.reserve(size)
      let zero = (0..<size).allSatisfy { place[$0] == 0 }
      #expect(zero)
      // Half of it is used.
      for index in 0..<size / 2 { place[index] = 5 }
      builder.commit(size / 2)
      total += size / 2
      let again = try builder.reserve(size)
      let untouched = (0..<size).allSatisfy { again[$0] == 0 }
      #expect(untouched)
    }
    let column = try builder.finish()
    #expect(column.count == total)
    #expect(column == Column(repeating: 5, count: total))
  }

  @Test func theBooksShowTheFinalSize() throws {
    let ledger = MemoryLedger()
    var builder = try ColumnBuilder<Int32>(purpose: .triangles, label: "t", ledger: ledger)
    for index in 0..<500_000 { try builder.append(Int32(index)) }
    var column: Column<Int32>? = try builder.finish()
    #expect(column?.count == 500_000)
    #expect(ledger.live(.triangles) == 2_000_000)
    #expect(ledger.peak(.triangles) < 2_000_000 * 3 / 2 + 8192)
    column = nil
    #expect(ledger.live(.triangles) == 0)
  }

  @Test func theColumnIsTheOnlyHolder() throws {
    var builder = try ColumnBuilder<Double>()
    for index in 0..<10 { try builder.append(Double(index)) }
    var column = try builder.finish()
    let before = column.span.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    column[3] = 0
    #expect(column.span.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } == before, "written in place")
  }

  /// What lies before is given up in whole huge pages; what lies behind stays, also while it grows.
  @Test func discardLeavesTheRest() throws {
    for count in TestSize.isSmall ? [100, 300_000] : [100, 400_000, 900_000] {
      var builder = try ColumnBuilder<Double>()
      for index in 0..<count { try builder.append(Double(index)) }
      for index in stride(from: 0, through: count, by: 50_000) {
        builder.discard(before: index)
        let wrong = (index..<count).count { builder.base[$0] != Double($0) }
        #expect(wrong == 0, "before \(index) of \(count)")
      }
      try builder.append(-1)
      #expect(try builder.finish()[count] == -1)
    }
  }

  /// What is expected costs address space, not memory; what is written is never held twice.
  @Test(.enabled(if: TestSize.measuresMemory)) func memoryIsTheFinalSize() async {
    await #expect(processExitsWith: .success) {
      let mebibyte = 1 << 20
      let before = ProcessMemory.residentBytes
      for expected in [0, 100 << 20] {
        var builder = try ColumnBuilder<Double>(expectedCount: expected)
        for index in 0..<12 * mebibyte { try builder.append(Double(index)) }
        let column = try builder.finish()
        #expect(ProcessMemory.residentBytes - before < 98 * mebibyte)
        #expect(ProcessMemory.peakResidentBytes - before < 102 * mebibyte)
        withExtendedLifetime(column) {}
      }
      #expect(ProcessMemory.residentBytes - before < 2 * mebibyte)
    }
  }
}
