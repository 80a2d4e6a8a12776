// The inputs of a conversion before and while they are read. Several inputs are looked at first, because the precision of
// the weld depends on all of them; a regular file is then closed and opened again when its turn comes, so that a thousand
// parts need neither a thousand descriptors nor their buffers.
import FacetFormats
import FacetMemory
import FacetMesh

/// An input that is open, with its reader.
struct OpenInput {
  let bytes: CompressedInput
  let format: MeshFormat
  let reader: InputReader

  /// What a look at the input told.
  var look: PendingInput.Look {
    switch reader {
    case .soup(let stream):
      PendingInput.Look(
        size: bytes.size, precision: stream.precision, triangles: stream.credibleTriangles)
    case .indexed: PendingInput.Look(size: bytes.size, precision: nil, triangles: nil)
    }
  }
}

/// An input that is not yet read.
struct PendingInput {
  /// What is known of an input before it is read.
  struct Look {
    var size: Int?
    /// The precision of a soup; nil for an indexed mesh.
    var precision: SourcePrecision?
    /// How many triangles will probably come.
    var triangles: Int?

    var isSoup: Bool { precision != nil }
  }

  enum State {
    /// Nobody looked at it yet.
    case source(ByteSource)
    /// It can't be opened twice.
    case open(OpenInput)
    /// A regular file that is opened again.
    case closed
  }

  var state: State
  var look = Look()
}

/// How far all inputs together are, by their sizes.
struct InputProgress {
  private let sizes: [Int?]
  /// All bytes; nil when the size of an input is not known.
  private let total: Double?

  /// - Parameter looks: one for each input; the size of one that is a pipe makes the sum unknown.
  init(_ looks: [PendingInput.Look]) {
    sizes = looks.map(\.size)
    total = sizes.reduce(0) { sum, size in sum.flatMap { sum in size.map { sum + Double($0) } } }
  }

  /// The part of all inputs that was read when `part` of one is; nil when that can't be told.
  func fraction(of index: Int, _ input: OpenInput, part: Double?) -> Double? {
    let part = input.bytes.unpackedFraction ?? part
    guard sizes.count > 1 else { return part }
    guard let part, let total, total > 0 else { return nil }
    return (sizes[..<index].reduce(0) { $0 + Double($1 ?? 0) } + part * Double(sizes[index] ?? 0)) / total
  }
}
