// zstd files: one frame after another, with frames to be skipped between them. libzstd checks the checksums.
import CZstd
import FacetMemory

/// Unpacks the frames of a zstd file.
@safe final class ZstdInflater: Inflater {
  /// The largest window, as a power of two: 128 MiB, which is also what zstd(1) allows.
  static let largestWindow: Int32 = 27

  private let context: OpaquePointer
  private(set) var mayEnd = false

  init() throws(FileError) {
    guard let context = unsafe ZSTD_createDCtx() else {
      throw FileError(.outOfMemory, path: "", errno: 0, reason: "a context for zstd")
    }
    unsafe self.context = unsafe context
    unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.largestWindow)
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  @unsafe
  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InflateFault) -> InflateStep {
    // Without input at the end of a frame, libzstd would begin another one and ask for its header.
    if unsafe mayEnd && input.isEmpty { return InflateStep() }
    var from = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var to = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = unsafe ZSTD_decompressStream(context, &to, &from)
    if ZSTD_isError(result) != 0 { throw unsafe fault(result, consumed: from.pos) }
    mayEnd = result == 0
    return unsafe InflateStep(consumed: from.pos, produced: to.pos)
  }

  private func fault(_ result: Int, consumed: Int) -> InflateFault {
    let code: CompressionError.Code =
      switch ZSTD_getErrorCode(result) {
      case ZSTD_error_checksum_wrong: .badChecksum
      case ZSTD_error_frameParameter_windowTooLarge, ZSTD_error_version_unsupported, ZSTD_error_dictionary_wrong,
        ZSTD_error_frameParameter_unsupported:
        .unsupported
      default: .badData
      }
    let words = unsafe String(cString: ZSTD_getErrorName(result)).lowercased()
    return InflateFault(code: code, reason: words, consumed: consumed)
  }
}
