// Colours as they come out of a text or of a file of floats, where nothing tells their scale: numbers from 0 to 1, or whole
// numbers from 0 to 255. All of a file are of one scale, and the largest tells which. Until a number comes that is no
// 255th part, a component takes one byte.
import FacetArrays
import FacetMemory
import FacetMesh

/// Collects a colour for each vertex or each triangle, and finds the scale.
///
/// A colour that is missing is the grey that Geomview gives it, opaque. Source: the Geomview manual, "OFF Files".
@safe final class ColorBuilder {
  /// What the numbers so far can be. `open`: zeros and ones only, which are black and white in one scale, and two blacks in
  /// the other.
  private enum Scale {
    case open, bytes, parts, numbers
  }

  /// The bytes that stand for 0, 1, opaque and grey while the scale is open.
  private static let opaque: UInt8 = 2
  private static let grey: UInt8 = 3
  private static let greyByte: UInt8 = 170
  /// A number from 0 to 1 may be a little above 1, where it is brighter than white; one above this is of the other scale.
  private static let brightest: Float = 2

  private let storage: MappedStorage
  private var scale: Scale
  private var largest: Float = 1
  private var hasAlpha = false
  /// The colours so far.
  private(set) var count = 0

  /// - Parameters:
  ///   - expected: how many will probably come; it costs address space, not memory.
  ///   - isScaled: the numbers are already from 0 to 1.
  init(expected: Int, isScaled: Bool, label: String, ledger: MemoryLedger?) throws(FileError) {
    // A guess is trusted up to 1 GiB of address space.
    storage = try MappedStorage(
      byteCount: 4 * min(max(expected, 256), 1 << 28), purpose: .attributes, label: label, ledger: ledger)
    scale = isScaled ? .parts : .open
  }

  @inline(__always)
  @unsafe private var bytes: UnsafeMutablePointer<UInt8> {
    unsafe storage.base.assumingMemoryBound(to: UInt8.self)
  }

  @inline(__always)
  @unsafe private var floats: UnsafeMutablePointer<Float> {
    unsafe storage.base.assumingMemoryBound(to: Float.self)
  }

  /// Says that colour number `index` and those behind it are this one, `copies` times. Those that were left out before it are
  /// grey. Amortised O(copies).
  /// - Parameter channels: 3, where alpha means nothing, or 4.
  func append(_ color: SIMD4<Float>, channels: Int, at index: Int, copies: Int = 1) throws(FileError) {
    if index > count { try fill(to: index) }
    hasAlpha = hasAlpha || channels == 4
    // Nothing stands for alpha; any number of this scale does until it is replaced.
    let numbers = channels == 4 ? color : SIMD4(color.x, color.y, color.z, color.x)
    try admit(numbers)
    try reserve(copies)
    if scale == .numbers {
      largest = max(largest, numbers.max())
      let opaque: Float = largest > Self.brightest ? 255 : 1
      for place in count..<count + copies {
        for channel in 0..<4 { unsafe floats[4 * place + channel] = channel < channels ? numbers[channel] : opaque }
      }
    } else {
      let scaled = scale == .parts ? (numbers * 255).rounded(.toNearestOrAwayFromZero) : numbers
      let opaque = scale == .open ? Self.opaque : 255
      for place in count..<count + copies {
        for channel in 0..<4 {
          unsafe bytes[4 * place + channel] = channel < channels ? UInt8(scaled[channel]) : opaque
        }
      }
    }
    count += copies
  }

  /// Makes the scale one that holds these numbers.
  @inline(__always)
  private func admit(_ numbers: SIMD4<Float>) throws(FileError) {
    switch scale {
    case .numbers: return
    case .parts: if Self.areParts(numbers) { return }
    case .bytes: if Self.areBytes(numbers) { return }
    case .open: if Self.areBytes(numbers) && numbers.max() <= 1 { return }
    }
    try change(for: numbers)
  }

