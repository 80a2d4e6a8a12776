// Options about the input that several subcommands share.
import ArgumentParser
import FacetFormats

/// `--from` as it is typed: a format, or raw numbers with their layout.
struct InputFormat: ExpressibleByArgument {
  let format: MeshFormat
  let layout: RawLayout?

  init?(argument: String) {
    if let layout = RawLayout(specification: argument) {
      (format, self.layout) = (.raw, layout)
    } else if let format = MeshFormat(rawValue: argument.lowercased()), format != .raw {
      (self.format, layout) = (format, nil)
    } else {
      return nil
    }
  }

  static let allValueStrings = [
    "off", "off-binary", "ply", "ply-ascii", "stl", "stl-ascii", "obj", "glb", "soup", "npy", "npz", "table",
    "raw:f32le",
    "raw:f32be",
    "raw:f64le", "raw:f64be",
  ]
}

/// `--columns` and `--triangle-columns` as they are typed: `4-12`.
struct ColumnRange: ExpressibleByArgument {
  let range: ClosedRange<Int>

  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let first = parts[0], let last = parts[1], first >= 1, last >= first else { return nil }
    guard [3, 4, 9].contains(last - first + 1) else { return nil }
    range = first...last
  }
}

struct InputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The format of the input; found out from its content when left out.", valueName: "format"))
  var from: InputFormat?

  @Option(
    help: ArgumentHelp(
      "The table of elements of a node table (text), or the triangles of vertices (.npy).", valueName: "file"))
  var triangles: String?

  @Option(
    help: ArgumentHelp("Tables of elements: the columns with the corners, 3 or 4 of them, from 1.", valueName: "a-b"))
  var triangleColumns: ColumnRange?

  @Option(
    help: ArgumentHelp("Node tables: the index of the first node, 0 or 1; found out when left out.", valueName: "n"))
  var firstIndex: Int?

  @Option(
    help: ArgumentHelp(
      "Text soups: the columns with the coordinates, 9 or 3 of them, from 1. Node tables: 3, or the number and 3.",
      valueName: "a-b"))
  var columns: ColumnRange?

  @Option(help: ArgumentHelp("Text soups: lines to leave out at the top.", valueName: "n"))
  var skipLines: Int = 0

  @Option(help: ArgumentHelp("Raw numbers: bytes before the first triangle.", valueName: "bytes"))
  var offset: Int?

  @Option(help: ArgumentHelp("Raw numbers: bytes from one triangle to the next.", valueName: "bytes"))
  var stride: Int?

  @Option(help: ArgumentHelp("Compressed inputs: the most bytes that one byte may become.", valueName: "n"))
  var maxExpansion: Int = 1000

  @Flag(help: "Every warning is an error.")
  var strict = false

  @Flag(help: "Keep what is whole of a damaged input: binary STL whose count is wrong, inputs that were cut.")
  var recover = false

  func validate() throws {
    if maxExpansion < 1 { throw ValidationError("--max-expansion takes 1 or more") }
    if skipLines < 0 { throw ValidationError("--skip-lines takes 0 or more") }
    if strict && recover { throw ValidationError("--strict refuses what --recover would keep: give one of them") }
    let isRaw = from?.layout != nil
    if (offset != nil || stride != nil) && !isRaw {
      throw ValidationError("--offset and --stride go with --from raw:…")
    }
    if let offset, offset < 0 { throw ValidationError("--offset takes 0 or more") }
    if let stride, let layout = from?.layout {
      let least = layout.precision == .float32 ? 36 : 72
      if stride < least { throw ValidationError("--stride takes at least \(least), the bytes of a triangle") }
    }
    try validateTables()
    let isSoup = from.map { $0.format == .soup || $0.format == .table } ?? true
    if (columns != nil || skipLines > 0) && !isSoup {
      throw ValidationError("--columns and --skip-lines go with text soups (--from soup)")
    }
  }

  private func validateTables() throws {
    if triangles == "-" { throw ValidationError("--triangles takes a file, not standard input") }
    if triangles == nil && (triangleColumns != nil || firstIndex != nil) {
      throw ValidationError("--triangle-columns and --first-index go with --triangles")
    }
    if let firstIndex, firstIndex != 0 && firstIndex != 1 { throw ValidationError("--first-index takes 0 or 1") }
    if triangleColumns?.range.count == 9 { throw ValidationError("--triangle-columns takes 3 or 4 columns") }
    if let count = columns?.range.count, count == (triangles == nil ? 4 : 9) {
      throw ValidationError(
        "--columns takes \(triangles == nil ? "9 or 3 columns" : "3 columns, or 4 with the number")")
    }
  }

  var readerOptions: ReaderOptions {
    var options = ReaderOptions()
    options.trianglesPath = triangles
    options.triangleColumns = triangleColumns?.range
    options.firstIndex = firstIndex
    options.strict = strict
    options.recovers = recover
    options.columns = columns?.range
    options.skipLines = skipLines
    options.maxExpansion = maxExpansion
    if var layout = from?.layout {
      layout.offset = offset ?? 0
      layout.stride = stride
      options.rawLayout = layout
    }
    return options
  }

  /// `--columns` alone says that the input is a text soup, unless it is a table.
  var format: MeshFormat? {
    if triangles != nil { return from?.format }
    return from?.format ?? (columns != nil || skipLines > 0 ? .soup : nil)
  }
}
