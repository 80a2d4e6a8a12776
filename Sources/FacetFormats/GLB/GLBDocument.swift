// The JSON of a glTF file, as far as triangles go: everything else in it is walked over. Lists of lists lie flat, so that
// a document of many small things takes little more memory than its text.

/// What a glTF document says of its triangles. Numbers in it are claims until they are looked up.
struct GLBDocument: Sendable {
  /// The number of something in its list; `none` where there is none.
  typealias Number = Int32
  static let none: Number = -1

  /// A list of numbers or vectors in a buffer view.
  struct Accessor: Sendable {
    var view = none
    var offset = 0
    var count = 0
    var type = GLBComponentType.float32
    /// The numbers of an element: 3 for a vector, 1 for a scalar.
    var components = 0
    var isNormalized = false
    /// The number of its replacements in `sparse`.
    var sparse = none
    /// Where it stands in the file.
    var place = 0
  }

  /// Elements of an accessor that are given apart.
  struct Sparse: Sendable {
    var count = 0
    var indexView = none
    var indexOffset = 0
    var indexType = GLBComponentType.uint32
    var valueView = none
    var valueOffset = 0
  }

  /// A part of a buffer.
  struct View: Sendable {
    var buffer = none
    var offset = 0
    var length = 0
    /// The bytes from one element to the next; 0 when they follow each other.
    var stride = 0
    var place = 0
  }

  struct Buffer: Sendable {
    var length = 0
    var address: String?
    var place = 0
  }

  struct Primitive: Sendable {
    /// 4 triangles, 5 a strip, 6 a fan; below these points and lines.
    var mode = 4
    var positions = none
    var indices = none
    var normals = none
    /// The first of its sets of colours.
    var colors = none
    /// Its texture coordinates in `textures`, and its other attributes in `attributes`.
    var textures = 0..<0
    var others = 0..<0
    var isDraco = false
    var place = 0
  }

  struct Node: Sendable {
    var mesh = none
    /// The number of its transform in `transforms`; `none` when it is the identity.
    var transform = none
    /// Its children in `children`.
    var firstChild: Number = 0
    var childCount: Number = 0
    var isSkinned = false
  }

  var accessors: [Accessor] = []
  var sparse: [Sparse] = []
  var views: [View] = []
  var buffers: [Buffer] = []
  var primitives: [Primitive] = []
  /// The primitives of each mesh.
  var meshes: [Range<Int>] = []
  var textures: [Number] = []
  var attributes: [Number] = []
  var nodes: [Node] = []
  var children: [Number] = []
  var transforms: [GLBTransform] = []
  /// The root nodes of each scene in `sceneNodes`.
  var scenes: [Range<Int>] = []
  var sceneNodes: [Number] = []
  /// The number of the scene to show; nil when the document names none.
  var scene: Int?
  var isQuantized = false
  var hasMorphTargets = false
  var hasInstancing = false
}
