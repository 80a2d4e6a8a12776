// How indexed files become meshes and meshes become files, step by step as the readers, welds and writers do it, on numbers
// alone.
import FacetArrays
import FacetFormats
import FacetMemory
import FacetMesh
import FacetWeld

extension MemoryForecast {
  /// Reads an indexed file.
  /// - Parameter isSized: the file tells its size, so that its counts are believed.
  mutating func read(_ sample: IndexedSample, _ format: MeshFormat, isSized: Bool) throws(TooSmall) -> Mesh {
    let isArray = [.npz, .npy].contains(format)
    let buffers = try take(isArray ? Self.firstBuffer : Self.readBuffers)
    touch(buffers, Self.readBuffers)
    let isCounted = format != .obj && isSized
    let rows: Holding
    let corners: Holding
    if sample.contents > 0 {
      let contents = try take(sample.contents, canSpill: true)
      touch(contents, sample.contents)
      rows = try take(24 * sample.vertices, canSpill: true)
      corners = try take(12 * sample.triangles, canSpill: true)
      // All was read before it is looked at.
      readAgain(contents)
      touch(rows, 24 * sample.vertices)
      touch(corners, 12 * sample.triangles)
      free(contents)
    } else {
      rows = try readVertices(sample, isCounted: isCounted)
      corners = try readFaces(sample, isCounted: isCounted, isExact: isArray)
      // Rows that move down touch their new places before they leave the old ones.
      if !isCounted { note(extra: MappedStorage.hugePage / 2) }
    }
    try resize(rows, to: 24 * sample.vertices)
    try resize(corners, to: 12 * sample.triangles)
    return Mesh(vertices: sample.vertices, triangles: sample.triangles, rows: rows, corners: corners)
  }

  private mutating func readVertices(_ sample: IndexedSample, isCounted: Bool) throws(TooSmall) -> Holding {
    // Rows that are longer than need be begin in pages of their own.
    let room = isCounted ? sample.vertices : max(sample.vertices, sample.room ?? sample.vertices / 20 * 21)
    let rows = try take(24 * room, canSpill: true)
    touch(rows, RowPages.touched(vertices: sample.vertices, room: room))
    return rows
  }

  private mutating func readFaces(
    _ sample: IndexedSample, isCounted: Bool, isExact: Bool
  ) throws(TooSmall) -> Holding {
    let total = 3 * sample.triangles
    guard !isExact else {
      let corners = try take(4 * total, canSpill: true)
      touch(corners, 4 * total)
      return corners
    }
    let step = 3 * TriangleBuilder.step
    let expected = isCounted ? TriangleBuilder.expectedCorners(triangles: sample.triangles) : 0
    var capacity = ColumnBuilder<VertexIndex>.firstCapacity(expectedCount: expected)
    let corners = try take(4 * capacity, canSpill: true)
    var read = 0
    while read < total {
      if capacity - read < step {
        capacity = ColumnBuilder<VertexIndex>.grownCapacity(capacity, needed: read + step)
        try resize(corners, to: 4 * capacity)
      }
      read = min(total, max(read + step, capacity - step))
      touch(corners, 4 * read)
    }
    return corners
  }

  /// Welds the vertices of a mesh, as `VertexWeld.unique` does.
  /// - Returns: the distinct vertices and the map from the old ones.
  private mutating func unique(_ vertices: Int) throws(TooSmall) -> (rows: Holding, remap: Holding) {
    var most = Int.max
    if let free = room {
      guard let fits = WeldPlan.room(inBytes: free, precision: .float64) else { throw TooSmall() }
      most = fits
    }
    let plan = WeldPlan(precision: .float64, expectedVertices: vertices, room: most)
    let slots = try take(plan.slotBytes)
    touch(slots, plan.slotBytes)
    let keys = try take(plan.keyRoomBytes)
    let remap = try take(4 * vertices, canSpill: true)
    touch(remap, 4 * vertices)
    touch(keys, 24 * min(vertices, most))
    free(slots)
    let soup = Soup(triangles: 0, vertices: vertices, precision: .float64)
    let rows = try finish(soup, keys, vertices > most ? most : nil, remap)
    return (rows, remap)
  }

  /// Welds an indexed mesh exactly.
  mutating func weld(_ mesh: Mesh) throws(TooSmall) -> Mesh {
    readAgain(mesh.rows)
    let (rows, remap) = try unique(mesh.vertices)
    let corners = try take(12 * mesh.triangles, canSpill: true)
    touch(corners, 12 * mesh.triangles)
    free(mesh.rows)
    free(mesh.corners)
    free(remap)
    return Mesh(vertices: mesh.vertices, triangles: mesh.triangles, rows: rows, corners: corners)
  }

  /// Puts the mesh of one input behind those before.
  mutating func append(_ mesh: Mesh, to whole: Mesh?) throws(TooSmall) -> Mesh {
    let (vertices, triangles) = (mesh.vertices + (whole?.vertices ?? 0), mesh.triangles + (whole?.triangles ?? 0))
    let rows = try take(24 * vertices, canSpill: true)
    let corners = try take(12 * triangles, canSpill: true)
    if let whole {
      free(whole.rows)
      free(whole.corners)
    }
    touch(rows, 24 * vertices)
    touch(corners, 12 * triangles)
    free(mesh.rows)
    free(mesh.corners)
    return Mesh(vertices: vertices, triangles: triangles, rows: rows, corners: corners)
  }

  /// Writes a mesh.
  /// - Parameters:
  ///   - gathers: positions are written in the order of corners.
  ///   - rounds: coordinates are rounded to float32, and vertices that become the same are counted.
  ///   - verifies: the output is read back.
  mutating func write(_ mesh: Mesh, gathers: Bool, rounds: Bool, verifies: Bool) throws(TooSmall) {
    let buffer = try take(ByteSink.bufferSize)
    touch(buffer, ByteSink.bufferSize)
    readAgain(mesh.rows)
    readAgain(mesh.corners)
    if gathers && isInFile(mesh.rows) {
      let part = min(mesh.triangles, MeshParts.largest(inRoom: room ?? 0))
      note(extra: MeshParts.gatheringBytes * part)
    }
    if rounds {
      let (rows, remap) = try unique(mesh.vertices)
      free(rows)
      free(remap)
    }
    if verifies {
      let rows = try take(24 * mesh.vertices, canSpill: true)
      touch(rows, 24 * mesh.vertices)
      let corners = try take(12 * mesh.triangles, canSpill: true)
      touch(corners, 12 * mesh.triangles)
    }
  }
  /// Looks at everything, as `MeshCheck` does.
  /// - Parameter isWelded: else the distinct positions are counted.
  mutating func check(_ mesh: Mesh, isWelded: Bool) throws(TooSmall) {
    if !isWelded {
      let (rows, remap) = try unique(mesh.vertices)
      free(rows)
      free(remap)
    }
    readAgain(mesh.rows)
    readAgain(mesh.corners)
    for bytes in TriangleMesh.topologyBytes(vertices: mesh.vertices, triangles: mesh.triangles) {
      touch(try take(bytes), bytes)
    }
  }
}
