// The block that corners travel in, and the search for NaN and infinity in it, against its naive twin.
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@Suite struct CornerBlockTests {
  @Test func cornersComeBackAsTheyWent() throws {
    for capacity in [3, 6, 33, CornerBlock.defaultCapacity] {
      for precision: SourcePrecision in [.float32, .float64] {
        let block = try CornerBlock(precision: precision, capacity: capacity)
        #expect(block.capacity == capacity)
        for round in 0..<2 {
          block.removeAll()
          #expect(block.count == 0)
          for index in 0..<capacity {
            if index % 3 == 0 { #expect(block.hasRoomForTriangle) }
            let value = Double(index + round) / 4
            if precision == .float32 {
              block.append(Float(value), Float(-value), Float(value + 1))
            } else {
              block.append(value, -value, value + 1)
            }
            block.facetAttributes[index / 3] = UInt16(truncatingIfNeeded: index / 3)
          }
          #expect(!block.hasRoomForTriangle)
          var wrong = 0
          for index in 0..<capacity {
            let value = Double(index + round) / 4
            if block[index] != SIMD3(value, -value, value + 1) { wrong += 1 }
            if block.facetAttributes[index / 3] != UInt16(truncatingIfNeeded: index / 3) { wrong += 1 }
          }
          #expect(wrong == 0)
        }
      }
    }
  }

  @Test func removeAllForgetsTheAttributes() throws {
    let block = try CornerBlock(precision: .float32)
    block.hasFacetAttributes = true
    block.removeAll()
    #expect(!block.hasFacetAttributes)
  }

  @Test func columnsAreAligned() throws {
    for capacity in [3, 9, 300, 6144] {
      let narrow = try CornerBlock(precision: .float32, capacity: capacity)
      let wide = try CornerBlock(precision: .float64, capacity: capacity)
      for address in [
        UInt(bitPattern: narrow.float32.x), UInt(bitPattern: narrow.float32.y), UInt(bitPattern: narrow.float32.z),
        UInt(bitPattern: wide.float64.x), UInt(bitPattern: wide.float64.y), UInt(bitPattern: wide.float64.z),
      ] { #expect(address % 64 == 0) }
      // 64 bytes behind each column belong to the block.
      #expect(UnsafeRawPointer(narrow.float32.y) - UnsafeRawPointer(narrow.float32.x) >= 4 * capacity + 64)
      #expect(UnsafeRawPointer(wide.float64.z) - UnsafeRawPointer(wide.float64.y) >= 8 * capacity + 64)
      #expect(UnsafeRawPointer(wide.facetAttributes) - UnsafeRawPointer(wide.float64.z) >= 8 * capacity + 64)
    }
  }

  @Test func misuseTraps() async {
    await #expect(processExitsWith: .failure) { _ = try CornerBlock(precision: .float32, capacity: 4) }
    await #expect(processExitsWith: .failure) { _ = try CornerBlock(precision: .float32, capacity: 0) }
    await #expect(processExitsWith: .failure) { try CornerBlock(precision: .float32).append(1.0 as Double, 2, 3) }
    await #expect(processExitsWith: .failure) { _ = try CornerBlock(precision: .float64)[0] }
    await #expect(processExitsWith: .failure) {
      let block = try CornerBlock(precision: .float64, capacity: 3)
      for _ in 0..<4 { block.append(0.0 as Double, 0, 0) }
    }
  }

  private func fill(_ block: CornerBlock, _ corners: [SIMD3<Double>], attributes: Bool) {
    block.removeAll()
    for corner in corners {
      if block.precision == .float32 {
        block.append(Float(corner.x), Float(corner.y), Float(corner.z))
      } else {
        block.append(corner.x, corner.y, corner.z)
      }
    }
    block.hasFacetAttributes = attributes
    if attributes { for triangle in 0..<corners.count / 3 { block.facetAttributes[triangle] = UInt16(triangle + 1) } }
  }

  @Test func nonFiniteAgainstTheNaiveTwin() throws {
    var random = SeededGenerator(seed: 17)
    var cases = 0
    let finite: [Double] = [0, -0.0, 1, -1, 3.25e38, -3.25e38, 1e-45, 500_000.5]
    for precision: SourcePrecision in [.float32, .float64] {
      let block = try CornerBlock(precision: precision, capacity: 300)
      for round in 0..<TestSize.pick(4000, small: 200) {
        let triangles = Int.random(in: 0...(round % 4 == 0 ? 100 : 12), using: &random)
        var corners = (0..<3 * triangles).map { _ in
          SIMD3(
            finite.randomElement(using: &random)!, finite.randomElement(using: &random)!,
            finite.randomElement(using: &random)!)
        }
        if precision == .float64 && round % 5 == 0 && triangles > 0 { corners[0].x = .greatestFiniteMagnitude }
        for _ in 0..<(triangles == 0 ? 0 : Int.random(in: 0...4, using: &random)) {
          let value = [Double.nan, .infinity, -.infinity, .signalingNaN].randomElement(using: &random)!
          corners[Int.random(in: 0..<corners.count, using: &random)][Int.random(in: 0..<3, using: &random)] = value
        }
        let attributes = round % 3 == 0
        fill(block, corners, attributes: attributes)
        func isFinite(_ p: SIMD3<Double>) -> Bool { p.x.isFinite && p.y.isFinite && p.z.isFinite }
        #expect(block.firstNonFinite == corners.firstIndex { !isFinite($0) })
        let count = corners.reduce(0) { sum, p in sum + (0..<3).count { !p[$0].isFinite } }
        #expect(block.nonFiniteCoordinateCount == count)
        let kept = (0..<triangles).filter { t in (0..<3).allSatisfy { isFinite(corners[3 * t + $0]) } }
        #expect(block.removeNonFiniteTriangles() == triangles - kept.count)
        #expect(block.count == 3 * kept.count)
        let left = (0..<block.count).map { bits(block[$0]) }
        let expected = kept.flatMap { t in
          (0..<3).map {
            precision == .float32 ? bits(SIMD3<Double>(SIMD3<Float>(corners[3 * t + $0]))) : bits(corners[3 * t + $0])
          }
        }
        #expect(left == expected, "order and signs of zero are kept")
        #expect(block.hasFacetAttributes == attributes)
        if attributes { #expect(kept.indices.allSatisfy { block.facetAttributes[$0] == UInt16(kept[$0] + 1) }) }
        #expect(block.firstNonFinite == nil)
        cases += 1
      }
    }
    #expect(ranCases("non-finite blocks", cases, atLeast: TestSize.pick(8000, small: 400)))
  }

  /// Each single place of a block, so that no lane of the search is forgotten.
  @Test func everyPlaceIsSearched() throws {
    var cases = 0
    for precision: SourcePrecision in [.float32, .float64] {
      let block = try CornerBlock(precision: precision, capacity: 60)
      for count in stride(from: 3, through: 60, by: 3) {
        for place in 0..<count {
          for axis in 0..<3 {
            var corners = [SIMD3<Double>](repeating: SIMD3(1, 2, 3), count: count)
            corners[place][axis] = place % 2 == 0 ? .nan : -.infinity
            fill(block, corners, attributes: false)
            #expect(block.firstNonFinite == place)
            #expect(block.nonFiniteCoordinateCount == 1)
            cases += 1
          }
        }
      }
    }
    #expect(ranCases("places of NaN", cases, atLeast: 3780))
  }
}
