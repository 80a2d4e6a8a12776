// Corners as they lie in raw memory, x y z x y z …, spread over the three columns of a block. Each stored type has its own
// loop with nothing but loads, conversions and stores, which the compiler turns into wide loads and shuffles.
import FacetMesh

/// The type of the numbers in a raw file.
struct PackedNumbers: Equatable {
  enum Kind {
    case float16, float32, float64, int8, uint8, int16, uint16, int32, uint32
  }

  var kind: Kind
  var bigEndian: Bool

  /// The bytes of a number.
  var byteCount: Int {
    switch kind {
    case .int8, .uint8: 1
    case .float16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64: 8
    }
  }

  /// The precision that holds every number exactly.
  var precision: SourcePrecision {
    switch kind {
    case .float64, .int32, .uint32: .float64
    default: .float32
    }
  }

  /// Appends triangles to a block of the right precision.
  /// - Parameter stride: the bytes from one triangle to the next; at least nine numbers.
  @unsafe
  func append(_ triangles: Int, from source: UnsafeRawPointer, stride: Int, to block: CornerBlock) {
    precondition(triangles >= 0 && block.count + 3 * triangles <= block.capacity, "the block has no room")
    let (runs, corners) = stride == 9 * byteCount ? (1, 3 * triangles) : (triangles, 3)
    if precision == .float32 {
      unsafe appendFloat32(runs, corners, from: source, stride: stride, to: block.float32, at: block.count)
    } else {
      unsafe appendFloat64(runs, corners, from: source, stride: stride, to: block.float64, at: block.count)
    }
    block.count += 3 * triangles
  }

  @unsafe
  private func appendFloat32(
    _ runs: Int, _ corners: Int, from source: UnsafeRawPointer, stride: Int, to columns: CornerColumns<Float>,
    at first: Int
  ) {
    let big = bigEndian
    switch kind {
    case .float32 where !big:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt32) in
        Float(bitPattern: UInt32(littleEndian: bits))
      }
    case .float32:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt32) in
        Float(bitPattern: UInt32(bigEndian: bits))
      }
    case .float16:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt16) in
        Float(Float16(bitPattern: big ? UInt16(bigEndian: bits) : UInt16(littleEndian: bits)))
      }
    case .int16:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt16) in
        Float(Int16(bitPattern: big ? UInt16(bigEndian: bits) : UInt16(littleEndian: bits)))
      }
    case .uint16:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt16) in
        Float(big ? UInt16(bigEndian: bits) : UInt16(littleEndian: bits))
      }
    case .int8:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt8) in Float(Int8(bitPattern: bits)) }
    case .uint8:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt8) in Float(bits) }
    case .float64, .int32, .uint32: preconditionFailure("float32 can't hold these numbers")
    }
  }

  @unsafe
  private func appendFloat64(
    _ runs: Int, _ corners: Int, from source: UnsafeRawPointer, stride: Int, to columns: CornerColumns<Double>,
    at first: Int
  ) {
    let big = bigEndian
    switch kind {
    case .float64 where !big:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt64) in
        Double(bitPattern: UInt64(littleEndian: bits))
      }
    case .float64:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt64) in
        Double(bitPattern: UInt64(bigEndian: bits))
      }
    case .int32:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt32) in
        Double(Int32(bitPattern: big ? UInt32(bigEndian: bits) : UInt32(littleEndian: bits)))
      }
    case .uint32:
      unsafe spread(runs, corners, source, stride, columns, first) { (bits: UInt32) in
        Double(big ? UInt32(bigEndian: bits) : UInt32(littleEndian: bits))
      }
    default: preconditionFailure("these numbers are float32")
    }
  }

  /// Spreads `runs` runs of `corners` corners, each run `stride` bytes after the one before.
  @inline(__always)
  @unsafe
  private func spread<Stored: BitwiseCopyable, Scalar>(
    _ runs: Int, _ corners: Int, _ source: UnsafeRawPointer, _ stride: Int, _ columns: CornerColumns<Scalar>,
    _ first: Int, _ convert: (Stored) -> Scalar
  ) {
    let size = MemoryLayout<Stored>.size
    var run = unsafe source
    var place = first
    for _ in 0..<runs {
      let x = unsafe columns.x + place
      let y = unsafe columns.y + place
      let z = unsafe columns.z + place
      for index in 0..<corners {
        let corner = unsafe run + index &* 3 &* size
        unsafe x[index] = convert(corner.loadUnaligned(as: Stored.self))
        unsafe y[index] = convert((corner + size).loadUnaligned(as: Stored.self))
        unsafe z[index] = convert((corner + 2 &* size).loadUnaligned(as: Stored.self))
      }
      unsafe run += stride
      place &+= corners
    }
  }
}