  @inline(never)
  private func change(for numbers: SIMD4<Float>) throws(FileError) {
    if scale == .open {
      let toBytes = Self.areBytes(numbers) || numbers.max() > Self.brightest
      for index in 0..<4 * count {
        let byte = unsafe bytes[index]
        unsafe bytes[index] =
          byte == Self.opaque ? 255 : byte == Self.grey ? Self.greyByte : toBytes ? byte : 255 * byte
      }
      scale = toBytes ? .bytes : .parts
      if toBytes ? Self.areBytes(numbers) : Self.areParts(numbers) { return }
    }
    let divisor: Float = scale == .bytes ? 1 : 255
    try storage.resize(toByteCount: max(storage.byteCount, 16 * (count + 1)))
    // From the last one on: a number takes the place of bytes that were read before.
    var index = 4 * count
    while index > 0 {
      index -= 1
      let byte = unsafe bytes[index]
      unsafe floats[index] = Float(byte) / divisor
    }
    if scale == .bytes { largest = 255 }
    scale = .numbers
  }

  /// Whether they are whole numbers from 0 to 255.
  @inline(__always)
  private static func areBytes(_ numbers: SIMD4<Float>) -> Bool {
    guard numbers.min() >= 0 && numbers.max() <= 255 else { return false }
    return numbers == numbers.rounded(.towardZero)
  }

  /// Whether they are what bytes divided by 255 are in float32.
  @inline(__always)
  private static func areParts(_ numbers: SIMD4<Float>) -> Bool {
    guard numbers.min() >= 0 && numbers.max() <= 1 else { return false }
    return (numbers * 255).rounded(.toNearestOrAwayFromZero) / 255 == numbers
  }

  private func reserve(_ more: Int) throws(FileError) {
    let size = scale == .numbers ? 16 : 4
    let needed = size * (count + more)
    guard needed > storage.byteCount else { return }
    try storage.resize(toByteCount: max(needed, storage.byteCount + storage.byteCount / 2))
  }

  /// Makes those that are missing before `index` grey.
  private func fill(to index: Int) throws(FileError) {
    try reserve(index - count)
    for place in count..<index {
      for channel in 0..<4 {
        switch scale {
        case .open: unsafe bytes[4 * place + channel] = channel == 3 ? Self.opaque : Self.grey
        case .bytes, .parts: unsafe bytes[4 * place + channel] = channel == 3 ? 255 : Self.greyByte
        case .numbers:
          let byte: Float = channel == 3 ? 255 : Float(Self.greyByte)
          unsafe floats[4 * place + channel] = largest > Self.brightest ? byte : byte / 255
        }
      }
    }
    count = index
  }

  /// Hands `total` colours over; those that never came are grey. Nil when none came. Call it once. O(total).
  func finish(count total: Int) throws(FileError) -> ColorArray? {
    guard count > 0 else { return nil }
    try fill(to: max(count, total))
    // Zeros and ones are numbers from 0 to 1.
    if scale == .open { try change(for: SIMD4(repeating: 1 / Float(255))) }
    let channels = hasAlpha ? 4 : 3
    if scale == .numbers {
      let divisor: Float = largest > Self.brightest ? 255 : 1
      for index in 0..<total {
        for channel in 0..<channels {
          unsafe floats[channels * index + channel] = unsafe floats[4 * index + channel] / divisor
        }
      }
      try storage.resize(toByteCount: 4 * channels * total)
      return ColorArray(
        float32: Column<Float>(storage: storage, offset: 0, count: channels * total), channels: channels)
    }
    for index in 0..<total where channels < 4 {
      for channel in 0..<channels { unsafe bytes[channels * index + channel] = unsafe bytes[4 * index + channel] }
    }
    try storage.resize(toByteCount: channels * total)
    return ColorArray(
      uint8: Column<UInt8>(storage: storage, offset: 0, count: channels * total), channels: channels)
  }
}
