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
  static func arguments(inputs: [String], output: String, options: ConversionOptions) -> [String] {
    var others = options
    others.memory = .automatic
    return ["convert"] + duties(memory: options.memory) + others.commandArguments
      + ["--report", "-", "--quiet", "--"] + inputs.map(file) + [file(output)]
  }

  /// What every worker is told first, whatever it does: whose it is, and its share of the memory. The conversion keeps to that by
  /// itself; the hidden option makes the system keep it too.
  public static func duties(memory: MemoryPolicy) -> [String] {
    let memory = memory.ceiling.map { ["--memory", "\($0)", "--worker-memory", "\($0)"] } ?? ["--memory", "none"]
    return ["--worker-parent", "\(getpid())"] + memory
  }

  /// A name that can't be taken for standard input or output.
  private static func file(_ name: String) -> String { name == "-" ? "./-" : name }
}

extension MemoryPolicy {
  /// The number of bytes that a policy comes to now; nil for no ceiling.
  var ceiling: Int? {
    switch self {
    case .automatic: MemoryLimits.automatic
    case .none: nil
    case .bytes(let bytes): bytes
    }
  }
}
