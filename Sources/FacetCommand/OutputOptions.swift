// Options about the mesh and its output that the commands which convert share.
import ArgumentParser
import FacetConversion
import FacetFormats

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

struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format of the output; taken from its name when left out, and off in a batch.", valueName: "format"))
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

  @Flag(help: "Read the output back and compare before it appears.")
  var verify = false

  @Flag(help: "Wait until the output is on the disk (fsync).")
  var durable = false

  func validate() throws {
    if weldAttributes && weld != .exact { throw ValidationError("--weld-attributes goes with --weld exact") }
  }

  func conversionOptions(_ input: InputOptions) -> ConversionOptions {
    var options = ConversionOptions()
    options.from = input.format
    options.to = to?.format
    options.weld = weld
    options.weldsAttributes = weldAttributes
    options.attributes = attributes
    options.digits = digits
    options.nonFinite = nonfinite
    options.dropsDegenerate = dropDegenerate
    options.verifies = verify
    options.isDurable = durable
    options.reader = input.readerOptions
    return options
  }
}
