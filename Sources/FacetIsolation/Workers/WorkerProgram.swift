// Which program works for us. The command is its own worker; a program that uses the library names the path of `facet`.
import FacetConversion
import FacetMemory
import Glibc

/// The program that is started for each piece of work: the command `facet`, of the same version as this library.
public struct WorkerProgram: Sendable, Hashable {
  public let path: String

  /// - Parameter path: the command `facet`.
  public init(path: String) { self.path = path }

  /// This process's own program, which must be `facet`: the one that is running, also when its file was replaced meanwhile.
  public static let thisCommand = WorkerProgram(path: "/proc/self/exe")

  /// The arguments of a worker that converts and reports on its standard output.
  /// - Parameter memory: the most bytes that it may have resident; nil for no limit.
  static func arguments(
    inputs: [String], output: String, options: ConversionOptions, memory: Int?
  ) -> [String] {
    ["convert"] + duties(memory: memory) + options.commandArguments
      + ["--report", "-", "--quiet", "--"] + inputs.map(file) + [file(output)]
  }

  /// The hidden options that every worker is started with, whatever it does. What a worker is told of its share of the memory
  /// stands here, and nowhere else.
  /// - Parameter memory: the most bytes that the worker may have resident; nil for no limit.
  public static func duties(memory: Int?) -> [String] {
    ["--worker-parent", "\(getpid())"] + (memory.map { ["--worker-memory", "\($0)"] } ?? [])
  }

  /// A name that can't be taken for standard input or output.
  private static func file(_ name: String) -> String { name == "-" ? "./-" : name }
}
