// The beginning of an output that is put right when all the rest is there.
import FacetTestSupport
import Foundation
import Testing

@testable import FacetMemory

@Suite struct OutputRewritingTests {
  @Test func theRestMoves() throws {
    let folder = try TemporaryFolder()
    var cases = 0
    for size in [0, 1, 5000, 1 << 20, (1 << 20) + 1, 5 << 19] {
      let rest = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
      for (old, new) in [(0, 0), (3, 3), (2, 9), (9, 2), (0, 4), (4, 0), (1, 3000)] {
        let file = try OutputFile(path: folder.path("o"))
        let before = [UInt8](repeating: 1, count: old) + rest
        try before.withUnsafeBytes { try file.write($0) }
        let start = [UInt8](repeating: 2, count: new)
        try file.replaceStart(old, by: start)
        let end: [UInt8] = [7, 8, 9]
        try end.withUnsafeBytes { try file.write($0) }
        #expect(file.byteCount == new + size + 3)
        try file.commit()
        #expect(try [UInt8](Data(contentsOf: folder.url.appendingPathComponent("o"))) == start + rest + end)
        cases += 1
      }
    }
    #expect(ranCases("beginnings that were replaced", cases, atLeast: 42))
  }
}
