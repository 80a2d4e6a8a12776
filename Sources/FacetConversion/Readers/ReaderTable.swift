// The table of what outside readers do with features of files, as lines of data/readers.csv without its heading.

/// What outside readers do with features of files, a line each.
enum ReaderTable {
  static var lines: String { [off, stl, ply, obj].joined(separator: "\n") }
}
