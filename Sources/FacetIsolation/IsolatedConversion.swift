// One conversion in a process of its own: whatever happens there, this process goes on, and its memory stays as it was.
import FacetConversion
import FacetFormats
import FacetMemory

/// Converts in a worker: a process that is started for it and ends with it.
///
/// A crash, a limit or a kill costs the conversion and nothing else. Cancelling the task that waits ends the worker, and
/// leaves no file. When this process dies, its workers end within a second.
public struct IsolatedConversion: Sendable {
  public var inputs: [String]
  /// What the conversion is asked to do. Its memory is that of the worker: what does not fit goes to temporary files, and what
  /// can't go there is a failure with exit code 75.
  public var options: ConversionOptions
  public var worker: WorkerProgram
  /// Nil for no limit.
  public var timeLimit: Duration?
  /// Where the file of a mesh lies meanwhile; nil takes $TMPDIR, or else /var/tmp.
  public var temporaryFolder: String?

  /// - Parameters:
  ///   - input: a path.
  ///   - worker: the command `facet`.
  public init(input: String, options: ConversionOptions = ConversionOptions(), worker: WorkerProgram) {
    self.init(inputs: [input], options: options, worker: worker)
  }

  /// - Parameter inputs: paths; they become one mesh in this order.
  public init(inputs: [String], options: ConversionOptions = ConversionOptions(), worker: WorkerProgram) {
    self.inputs = inputs
    self.options = options
    self.worker = worker
  }

  /// Reads the inputs in a worker and answers the mesh as mapped arrays.
  /// - Throws: `WorkerFailure`, with a line for people.
  public func mesh() async throws(WorkerFailure) -> MeshFile {
    let name = "mesh.npz"
    let folder: PrivateFolder
    do throws(FileError) { folder = try PrivateFolder(below: temporaryFolder) } catch {
      throw WorkerFailure(73, code: error.code.rawValue, "\(error)")
    }
    var options = options
    options.to = .npz
    let report = try await run(to: folder.path + "/" + name, options)
    do {
      return try MeshFile(folder: folder, name: name, report: report)
    } catch {
      throw WorkerFailure(70, code: "no_worker", "\(inputs.first ?? ""): the worker's arrays can't be mapped: \(error)")
    }
  }

  /// Converts the inputs to a file, which appears whole or not at all.
  /// - Throws: `WorkerFailure`, with a line for people.
  @discardableResult
  public func convert(to output: String) async throws(WorkerFailure) -> WorkerReport {
    try await run(to: output, options)
  }

  private func run(to output: String, _ options: ConversionOptions) async throws(WorkerFailure) -> WorkerReport {
    let arguments = WorkerProgram.arguments(inputs: inputs, output: output, options: options)
    let end = await WorkerRun(program: worker, arguments: arguments, timeLimit: timeLimit).run()
    let report = WorkerReport(json: end.output)
    let failure = WorkerFailure(
      end, report: report, input: inputs.first ?? "", memory: options.memory.ceiling, timeLimit: timeLimit)
    if let failure {
      if let process = end.process { OutputLeftovers.remove(of: process, beside: output) }
      throw failure
    }
    return report ?? WorkerReport()
  }

  /// Runs the command in a worker on this process's own standard input, output and error, and waits for its end.
  /// - Parameter arguments: what `facet` is to be run with, the duties of a worker among them.
  /// - Returns: the worker's exit code; it has told the reason itself.
  /// - Throws: `WorkerFailure` when the worker could not tell it: it crashed, was killed or was not started.
  public static func run(
    _ arguments: [String], input: String, worker: WorkerProgram
  ) async throws(WorkerFailure) -> Int32 {
    let end = await WorkerRun(program: worker, arguments: arguments).runInPlace()
    if case .exited(let code) = end.cause { return code }
    throw WorkerFailure(end, report: nil, input: input, memory: nil, timeLimit: nil)
      ?? WorkerFailure(70, code: "no_worker", "\(input): the worker could not be run")
  }
}
