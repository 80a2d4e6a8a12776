// What a worker is told by the process that started it. Nobody types these.
import ArgumentParser
import FacetIsolation

struct WorkerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The most bytes that this process may have resident.", visibility: .private))
  var workerMemory: Int?

  @Option(help: ArgumentHelp("The process with which this one ends.", visibility: .private))
  var workerParent: Int32?

  func validate() throws {
    if let workerMemory, workerMemory < 0 { throw ValidationError("--worker-memory takes 0 or more") }
  }

  /// Limits and watches, when this process is a worker.
  func takeUp() { WorkerDuties.takeUp(memory: workerMemory, parent: workerParent) }
}
