// Where tests find the package, the command and the corpus.
import Foundation

/// Folders and files that tests look for.
public enum Places {
  /// The root of the package.
  public static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder with small files whose names carry their verdict.
  public static let data = package.appendingPathComponent("data")

  /// The command that was built with the tests: `FACET_COMMAND`, or `facet` beside the test program.
  public static let command: URL = {
    if let path = ProcessInfo.processInfo.environment["FACET_COMMAND"] { return URL(fileURLWithPath: path) }
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: program).deletingLastPathComponent().appendingPathComponent("facet")
  }()

  /// Real files with known facts; nil where they are not there. They are never part of the project.
  public static let corpus: URL? = {
    let folder =
      ProcessInfo.processInfo.environment["FACET_CORPUS"].map { URL(fileURLWithPath: $0) }
      ?? package.deletingLastPathComponent().appendingPathComponent("shared/corpus")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Whether the tests that take long shall run.
  public static let runsLongTests = ProcessInfo.processInfo.environment["FACET_LONG_TESTS"] == "1"
}
