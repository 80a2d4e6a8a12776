// Numbers for vertices that differ in their normal or colour. A table of vertex numbers, half full at most: the slot of a
// vertex comes from a hash of the number of its position and of its attributes, which stay where they are.
//
// Source of the mixing: D. Stafford's variant 13 of MurmurHash3's 64-bit finaliser (2011), as in SplitMix64.
import FacetArrays
import FacetMemory
import FacetMesh

/// Compares and hashes the attributes of vertices.
struct AttributeNumbering {
  private let normals: Column<Double>?
  private let count: Int
  private let bytes: Column<UInt8>?
  private let floats: Column<Float>?
  private let channels: Int

  init(_ attributes: MeshAttributes) {
    normals = attributes.vertexNormals?.rowMajor.flat
    count = attributes.vertexNormals?.count ?? 0
    channels = attributes.vertexColors?.channels ?? 0
    switch attributes.vertexColors?.components {
    case .uint8(let column): (bytes, floats) = (column, nil)
    case .float32(let column): (bytes, floats) = (nil, column)
    case nil: (bytes, floats) = (nil, nil)
    }
  }

  /// Whether two vertices have the same normal and the same colour. A vertex with a NaN is not even equal to itself.
  @inline(__always)
  func areEqual(_ left: Int, _ right: Int) -> Bool {
    if let normals {
      let values = normals.span
      for axis in 0..<3 where values[axis * count + left] != values[axis * count + right] { return false }
    }
    if let bytes {
      let values = bytes.span
      for channel in 0..<channels where values[left * channels + channel] != values[right * channels + channel] {
        return false
      }
    }
    if let floats {
      let values = floats.span
      for channel in 0..<channels where values[left * channels + channel] != values[right * channels + channel] {
        return false
      }
    }
    return true
  }

  /// Puts in the place of each vertex's position number the number of the vertex, in order of first occurrence, and answers
  /// the first vertex of each number. Expected O(vertices).
  func number(
    _ numbers: inout Column<VertexIndex>, ledger: MemoryLedger?
  ) throws(FileError) -> Column<VertexIndex> {
    // A power of two, at least twice the vertices.
    let capacity = 1 << (Int.bitWidth - max(16, 2 * numbers.count - 1).leadingZeroBitCount)
    let storage = try MappedStorage(
      byteCount: capacity * MemoryLayout<VertexIndex>.stride, purpose: .weldTable, label: "attribute table",
      ledger: ledger)
    // A slot holds a new number plus 1; fresh memory reads as empty.
    var table = Column<VertexIndex>(storage: storage, offset: 0, count: capacity)
    var firsts = try ColumnBuilder<VertexIndex>(purpose: .remap, label: "first vertices", ledger: ledger)
    var positions = try ColumnBuilder<VertexIndex>(purpose: .remap, label: "positions", ledger: ledger)
    let seed = UInt64.random(in: .min ... .max)
    var slots = table.mutableSpan
    var span = numbers.mutableSpan
    for vertex in 0..<span.count {
      let position = span[vertex]
      var slot = Int(truncatingIfNeeded: hash(vertex, position, seed)) & (capacity - 1)
      while slots[slot] != 0 {
        let known = Int(slots[slot]) - 1
        if unsafe positions.base[known] == position && areEqual(vertex, Int(firsts.base[known])) { break }
        slot = (slot + 1) & (capacity - 1)
      }
      if slots[slot] == 0 {
        try firsts.append(VertexIndex(vertex))
        try positions.append(position)
        span[vertex] = VertexIndex(firsts.count - 1)
        // What equals nothing is not looked for: many of them would lie in one row.
        if areEqual(vertex, vertex) { slots[slot] = VertexIndex(firsts.count) }
      } else {
        span[vertex] = slots[slot] - 1
      }
    }
    return try firsts.finish()
  }

  @inline(__always)
  private func hash(_ vertex: Int, _ position: VertexIndex, _ seed: UInt64) -> UInt64 {
    var hash = Self.mixed(seed ^ UInt64(UInt32(bitPattern: position)))
    if let normals {
      let values = normals.span
      // Adding zero makes -0.0 the same as 0.0.
      for axis in 0..<3 { hash = Self.mixed(hash ^ (values[axis * count + vertex] + 0).bitPattern) }
    }
    if let bytes {
      let values = bytes.span
      var word: UInt64 = 0
      for channel in 0..<channels { word = word << 8 | UInt64(values[vertex * channels + channel]) }
      hash = Self.mixed(hash ^ word)
    }
    if let floats {
      let values = floats.span
      for channel in 0..<channels {
        hash = Self.mixed(hash ^ UInt64((values[vertex * channels + channel] + 0).bitPattern))
      }
    }
    return hash
  }

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9e37_79b9_7f4a_7c15
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
