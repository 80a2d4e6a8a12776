// What other programs' readers do with a feature of a file. The rules are those of data/readers.csv, compiled in: every one
// of them was proven by a run of that reader on a small file, none is taken from a document.
import FacetFormats

/// What one reader does with one feature.
public struct ReaderRule: Sendable, Equatable {
  public enum Verdict: String, Sendable {
    /// It reads the same triangles.
    case reads
    /// It says that the file is none of its own, or reads nothing, or dies.
    case refuses
    /// It reads other triangles, without a word or with one.
    case misreads
  }

  /// The stable name of the feature; that of a format stands for its plainest file.
  public let feature: String
  public let reader: String
  /// The package that was run, and its version.
  public let version: String
  public let verdict: Verdict
  /// The file in data/ that proves it.
  public let fixture: String
  /// What happens, in words; empty where it reads the file.
  public let what: String

  /// All rules, a format at a time.
  static let all: [ReaderRule] = ReaderTable.lines.split(separator: "\n").compactMap { line in
    let fields = line.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 6, let verdict = Verdict(rawValue: fields[3]) else { return nil }
    return ReaderRule(
      feature: fields[0], reader: fields[1], version: fields[2], verdict: verdict, fixture: fields[4], what: fields[5])
  }
}
