// The command. Two answers come before anything else is loaded: the version, and six lines for whoever types `facet` alone.
import FacetConversion
import FacetMemory
import Glibc

// A file that grows past `ulimit -f` is an error with a message, not a signal.
signal(SIGXFSZ, SIG_IGN)
ProcessMemory.returnFreedBlocks()

switch Array(CommandLine.arguments.dropFirst()) {
case []:
  print(Help.short)
case ["--version"]:
  print(facetVersion)
default:
  FacetCommand.main()
}
