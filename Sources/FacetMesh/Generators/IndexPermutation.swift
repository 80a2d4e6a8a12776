// A random order of 0..<count without a table: a four-round Feistel network permutes the next even power of two, and
// numbers that fall outside are sent round again ("cycle walking"; Black and Rogaway, CT-RSA 2002).

/// A permutation of `0..<count`, computed number by number in constant memory.
public struct IndexPermutation: Sendable {
  public let count: Int
  private let halfBits: Int
  private let keys: (UInt64, UInt64, UInt64, UInt64)

  public init(count: Int, seed: UInt64) {
    precondition(count >= 1, "there is nothing to permute")
    self.count = count
    let bits = max(2, Int.bitWidth - (count - 1).leadingZeroBitCount)
    halfBits = (bits + 1) / 2
    keys = (Self.mix(seed &+ 1), Self.mix(seed &+ 2), Self.mix(seed &+ 3), Self.mix(seed &+ 4))
  }

  /// Where `index` goes. Expected O(1): fewer than four rounds trips.
  public subscript(index: Int) -> Int {
    precondition(index >= 0 && index < count, "the index lies outside the permutation")
    var value = UInt64(index)
    repeat { value = permute(value) } while value >= UInt64(count)
    return Int(value)
  }

  private func permute(_ value: UInt64) -> UInt64 {
    let mask: UInt64 = (1 << UInt64(halfBits)) - 1
    var (left, right) = (value >> UInt64(halfBits), value & mask)
    for key in [keys.0, keys.1, keys.2, keys.3] {
      (left, right) = (right, left ^ (Self.mix(right ^ key) & mask))
    }
    return left << UInt64(halfBits) | right
  }

  /// SplitMix64's output function (Steele, Lea and Flood, OOPSLA 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
