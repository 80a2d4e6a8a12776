import ArgumentParser
import FacetConversion
import FacetFormats
import FacetIsolation
import FacetMemory
import FacetThreads

struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Convert many files, each in a process of its own.",
    discussion: """
      What happens to one file costs no other: one that is broken, crashes its process, is killed, takes too long or needs too \
      much memory is told in one line, and the rest goes on. Of a folder every mesh below it is converted, and its tree is \
      kept below --out; files that are no mesh by name are left out. Two inputs for one output are refused before anything runs.

      For each file one line of JSON goes to standard output when it is done with, unless that is a terminal, or to --report; failures \
      and the table at the end go to standard error. The exit code is 65 when a file failed.

      Run again after an interruption it finishes the rest: a journal in the folder (.facet-journal.jsonl) knows each output that is \
      there, made from the same input, by its size and time, with the same options.

      --memory is for all processes together, and is divided among them.

      EXAMPLES:
        facet batch scans --out meshes
        facet batch a.stl b.stl --to ply --out meshes --jobs 2
        find scans -name '*.stl' -print0 | facet batch --files-from - -0 --out meshes
        facet batch scans --out meshes --memory 1G --timeout 60
        facet batch scans --out meshes --dry-run    what each file will need
      """)

  @Argument(help: "Files and folders to convert.")
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp("The folder that the outputs go to; it is made when it is not there.", valueName: "folder"))
  var out: String

  @Option(
    help: ArgumentHelp(
      "Take the names of files and folders from a file, one a line; - for standard input.", valueName: "file"))
  var filesFrom: String?

  @Flag(
    name: [.customShort("0"), .long], help: "Names of --files-from end with a NUL byte, as find -print0 prints them.")
  var null = false

  @OptionGroup var inputOptions: InputOptions

  @OptionGroup var outputOptions: OutputOptions

  @Option(help: ArgumentHelp("How many files at once, at most one a core; so many when left out.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var memoryOptions: MemoryOptions

  @Option(help: ArgumentHelp("The time that one file may take.", valueName: "seconds"))
  var timeout: Double?

  @Flag(help: "Say what each file will need, a line a file; nothing is converted or written.")
  var dryRun = false

  @Flag(help: "Stop at the first failure.")
  var failFast = false

  @Flag(help: "Leave outputs that are there as they are.")
  var noClobber = false

  @Flag(help: "Convert every file, also what an earlier run has finished, and keep no journal.")
  var noResume = false

  @Option(help: ArgumentHelp("Write the lines of JSON to a file; - for standard output.", valueName: "file"))
  var report: String?

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    if inputs.isEmpty && filesFrom == nil {
      throw ValidationError("what to convert? For example: facet batch scans --out meshes")
    }
    if inputs.contains("-") {
      throw ValidationError("batch takes files and folders; one mesh from standard input: facet - mesh.off")
    }
    if null && filesFrom == nil { throw ValidationError("-0 goes with --files-from") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes 1 or more") }
    if let timeout, !(timeout > 0 && timeout < 1e9) { throw ValidationError("--timeout takes seconds, more than 0") }
  }

  func run() throws {
    let exitCode: Int32
    do throws(ConversionFailure) { exitCode = try convert() } catch {
      Terminal.standardError("\(Terminal.oneLine(error.description))\n")
      throw ExitCode(error.exitCode.rawValue)
    }
    if exitCode != 0 { throw ExitCode(exitCode) }
  }

  /// Converts all files and answers the exit code.
  private func convert() throws(ConversionFailure) -> Int32 {
    var listed: [String] = []
    if let filesFrom { listed = try BatchPlan.names(inList: filesFrom, separatedBy: null ? 0 : UInt8(ascii: "\n")) }
    let plan = try BatchPlan(
      arguments: inputs, listed: listed, into: out, as: outputOptions.to?.format ?? .off, from: inputOptions.format)
    if dryRun { return try tell(plan) }
    let batch = try Batch(plan, options: options, worker: .thisCommand)
    let output = try BatchOutput(plan, report: report, isQuiet: quiet)
    let result: Result<BatchSummary, ConversionFailure>
    let signal: Int32?
    do throws(FileError) {
      (result, signal) = try Interruptible.run {
        do throws(ConversionFailure) { return .success(try await batch.run { output.show($0) }) } catch {
          return .failure(error)
        }
      }
    } catch {
      throw ConversionFailure(error)
    }
    let summary = try result.get()
    output.end(summary, isInterrupted: signal != nil, resumes: !noResume)
    if let signal { return 128 + signal }
    if let fault = output.fault { throw ConversionFailure(fault) }
    return summary.failed > 0 ? ConversionFailure.ExitCode.badData.rawValue : 0
  }

  /// `--dry-run`: a sentence for each file, with the memory that its worker would have.
  private func tell(_ plan: BatchPlan) throws(ConversionFailure) -> Int32 {
    let share = try BatchShare(jobs: min(jobs ?? .max, plan.items.count), memory: memoryOptions.memory)
    var failed = false
    for item in plan.items {
      let conversion = Conversion(input: item.input, output: item.output, options: options.conversion)
      let memory = share.memory.map { MemoryPolicy.bytes($0) } ?? .none
      let ledger = memory.makeLedger(output: item.output, temporaryFolder: memoryOptions.temp)
      do throws(ConversionFailure) {
        let forecast = try conversion.foresee(context: JobContext(ledger: ledger))
        if let refusal = forecast.refusal {
          throw ConversionFailure(refusal.exitCode, code: refusal.code, "\(item.input): \(refusal)")
        }
        Terminal.standardOutput(Array("\(Terminal.oneLine(item.input)): \(forecast.sentence)\n".utf8))
      } catch {
        failed = true
        Terminal.standardError("\(Terminal.oneLine(error.description))\n")
      }
    }
    return failed ? ConversionFailure.ExitCode.badData.rawValue : 0
  }

  private var options: Batch.Options {
    var options = Batch.Options()
    options.conversion = outputOptions.conversionOptions(inputOptions)
    options.conversion.to = outputOptions.to?.format ?? .off
    options.jobs = jobs
    options.conversion.memory = memoryOptions.memory
    options.conversion.temporaryFolder = memoryOptions.temp
    options.timeLimit = timeout.map { .seconds($0) }
    options.failsFast = failFast
    options.keepsOutputs = noClobber
    options.resumes = !noResume
    return options
  }
}
