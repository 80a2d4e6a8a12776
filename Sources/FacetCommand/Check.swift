import ArgumentParser
import FacetConversion
import FacetThreads

/// `--require` as it is typed: `closed,manifold`.
struct RequiredProperties: ExpressibleByArgument {
  let list: [MeshProperty]

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    list = names.compactMap { MeshProperty(rawValue: String($0)) }
    if list.count != names.count { return nil }
  }

  static let allValueStrings = MeshProperty.allCases.map(\.rawValue)
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what there is to know before a mesh is trusted: edges, holes, windings, duplicates.",
    discussion: """
      A soup is welded exactly first; polygons are split as for a conversion. Facts are not faults: the exit code is 1 for NaN and \
      infinities, for duplicate faces, for edges whose two faces disagree in winding, and for what --require names:

      \(MeshProperty.allCases.map { "  \($0.rawValue): \($0.meaning)" }.joined(separator: "\n"))

      Edges, components and the Euler number are those of the faces with three distinct vertices. Vertices and faces are numbered \
      from 0, as in the OFF that facet writes.

      EXAMPLES:
        facet check scan.stl
        facet check scan.off --weld exact --json
        facet check scan.off --readers             who else will not read it
        facet check model.stl --require closed,manifold   for a printer
      """)

  @Argument(help: "The file to look at; - for standard input.")
  var input: String

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var memoryOptions: MemoryOptions
  @OptionGroup var threadOptions: ThreadOptions

  @Option(help: "auto: soups exactly, indexed files keep their vertices; exact; none.")
  var weld: WeldPolicy = .auto

  @Option(help: ArgumentHelp("What else must be true, one or several with commas.", valueName: "properties"))
  var require: RequiredProperties?

  @Flag(help: "Say which other programs' readers will refuse or misread the file, where and why.")
  var readers = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if readers && input == "-" { throw ValidationError("--readers reads the file twice, which standard input can't.") }
  }

  func run() throws {
    let required = require?.list ?? []
    let progress = ProgressBar.onTerminal()
    let ledger = memoryOptions.ledger(output: "-")
    let context = JobContext(
      ledger: ledger, pool: threadOptions.pool(under: ledger.ceiling), onProgress: ProgressBar.handler(progress))
    let check: MeshCheck
    do throws(ConversionFailure) {
      defer { progress?.clear() }
      check = try MeshCheck(
        input, from: inputOptions.format, weld: weld, options: inputOptions.readerOptions, readers: readers,
        context: context)
    } catch {
      Terminal.standardError("\(error)\n")
      throw ExitCode(error.exitCode.rawValue)
    }
    if json {
      Terminal.standardOutput(check.json(requiring: required))
    } else {
      Terminal.standardOutput(Array((check.lines(requiring: required).joined(separator: "\n") + "\n").utf8))
    }
    // The one code that sysexits.h does not know: the file was read, and the mesh has a fault.
    if !check.faults(requiring: required).isEmpty { throw ExitCode(1) }
  }
}
