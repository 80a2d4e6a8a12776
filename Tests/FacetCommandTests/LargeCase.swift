// The cases of the list of malformed inputs that are larger than a file of data/ may be: they are made here.
import FacetTestSupport

/// An input of a case, made when it is asked for.
struct LargeCase {
  let id: String
  /// The name of the file; its ending says the format.
  let name: String
  /// The triangles that come out; nil when it is refused.
  let triangles: Int?
  let content: @Sendable () -> [UInt8]

  static let facet =
    "facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n"
  private static let mebibyte = String(repeating: "c", count: 1 << 20)

  static let all: [LargeCase] = [
    LargeCase(id: "S13", name: "s13.stl", triangles: 6700, content: manyFacets),
    LargeCase(id: "S33", name: "s33.stl", triangles: 1, content: longName),
    LargeCase(id: "S43", name: "s43.stl", triangles: 1, content: longNumbers),
    LargeCase(id: "O16", name: "o16.off", triangles: 1, content: longCommentsOFF),
    LargeCase(id: "P26", name: "p26.ply", triangles: 1, content: longCommentPLY),
    LargeCase(id: "P27", name: "p27.ply", triangles: nil, content: manyProperties),
    LargeCase(id: "J10", name: "j10.obj", triangles: 99_998, content: saw),
    LargeCase(id: "N09", name: "n09.npy", triangles: nil, content: bracketsOfType),
    LargeCase(id: "N10", name: "n10.npy", triangles: nil, content: bracketsOfShape),
  ]

  @Sendable private static func manyFacets() -> [UInt8] {
    var corners: [SIMD3<Float>] = []
    for corner in 0..<3 * 6700 { corners.append(SIMD3(Float(corner / 3), Float(corner % 3), Float(corner % 2))) }
    return binarySTL(corners)
  }

  @Sendable private static func longName() -> [UInt8] {
    Array("solid \(mebibyte)\n\(facet)endsolid \(mebibyte)\n".utf8)
  }

  @Sendable private static func longNumbers() -> [UInt8] {
    let long = "1." + String(repeating: "0", count: 10_000) + "1"
    let odd = facet.replacing("vertex 0 0 0", with: "vertex \(long) 00\(long) -\(long)")
    return Array("solid\n\(odd)endsolid\n".utf8)
  }

  @Sendable private static func longCommentsOFF() -> [UInt8] {
    let head = "#\(mebibyte)\nOFF\n#\(mebibyte)\n3 1 0\n0 0 0\n"
    return Array((head + "1 0 0 #\(mebibyte)\n0 1 0\n3 0 1 2 #\(mebibyte)\n").utf8)
  }

  @Sendable private static func longCommentPLY() -> [UInt8] {
    let vertices = "element vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
    let faces = "element face 1\nproperty list uchar int vertex_index\nend_header\n"
    let head = "ply\ncomment \(mebibyte)\nformat ascii 1.0\n\(vertices)\(faces)"
    return Array((head + "0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n").utf8)
  }

  @Sendable private static func manyProperties() -> [UInt8] {
    var text = "ply\nformat ascii 1.0\nelement vertex 1\n"
    for property in 0..<100_000 { text += "property float p\(property)\n" }
    return Array((text + "end_header\n").utf8)
  }

  /// One face of 100,000 corners like a saw, which no fan covers: the teeth from right to left, the floor from left to right.
  @Sendable private static func saw() -> [UInt8] {
    let half = 50_000
    var text = ""
    for corner in 0..<half { text += "v \(corner) -2 0\n" }
    for corner in 0..<half { text += "v \(half - 1 - corner) \(corner % 2) 0\n" }
    text += "f"
    for corner in 1...2 * half { text += " \(corner)" }
    return Array((text + "\n").utf8)
  }

  @Sendable private static func bracketsOfType() -> [UInt8] { brackets("{'descr': ") }

  @Sendable private static func bracketsOfShape() -> [UInt8] {
    brackets("{'descr': '<f4', 'fortran_order': False, 'shape': ")
  }

  /// An NPY header with 5,000 brackets behind its beginning.
  private static func brackets(_ start: String) -> [UInt8] {
    let text = start + String(repeating: "(", count: 5000)
    let mark: [UInt8] = [0x93] + Array("NUMPY".utf8)
    return mark + [1, 0, UInt8(text.utf8.count & 255), UInt8(text.utf8.count >> 8)] + Array(text.utf8)
  }
}
