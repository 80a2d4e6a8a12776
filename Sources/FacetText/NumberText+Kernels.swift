// Which way whole blocks of lines are made: a number at a time, or by a kernel in C for what the processor has. All ways
// give the same bytes; TextLines.h has the kernels' idea.
import CFacetKernels

extension NumberText {
  /// A way to make lines.
  enum LineKernel: CaseIterable {
    /// A number at a time: for every processor, and the twin that the others are tested against.
    case plain
    /// With AVX2, the floor on x86-64.
    case avx2
    /// With AVX-512 and its multiply-adds and byte shuffles of Ice Lake.
    case avx512

    /// The fastest that this processor has.
    static let best: LineKernel = available.last ?? .plain

    /// What this processor has, the fastest last.
    static var available: [LineKernel] {
      #if arch(x86_64)
        facet_processor_level() >= 5 ? [.plain, .avx2, .avx512] : [.plain, .avx2]
      #else
        [.plain]
      #endif
    }
  }

  /// Writes lines as `writeLines` does, by the kernel that is asked for.
  @unsafe
  static func writeLines(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ z: UnsafePointer<Double>, count: Int, float32: Bool,
    mark: UInt8?, by kernel: LineKernel, to destination: UnsafeMutablePointer<UInt8>
  ) -> Int {
    switch (kernel, float32) {
    case (.plain, true): unsafe writeLines32(x, y, z, count: count, mark: mark, to: destination)
    case (.plain, false): unsafe writeLines64(x, y, z, count: count, mark: mark, to: destination)
    case (.avx2, true):
      unsafe facet_float_lines_v3(
        x, y, z, count, mark ?? 0, tables, { unsafe NumberText.write(Float($0), to: $1) }, destination)
    case (.avx2, false):
      unsafe facet_double_lines_v3(
        x, y, z, count, mark ?? 0, tables, { unsafe NumberText.write($0, to: $1) }, destination)
    case (.avx512, true):
      unsafe facet_float_lines_icl(
        x, y, z, count, mark ?? 0, tables, { unsafe NumberText.write(Float($0), to: $1) }, destination)
    case (.avx512, false):
      unsafe facet_double_lines_icl(
        x, y, z, count, mark ?? 0, tables, { unsafe NumberText.write($0, to: $1) }, destination)
    }
  }

  /// Writes as many of the faces as the kernel takes: none of those from the first group with a long number on.
  @unsafe
  static func writeFaces(
    _ corners: UnsafePointer<Int32>, count: Int, mark: UInt8, first: UInt32, by kernel: LineKernel,
    to cursor: inout UnsafeMutablePointer<UInt8>
  ) -> Int {
    switch kernel {
    case .plain: 0
    case .avx2: unsafe facet_face_lines_v3(corners, count, mark, first, &cursor)
    case .avx512: unsafe facet_face_lines_icl(corners, count, mark, first, &cursor)
    }
  }

  /// The kernels' tables, for good.
  nonisolated(unsafe) private static let tables: OpaquePointer = {
    let place = UnsafeMutableRawPointer.allocate(byteCount: facet_text_tables_size(), alignment: 64)
    let tables = OpaquePointer(place)
    unsafe facet_text_tables_make(tables, NumberLines.powers)
    return unsafe tables
  }()
}
