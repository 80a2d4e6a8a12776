// How cores and memory are divided among the workers of a batch.
import FacetConversion
import FacetMemory
import FacetText
import FacetThreads

/// How many workers there are at once, and what each of them gets.
public struct BatchShare: Sendable {
  /// Workers at once.
  public let jobs: Int
  /// The most bytes that each may have resident; nil for no limit.
  public let memory: Int?
  /// The threads of each. The one that reads ahead waits most of the time and doesn't count.
  public let threads: Int

  /// With less than this a worker can do nothing.
  private static let least = 32 << 20

  /// Divides what this machine has.
  /// - Parameter jobs: how many workers are wanted; there are never more than cores.
  /// - Throws: `ConversionFailure` with exit code 75 when the memory is not enough for one worker.
  public init(jobs: Int, memory: MemoryPolicy = .automatic) throws(ConversionFailure) {
    try self.init(
      jobs: jobs, memory: memory, cores: AvailableProcessors.count, available: MemoryLimits.automatic,
      own: ProcessMemory.residentBytes)
  }

  /// - Parameter jobs: how many workers are wanted; there are never more than cores.
  /// - Throws: `ConversionFailure` with exit code 75 when the memory is not enough for one worker.
  init(
    jobs wanted: Int, memory: MemoryPolicy, cores: Int, available: Int?, own: Int
  ) throws(ConversionFailure) {
    let most = max(1, min(wanted, cores))
    let whole: Int? =
      switch memory {
      case .automatic: available
      case .none: nil
      case .bytes(let bytes): max(0, bytes - own)
      }
    guard let whole else {
      (jobs, self.memory, threads) = (most, nil, max(1, cores / most))
      return
    }
    jobs = max(1, min(most, whole / MemoryCeiling.smallest))
    self.memory = whole / jobs
    threads = max(1, cores / jobs)
    guard whole >= Self.least else {
      let mebibytes = NumberText.grouped((MemoryCeiling.smallest + own + 1 << 20 - 1) >> 20)
      throw ConversionFailure(
        .overMemory, code: "out_of_memory",
        "the memory is not enough for one worker; --memory \(mebibytes)M is always enough")
    }
  }
}
