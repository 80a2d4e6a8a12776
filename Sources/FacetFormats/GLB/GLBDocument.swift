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
    /// Its other attributes in `attributes`.
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

/// The six types of numbers in a buffer.
enum GLBComponentType: Int, Sendable {
  case int8 = 5120
  case uint8 = 5121
  case int16 = 5122
  case uint16 = 5123
  case uint32 = 5125
  case float32 = 5126

  /// The bytes of one number.
  var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .uint32, .float32: 4
    }
  }

  /// The largest number of an unsigned type: among vertex numbers it would begin a strip anew, which is forbidden.
  var restart: UInt32? {
    switch self {
    case .uint8: 0xff
    case .uint16: 0xffff
    case .uint32: 0xffff_ffff
    default: nil
    }
  }

  /// The number that a normalized 1 is stored as; nil for types that can't be normalized.
  var scale: Double? {
    switch self {
    case .int8: 127
    case .uint8: 255
    case .int16: 32767
    case .uint16: 65535
    case .uint32, .float32: nil
    }
  }
}

/// An affine map of Float64: the columns of a matrix, and what is added.
struct GLBTransform: Sendable, Equatable {
  var columns: (x: SIMD3<Double>, y: SIMD3<Double>, z: SIMD3<Double>)
  var translation: SIMD3<Double>

  static let identity = GLBTransform(
    columns: (SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)), translation: SIMD3(0, 0, 0))

  /// Makes the map that scales, then turns by a quaternion (x, y, z, w) of any length but 0, then shifts.
  init(translation: SIMD3<Double>, rotation q: SIMD4<Double>, scale: SIMD3<Double>) {
    let s = 2 / (q * q).sum()
    let (x, y, z, w) = (q.x, q.y, q.z, q.w)
    columns.x = SIMD3(1 - s * (y * y + z * z), s * (x * y + z * w), s * (x * z - y * w)) * scale.x
    columns.y = SIMD3(s * (x * y - z * w), 1 - s * (x * x + z * z), s * (y * z + x * w)) * scale.y
    columns.z = SIMD3(s * (x * z + y * w), s * (y * z - x * w), 1 - s * (x * x + y * y)) * scale.z
    self.translation = translation
  }

  init(columns: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>), translation: SIMD3<Double>) {
    self.columns = columns
    self.translation = translation
  }

  static func == (a: Self, b: Self) -> Bool { a.columns == b.columns && a.translation == b.translation }

  /// The map of a vector that is no position.
  private func turned(_ v: SIMD3<Double>) -> SIMD3<Double> { columns.x * v.x + columns.y * v.y + columns.z * v.z }

  /// The map that does `inner` first, then this.
  func after(_ inner: GLBTransform) -> GLBTransform {
    GLBTransform(
      columns: (turned(inner.columns.x), turned(inner.columns.y), turned(inner.columns.z)),
      translation: turned(inner.translation) + translation)
  }

  /// Whether it turns left hands into right ones.
  var isMirror: Bool {
    let (a, b, c) = columns
    let cross = SIMD3(b.y * c.z - b.z * c.y, b.z * c.x - b.x * c.z, b.x * c.y - b.y * c.x)
    return (a * cross).sum() < 0
  }
}
