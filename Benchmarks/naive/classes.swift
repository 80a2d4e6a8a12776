// Reads a binary STL as class objects and writes an OFF file: the question's own program in Swift.
//
// usage: classes INPUT.stl OUTPUT.off
//
// Coordinates are printed with `description`, the shortest text that gives the Float back.
import Glibc

final class Vertex: Hashable {
  let x, y, z: Float
  init(_ x: Float, _ y: Float, _ z: Float) { (self.x, self.y, self.z) = (x, y, z) }
  static func == (a: Vertex, b: Vertex) -> Bool { a.x == b.x && a.y == b.y && a.z == b.z }
  func hash(into hasher: inout Hasher) {  // -0.0 == 0.0, and Float hashes both alike
    hasher.combine(x)
    hasher.combine(y)
    hasher.combine(z)
  }
}

final class Triangle {
  let a, b, c: Vertex
  init(_ a: Vertex, _ b: Vertex, _ c: Vertex) { (self.a, self.b, self.c) = (a, b, c) }
}

func readTriangles(_ path: String) -> [Triangle] {
  guard let file = fopen(path, "rb") else { fatalError("cannot read \(path)") }
  defer { fclose(file) }
  setvbuf(file, nil, _IOFBF, 1 << 20)
  fseek(file, 84, SEEK_SET)
  var triangles: [Triangle] = []
  var record = [UInt8](repeating: 0, count: 50)
  while fread(&record, 50, 1, file) == 1 {
    func vertex(_ offset: Int) -> Vertex {
      record.withUnsafeBytes { bytes in
        func float(_ at: Int) -> Float { bytes.loadUnaligned(fromByteOffset: at, as: Float.self) }
        return Vertex(float(offset), float(offset + 4), float(offset + 8))
      }
    }
    triangles.append(Triangle(vertex(12), vertex(24), vertex(36)))
  }
  return triangles
}

func status(_ key: String) -> Int {
  guard let file = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, 256, file) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if text.hasPrefix(key + ":") { return (Int(text.split { $0 == " " || $0 == "\t" }[1]) ?? 0) * 1024 }
  }
  return 0
}

func convert(_ input: String, _ output: String) {
  var triangles: [Triangle]! = readTriangles(input)
  var vertices: [Vertex] = []
  var index: [Vertex: Int32] = [:]
  for triangle in triangles! {
    for vertex in [triangle.a, triangle.b, triangle.c] where index[vertex] == nil {
      index[vertex] = Int32(vertices.count)
      vertices.append(vertex)
    }
  }
  guard let file = fopen(output, "wb") else { fatalError("cannot write \(output)") }
  setvbuf(file, nil, _IOFBF, 1 << 20)
  fputs("OFF\n\(vertices.count) \(triangles.count) 0\n", file)
  for v in vertices { fputs("\(v.x) \(v.y) \(v.z)\n", file) }
  for t in triangles! { fputs("3 \(index[t.a]!) \(index[t.b]!) \(index[t.c]!)\n", file) }
  guard fclose(file) == 0 else { fatalError("cannot write \(output)") }
  let count = triangles.count
  triangles = nil  // the question: does this give the memory back?
  withExtendedLifetime((vertices, index)) {
    let (after, peak) = (status("VmRSS"), status("VmHWM"))
    let counts = #""triangles": \#(count), "vertices": \#(vertices.count)"#
    print(#"{\#(counts), "rss_after_free_bytes": \#(after), "peak_rss_bytes": \#(peak)}"#)
  }
}

convert(CommandLine.arguments[1], CommandLine.arguments[2])
