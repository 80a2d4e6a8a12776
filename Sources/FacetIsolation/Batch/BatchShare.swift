// How cores and memory are divided among the workers of a batch.
import FacetConversion
import FacetMemory
import FacetText

/// The most memory that a batch may have, its workers included.
public enum BatchMemory: Sendable, Equatable {
  /// 80 % of what the system has to give.
  case automatic
  case unlimited
  case bytes(Int)
}

/// How many workers there are at once, and what each of them gets.
public struct BatchShare: Sendable {
  /// Workers at once.
  public let jobs: Int
  /// The most bytes that each may have resident; nil for no limit.
  public let memory: Int?

  /// A worker has one thread that works; the one that reads ahead waits most of the time.
  private static let threadsOfWorker = 1
  /// What a worker gets where there is a choice between more of them and larger ones.
  private static let comfortable = 64 << 20
  /// What a worker needs for its smallest conversion.
  private static let least = 24 << 20

  /// Divides what this machine has.
  /// - Parameter jobs: how many workers are wanted; there are never more than cores.
  /// - Throws: `ConversionFailure` with exit code 75 when the memory is not enough for one worker.
  public init(jobs: Int, memory: BatchMemory = .automatic) throws(ConversionFailure) {
    try self.init(
      jobs: jobs, memory: memory, cores: AvailableProcessors.count, available: AvailableMemory.bytes,
      own: ProcessMemory.residentBytes)
  }

  /// - Parameter jobs: how many workers are wanted; there are never more than cores.
  /// - Throws: `ConversionFailure` with exit code 75 when the memory is not enough for one worker.
  init(
    jobs wanted: Int, memory: BatchMemory, cores: Int, available: Int?, own: Int
  ) throws(ConversionFailure) {
    let most = max(1, min(wanted, cores / Self.threadsOfWorker))
    let whole: Int? =
      switch memory {
      case .automatic: available.map { $0 / 5 * 4 }
      case .unlimited: nil
      case .bytes(let bytes): max(0, bytes - own)
      }
    guard let whole else {
      (jobs, self.memory) = (most, nil)
      return
    }
    jobs = max(1, min(most, whole / Self.comfortable))
    self.memory = whole / jobs
    guard whole >= Self.least else {
      let mebibytes = NumberText.grouped((Self.least + own + 1 << 20 - 1) >> 20)
      throw ConversionFailure(
        .overMemory, code: "out_of_memory",
        "the memory is not enough for one worker; the smallest that works is --memory \(mebibytes)M")
    }
  }
}
