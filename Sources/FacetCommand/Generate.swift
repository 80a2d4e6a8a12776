import ArgumentParser
import FacetConversion

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a triangle soup for tests and benchmarks.",
    discussion: """
      terrain: a height field in grid order, at survey coordinates; exactly the triangles asked for.
      sphere: a closed unit sphere in grid order; at most the triangles asked for.
      soup: the sphere with its triangles in random order and -0 among its zeros.

      EXAMPLES:
        facet generate terrain terrain.stl --triangles 1000000
        facet generate soup soup.stl --seed 7
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case terrain, sphere, soup
  }

  @Argument(help: "terrain, sphere or soup.")
  var kind: Kind

  @Argument(help: "The file to write, .stl, .off or .ply; - for standard output.")
  var output: String

  @Option(help: "How many triangles.")
  var triangles: Int = 1_000_000

  @Option(help: "The random order of soup.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The format of the output; taken from its name when left out.", valueName: "format"))
  var to: OutputFormat?

  func validate() throws {
    if triangles < 1 { throw ValidationError("--triangles takes 1 or more") }
  }

  func run() throws {
    do throws(ConversionFailure) {
      let soup: GeneratedSoup =
        switch kind {
        case .terrain: .terrain(triangles: triangles)
        case .sphere: .sphere(atMost: triangles)
        case .soup: .shuffledSphere(atMost: triangles, seed: seed)
        }
      try soup.write(to: output, format: to?.format)
    } catch {
      Terminal.standardError("\(error)\n")
      throw ExitCode(error.exitCode.rawValue)
    }
  }
}
