// The facts about a mesh as people and as programs read them. The keys of the JSON are stable; more may be added.
import FacetFormats
import FacetMesh
import FacetText

extension MeshCheck {
  /// The lines that people read.
  public func lines(requiring required: [MeshProperty] = []) -> [String] {
    var lines = ["\(file): \(format), \(dialect)" + (compression.map { ", \($0)" } ?? "")]
    func add(_ label: String, _ text: String) {
      lines.append("  \(label)\(String(repeating: " ", count: max(1, 23 - label.count)))\(text)")
    }
    func add(_ label: String, _ count: Int, _ first: String? = nil) {
      add(label, NumberText.grouped(count) + (count > 0 ? first.map { ", the first \($0)" } ?? "" : ""))
    }
    if let soupCorners, isWelded {
      add(
        "welded",
        "\(NumberText.grouped(soupCorners)) corners into \(NumberText.grouped(topology.vertices)) vertices, exactly")
    } else if isWelded {
      add(
        "welded",
        "\(NumberText.grouped(storedVertices)) vertices into \(NumberText.grouped(topology.vertices)), exactly")
    }
    add("vertices", topology.vertices)
    add("  unreferenced", topology.unreferencedVertices, topology.firstUnreferencedVertex.map { "\($0)" })
    add("  of the same position", duplicateVertices)
    add("  non-manifold", topology.nonManifoldVertices, topology.firstNonManifoldVertex.map { "\($0)" })
    add("NaN or infinite", nonFinite.count, nonFinite.firstVertex.map { "in vertex \($0)" })
    add("triangles", topology.faces)
    if polygons.split > 0 {
      add(
        "  from polygons",
        "\(NumberText.grouped(polygons.triangles)), of \(NumberText.grouped(polygons.split)) polygons")
    }
    add("  degenerate", topology.degenerateFaces, topology.firstDegenerateFace.map { "\($0)" })
    add("  of area 0", zeroArea.count, zeroArea.first.map { "\($0)" })
    let duplicate = topology.firstDuplicateFace.map { "of vertices \($0.x) \($0.y) \($0.z)" }
    add("  duplicate", topology.duplicateFaces, topology.reversedFaces > 0 ? nil : duplicate)
    add("  in both windings", topology.reversedFaces, topology.duplicateFaces > 0 ? nil : duplicate)
    add("edges", topology.edges)
    add("  boundary", topology.boundaryEdges, Self.text(topology.firstBoundaryEdge))
    add("  non-manifold", topology.nonManifoldEdges, Self.text(topology.firstNonManifoldEdge))
    add("  of wrong winding", topology.inconsistentEdges, Self.text(topology.firstInconsistentEdge))
    add("components", topology.components)
    add("Euler number", "\(topology.eulerNumber)")
    for property in [MeshProperty.closed, .manifold, .oriented] {
      add(property.rawValue, has(property) ? "yes" : "no")
    }
    if let bounds { add("bounds", "(\(Self.text(bounds.minimum))) to (\(Self.text(bounds.maximum)))") }
    add("area", Self.text(area))
    let reason = topology.isClosed ? "the windings disagree" : "the mesh is not closed"
    let inwards = volume.map { $0 < 0 } ?? false
    add("volume", (volume.map(Self.text) ?? "none: " + reason) + (inwards ? ": the windings point inwards" : ""))
    for warning in warnings { add("warning", Self.text(warning)) }
    for (label, text) in readers?.lines ?? [] { add(label, text) }
    for fault in faults(requiring: required) { add("FAULT", "not \(fault.rawValue): \(fault.meaning)") }
    return lines
  }

  private static func text(_ point: SIMD3<Double>) -> String {
    (0..<3).map { text(point[$0]) }.joined(separator: ", ")
  }

  private static func text(_ number: Double) -> String { number.isFinite ? NumberText.string(number) : "not finite" }

  private static func text(_ edge: SIMD2<VertexIndex>?) -> String? { edge.map { "between \($0.x) and \($0.y)" } }

  private static func text(_ warning: FormatWarning) -> String {
    let place = warning.firstPlace.description
    let times = warning.count > 1 ? "\(NumberText.grouped(warning.count)) times, first at " : ""
    return (place.isEmpty ? "" : times + place + ": ") + warning.message
  }

