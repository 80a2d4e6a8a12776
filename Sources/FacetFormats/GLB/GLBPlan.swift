// What the mesh will be made of, worked out before a byte of the buffers is read: which meshes the scene shows, how often,
// and moved how. A few bytes of JSON can ask for any number of triangles, so the sum is known before memory is taken.
import FacetMesh

/// The triangles that a document's scene shows.
struct GLBPlan: Sendable {
  /// A primitive of triangles.
  struct Part: Sendable {
    /// Its number in the document.
    var primitive: Int
    var corners: Int
    var triangles: Int
    /// The vertices that it brings: none when an earlier part of the mesh has the same positions.
    var vertices: Int
    /// The part of the mesh, from 0, whose vertices it uses.
    var owner: Int
  }

  /// The parts of a mesh, and their sums.
  struct Mesh: Sendable {
    var parts: Range<Int>
    var vertices = 0
    var triangles = 0
    var attributes = 0
    /// Primitives that are points or lines.
    var otherPrimitives = 0
    /// Primitives of triangles with too few corners for one.
    var smallPrimitives = 0
  }

  /// One appearance of a mesh.
  struct Visit: Sendable {
    var mesh: GLBDocument.Number
    /// The number of its transform in `transforms`; `none` where it stands as it is.
    var transform: GLBDocument.Number
  }

  private(set) var parts: [Part] = []
  private(set) var visits: [Visit] = []
  /// The transforms of nodes, from the root on.
  private(set) var transforms: [GLBTransform] = []
  /// The meshes that are shown, by their number.
  private(set) var meshes: [GLBDocument.Number: Mesh] = [:]
  /// The sums over all visits.
  private(set) var vertices = 0
  private(set) var triangles = 0
  private(set) var attributes = 0
  private(set) var otherPrimitives = 0
  private(set) var smallPrimitives = 0
  private(set) var skinnedNodes = 0
  /// Nodes with a mesh that the scene does not show.
  private(set) var hiddenNodes = 0

  /// Deeper trees of nodes are refused.
  private static let maximumDepth = 4096

  private let document: GLBDocument
  private let faults: GLBFaults

  /// - Throws: `FormatError` when nodes form no tree, or a number names nothing.
  init(_ document: GLBDocument, _ faults: GLBFaults) throws {
    self.document = document
    self.faults = faults
    if document.nodes.isEmpty {
      // A library of meshes: each once.
      for mesh in document.meshes.indices { try visit(GLBDocument.Number(mesh), GLBDocument.none) }
    } else {
      try walk(try rootNodes())
    }
  }

  // MARK: The scene

  /// The nodes that the scene begins with: those of the one that is named, else of the first, else all without a parent.
  private func rootNodes() throws -> [GLBDocument.Number] {
    if let scene = document.scene ?? (document.scenes.isEmpty ? nil : 0) {
      guard scene < document.scenes.count else {
        throw faults.fault(.badIndex, at: nil, "a scene of the \(document.scenes.count) that there are", "\(scene)")
      }
      return Array(document.sceneNodes[document.scenes[scene]])
    }
    var isChild = [Bool](repeating: false, count: document.nodes.count)
    for child in document.children where Int(child) < isChild.count { isChild[Int(child)] = true }
    let roots = isChild.indices.filter { !isChild[$0] }
    if roots.isEmpty { throw faults.fault(.badHeader, at: nil, "a tree of nodes", "nodes that are all children") }
    return roots.map { GLBDocument.Number($0) }
  }

  /// Visits all nodes below the roots, parents first.
  private mutating func walk(_ roots: [GLBDocument.Number]) throws {
    struct Level {
      var next: Int
      let end: Int
      let transform: GLBDocument.Number
    }
    var isReached = [Bool](repeating: false, count: document.nodes.count)
    for root in roots {
      var levels: [Level] = []
      var pending: (node: GLBDocument.Number, transform: GLBDocument.Number)? = (root, GLBDocument.none)
      while let (number, parent) = pending {
        guard Int(number) < document.nodes.count else {
          throw faults.fault(.badIndex, at: nil, "nodes[0] to nodes[\(document.nodes.count - 1)]", "nodes[\(number)]")
        }
        guard !isReached[Int(number)] else {
          throw faults.fault(.badHeader, at: nil, "a tree of nodes", "nodes[\(number)] in it twice")
        }
        isReached[Int(number)] = true
        let node = document.nodes[Int(number)]
        // Who has neither a mesh nor children moves nothing.
        let isLeaf = node.mesh == GLBDocument.none && node.childCount == 0
        let transform = isLeaf ? parent : combined(parent, node.transform)
        if node.mesh != GLBDocument.none {
          // A skin moves vertices by its joints alone; at rest they stand where they are stored.
          try visit(node.mesh, node.isSkinned ? GLBDocument.none : transform)
          if node.isSkinned { skinnedNodes += 1 }
        }
        let first = Int(node.firstChild)
        levels.append(Level(next: first, end: first + Int(node.childCount), transform: transform))
        guard levels.count <= Self.maximumDepth else {
          throw faults.fault(.unsupported, at: nil, "nodes nested at most \(Self.maximumDepth) deep", "more")
        }
        while let level = levels.last, level.next == level.end { levels.removeLast() }
        pending = levels.last.map { (document.children[$0.next], $0.transform) }
        if !levels.isEmpty { levels[levels.count - 1].next += 1 }
      }
    }
    for (node, isReached) in zip(document.nodes, isReached) where node.mesh != GLBDocument.none && !isReached {
      hiddenNodes += 1
    }
  }

