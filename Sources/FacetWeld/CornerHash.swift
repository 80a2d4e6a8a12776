// Hashes of whole columns of corners, eight at a time. Positions that compare equal get the same hash: adding +0.0 turns
// -0.0 into 0.0 and leaves every other value as it is. The function is MurmurHash3 x86_32 (A. Appleby, public domain) over
// the bits of the coordinates: its final mixing matters, because the low bits of widened or gridded coordinates are zero.

import FacetMesh

/// A coordinate type that can be part of a weld key.
protocol KeyScalar: BitwiseCopyable, Sendable, BinaryFloatingPoint {
  /// Hashes `count` corners; reads and writes up to 8 elements beyond.
  @unsafe
  static func hash(
    _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, _ z: UnsafePointer<Self>, count: Int, seed: UInt32,
    into hashes: UnsafeMutablePointer<UInt32>)

  /// Writes for each corner how far before it, at most 6, the nearest one stands that compares equal, or 0. Answers how many
  /// have one. May miss some; reads nothing beyond `count`.
  @unsafe
  static func findRepeated(
    _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>, _ z: UnsafePointer<Self>, count: Int,
    into distances: UnsafeMutablePointer<Int32>
  ) -> Int

  /// The columns of a block of this precision.
  @unsafe
  static func columns(
    of block: CornerBlock
  ) -> (x: UnsafeMutablePointer<Self>, y: UnsafeMutablePointer<Self>, z: UnsafeMutablePointer<Self>)
}

private typealias Lanes = SIMD8<UInt32>

@inline(__always)
private func rotated(_ value: Lanes, by count: UInt32) -> Lanes {
  (value &<< Lanes(repeating: count)) | (value &>> Lanes(repeating: 32 - count))
}

/// Mixes one 32-bit word of each corner into its hash.
@inline(__always)
private func mix(_ hash: Lanes, _ word: Lanes) -> Lanes {
  var k = word &* Lanes(repeating: 0xcc9e_2d51)
  k = rotated(k, by: 15) &* Lanes(repeating: 0x1b87_3593)
  let h = rotated(hash ^ k, by: 13)
  return h &+ (h &<< Lanes(repeating: 2)) &+ Lanes(repeating: 0xe654_6b64)
}

@inline(__always)
private func finalized(_ hash: Lanes) -> Lanes {
  var h = hash ^ (hash &>> Lanes(repeating: 16))
  h = h &* Lanes(repeating: 0x85eb_ca6b)
  h ^= h &>> Lanes(repeating: 13)
  h = h &* Lanes(repeating: 0xc2b2_ae35)
  return h ^ (h &>> Lanes(repeating: 16))
}

extension Float: KeyScalar {
  @unsafe
  static func columns(
    of block: CornerBlock
  ) -> (x: UnsafeMutablePointer<Float>, y: UnsafeMutablePointer<Float>, z: UnsafeMutablePointer<Float>) {
    let columns = unsafe block.float32
    return unsafe (columns.x, columns.y, columns.z)
  }

  @inline(__always)
  @unsafe
  private static func words(_ values: UnsafePointer<Float>) -> Lanes {
    let value = unsafe UnsafeRawPointer(values).loadUnaligned(as: SIMD8<Float>.self) + SIMD8<Float>(repeating: 0)
    return unsafe unsafeBitCast(value, to: Lanes.self)
  }

  @unsafe
  static func hash(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ z: UnsafePointer<Float>, count: Int, seed: UInt32,
    into hashes: UnsafeMutablePointer<UInt32>
  ) {
    var index = 0
    while index < count {
      var h = Lanes(repeating: seed)
      h = unsafe mix(h, words(x + index))
      h = unsafe mix(h, words(y + index))
      h = unsafe mix(h, words(z + index))
      unsafe UnsafeMutableRawPointer(hashes + index).storeBytes(of: finalized(h), as: Lanes.self)
      index += 8
    }
  }
}

extension Double: KeyScalar {
  @unsafe
  static func columns(
    of block: CornerBlock
  ) -> (x: UnsafeMutablePointer<Double>, y: UnsafeMutablePointer<Double>, z: UnsafeMutablePointer<Double>) {
    let columns = unsafe block.float64
    return unsafe (columns.x, columns.y, columns.z)
  }

  /// The low and the high words of eight values.
  @inline(__always)
  @unsafe
  private static func words(_ values: UnsafePointer<Double>) -> (low: Lanes, high: Lanes) {
    let zero = SIMD4<Double>(repeating: 0)
    let first = unsafe UnsafeRawPointer(values).loadUnaligned(as: SIMD4<Double>.self) + zero
    let second = unsafe UnsafeRawPointer(values + 4).loadUnaligned(as: SIMD4<Double>.self) + zero
    let a = unsafe unsafeBitCast(first, to: Lanes.self)
    let b = unsafe unsafeBitCast(second, to: Lanes.self)
    return (Lanes(lowHalf: a.evenHalf, highHalf: b.evenHalf), Lanes(lowHalf: a.oddHalf, highHalf: b.oddHalf))
  }

  @unsafe
  static func hash(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int, seed: UInt32,
    into hashes: UnsafeMutablePointer<UInt32>
  ) {
    var index = 0
    while index < count {
      let (xw, yw, zw) = unsafe (words(x + index), words(y + index), words(z + index))
      var h = Lanes(repeating: seed)
      h = mix(mix(h, xw.low), xw.high)
      h = mix(mix(h, yw.low), yw.high)
      h = mix(mix(h, zw.low), zw.high)
      unsafe UnsafeMutableRawPointer(hashes + index).storeBytes(of: finalized(h), as: Lanes.self)
      index += 8
    }
  }
}
