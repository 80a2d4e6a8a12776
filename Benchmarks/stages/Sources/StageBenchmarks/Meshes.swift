// The stages of a soup: records into columns, and corners into vertices beside meshoptimizer.
import CRivals
import Facet

extension Stages {
  /// The records of a binary STL in memory into columns, a block at a time.
  static func decoding(_ triangles: Int) -> Stage {
    let soup = Soup(TerrainSoup(triangles: triangles))
    let file = soup.binarySTL
    let bytes = UnsafeRawBufferPointer(file)
    let block = try! CornerBlock(precision: .float32)
    let room = UnsafeMutablePointer<Float>.allocate(capacity: 3 * CornerBlock.defaultCapacity)
    let columns = (room, room + CornerBlock.defaultCapacity, room + 2 * CornerBlock.defaultCapacity)
    let blockTriangles = CornerBlock.defaultCapacity / 3

    func facet(_ seen: (CornerBlock) -> Void) {
      let reader = try! BinarySTLReader(ByteSource(bytes: bytes, name: "stage"))
      while true {
        block.removeAll()
        let more = try! reader.fill(block)
        seen(block)
        if !more { break }
      }
    }
    func rival(_ seen: (Int) -> Void) {
      let records = bytes.baseAddress!.assumingMemoryBound(to: UInt8.self) + 84
      for first in stride(from: 0, to: soup.triangles, by: blockTriangles) {
        let count = min(blockTriangles, soup.triangles - first)
        rival_decode(records + 50 * first, count, columns.0, columns.1, columns.2)
        seen(3 * count)
      }
    }
    func added(
      _ digest: inout Digest, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ z: UnsafePointer<Float>,
      _ count: Int
    ) {
      for index in 0..<count {
        for axis in [x, y, z] { digest.add(UInt64(axis[index].bitPattern)) }
      }
    }
    return Stage(
      name: "decode", item: "triangle", items: soup.triangles, bytesRead: 50, bytesWritten: 36,
      ways: [
        Way(
          name: "Facet", run: { facet { _ in } },
          answer: {
            var (digest, count) = (Digest(), 0)
            facet {
              added(&digest, $0.float32.x, $0.float32.y, $0.float32.z, $0.count)
              count += $0.count
            }
            return Answer(count: count, digest: digest.value)
          }),
        Way(
          name: "plain C++", run: { rival { _ in } },
          answer: {
            var (digest, count) = (Digest(), 0)
            rival {
              added(&digest, columns.0, columns.1, columns.2, $0)
              count += $0
            }
            return Answer(count: count, digest: digest.value)
          }),
      ])
  }

  /// Corners that are in memory already into the numbers of vertices, with and without the vertices themselves.
  static func weld(_ name: String, _ stream: any CornerStream) -> Stage {
    let soup = Soup(stream)
    let positions = soup.sideBySide
    let corners = 3 * soup.triangles
    let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: corners)
    let vertices = UnsafeMutablePointer<Float>.allocate(capacity: 3 * corners)
    numbers.initialize(repeating: 0, count: corners)
    var (weld, mesh, count) = (SoupWeld?.none, TriangleMesh?.none, 0)

    func number() {
      let fresh = try! SoupWeld(precision: .float32, expectedTriangles: soup.triangles)
      for block in soup.blocks { try! fresh.add(block) }
      weld = fresh
    }
    func finish() {
      mesh = try! weld!.finish()
      weld = nil
    }
    func answer() -> Answer {
      if mesh == nil { finish() }
      let found = mesh!.triangles.corners
      var digest = Digest()
      for index in 0..<found.count { digest.add(UInt64(UInt32(bitPattern: found[index]))) }
      return Answer(count: mesh!.vertices.count, digest: digest.value)
    }
    func clean() { (weld, mesh) = (nil, nil) }
    func rivalAnswer() -> Answer {
      var digest = Digest()
      for index in 0..<corners { digest.add(UInt64(numbers[index])) }
      return Answer(count: count, digest: digest.value)
    }
    return Stage(
      // A corner comes with 12 bytes and leaves with 4; two vertices for four triangles leave with 12 bytes each.
      name: name, item: "corner", items: corners, bytesRead: 12, bytesWritten: 6,
      ways: [
        Way(name: "Facet", run: number, answer: answer, clean: clean),
        Way(
          name: "meshoptimizer", run: { count = rival_meshopt(positions, corners, numbers) }, answer: rivalAnswer),
        Way(
          name: "Facet, mesh handed over",
          run: {
            number()
            finish()
          }, answer: answer, clean: clean),
        Way(
          name: "meshoptimizer, vertices copied",
          run: {
            count = rival_meshopt(positions, corners, numbers)
            rival_meshopt_vertices(positions, corners, numbers, vertices)
          }, answer: rivalAnswer),
      ])
  }
}

/// A soup held whole, in blocks as readers fill them, with -0.0 made 0.0, which meshoptimizer's comparison of bytes needs.
final class Soup {
  let blocks: [CornerBlock]
  let triangles: Int

  init(_ stream: any CornerStream) {
    var (blocks, corners) = ([CornerBlock](), 0)
    while true {
      let block = try! CornerBlock(precision: .float32)
      let more = try! stream.fill(block)
      let columns = block.float32
      for axis in [columns.x, columns.y, columns.z] {
        for index in 0..<block.count { axis[index] += 0 }
      }
      corners += block.count
      if block.count > 0 { blocks.append(block) }
      if !more { break }
    }
    (self.blocks, triangles) = (blocks, corners / 3)
  }

  /// Three floats a corner.
  var sideBySide: UnsafeMutablePointer<Float> {
    let room = UnsafeMutablePointer<Float>.allocate(capacity: 9 * triangles)
    var place = room
    for block in blocks {
      let columns = block.float32
      for index in 0..<block.count {
        (place[0], place[1], place[2]) = (columns.x[index], columns.y[index], columns.z[index])
        place += 3
      }
    }
    return room
  }

  /// The soup as the bytes of a binary STL, kept for good.
  var binarySTL: UnsafeMutableRawBufferPointer {
    let file = UnsafeMutableRawBufferPointer.allocate(byteCount: 84 + 50 * triangles, alignment: 64)
    file.initializeMemory(as: UInt8.self, repeating: 0)
    file.storeBytes(of: UInt32(triangles), toByteOffset: 80, as: UInt32.self)
    let corners = sideBySide
    for triangle in 0..<triangles {
      (file.baseAddress! + 84 + 50 * triangle + 12).copyMemory(from: corners + 9 * triangle, byteCount: 36)
    }
    corners.deallocate()
    return file
  }
}
