// How a soup is welded, step by step as `SoupFeed` and `SoupWeld` do it, on numbers alone.
import FacetArrays
import FacetMemory
import FacetMesh
import FacetWeld

extension MemoryForecast {
  /// A soup as it is known before it is read.
  struct Soup {
    var triangles: Int
    var vertices: Int
    var precision: SourcePrecision
    /// What the weld is told of the number of triangles.
    var expectedTriangles: Int?
    /// Triangles that share corners lie all over the soup.
    var isShuffled = false
  }

  /// A mesh that is there.
  struct Mesh {
    var vertices: Int
    var triangles: Int
    var rows: Holding
    var corners: Holding
  }

  /// What readers hold: four blocks, and room to carry over.
  static let readBuffers = 4 * (ByteSource.defaultBlockSize + 1 << 16)
  /// What they hold before they begin.
  static let firstBuffer = ByteSource.defaultBlockSize + 1 << 16

  /// Corners in a block, which is numbered at once.
  private static var block: Int { CornerBlock.defaultCapacity }

  /// Reads and welds a soup.
  /// - Parameter passesVertices: the vertices go to the output as they are found, unless the weld spills.
  /// - Throws: `TooSmall` when the ceiling leaves no room for the table.
  mutating func weld(_ soup: Soup, passesVertices: Bool = false) throws(TooSmall) -> Mesh {
    var capacity = ColumnBuilder<VertexIndex>.firstCapacity(expectedCount: 3 * (soup.expectedTriangles ?? 0))
    let first = try take(Self.firstBuffer)
    touch(first, Self.firstBuffer)
    let corners = try take(4 * capacity, canSpill: true)
    var most = Int.max
    if let free = room {
      guard let fits = WeldPlan.room(inBytes: free, precision: soup.precision) else { throw TooSmall() }
      most = fits
    }
    var plan = WeldPlan(
      precision: soup.precision, expectedVertices: soup.expectedTriangles.map(WeldPlan.expectedVertices), room: most)
    var slots = try take(plan.slotBytes)
    touch(slots, plan.slotBytes)
    let keys = try take(plan.keyRoomBytes)
    let others = try take(Self.readBuffers - Self.firstBuffer)
    touch(others, Self.readBuffers)
    // An epoch ends before a block that might not fit.
    let isSpilled = soup.vertices + Self.block * 5 / 6 > most
    let steps = 256
    for step in 1...steps {
      let part = Double(step) / Double(steps)
      let numbered = min(3 * soup.triangles, Int(3 * Double(soup.triangles) * part) + 1)
      // Of a vertex with six corners all over the soup one is soon met.
      let seen =
        soup.isShuffled ? 1 - (1 - part) * (1 - part) * (1 - part) * (1 - part) * (1 - part) * (1 - part) : part
      let vertices = min(Int(Double(soup.vertices) * seen), most)
      while capacity < min(3 * soup.triangles, numbered + Self.block) {
        // What was read are whole blocks; the next one does not fit.
        let needed = (capacity / Self.block + 1) * Self.block
        capacity = ColumnBuilder<VertexIndex>.grownCapacity(capacity, needed: min(3 * soup.triangles, needed))
        try resize(corners, to: 4 * capacity)
      }
      touch(corners, 4 * numbered)
      try growTable(&plan, to: vertices, &slots, keys)
      touch(keys, plan.keyBytes * vertices)
    }
    free(slots)
    let rows: Holding
    if passesVertices && !isSpilled {
      rows = try take(0)
      free(keys)
    } else {
      rows = try finish(soup, keys, isSpilled ? most : nil, corners)
    }
    let mesh = Mesh(vertices: soup.vertices, triangles: soup.triangles, rows: rows, corners: corners)
    try resize(corners, to: 12 * soup.triangles)
    return mesh
  }

  private mutating func growTable(
    _ plan: inout WeldPlan, to vertices: Int, _ slots: inout Holding, _ keys: Holding
  ) throws(TooSmall) {
    let (slotBytes, keyBytes) = (plan.slotBytes, plan.keyRoomBytes)
    plan.grow(to: vertices)
    if plan.keyRoomBytes > keyBytes { try resize(keys, to: plan.keyRoomBytes) }
    if plan.slotBytes > slotBytes {
      free(slots)
      slots = try take(plan.slotBytes)
      touch(slots, plan.slotBytes)
    }
  }

  /// Turns keys into rows of vertices.
  /// - Parameter epoch: the distinct positions of an epoch, where they were spilled.
  mutating func finish(
    _ soup: Soup, _ keys: Holding, _ epoch: Int?, _ corners: Holding
  ) throws(TooSmall) -> Holding {
    let keyBytes = soup.precision == .float32 ? 12 : 24
    guard let epoch else {
      let rows = try take(24 * soup.vertices, canSpill: true)
      // Pages of files are no huge pages, and the keys give back what the rows take.
      let spreading =
        isInFile(rows)
        ? max(keyBytes, 24) * soup.vertices + MappedStorage.hugePage
        : WeldPlan.spreadingBytes(vertices: soup.vertices, precision: soup.precision)
      free(keys)
      note(extra: spreading)
      touch(rows, 24 * soup.vertices)
      return rows
    }
    let records = soup.isShuffled ? Self.shuffledRecords(soup, epoch) : soup.vertices
    spooled += records * (keyBytes + 16)
    free(keys)
    let map = try take(4 * min(epoch, records))
    let positions = try take(keyBytes * min(epoch, records))
    let rows = try take(24 * soup.vertices, canSpill: true)
    touch(map, 4 * epoch)
    touch(positions, keyBytes * epoch)
    touch(rows, 24 * soup.vertices)
    readAgain(corners)
    free(map)
    free(positions)
    return rows
  }

  /// The distinct positions of all epochs together, when each meets a position anew.
  private static func shuffledRecords(_ soup: Soup, _ epoch: Int) -> Int {
    // An epoch ends when its part of the corners holds so many positions: p = 1 - (1 - part)^6.
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let part = (low + high) / 2
      let left = (1 - part) * (1 - part) * (1 - part)
      if Double(soup.vertices) * (1 - left * left) < Double(epoch) { low = part } else { high = part }
    }
    return Int(Double(epoch) / max(low, 1e-9))
  }
}

extension MemoryForecast {
  /// Reads a soup whose corners are vertices each.
  mutating func keepCorners(_ soup: Soup) throws(TooSmall) -> Mesh {
    let (keyBytes, all) = (soup.precision == .float32 ? 12 : 24, 3 * soup.triangles)
    let corners = try take(4 * max(1024, 3 * (soup.expectedTriangles ?? soup.triangles)), canSpill: true)
    let keys = try take(keyBytes * (all / 8 * 9 + 1024), canSpill: true)
    touch(corners, 4 * all)
    touch(keys, keyBytes * all)
    let rows = try take(24 * all, canSpill: true)
    free(keys)
    note(extra: WeldPlan.spreadingBytes(vertices: all, precision: soup.precision) + MappedStorage.hugePage)
    touch(rows, 24 * all)
    return Mesh(vertices: all, triangles: soup.triangles, rows: rows, corners: corners)
  }

  /// Reads a soup and writes it as it comes.
  /// - Parameter spools: the corners wait in a file between the two.
  mutating func pass(float64: Bool, triangles: Int, spools: Bool) throws(TooSmall) {
    // Blocks of the reader and of the output; all else is small.
    let bytes = Self.readBuffers + ByteSink.bufferSize
    touch(try take(bytes), bytes)
    if spools { spooled += (float64 ? 72 : 36) * triangles }
  }
}
