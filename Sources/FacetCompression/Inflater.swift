// What gzip and zstd have in common: bytes go in, bytes come out, and sometimes a good place to end is reached.

/// Unpacks one format, piece by piece. It knows no file: whoever feeds it counts the bytes.
protocol Inflater: AnyObject {
  /// Whether the data may end here.
  var mayEnd: Bool { get }

  /// Unpacks as much as fits. Both buffers may be empty.
  /// - Throws: `InflateFault`; the bytes written before are lost.
  @unsafe func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InflateFault) -> InflateStep
}

/// What one step did.
struct InflateStep {
  /// The bytes of the input that are not needed any more.
  var consumed = 0
  /// The bytes written to the output.
  var produced = 0
}

/// Why data can't be unpacked; the place is added by whoever knows the file.
struct InflateFault: Error {
  let code: CompressionError.Code
  let reason: String
  /// The bytes of the input before the place of the fault, as far as the library tells.
  let consumed: Int
}
