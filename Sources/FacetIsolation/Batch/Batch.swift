// Many conversions, each in a worker of its own, a few at a time. A worker that dies costs its file; the batch goes on.
import FacetConversion
import FacetMemory

/// Converts the files of a plan.
///
/// Cancelling the task that runs it stops the workers; what is finished stays, and what is not leaves nothing behind.
public struct Batch: Sendable {
  /// How a batch is run.
  public struct Options: Sendable {
    /// What each conversion is asked to do; its memory is what the batch and its workers may have resident together.
    public var conversion = ConversionOptions()
    /// Workers at once; nil for as many as there are cores, and never more.
    public var jobs: Int?
    /// The time that one file may take; nil for no limit.
    public var timeLimit: Duration?
    /// Stop at the first failure.
    public var failsFast = false
    /// Leave outputs that are there as they are.
    public var keepsOutputs = false
    /// Keep a journal, and leave out what an earlier run has finished.
    public var resumes = true

    public init() {}
  }

  public let plan: BatchPlan
  public let options: Options
  public let worker: WorkerProgram
  /// Workers at once, and what each may have resident.
  public let share: BatchShare

  /// Divides cores and memory among the workers.
  /// - Throws: `ConversionFailure` when the memory is not enough for one worker.
  public init(_ plan: BatchPlan, options: Options, worker: WorkerProgram) throws(ConversionFailure) {
    self.plan = plan
    self.options = options
    self.worker = worker
    share = try BatchShare(jobs: min(options.jobs ?? .max, plan.items.count), memory: options.conversion.memory)
  }

  /// Converts all files.
  /// - Parameter onRecord: called for each file when it is done with, from one task at a time.
  /// - Throws: `ConversionFailure` when the folder of the outputs can't be made or the journal not be written.
  public func run(onRecord: @escaping @Sendable (BatchRecord) -> Void) async throws(ConversionFailure) -> BatchSummary {
    let clock = Stopwatch()
    let journal: BatchJournal?
    do {
      try FileIdentity.makeFolder(plan.folder)
      journal = options.resumes ? try BatchJournal(folder: plan.folder, options: options.conversion) : nil
    } catch {
      throw ConversionFailure(error)
    }
    var summary = BatchSummary(plan, jobs: share.jobs, memory: share.memory)
    var journalFault: FileError?
    await withTaskGroup(of: BatchRecord.self) { group in
      var waiting = plan.items.makeIterator()
      var running = 0
      var isStopped = false
      while true {
        while running < share.jobs, !isStopped, !Task.isCancelled, let item = waiting.next() {
          if let status = statusBefore(item, journal) {
            let record = BatchRecord(item: item, status: status)
            summary.add(record)
            onRecord(record)
          } else {
            group.addTask { await convert(item) }
            running += 1
          }
        }
        guard let record = await group.next() else { break }
        running -= 1
        if record.status == .converted {
          do throws(FileError) { try journal?.finish(record.item) } catch {
            (journalFault, isStopped) = (error, true)
            group.cancelAll()
          }
        }
        if record.status == .failed && options.failsFast && !isStopped {
          isStopped = true
          group.cancelAll()
        }
        summary.add(record)
        onRecord(record)
      }
    }
    if let journalFault { throw ConversionFailure(journalFault) }
    summary.seconds = clock.elapsed
    return summary
  }

  /// What an item is without being converted; nil when it has to be.
  private func statusBefore(_ item: BatchItem, _ journal: BatchJournal?) -> BatchRecord.Status? {
    if journal?.isFinished(item) == true { return .finished }
    if options.keepsOutputs
      && (FileIdentity(ofLink: item.output) ?? item.partner.flatMap { FileIdentity(ofLink: $0) }) != nil
    {
      return .kept
    }
    return nil
  }

  private func convert(_ item: BatchItem) async -> BatchRecord {
    let clock = Stopwatch()
    var record = BatchRecord(item: item, status: .converted)
    var conversion = IsolatedConversion(input: item.input, options: options.conversion, worker: worker)
    conversion.options.memory = share.memory.map { .bytes($0) } ?? .none
    conversion.options.threads = conversion.options.threads ?? share.threads
    conversion.timeLimit = options.timeLimit
    do throws(FileError) {
      try FileIdentity.makeFolder(OutputFile.folder(of: item.output))
      do throws(WorkerFailure) { record.report = try await conversion.convert(to: item.output) } catch {
        record.status = error.code == "cancelled" ? .cancelled : .failed
        record.failure = error
      }
    } catch {
      record.status = .failed
      record.failure = WorkerFailure(73, code: error.code.rawValue, "\(item.input): \(error)")
    }
    record.seconds = clock.elapsed
    return record
  }
}