  /// The number of the transform that a node has from the root on.
  private mutating func combined(_ parent: GLBDocument.Number, _ own: GLBDocument.Number) -> GLBDocument.Number {
    guard own != GLBDocument.none else { return parent }
    let transform = document.transforms[Int(own)]
    let whole = parent == GLBDocument.none ? transform : transforms[Int(parent)].after(transform)
    // Two that undo each other leave the numbers as they are stored.
    if whole == .identity { return GLBDocument.none }
    transforms.append(whole)
    return GLBDocument.Number(transforms.count - 1)
  }

  // MARK: Meshes

  private mutating func visit(_ number: GLBDocument.Number, _ transform: GLBDocument.Number) throws {
    guard Int(number) < document.meshes.count else {
      throw faults.fault(
        .badIndex, at: nil, "a mesh of the \(document.meshes.count) that there are", "meshes[\(number)]")
    }
    let mesh: Mesh
    if let known = meshes[number] {
      mesh = known
    } else {
      mesh = try plan(number)
      meshes[number] = mesh
    }
    add(mesh.vertices, to: \.vertices)
    add(mesh.triangles, to: \.triangles)
    add(mesh.attributes, to: \.attributes)
    add(mesh.otherPrimitives, to: \.otherPrimitives)
    add(mesh.smallPrimitives, to: \.smallPrimitives)
    if !mesh.parts.isEmpty { visits.append(Visit(mesh: number, transform: transform)) }
  }

  /// Sums that only lies can make overflow stay at the largest number; they are refused later.
  private mutating func add(_ count: Int, to sum: WritableKeyPath<GLBPlan, Int>) {
    let (value, overflow) = self[keyPath: sum].addingReportingOverflow(count)
    self[keyPath: sum] = overflow ? .max : value
  }

  private mutating func plan(_ number: GLBDocument.Number) throws -> Mesh {
    let first = parts.count
    var mesh = Mesh(parts: first..<first)
    var owners: [GLBDocument.Number: Int] = [:]
    func sum(_ a: Int, _ b: Int) -> Int {
      let (value, overflow) = a.addingReportingOverflow(b)
      return overflow ? .max : value
    }
    for index in document.meshes[Int(number)] {
      let primitive = document.primitives[index]
      guard primitive.mode >= 4 else {
        mesh.otherPrimitives += 1
        continue
      }
      // Without positions a primitive shows nothing.
      guard primitive.positions != GLBDocument.none else { continue }
      let positions = try accessor(primitive.positions, primitive)
      var corners = positions.count
      if primitive.indices != GLBDocument.none { corners = try accessor(primitive.indices, primitive).count }
      if primitive.mode == 4 && corners % 3 != 0 {
        throw faults.fault(.badCount, at: primitive.place, "a multiple of three corners", "\(corners)")
      }
      let triangles = primitive.mode == 4 ? corners / 3 : max(0, corners - 2)
      guard triangles > 0 else {
        if corners > 0 { mesh.smallPrimitives += 1 }
        continue
      }
      let own = parts.count - first
      let owner = owners[primitive.positions] ?? own
      owners[primitive.positions] = owner
      let vertices = owner == own ? positions.count : 0
      parts.append(
        Part(primitive: index, corners: corners, triangles: triangles, vertices: vertices, owner: owner))
      mesh.vertices = sum(mesh.vertices, vertices)
      mesh.triangles = sum(mesh.triangles, triangles)
      for other in primitive.others {
        mesh.attributes = sum(mesh.attributes, try accessor(document.attributes[other], primitive).count)
      }
    }
    mesh.parts = first..<parts.count
    return mesh
  }

  private func accessor(
    _ number: GLBDocument.Number, _ primitive: GLBDocument.Primitive
  ) throws -> GLBDocument.Accessor {
    guard Int(number) < document.accessors.count else {
      throw faults.fault(
        .badIndex, at: primitive.place, "an accessor of the \(document.accessors.count) that there are",
        "accessors[\(number)]")
    }
    return document.accessors[Int(number)]
  }
}
