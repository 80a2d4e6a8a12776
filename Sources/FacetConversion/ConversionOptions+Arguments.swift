// Options as the command spells them: a conversion that runs in a process of its own is told them so.
import FacetFormats

extension ConversionOptions {
  /// The options as arguments of `facet convert`, without the files; those that are as they always are left out. The same
  /// options give the same arguments.
  public var commandArguments: [String] {
    let usual = ConversionOptions()
    var list: [String] = []
    if let layout = reader.rawLayout {
      list += ["--from", layout.specification]
      if layout.offset > 0 { list += ["--offset", "\(layout.offset)"] }
      if let stride = layout.stride { list += ["--stride", "\(stride)"] }
    } else if let from {
      list += ["--from", from.rawValue]
    }
    if let to { list += ["--to", to.rawValue] }
    if weld != usual.weld { list += ["--weld", weld.rawValue] }
    if weldsAttributes { list.append("--weld-attributes") }
    if attributes != usual.attributes { list += ["--attributes", attributes.rawValue] }
    if digits != usual.digits { list += ["--digits", digits.description] }
    if nonFinite != usual.nonFinite { list += ["--nonfinite", nonFinite.rawValue] }
    if dropsDegenerate { list.append("--drop-degenerate") }
    if memory != usual.memory { list += ["--memory", memory.description] }
    if let threads { list += ["--threads", "\(threads)"] }
    if let temporaryFolder { list.append("--temp=\(temporaryFolder)") }
    if let remapPath { list += ["--remap=\(remapPath)"] }
    if verifies { list.append("--verify") }
    if isDurable { list.append("--durable") }
    return list + reader.commandArguments
  }
}

extension ReaderOptions {
  fileprivate var commandArguments: [String] {
    var list: [String] = []
    if let path = trianglesPath { list.append("--triangles=\(path)") }
    if let columns = triangleColumns {
      list += ["--triangle-columns", "\(columns.lowerBound)-\(columns.upperBound)"]
    }
    if let first = firstIndex { list += ["--first-index", "\(first)"] }
    if let columns { list += ["--columns", "\(columns.lowerBound)-\(columns.upperBound)"] }
    if skipLines > 0 { list += ["--skip-lines", "\(skipLines)"] }
    if maxExpansion != ReaderOptions().maxExpansion { list += ["--max-expansion", "\(maxExpansion)"] }
    if strict { list.append("--strict") }
    if recovers { list.append("--recover") }
    return list
  }
}
