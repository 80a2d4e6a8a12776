import ArgumentParser
import FacetConversion
import FacetThreads

struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is in a file: from its header, its size and at most 1 MiB of it.",
    discussion: """
      What is only estimated is marked ~. With --exact everything is read.

      EXAMPLES:
        facet info scan.stl
        facet info scan.stl --exact --json
      """)

  @Argument(help: "The file to look at; - for standard input.")
  var input: String

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var memoryOptions: MemoryOptions
  @OptionGroup var threadOptions: ThreadOptions

  @Flag(help: "Read everything: distinct vertices, bounds, area, volume.")
  var exact = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    do throws(ConversionFailure) {
      var info = try MeshInfo(inspecting: input, from: inputOptions.format, options: inputOptions.readerOptions)
      if exact {
        if input == "-" {
          throw ConversionFailure(
            .usage, code: "usage", "--exact reads the input twice, and standard input is gone then")
        }
        let progress = ProgressBar.onTerminal()
        let ledger = memoryOptions.ledger(output: "-")
        let context = JobContext(
          ledger: ledger, pool: threadOptions.pool(under: ledger.ceiling), onProgress: ProgressBar.handler(progress))
        defer { progress?.clear() }
        try info.measure(input, from: inputOptions.format, options: inputOptions.readerOptions, context: context)
      }
      if json {
        Terminal.standardOutput(info.json)
      } else {
        Terminal.standardOutput(Array((info.lines.joined(separator: "\n") + "\n").utf8))
      }
    } catch {
      Terminal.standardError("\(error)\n")
      throw ExitCode(error.exitCode.rawValue)
    }
  }
}
