// Remedy: another language, the same design. Vertices and triangles are objects of final classes, freed at the end of scope.
//
// usage: SwiftClasses INPUT.stl OUTPUT.off
//
// Expect: a third of Python's peak. `triangles = []` while the vertices live on gives nearly nothing back, as in Python:
// malloc's pages are as scattered as Python's arenas. At the end of the scope all objects go, but glibc keeps small blocks
// for the next `malloc`; `malloc_trim(0)` gives them back.
import Glibc
import Marks

final class Vertex: Hashable {
  let x, y, z: Float
  init(_ x: Float, _ y: Float, _ z: Float) { (self.x, self.y, self.z) = (x, y, z) }
  static func == (a: Vertex, b: Vertex) -> Bool { a.x == b.x && a.y == b.y && a.z == b.z }
  func hash(into hasher: inout Hasher) {
    for number in [x, y, z] { hasher.combine(number) }
  }
}

final class Triangle {
  let a, b, c: Vertex
  init(_ a: Vertex, _ b: Vertex, _ c: Vertex) { (self.a, self.b, self.c) = (a, b, c) }
}

func readTriangles(_ path: String) -> [Triangle] {
  guard let file = fopen(path, "rb") else { fatalError("cannot read \(path)") }
  defer { fclose(file) }
  fseek(file, 84, SEEK_SET)
  var triangles: [Triangle] = []
  var record = [UInt8](repeating: 0, count: 50)
  while fread(&record, 50, 1, file) == 1 {
    let numbers = record.withUnsafeBytes { bytes in
      (0..<9).map { bytes.loadUnaligned(fromByteOffset: 12 + 4 * $0, as: Float.self) }
    }
    func vertex(_ i: Int) -> Vertex { Vertex(numbers[i], numbers[i + 1], numbers[i + 2]) }
    triangles.append(Triangle(vertex(0), vertex(3), vertex(6)))
  }
  return triangles
}

do {
  var triangles = readTriangles(CommandLine.arguments[1])
  mark("read")
  var vertices: [Vertex] = []
  var index: [Vertex: Int32] = [:]
  for triangle in triangles {
    for vertex in [triangle.a, triangle.b, triangle.c] where index[vertex] == nil {
      index[vertex] = Int32(vertices.count)
      vertices.append(vertex)
    }
  }
  let output = CommandLine.arguments[2]
  guard let file = fopen(output, "wb") else { fatalError("cannot write \(output)") }
  fputs("OFF\n\(vertices.count) \(triangles.count) 0\n", file)
  for v in vertices { fputs("\(v.x) \(v.y) \(v.z)\n", file) }
  for t in triangles { fputs("3 \(index[t.a]!) \(index[t.b]!) \(index[t.c]!)\n", file) }
  guard fclose(file) == 0 else { fatalError("cannot write \(output)") }
  mark("written")

  triangles = []
  withExtendedLifetime((vertices, index)) { mark("triangles = []") }
}
mark("end of scope")
trimMalloc()
mark("malloc_trim(0)")
