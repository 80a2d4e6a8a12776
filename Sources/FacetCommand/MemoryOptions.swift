// The ceiling of memory, on every command.
import ArgumentParser
import FacetConversion
import FacetMemory
import Glibc

/// `--memory` as it is typed.
extension MemoryPolicy: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

struct MemoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The most resident memory of the process: auto (80 % of what is free or granted), none, or a size such as 256M.",
      valueName: "size"))
  var memory: MemoryPolicy = .automatic

  @Option(
    help: ArgumentHelp(
      "Where arrays go that do not fit; the output's folder when left out, or /var/tmp when that is in memory.",
      valueName: "folder"))
  var temp: String?

  func ledger(output: String) -> MemoryLedger { memory.makeLedger(output: output, temporaryFolder: temp) }
}
