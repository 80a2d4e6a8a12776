// The table under attack: positions whose hashes agree in all 32 bits, so that probes get as long as they can be.
import CFacetKernels
import FacetMesh
import FacetTestSupport
import FacetWeld
import Testing

/// Makes float32 positions that the weld's hash, MurmurHash3 with its first seed, sends to one place. Each step of that
/// hash can be undone, so the last word can be chosen to reach any value.
private struct CollidingPositions {
  static func inverse(_ value: UInt32) -> UInt32 {
    var x = value
    for _ in 0..<5 { x = x &* (2 &- value &* x) }
    return x
  }

  static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 { value << count | value >> (32 - count) }

  static func step(_ hash: UInt32, _ word: UInt32) -> UInt32 {
    let k = rotate(word &* 0xcc9e_2d51, 15) &* 0x1b87_3593
    return rotate(hash ^ k, 13) &* 5 &+ 0xe654_6b64
  }

  /// The word that leads from one state to another.
  static func word(from hash: UInt32, to target: UInt32) -> UInt32 {
    let k = rotate((target &- 0xe654_6b64) &* inverse(5), 32 - 13) ^ hash
    return rotate(k &* inverse(0x1b87_3593), 32 - 15) &* inverse(0xcc9e_2d51)
  }

  static func make(_ count: Int, target: UInt32, seed: UInt32 = 0x9747_b28c) -> [SIMD3<Double>] {
    var random = SeededGenerator(seed: UInt64(target))
    var positions: [SIMD3<Double>] = []
    while positions.count < count {
      let (x, y) = (Float.random(in: 1...2, using: &random), Float.random(in: 1...2, using: &random))
      let state = step(step(seed, x.bitPattern), y.bitPattern)
      let z = Float(bitPattern: word(from: state, to: target))
      // Zeros hash as +0; NaN has no place.
      if z.isFinite && z != 0 { positions.append(SIMD3(Double(x), Double(y), Double(z))) }
    }
    return positions
  }
}

@Suite struct WeldTableTests {
  @Test func collidingPositionsDoCollide() {
    for p in CollidingPositions.make(100, target: 12345) {
      var hash: UInt32 = 0x9747_b28c
      for axis in 0..<3 { hash = CollidingPositions.step(hash, Float(p[axis]).bitPattern) }
      #expect(hash == 12345)
    }
  }

  /// More than 4096 in one place: the table takes another seed, and nobody sees it in the numbers.
  @Test func attackChangesNoNumber() throws {
    let attack = CollidingPositions.make(TestSize.pick(15_000, small: 4500), target: 0xdead_beef)
    var random = SeededGenerator(seed: 6)
    for round in 0..<3 {
      var corners: [SIMD3<Double>] = []
      for (index, position) in attack.enumerated() {
        corners.append(position)
        // Known ones again, and other positions between them.
        corners.append(attack[Int.random(in: 0...index, using: &random)])
        corners.append(round == 0 ? .zero : SIMD3(Double(index % 5000), Double(round), 0))
      }
      for blocks in [[CornerBlock.defaultCapacity], [3], [255, 900]] {
        #expect(agrees(try weld(corners, precision: .float32, blocks: blocks), with: corners))
        #expect(
          agrees(try weld(corners, precision: .float32, blocks: blocks, expectedTriangles: 100_000), with: corners))
      }
    }
  }

  /// Probes that begin at the last slot go on at the first, whatever part of a cache line the last one is.
  @Test func attackOnTheLastSlot() throws {
    let attack = CollidingPositions.make(60, target: .max)
    let corners = (0..<900).map { attack[$0 * 7 % ($0 % 60 + 1)] }
    for triangles in 7000..<7016 {
      #expect(agrees(try weld(corners, precision: .float32, blocks: [90], expectedTriangles: triangles), with: corners))
    }
  }

  /// A look at a whole line of slots against one slot after the other.
  @Test func firstSlotOfALine() {
    var random = SeededGenerator(seed: 8)
    let line = unsafe UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64).assumingMemoryBound(
      to: UInt32.self)
    defer { unsafe line.deallocate() }
    for round in 0..<TestSize.pick(20_000, small: 2000) {
      let tagMask: UInt32 = round % 9 == 0 ? 0 : .max << UInt32(round % 32)
      let tag = UInt32.random(in: .min ... .max, using: &random) & tagMask
      for place in 0..<16 {
        switch Int.random(in: 0..<(round % 40 + 2), using: &random) {
        case 0: unsafe line[place] = 0
        case 1: unsafe line[place] = tag | ~tagMask & UInt32.random(in: .min ... .max, using: &random)
        default: unsafe line[place] = UInt32.random(in: .min ... .max, using: &random)
        }
      }
      for from in 0..<16 {
        let expected = (from..<16).first { unsafe line[$0] == 0 || line[$0] & tagMask == tag } ?? 16
        #expect(unsafe Int(facet_first_slot(line, Int32(from), tag, tagMask)) == expected - from)
      }
    }
  }

  /// A table that is full to its last number still finds what it knows, however long the probe.
  @Test func attackOnAFullTable() throws {
    let attack = CollidingPositions.make(4500, target: 7)
    let weld = try SoupWeld(precision: .float32, expectedTriangles: nil, vertexLimit: 4500)
    try feed(attack + attack.reversed(), to: weld, blocks: [300])
    #expect(weld.vertexCount == 4500)
    #expect(throws: WeldError.tooManyVertices(limit: 4500)) {
      try feed([SIMD3(9, 9, 9), SIMD3(9, 9, 9), SIMD3(9, 9, 9)], to: weld)
    }
  }

  /// Sizes around which the tag of a slot has one bit more or less, and the table is made anew.
  @Test func numbersBeyondEachPowerOfTwo() throws {
    let counts = [2867, 2868, 4095, 4096, 4097, 32_767, 32_768, 65_535, 65_536, 65_537]
    for count in counts.prefix(TestSize.pick(10, small: 5)) {
      let corners = (0..<3 * count).map { SIMD3(Double($0 % count), Double($0 % 7 == 8 ? 1 : 0), 0) }
      #expect(agrees(try weld(corners, precision: .float64, blocks: [300]), with: corners), "\(count) vertices")
    }
  }
}
