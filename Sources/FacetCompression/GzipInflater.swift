// gzip files: one member after another, and what may follow them. Zeros behind the last member are padding of tapes and
// disks; other bytes are no error either. Both are ignored, as gzip(1) does.
import FacetMemory

/// Unpacks the members of a gzip file.
final class GzipInflater: Inflater {
  private enum State { case member, between, trailing }

  private let stream: DeflateStream
  private var state = State.member
  private var members = 0

  init() throws(FileError) { stream = try DeflateStream(.gzip) }

  var mayEnd: Bool { state != .member }

  /// Whether bytes other than zeros stand behind the last member.
  private(set) var hasTrailingGarbage = false

  @unsafe
  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(InflateFault) -> InflateStep {
    if state == .between { beginMember(at: unsafe input.first) }
    switch state {
    case .between: return InflateStep()
    case .trailing:
      if !hasTrailingGarbage { hasTrailingGarbage = unsafe input.contains { $0 != 0 } }
      return InflateStep(consumed: input.count)
    case .member: break
    }
    do {
      let step = unsafe try stream.step(input, into: output)
      if stream.hasEnded {
        state = .between
        members += 1
      }
      return step
    } catch {
      // Behind a whole member, bytes that only begin like another one are garbage.
      guard members > 0 && stream.consumed <= 2 else { throw error }
      state = .trailing
      hasTrailingGarbage = true
      return InflateStep(consumed: input.count)
    }
  }

  /// Looks at the first byte behind a member.
  private func beginMember(at byte: UInt8?) {
    guard let byte else { return }
    if byte == 0x1f {
      stream.reset()
      state = .member
    } else {
      state = .trailing
    }
  }
}