  /// The same for programs.
  public func json(requiring required: [MeshProperty] = []) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.field("file", file)
    json.field("format", format)
    json.field("dialect", dialect)
    if let compression { json.field("compression", compression) }
    json.field("welded", isWelded)
    json.field("stored_vertices", storedVertices)
    json.field("vertices", topology.vertices)
    json.field("unreferenced_vertices", topology.unreferencedVertices)
    json.field("duplicate_vertices", duplicateVertices)
    json.field("non_manifold_vertices", topology.nonManifoldVertices)
    json.field("non_finite", nonFinite.count)
    json.field("triangles", topology.faces)
    json.field("polygons_split", polygons.split)
    json.field("polygon_triangles", polygons.triangles)
    json.field("degenerate_faces", topology.degenerateFaces)
    json.field("zero_area_faces", zeroArea.count)
    json.field("duplicate_faces", topology.duplicateFaces)
    json.field("reversed_faces", topology.reversedFaces)
    json.field("edges", topology.edges)
    json.field("boundary_edges", topology.boundaryEdges)
    json.field("non_manifold_edges", topology.nonManifoldEdges)
    json.field("inconsistent_edges", topology.inconsistentEdges)
    json.field("components", topology.components)
    json.field("euler_number", topology.eulerNumber)
    json.key("first")
    json.beginObject()
    for (name, numbers) in examples { Self.field(name, numbers, &json) }
    json.endObject()
    json.key("bounds")
    if let bounds {
      json.beginObject()
      for (name, point) in [("min", bounds.minimum), ("max", bounds.maximum)] {
        json.key(name)
        json.beginArray()
        for axis in 0..<3 { json.value(point[axis]) }
        json.endArray()
      }
      json.endObject()
    } else {
      json.null()
    }
    json.field("area", area)
    json.key("volume")
    if let volume { json.value(volume) } else { json.null() }
    json.key("properties")
    json.beginObject()
    for property in MeshProperty.allCases {
      json.field(property.rawValue.split(separator: "-").joined(separator: "_"), has(property))
    }
    json.endObject()
    json.key("warnings")
    json.beginArray()
    for warning in warnings {
      json.beginObject()
      json.field("code", warning.code.rawValue)
      json.field("count", warning.count)
      json.field("first", warning.firstPlace.description)
      json.field("message", warning.message)
      json.endObject()
    }
    json.endArray()
    if let readers {
      json.key("readers")
      readers.write(to: &json)
    }
    json.key("faults")
    json.beginArray()
    for fault in faults(requiring: required) { json.value(fault.rawValue) }
    json.endArray()
    json.endObject()
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// The first of what was counted: the number of a vertex or a face, or the vertices of an edge or a face.
  private var examples: [(name: String, numbers: [Int])] {
    func edge(_ edge: SIMD2<VertexIndex>?) -> [Int] { edge.map { [Int($0.x), Int($0.y)] } ?? [] }
    func one(_ number: Int?) -> [Int] { number.map { [$0] } ?? [] }
    let all: [(String, [Int])] = [
      ("unreferenced_vertex", one(topology.firstUnreferencedVertex)),
      ("non_manifold_vertex", one(topology.firstNonManifoldVertex)),
      ("non_finite_vertex", one(nonFinite.firstVertex)), ("degenerate_face", one(topology.firstDegenerateFace)),
      ("zero_area_face", one(zeroArea.first)),
      ("duplicate_face", topology.firstDuplicateFace.map { [Int($0.x), Int($0.y), Int($0.z)] } ?? []),
      ("boundary_edge", edge(topology.firstBoundaryEdge)), ("non_manifold_edge", edge(topology.firstNonManifoldEdge)),
      ("inconsistent_edge", edge(topology.firstInconsistentEdge)),
    ]
    return all.filter { !$0.1.isEmpty }
  }

  /// One number by itself, several as an array.
  private static func field(_ name: String, _ numbers: [Int], _ json: inout JSONWriter) {
    if numbers.count == 1 { return json.field(name, numbers[0]) }
    json.key(name)
    json.beginArray()
    for number in numbers { json.value(number) }
    json.endArray()
  }
}
