// The best that plain Swift reaches without Facet: structs, reserved capacity, large reads, a byte buffer.
//
// usage: structs INPUT.stl OUTPUT.off
//
// No triangle is an object: the soup is one array. Coordinates are printed with `description`, the shortest text that
// gives the Float back.
import Glibc

struct Vertex: Hashable { var x, y, z: Float }  // -0.0 == 0.0, and Float hashes both alike
struct Triangle { var a, b, c: Vertex }
struct Face { var a, b, c: Int32 }

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

func readTriangles(_ path: String) -> [Triangle] {
  guard let file = fopen(path, "rb") else { fatalError("cannot read \(path)") }
  defer { fclose(file) }
  var chunk = [UInt8](repeating: 0, count: 50 * 20_000)
  guard fread(&chunk, 84, 1, file) == 1 else { fatalError("\(path) has no header") }
  var triangles: [Triangle] = []
  chunk.withUnsafeMutableBytes { bytes in
    triangles.reserveCapacity(Int(bytes.loadUnaligned(fromByteOffset: 80, as: UInt32.self)))
    while case let records = fread(bytes.baseAddress!, 50, 20_000, file), records > 0 {
      for record in 0..<records {
        triangles.append(bytes.loadUnaligned(fromByteOffset: 50 * record + 12, as: Triangle.self))
      }
    }
  }
  return triangles
}

func convert(_ input: String, _ output: String) {
  var triangles = readTriangles(input)
  let count = triangles.count
  let guess = count / 2 + count / 64 + 64  // a surface has about half as many vertices as triangles
  var (vertices, index, faces) = ([Vertex](), [Vertex: Int32](minimumCapacity: guess), [Face]())
  vertices.reserveCapacity(guess)
  faces.reserveCapacity(count)
  func number(_ vertex: Vertex) -> Int32 {
    if let known = index[vertex] { return known }
    let new = Int32(vertices.count)
    index[vertex] = new
    vertices.append(vertex)
    return new
  }
  for t in triangles { faces.append(Face(a: number(t.a), b: number(t.b), c: number(t.c))) }

  let target = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
  var buffer: [UInt8] = []
  buffer.reserveCapacity(1 << 20)
  func flush() {
    guard write(target, buffer, buffer.count) == buffer.count else { fatalError("cannot write \(output)") }
    buffer.removeAll(keepingCapacity: true)
  }
  func put(_ text: String, _ end: UInt8) {
    buffer.append(contentsOf: text.utf8)
    buffer.append(end)
  }
  let (blank, line) = (UInt8(ascii: " "), UInt8(ascii: "\n"))
  put("OFF\n\(vertices.count) \(count) 0", line)
  for v in vertices {
    put(v.x.description, blank); put(v.y.description, blank); put(v.z.description, line)
    if buffer.count > (1 << 20) - 128 { flush() }
  }
  for f in faces {
    put("3", blank); put(f.a.description, blank); put(f.b.description, blank); put(f.c.description, line)
    if buffer.count > (1 << 20) - 128 { flush() }
  }
  flush()
  triangles = []  // the question: does this give the memory back?
  withExtendedLifetime((vertices, index, faces)) {
    let (after, peak) = (status("VmRSS"), status("VmHWM"))
    let counts = #""triangles": \#(count), "vertices": \#(vertices.count)"#
    print(#"{\#(counts), "rss_after_free_bytes": \#(after), "peak_rss_bytes": \#(peak)}"#)
  }
}

convert(CommandLine.arguments[1], CommandLine.arguments[2])
