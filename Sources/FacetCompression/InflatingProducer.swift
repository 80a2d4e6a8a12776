// Stands between a compressed source and a reader. A source above it calls it from its read-ahead thread, so three things
// go on at once: reading the file, unpacking it, and parsing what was unpacked.
import FacetMemory
import Synchronization

/// Makes the unpacked bytes of a compressed source.
@safe public final class InflatingProducer: ByteProducer, @unchecked Sendable {
  /// What the bytes are packed with.
  public let format: CompressionFormat
  /// The compressed bytes.
  private let source: ByteSource
  private let inflater: any Inflater
  private let limit: ExpansionLimit
  /// The part of the current block that is not yet consumed.
  @safe private var input = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  private var consumed = 0
  private let consumedForOthers = Atomic(0)
  private var produced = 0
  private let producedForOthers = Atomic(0)
  /// There may be more to come from what was already consumed.
  private var outputWasFull = false
  private var ended = false
  private var failure: (any Error)?

  init(_ source: ByteSource, format: CompressionFormat, limit: ExpansionLimit) throws(FileError) {
    self.source = source
    self.format = format
    self.limit = limit
    inflater =
      switch format {
      case .gzip: try GzipInflater()
      case .zstd: try ZstdInflater()
      }
    // It will be read on the thread of the source above.
    source.prepareForInterrupt()
  }

  public func interrupt() { source.interrupt() }

  /// The compressed bytes that were unpacked so far. Any thread may ask.
  public var consumedBytes: Int { consumedForOthers.load(ordering: .relaxed) }

  /// The bytes that were made of them. Any thread may ask.
  public var producedBytes: Int { producedForOthers.load(ordering: .relaxed) }

  /// Whether bytes other than zeros stand behind the data of a gzip file; known when its end was reached.
  public var hasTrailingGarbage: Bool { (inflater as? GzipInflater)?.hasTrailingGarbage ?? false }

  @unsafe
  public func produce(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if let failure { throw failure }
    var made = 0
    do {
      while made < buffer.count && !ended {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[made...])
        made += unsafe try step(into: rest)
      }
    } catch {
      // What was made before the fault is delivered first: a reader tells of its own faults in order.
      failure = error
      guard made > 0 else { throw error }
    }
    return made
  }

  @unsafe
  private func step(into output: UnsafeMutableRawBufferPointer) throws -> Int {
    if unsafe input.isEmpty && !outputWasFull {
      guard let block = unsafe try source.nextBlock() else {
        guard inflater.mayEnd else {
          throw error(.truncated, "the file ends before its data does")
        }
        ended = true
        return 0
      }
      input = unsafe block
    }
    let step: InflateStep
    do {
      step = unsafe try inflater.step(input, into: output)
    } catch {
      consumed += error.consumed
      throw self.error(error.code, error.reason)
    }
    unsafe input = UnsafeRawBufferPointer(rebasing: input[step.consumed...])
    consumed += step.consumed
    consumedForOthers.store(consumed, ordering: .relaxed)
    produced += step.produced
    producedForOthers.store(produced, ordering: .relaxed)
    outputWasFull = step.produced == output.count
    guard produced <= limit.mostBytes(from: consumed) else { throw error(.expandsTooMuch, limit.words) }
    return step.produced
  }

  private func error(_ code: CompressionError.Code, _ reason: String) -> CompressionError {
    CompressionError(code, file: source.name, format: format.rawValue, offset: consumed, reason)
  }
}
