// What a weld says that it will take against what the ledger then saw.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetWeld

@Suite struct WeldPlanTests {
  /// Welds so many triangles that share nothing, and as many again that repeat them.
  private func weld(_ triangles: Int, _ precision: SourcePrecision, expected: Int?) throws -> MemoryLedger {
    let ledger = MemoryLedger()
    let weld = try SoupWeld(precision: precision, expectedTriangles: expected, ledger: ledger)
    let block = try CornerBlock(precision: precision)
    for _ in 0..<2 {
      for corner in 0..<3 * triangles {
        if precision == .float32 { block.append(Float(corner), 1, 2) } else { block.append(Double(corner), 1, 2) }
        if block.count == block.capacity || corner == 3 * triangles - 1 {
          try weld.add(block)
          block.removeAll()
        }
      }
    }
    _ = try weld.finish()
    return ledger
  }

  @Test(arguments: [SourcePrecision.float32, .float64]) func peaksAreThoseOfTheLedger(precision: SourcePrecision) throws
  {
    for triangles in [1, 700, 5000, TestSize.pick(90_000, small: 6000)] {
      for expected in [nil, 1, triangles, 9 * triangles] {
        let ledger = try weld(triangles, precision, expected: expected)
        var plan = WeldPlan(
          precision: precision, expectedVertices: expected.map(WeldPlan.expectedVertices(triangles:)))
        var (slots, keys) = (plan.slotBytes, plan.keyRoomBytes)
        // The table looks for room before each batch.
        for vertices in stride(from: 0, through: 3 * triangles, by: 256) {
          plan.grow(to: vertices)
          (slots, keys) = (max(slots, plan.slotBytes), max(keys, plan.keyRoomBytes))
        }
        #expect(abs(ledger.peak(.weldTable) - slots) <= slots / 20, "\(triangles) \(String(describing: expected))")
        #expect(abs(ledger.peak(.weldKeys) - keys) <= keys / 20, "\(triangles) \(String(describing: expected))")
      }
    }
  }

  @Test func spreadingIsBounded() {
    for vertices in [0, 1, 1000, 100_000, 500_000, 5_000_000, 2_000_000_000] {
      for precision in [SourcePrecision.float32, .float64] {
        let keyBytes = precision == .float32 ? 12 : 24
        let bytes = WeldPlan.spreadingBytes(vertices: vertices, precision: precision)
        #expect(bytes >= 24 * vertices && bytes <= (24 + keyBytes) * vertices + 8 * MappedStorage.hugePage)
        // Of many vertices the keys are gone when the rows are there.
        if vertices >= 5_000_000 { #expect(bytes <= 24 * vertices + 8 * MappedStorage.hugePage) }
      }
    }
  }
}
