// The topology of a mesh as dictionaries find it: slow, obvious, and written apart from the code under test.
import FacetMesh
import FacetTestSupport

/// What `TriangleMesh.topology` counts.
struct NaiveTopology {
  var degenerate = 0
  var duplicates = 0
  var reversed = 0
  var unreferenced: [Int] = []
  var edges = 0
  var boundary: [[Int32]] = []
  var nonManifold: [[Int32]] = []
  var inconsistent: [[Int32]] = []
  var nonManifoldVertices: [Int32] = []
  var components = 0
  var euler = 0

  init(_ triangles: [[Int32]], vertexCount: Int) {
    let faces = triangles.filter { Set($0).count == 3 }
    degenerate = triangles.count - faces.count
    let referenced = Set(triangles.joined())
    unreferenced = (0..<vertexCount).filter { !referenced.contains(Int32($0)) }

    // Faces of the same three vertices: how many in each winding.
    var windings: [[Int32]: [Int]] = [:]
    for face in faces {
      let low = face.firstIndex(of: face.min()!)!
      let isTurned = face[(low + 1) % 3] > face[(low + 2) % 3]
      windings[face.sorted(), default: [0, 0]][isTurned ? 1 : 0] += 1
    }
    for counts in windings.values {
      duplicates += max(0, counts[0] - 1) + max(0, counts[1] - 1)
      reversed += counts[0] > 0 && counts[1] > 0 ? 1 : 0
    }

    // The faces of each edge, and how many run from its lower to its higher vertex.
    var facesOfEdge: [[Int32]: [Int]] = [:]
    var ascending: [[Int32]: Int] = [:]
    for (number, face) in faces.enumerated() {
      for corner in 0..<3 {
        let (from, to) = (face[corner], face[(corner + 1) % 3])
        facesOfEdge[[min(from, to), max(from, to)], default: []].append(number)
        if from < to { ascending[[from, to], default: 0] += 1 }
      }
    }
    edges = facesOfEdge.count
    func sorted(_ isWanted: ([Int32], [Int]) -> Bool) -> [[Int32]] {
      facesOfEdge.filter { isWanted($0.key, $0.value) }.map(\.key).sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    }
    boundary = sorted { $1.count == 1 }
    nonManifold = sorted { $1.count > 2 }
    inconsistent = sorted { $1.count == 2 && ascending[$0, default: 0] != 1 }

    // Floods of labels: faces around one vertex over the edges there, and all vertices over all edges.
    let used = Set(faces.joined())
    for vertex in used.sorted() {
      let around = faces.indices.filter { faces[$0].contains(vertex) }
      let joins = facesOfEdge.filter { $0.key.contains(vertex) }.values
      if Self.parts(Set(around), joins.map { $0 }) > 1 { nonManifoldVertices.append(vertex) }
    }
    components = Self.parts(Set(used.map(Int.init)), faces.map { $0.map(Int.init) })
    euler = used.count - edges + faces.count
  }

  /// How many parts the numbers make when each group of them hangs together.
  private static func parts(_ numbers: Set<Int>, _ groups: [[Int]]) -> Int {
    var label = Dictionary(uniqueKeysWithValues: numbers.map { ($0, $0) })
    var changed = true
    while changed {
      changed = false
      for group in groups {
        let least = group.map { label[$0]! }.min()!
        for number in group where label[number]! != least {
          label[number] = least
          changed = true
        }
      }
    }
    return Set(label.values).count
  }
}
