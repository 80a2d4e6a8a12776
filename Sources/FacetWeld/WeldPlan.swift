// What a weld will allocate, computed before it is made: the same steps as `WeldTable`, `BoundedWeld` and `VertexRows` take, on
// numbers alone. Those who foresee the memory of a conversion ask here, so that the formula stands beside the code that
// allocates.
import FacetArrays
import FacetMemory
import FacetMesh

/// The memory of a weld as it goes.
package struct WeldPlan {
  /// The bytes of a key.
  package let keyBytes: Int
  /// The most vertices that the table may hold.
  package let room: Int
  private var slots: Int
  private var keyCapacity: Int

  /// - Parameters:
  ///   - expectedVertices: what the weld is told; nil for nothing.
  ///   - room: the most vertices that fit, as `room(inBytes:precision:)` tells.
  package init(precision: SourcePrecision, expectedVertices: Int?, room: Int = .max) {
    keyBytes = Self.keyBytes(precision)
    self.room = room
    let expected = min(expectedVertices ?? 0, room)
    slots = min(WeldTable<Float>.capacity(forVertices: expected), WeldTable<Float>.largestFirstCapacity)
    keyCapacity = Self.keys(precision, expected: 3 * expected + 4, limit: Self.keyLimit(room))
  }

  /// The bytes of the table's slots.
  package var slotBytes: Int { 4 * slots }
  /// The bytes that the keys have room for.
  package var keyRoomBytes: Int { keyBytes / 3 * keyCapacity }

  /// Makes room for a batch behind so many vertices. Call it with rising counts.
  package mutating func grow(to vertices: Int) {
    let batch = WeldTable<Float>.batch
    // Batch after batch: what it was before tells what it becomes.
    while keyCapacity - 3 * vertices < 3 * batch + 4 {
      let needed = keyCapacity < Self.keyLimit(room) ? 3 * batch + 4 : 3 * (vertices + batch) + 4
      keyCapacity = ColumnBuilder<Float>.grownCapacity(
        keyCapacity, needed: needed, capacityLimit: Self.keyLimit(room))
    }
    let needed = WeldTable<Float>.capacity(forVertices: vertices + batch)
    if needed > slots {
      let most = WeldTable<Float>.capacity(forVertices: room)
      slots = max(needed, min(slots + slots / WeldTable<Float>.growthDivisor(slots), most))
    }
  }

  /// What a soup of so many triangles expects of vertices when nothing else is known.
  package static func expectedVertices(triangles: Int) -> Int { min(triangles / 20 * 11 + 1000, 1 << 31) }

  /// How many vertices the table may hold where so many bytes are free; nil when that is too few to begin.
  package static func room(inBytes free: Int, precision: SourcePrecision) -> Int? {
    let bytes = free - BoundedWeld<Float>.buffers
    let room =
      precision == .float32 ? WeldTable<Float>.vertices(inBytes: bytes) : WeldTable<Double>.vertices(inBytes: bytes)
    return room >= BoundedWeld<Float>.smallestRoom ? room : nil
  }

  /// The most bytes that are resident at once while the keys become rows of vertices: pages are given back behind the keys in
  /// huge pages, and taken by three rows at once.
  package static func spreadingBytes(vertices: Int, precision: SourcePrecision) -> Int {
    let page = MappedStorage.hugePage
    let (keyBytes, steps) = (Self.keyBytes(precision), min(max(vertices >> 13, 1), 256))
    guard 24 * vertices >= page else { return (keyBytes + 24) * vertices }
    var most = 0
    for step in 0...steps {
      let done = vertices * step / steps
      let kept = MappedStorage.mappedBytes(keyBytes * vertices) - keyBytes * done & ~(page - 1)
      most = max(most, RowPages.touched(vertices: done, room: vertices) + kept)
    }
    return most
  }

  private static func keyBytes(_ precision: SourcePrecision) -> Int { precision == .float32 ? 12 : 24 }

  private static func keyLimit(_ room: Int) -> Int { room < 1 << 40 ? 3 * room + 4 : .max }

  private static func keys(_ precision: SourcePrecision, expected: Int, limit: Int) -> Int {
    precision == .float32
      ? ColumnBuilder<Float>.firstCapacity(expectedCount: expected, capacityLimit: limit)
      : ColumnBuilder<Double>.firstCapacity(expectedCount: expected, capacityLimit: limit)
  }
}
