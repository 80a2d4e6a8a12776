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
    /// The accessors of what is kept of its vertices' normals and colours; `none` where nothing is.
    var normals = GLBDocument.none
    var colors = GLBDocument.none
  }

  /// The parts of a mesh, and their sums.
  struct Mesh: Sendable {
    var parts: Range<Int>
    var vertices = 0
    var triangles = 0
    /// Normals, colours and the like that are not kept.
    var dropped = AttributeCounts()
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
  /// Whether any part has normals, and colours, that are kept.
  var keepsNormals: Bool { parts.contains { $0.normals != GLBDocument.none } }
  var keepsColors: Bool { parts.contains { $0.colors != GLBDocument.none } }
  /// The sums over all visits.
  private(set) var vertices = 0
  private(set) var triangles = 0
  private(set) var dropped = AttributeCounts()
  private(set) var otherPrimitives = 0
  private(set) var smallPrimitives = 0
  private(set) var skinnedNodes = 0
  /// Nodes with a mesh that the scene does not show.
  private(set) var hiddenNodes = 0

  /// Deeper trees of nodes are refused.
  private static let maximumDepth = 4096

  private let document: GLBDocument
  private let faults: GLBFaults
  private let wanted: MeshAttributes.Kinds
  private let splits: Bool
  private let takesPoints: Bool

  /// - Parameters:
  ///   - options: what is kept; `splitsVertices` gives primitives with normals or colours of their own vertices of their own.
  ///   - takesPoints: points are vertices without triangles, and not left out.
  /// - Throws: `FormatError` when nodes form no tree, or a number names nothing.
  init(
    _ document: GLBDocument, _ faults: GLBFaults, options: ReaderOptions = ReaderOptions(), takesPoints: Bool = false
  ) throws {
    self.document = document
    self.faults = faults
    wanted = options.wantedAttributes
    splits = options.splitsVertices
    self.takesPoints = takesPoints
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
    dropped += mesh.dropped
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
    var owners: [[GLBDocument.Number]: Int] = [:]
    func sum(_ a: Int, _ b: Int) -> Int {
      let (value, overflow) = a.addingReportingOverflow(b)
      return overflow ? .max : value
    }
    for index in document.meshes[Int(number)] {
      let primitive = document.primitives[index]
      let isPoints = primitive.mode == 0 && takesPoints
      guard primitive.mode >= 4 || isPoints else {
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
      let triangles = isPoints ? 0 : primitive.mode == 4 ? corners / 3 : max(0, corners - 2)
      guard triangles > 0 || isPoints else {
        if corners > 0 { mesh.smallPrimitives += 1 }
        continue
      }
      let own = parts.count - first
      let key = [primitive.positions] + (splits ? [primitive.normals, primitive.colors] : [])
      let owner = owners[key] ?? own
      owners[key] = owner
      let vertices = owner == own ? positions.count : 0
      var part = Part(primitive: index, corners: corners, triangles: triangles, vertices: vertices, owner: owner)
      try plan(
        attributesOf: primitive, positions.count, &part, owner == own ? nil : parts[first + owner], &mesh.dropped)
      parts.append(part)
      mesh.vertices = sum(mesh.vertices, vertices)
      mesh.triangles = sum(mesh.triangles, triangles)
    }
    mesh.parts = first..<parts.count
    return mesh
  }

  /// Notes which normals and colours of a primitive are kept, and counts the others. Vertices that belong to an earlier part
  /// have its normals and colours.
  private func plan(
    attributesOf primitive: GLBDocument.Primitive, _ count: Int, _ part: inout Part, _ owner: Part?,
    _ dropped: inout AttributeCounts
  ) throws {
    if primitive.normals != GLBDocument.none {
      let normals = try accessor(primitive.normals, primitive)
      let isGood =
        normals.components == 3 && normals.count == count
        && (normals.type == .float32 || (document.isQuantized && normals.isNormalized && normals.type.isSigned))
      let isKept = wanted.contains(.vertexNormals) && isGood
      part.normals = isKept && owner == nil ? primitive.normals : owner?.normals ?? GLBDocument.none
      if part.normals != primitive.normals { dropped.add(normals.count, .vertexNormals) }
    }
    if primitive.colors != GLBDocument.none {
      let colors = try accessor(primitive.colors, primitive)
      let isGood =
        (3...4).contains(colors.components) && colors.count == count && colors.sparse == GLBDocument.none
        && (colors.type == .float32 || (colors.isNormalized && [.uint8, .uint16].contains(colors.type)))
      let isKept = wanted.contains(.vertexColors) && isGood
      part.colors = isKept && owner == nil ? primitive.colors : owner?.colors ?? GLBDocument.none
      if part.colors != primitive.colors { dropped.add(colors.count, .vertexColors) }
    }
    for texture in primitive.textures {
      dropped.add(try accessor(document.textures[texture], primitive).count, .textureCoordinates)
    }
    for other in primitive.others {
      dropped.add(try accessor(document.attributes[other], primitive).count, .other)
    }
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
