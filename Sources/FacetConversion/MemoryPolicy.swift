// How much memory a job may take, as a user says it, and the books that keep to it.
import FacetMemory

/// A ceiling for the resident memory of the whole process.
public enum MemoryPolicy: Sendable, Equatable {
  /// 80 % of the smallest of what is free, the limits of the control groups and those of the process.
  case automatic
  /// No ceiling.
  case none
  /// A number of bytes.
  case bytes(Int)

  /// Reads `auto`, `none`, or a size: a number of bytes, or one with K, M, G or T behind it, in steps of 1,024 (`64M`,
  /// `1.5GiB`).
  public init?(_ text: String) {
    switch text.lowercased() {
    case "auto": self = .automatic
    case "none": self = .none
    case let size:
      let number = size.prefix { $0.isNumber || $0 == "." }
      let unit = size.dropFirst(number.count)
      let shifts = ["": 0, "b": 0, "k": 10, "kb": 10, "kib": 10, "m": 20, "mb": 20, "mib": 20]
      let larger = ["g": 30, "gb": 30, "gib": 30, "t": 40, "tb": 40, "tib": 40]
      guard let shift = shifts[String(unit)] ?? larger[String(unit)], let value = Double(number) else { return nil }
      let bytes = value * Double(1 << shift)
      guard bytes >= 1, bytes < Double(1 << 60) else { return nil }
      self = .bytes(Int(bytes))
    }
  }

  /// Books that keep to the ceiling.
  /// - Parameters:
  ///   - output: the name of the output; arrays that do not fit go to its folder.
  ///   - temporaryFolder: where they go instead; nil for the folder of the output, or /var/tmp when that is in memory.
  public func makeLedger(output: String, temporaryFolder: String? = nil) -> MemoryLedger {
    let limit: Int? =
      switch self {
      case .automatic: MemoryLimits.automatic
      case .none: nil
      case .bytes(let count): count
      }
    guard let limit else { return MemoryLedger() }
    return MemoryLedger(
      ceiling: MemoryCeiling(limit: limit, temporaryFolder: temporaryFolder ?? Self.folder(for: output)))
  }

  /// Where an output's temporary files go.
  private static func folder(for output: String) -> String {
    let folder = OutputFile.folder(of: output)
    return OutputFile.isDirect(output) || TemporaryFile.isMemoryBacked(folder) ? "/var/tmp" : folder
  }
}

extension MemoryPolicy: CustomStringConvertible {
  public var description: String {
    switch self {
    case .automatic: "auto"
    case .none: "none"
    case .bytes(let count): "\(count)"
    }
  }
}
