// Runs the built command, as a user would, and says what came out.
import Foundation

/// What a run of a program left.
public struct CommandResult: Sendable {
  public let exitCode: Int32
  /// The signal that ended it; 0 when it ended by itself.
  public let signal: Int32
  public let standardOutput: Data
  public let standardError: String

  public var output: String { String(decoding: standardOutput, as: UTF8.self) }
}

/// Runs a program and waits for it.
/// - Parameter input: what it finds on its standard input.
public func runProgram(
  _ program: URL, _ arguments: [String], input: Data? = nil, folder: URL? = nil, environment: [String: String] = [:]
) throws -> CommandResult {
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  if let folder { process.currentDirectoryURL = folder }
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let scratch = try TemporaryFolder()
  let (outPath, errorPath) = (scratch.path("out"), scratch.path("error"))
  for path in [outPath, errorPath] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
  process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outPath))
  process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
  if let input {
    let inPath = scratch.path("in")
    try input.write(to: URL(fileURLWithPath: inPath))
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inPath))
  } else {
    process.standardInput = FileHandle.nullDevice
  }
  try process.run()
  process.waitUntilExit()
  let signalled = process.terminationReason == .uncaughtSignal
  return CommandResult(
    exitCode: signalled ? -1 : process.terminationStatus, signal: signalled ? process.terminationStatus : 0,
    standardOutput: try Data(contentsOf: URL(fileURLWithPath: outPath)),
    standardError: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errorPath)), as: UTF8.self))
}

/// Runs `facet` with arguments.
public func runFacet(
  _ arguments: String..., input: Data? = nil, folder: URL? = nil, environment: [String: String] = [:]
) throws -> CommandResult {
  try runProgram(Places.command, arguments, input: input, folder: folder, environment: environment)
}

/// Runs a line of shell.
public func runShell(_ line: String, folder: URL? = nil, environment: [String: String] = [:]) throws -> CommandResult {
  try runProgram(URL(fileURLWithPath: "/bin/sh"), ["-c", line], folder: folder, environment: environment)
}

/// A folder that goes away with its owner. In memory where the system has such a place.
public final class TemporaryFolder: Sendable {
  public let url: URL

  /// A place on a disk, for what memory must not hold; nil where there is none.
  public static let disk: String? = {
    let place = "/var/tmp"
    guard let kind = try? runShell("stat -f -c %T \(place)"), kind.exitCode == 0 else { return nil }
    return ["tmpfs", "ramfs"].contains(kind.output.trimmingCharacters(in: .newlines)) ? nil : place
  }()

  public convenience init() throws {
    let shared = "/dev/shm"
    try self.init(in: FileManager.default.isWritableFile(atPath: shared) ? shared : NSTemporaryDirectory())
  }

  /// Makes a folder in another one.
  public init(in base: String) throws {
    url = URL(fileURLWithPath: base).appendingPathComponent("facet-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in the folder.
  public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file and answers its path.
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// Writes a text file and answers its path.
  public func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  /// The names of the files in the folder, hidden ones too, sorted.
  public var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }
}
