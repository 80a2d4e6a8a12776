// What one job carries down every call: its books of memory, its threads, the way to stop it, and whom to tell how far
// it is. Nothing of this is global.
import FacetMemory

/// The surroundings of one job. Give each job its own.
public final class JobContext: Sendable {
  /// What a job is doing now, and how much of that is done.
  public struct Progress: Sendable, Equatable {
    public enum Stage: String, Sendable { case reading, writing, verifying, checking }
    public let stage: Stage
    /// 0...1, or nil when the size of the input is not known.
    public let fraction: Double?

    public init(stage: Stage, fraction: Double?) {
      self.stage = stage
      self.fraction = fraction
    }
  }

  public let ledger: MemoryLedger
  public let pool: WorkerPool
  private let onProgress: (@Sendable (Progress) -> Void)?

  /// - Parameter onProgress: called often, from the thread that works; it should come back at once.
  public init(
    ledger: MemoryLedger = MemoryLedger(), pool: WorkerPool = WorkerPool(),
    onProgress: (@Sendable (Progress) -> Void)? = nil
  ) {
    self.ledger = ledger
    self.pool = pool
    self.onProgress = onProgress
  }

  /// Asks the job to stop at its next step, and all others that keep the same books. Safe from any thread.
  public func cancel() { ledger.stop() }

  /// Reports progress, ends the job when it or its task was cancelled, and keeps it below its memory ceiling. Called at every step of the
  /// work.
  public func report(_ stage: Progress.Stage, fraction: Double?) throws(FileError) {
    try ledger.step()
    onProgress?(Progress(stage: stage, fraction: fraction))
  }
}
