import ArgumentParser
import FacetConversion
import FacetFormats
import FacetMemory
import FacetText
import FacetThreads
import Glibc

/// `--digits` as it is typed.
extension CoordinateDigits: ExpressibleByArgument {
  public init?(argument: String) {
    switch argument {
    case "auto": self = .automatic
    case "float32": self = .float32
    case "float64": self = .float64
    default:
      guard let count = Int(argument), (1...17).contains(count) else { return nil }
      self = .significant(count)
    }
  }
}

extension WeldPolicy: ExpressibleByArgument {}
extension NonFinitePolicy: ExpressibleByArgument {}
extension AttributePolicy: ExpressibleByArgument {}

/// `--to` as it is typed.
struct OutputFormat: ExpressibleByArgument {
  let format: MeshFormat

  init?(argument: String) {
    guard let format = MeshFormat(rawValue: argument.lowercased()), Self.formats.contains(format) else { return nil }
    self.format = format
  }

  private static let formats = MeshFormat.written + [.npy]
  static let allValueStrings = formats.map(\.rawValue)
}

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Convert a soup or a mesh to an indexed mesh file (the default).", discussion: Help.convertDiscussion)

  @Argument(
    help: ArgumentHelp(
      "The files to read, one or several, and last the file to write; - for standard input and output.",
      valueName: "input> ... <output"))
  var files: [String] = []

  @OptionGroup var inputOptions: InputOptions

  @Option(help: ArgumentHelp("The format of the output; taken from its name when left out.", valueName: "format"))
  var to: OutputFormat?

  @Option(help: "auto: soups exactly, indexed files keep their vertices; exact; none.")
  var weld: WeldPolicy = .auto

  @Flag(help: "With --weld exact: normals and colours are part of what must be the same.")
  var weldAttributes = false

  @Option(help: "Normals and colours: auto (what readers of the format take), all (what it can hold), none.")
  var attributes: AttributePolicy = .auto

  @Option(
    help: ArgumentHelp(
      "Digits of text: auto (exact at the source's precision), float32, float64, or 1 to 17. PLY stores that type.",
      valueName: "digits"))
  var digits: CoordinateDigits = .automatic

  @Option(help: "NaN and infinity: error, drop the triangle, or keep.")
  var nonfinite: NonFinitePolicy = .error

  @Flag(help: "Leave out triangles that have the same vertex twice.")
  var dropDegenerate = false

  @Option(
    help: ArgumentHelp(
      "Write the old → new vertex map: for a soup the N×3 triangles themselves.", valueName: "file.npy"))
  var remap: String?

  @Flag(help: "Read the output back and compare before it appears.")
  var verify = false

  @Flag(help: "Wait until the output is on the disk (fsync).")
  var durable = false

  @OptionGroup var memoryOptions: MemoryOptions

  @Option(help: ArgumentHelp("Write a JSON report, on failure too.", valueName: "file"))
  var report: String?

  @Flag(name: .shortAndLong, help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print the closing line also when standard error is not a terminal.")
  var verbose = false

  func validate() throws {
    if weldAttributes && weld != .exact { throw ValidationError("--weld-attributes goes with --weld exact") }
    if remap != nil && (dropDegenerate || nonfinite == .drop) {
      throw ValidationError("--remap names every corner, so it does not go with options that drop triangles")
    }
  }

  func run() throws {
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
    let conversion = Conversion(inputs: inputs, output: output, options: options)
    let progress = quiet ? nil : ProgressBar.onTerminal()
    let context = JobContext(
      ledger: memoryOptions.ledger(output: output), onProgress: ProgressBar.handler(progress))
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

  private var options: ConversionOptions {
    var options = ConversionOptions()
    options.from = inputOptions.format
    options.to = to?.format
    options.weld = weld
    options.weldsAttributes = weldAttributes
    options.attributes = attributes
    options.digits = digits
    options.nonFinite = nonfinite
    options.dropsDegenerate = dropDegenerate
    options.remapPath = remap
    options.verifies = verify
    options.isDurable = durable
    options.reader = inputOptions.readerOptions
    options.memory = memoryOptions.memory
    options.temporaryFolder = memoryOptions.temp
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
