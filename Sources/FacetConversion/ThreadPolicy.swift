// How many threads a conversion has: as many as are asked for, else one for each processor; under a small ceiling fewer, since each
// needs buffers of its own.
import FacetMemory
import FacetThreads

extension ConversionOptions {
  /// What a ceiling must have for each thread. A thread takes at most 8 MiB.
  static let ceilingPerThread = 128 << 20

  /// Makes the threads for a conversion under a ceiling.
  public func makePool(under ceiling: MemoryCeiling?) -> WorkerPool {
    let wanted = threads ?? AvailableProcessors.count
    let most = ceiling.map { max(1, $0.limit / Self.ceilingPerThread) } ?? wanted
    return WorkerPool(threadCount: max(1, min(wanted, most)))
  }
}
