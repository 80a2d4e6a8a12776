// The guard against files that unpack to a thousand times their size. The limit holds at every moment, not only at the
// end: what was unpacked so far against what was read so far.

/// How far compressed data may expand.
public struct ExpansionLimit: Sendable, Equatable {
  /// The largest ratio unless the user sets another. Deflate itself ends at 1,032.
  public static let defaultRatio = 1000
  /// What may always be unpacked, so that small files of zeros are read.
  public static let alwaysAllowed = 16 << 20

  /// The most bytes that one compressed byte may become, on average.
  public let ratio: Int

  /// - Precondition: `ratio` is positive.
  public init(ratio: Int = defaultRatio) {
    precondition(ratio > 0, "the ratio must be positive")
    self.ratio = ratio
  }

  /// The most bytes that `count` compressed bytes may become.
  public func mostBytes(from count: Int) -> Int {
    let product = count.multipliedReportingOverflow(by: ratio)
    return product.overflow ? .max : max(Self.alwaysAllowed, product.partialValue)
  }

  /// The words for data that goes beyond.
  var words: String { "a byte unpacks to more than \(ratio) (--max-expansion allows more)" }
}
