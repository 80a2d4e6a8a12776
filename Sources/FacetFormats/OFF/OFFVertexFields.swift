// What the numbers behind a position mean. The keyword names normals, colours and texture coordinates, and the manual has
// them in this order; how many numbers a colour takes is told by what is there.
import FacetMesh

/// The meaning of the numbers behind one position.
struct OFFVertexFields: Equatable {
  /// What the keyword says of all vertices.
  struct Promise: Equatable {
    var normals = false
    var colors = false
    var textures = false
    /// `NCOFF` in place of `CNOFF`: the order of MeshLab, whose colours stand before the normals.
    var colorsFirst = false

    /// The numbers that the manual wants.
    var numbers: Int { (normals ? 3 : 0) + (colors ? 4 : 0) + (textures ? 2 : 0) }
  }

  /// How many numbers of each kind there are.
  private(set) var normals = 0
  private(set) var colors = 0
  private(set) var textures = 0
  private let colorsFirst: Bool

  /// The most numbers that have a meaning.
  static let most = 16

  /// - Parameter count: how many numbers there are.
  init(_ promise: Promise, count: Int) {
    colorsFirst = promise.colorsFirst
    // More than anybody knows a meaning of.
    guard count <= Self.most else {
      colors = count
      return
    }
    var left = count
    if promise.normals && left >= 3 { normals = 3 }
    left -= normals
    // Some have a third texture coordinate, or colours that the keyword does not name.
    if promise.textures {
      let most = count == promise.numbers + 1 || (!promise.colors && left == 3) ? 3 : 2
      if left >= most && (left == most || promise.colors || left - most >= 3) { textures = most }
    }
    colors = left - textures
  }

  /// Where the normal begins.
  var normalOffset: Int { colorsFirst ? colors : 0 }
  /// Where the colour begins.
  var colorOffset: Int { colorsFirst ? 0 : normals }
  /// Whether the colour is one that can be kept: neither missing, nor the number of one in a colormap.
  var hasColor: Bool { colors == 3 || colors == 4 }

  /// What one vertex has of this, less what is kept.
  func dropped(keeping kinds: MeshAttributes.Kinds) -> AttributeCounts {
    var counts = AttributeCounts()
    if normals > 0 && !kinds.contains(.vertexNormals) { counts[.vertexNormals] = 1 }
    if colors > 0 && !(hasColor && kinds.contains(.vertexColors)) { counts[.vertexColors] = 1 }
    if textures > 0 { counts[.textureCoordinates] = 1 }
    return counts
  }
}
