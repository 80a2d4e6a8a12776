// The threads, on every command that reads a mesh.
import ArgumentParser
import FacetConversion
import FacetMemory
import FacetThreads

struct ThreadOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many threads work; one a processor when left out. The bytes are the same for any number.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes 1 to 1024") }
  }

  func pool(under ceiling: MemoryCeiling?) -> WorkerPool {
    var options = ConversionOptions()
    options.threads = threads
    return options.makePool(under: ceiling)
  }
}
