import ArgumentParser
import FacetConversion
import FacetFormats
import FacetMemory
import FacetText
import FacetThreads
import Glibc

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Convert a soup or a mesh to an indexed mesh file (the default).", discussion: Help.convertDiscussion)

  @Argument(
    help: ArgumentHelp(
      "The files to read, one or several, and last the file to write; - for standard input and output.",
      valueName: "input> ... <output"))
  var files: [String] = []

  @OptionGroup var inputOptions: InputOptions

  @OptionGroup var outputOptions: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Write the old → new vertex map: for a soup the N×3 triangles themselves.", valueName: "file.npy"))
  var remap: String?

  @OptionGroup var memoryOptions: MemoryOptions

  @OptionGroup var threadOptions: ThreadOptions

  @Flag(help: "Say what the conversion will need, from a look at the inputs; nothing is converted or written.")
  var dryRun = false

  @Option(help: ArgumentHelp("Write a JSON report, on failure too.", valueName: "file"))
  var report: String?

  @Flag(help: "Do the work in a process of its own: a crash there is an error here.")
  var isolate = false

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print the closing line also when standard error is not a terminal.")
  var verbose = false

  @OptionGroup(visibility: .private) var workerOptions: WorkerOptions

  func validate() throws {
    if remap != nil && (outputOptions.dropDegenerate || outputOptions.nonfinite == .drop) {
      throw ValidationError("--remap names every corner, so it does not go with options that drop triangles")
    }
  }

  func run() throws {
    workerOptions.takeUp()
    guard let output = files.last else {
      throw ValidationError("what to convert? For example: facet scan.stl scan.off")
    }
    let inputs = Array(files.dropLast())
    guard !inputs.isEmpty else {
      let input = output
      let stem = input.split(separator: "/").last?.split(separator: ".").dropLast().joined(separator: ".") ?? ""
      let suggestion =
        input == "-" ? "-" : (stem.isEmpty ? "out" : stem) + (input.lowercased().hasSuffix(".off") ? ".stl" : ".off")
      Terminal.standardError("\(input): where to? Type: facet \(input) \(suggestion)\n")
      throw ExitCode(ConversionFailure.ExitCode.usage.rawValue)
    }
    if dryRun { return try tell(inputs, output) }
    if isolate { return try Isolation.run(input: inputs[0], memory: memoryOptions.memory) }
    let conversion = Conversion(inputs: inputs, output: output, options: options)
    let progress = quiet ? nil : ProgressBar.onTerminal()
    let ledger = memoryOptions.ledger(output: output)
    let context = JobContext(
      ledger: ledger, pool: threadOptions.pool(under: ledger.ceiling), onProgress: ProgressBar.handler(progress))
    var failure: ConversionFailure?
    do throws(ConversionFailure) { try conversion.run(context: context) } catch { failure = error }
    progress?.clear()
    // A refusal is one line; the report holds the warnings too.
    if !quiet && failure == nil {
      for input in conversion.report.inputs {
        for warning in input.warnings { Terminal.standardError(Self.line(for: warning, input.name)) }
      }
      for warning in conversion.report.outputWarnings { Terminal.standardError(Self.line(for: warning, output)) }
    }
    if let failure { Terminal.standardError("\(failure)\n") }
    try writeReport(conversion.report)
    if let failure { throw ExitCode(failure.exitCode.rawValue) }
    if !quiet && (verbose || isatty(2) != 0) { Terminal.standardError(conversion.report.closingLine + "\n") }
  }

  /// `--dry-run`: one sentence, and the report where it is asked for.
  private func tell(_ inputs: [String], _ output: String) throws {
    let conversion = Conversion(inputs: inputs, output: output, options: options)
    var failure: ConversionFailure?
    let ledger = memoryOptions.ledger(output: output)
    let context = JobContext(ledger: ledger, pool: threadOptions.pool(under: ledger.ceiling))
    do throws(ConversionFailure) {
      let forecast = try conversion.foresee(context: context)
      failure = forecast.refusal
      if failure == nil { Terminal.standardOutput(Array((forecast.sentence + "\n").utf8)) }
    } catch {
      failure = error
    }
    if let failure { Terminal.standardError("\(failure)\n") }
    try writeReport(conversion.report)
    if let failure { throw ExitCode(failure.exitCode.rawValue) }
  }

  private var options: ConversionOptions {
    var options = outputOptions.conversionOptions(inputOptions)
    options.remapPath = remap
    // A worker of a batch reports to its parent, which asks for no forecast.
    options.predicts = report != nil && (workerOptions.workerParent == nil || report != "-")
    options.memory = memoryOptions.memory
    options.temporaryFolder = memoryOptions.temp
    options.threads = threadOptions.threads
    return options
  }

  /// One line a kind of warning.
  private static func line(for warning: FormatWarning, _ file: String) -> String {
    let place = warning.firstPlace.description
    let times =
      warning.count > 1
      ? " (\(NumberText.grouped(warning.count)) times\(place.isEmpty ? "" : ", first at \(place)"))" : ""
    return "warning: \(file): \(warning.count == 1 && !place.isEmpty ? place + ": " : "")\(warning.message)\(times)\n"
  }

  private func writeReport(_ result: ConversionReport) throws {
    guard let report else { return }
    do {
      let file = report == "-" ? OutputFile.standardOutput() : try OutputFile(path: report)
      let bytes = result.json(version: facetVersion)
      unsafe try bytes.withUnsafeBytes { unsafe try file.write($0) }
      try file.commit()
    } catch {
      let failure = ConversionFailure(error)
      Terminal.standardError("\(failure)\n")
      throw ExitCode(failure.exitCode.rawValue)
    }
  }
}
