// A command that is still running: tests look at it, signal it and its workers, and wait for it.
import Foundation

/// A run of `facet` that was started and not waited for.
public final class RunningCommand {
  private let process = Process()
  private let scratch: TemporaryFolder

  public init(_ arguments: [String], folder: URL? = nil, environment: [String: String] = [:]) throws {
    scratch = try TemporaryFolder()
    process.executableURL = Places.command
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    for name in ["out", "error"] { _ = FileManager.default.createFile(atPath: scratch.path(name), contents: nil) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: scratch.url.appendingPathComponent("out"))
    process.standardError = try FileHandle(forWritingTo: scratch.url.appendingPathComponent("error"))
    try process.run()
  }

  public var identifier: Int32 { process.processIdentifier }
  /// What it printed so far.
  public var output: String { (try? String(contentsOfFile: scratch.path("out"), encoding: .utf8)) ?? "" }
  public var errors: String { (try? String(contentsOfFile: scratch.path("error"), encoding: .utf8)) ?? "" }

  public func send(_ signal: Int32) { kill(identifier, signal) }

  /// Waits for the end, and kills it after five minutes.
  /// - Returns: the exit code, or minus the signal that ended it.
  public func wait() -> Int32 {
    _ = until(300) { !process.isRunning }
    if process.isRunning { send(SIGKILL) }
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
  }

  /// The child whose command line has a text in it, as soon as it is there; nil when it ends before, or that takes more than two minutes.
  public func worker(naming text: String) -> Int32? {
    var found: Int32?
    _ = until(120) {
      if !process.isRunning { return true }
      found = Self.children(of: identifier).first { Self.commandLine(of: $0).contains(text) }
      return found != nil
    }
    return found
  }

  /// The processes whose parent is a process.
  public static func children(of parent: Int32) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter { child in
      guard let text = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8) else { return false }
      // The name in brackets may have blanks in it.
      let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
      return fields.count > 2 && Int32(fields[2]) == parent
    }
  }

  /// The arguments of a process, with NUL bytes between.
  public static func commandLine(of process: Int32) -> String {
    String(decoding: FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data(), as: UTF8.self)
  }
}

/// Looks again and again, a hundred times a second, until something is true. Answers whether it became so in time.
public func until(_ seconds: Int, _ condition: () -> Bool) -> Bool {
  for _ in 0..<100 * seconds {
    if condition() { return true }
    usleep(10_000)
  }
  return condition()
}
