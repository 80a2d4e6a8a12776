// The table of the small files in data/: what each must give.
import FacetFormats
import Foundation

/// One row of data/expected.csv.
public struct ExpectedRow: Sendable, CustomStringConvertible {
  public enum Verdict: String, Sendable {
    /// Read without a word.
    case accept
    /// Read with one warning; an error under `--strict`.
    case warn
    /// Refused with exit code 65 and one line.
    case refuse
  }

  /// The file, relative to data/.
  public let path: String
  public let verdict: Verdict
  /// More words for the command line.
  public let options: [String]
  public let triangles: Int?
  public let vertices: Int?
  /// The whole message behind `NAME: ` of a refusal, or the code of a warning.
  public let message: String
  /// The cases of the reliability list that it stands for.
  public let ids: [String]

  public var description: String { ([path] + options).joined(separator: " ") }
  /// The folder, which is the format.
  public var kind: String { String(path.prefix { $0 != "/" }) }
  public var hasFrom: Bool { options.contains("--from") }

  /// The options that say how the bytes are to be taken, as a reader knows them.
  public var reading: (format: MeshFormat?, options: ReaderOptions) {
    func value(_ option: String) -> String? { options.firstIndex(of: option).map { options[$0 + 1] } }
    var reader = ReaderOptions()
    reader.rawLayout = value("--from").flatMap { RawLayout(specification: $0) }
    reader.rawLayout?.offset = value("--offset").flatMap { Int($0) } ?? 0
    reader.rawLayout?.stride = value("--stride").flatMap { Int($0) }
    reader.skipLines = value("--skip-lines").flatMap { Int($0) } ?? 0
    if let columns = value("--columns")?.split(separator: "-").compactMap({ Int($0) }) {
      reader.columns = columns[0]...columns[1]
    }
    return (reader.rawLayout == nil ? value("--from").flatMap { MeshFormat(rawValue: $0) } : .raw, reader)
  }
}

/// Reads data/expected.csv.
public enum ExpectedTable {
  public static let kinds = ["stl", "off", "ply", "obj", "glb", "soup", "npy", "npz", "raw"]

  public static let rows: [ExpectedRow] = {
    guard let text = try? String(contentsOf: Places.data.appendingPathComponent("expected.csv"), encoding: .utf8) else {
      return []
    }
    return parseCSV(text).dropFirst().compactMap { fields in
      guard fields.count == 7, let verdict = ExpectedRow.Verdict(rawValue: fields[1]) else { return nil }
      return ExpectedRow(
        path: fields[0], verdict: verdict, options: fields[2].split(separator: " ").map(String.init),
        triangles: Int(fields[3]), vertices: Int(fields[4]), message: fields[5],
        ids: fields[6].split(separator: " ").map(String.init))
    }
  }()

  /// The lines of a table of comma-separated values; quoted fields may hold commas, doubled quotes and line ends.
  public static func parseCSV(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var quoted = false
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      switch scalar {
      case "\"" where quoted && next == "\"":
        field.append(scalar)
        next = scalars.next()
      case "\"": quoted.toggle()
      case "," where !quoted:
        row.append(String(field))
        field = .init()
      case "\n" where !quoted:
        rows.append(row + [String(field)])
        (row, field) = ([], .init())
      default: field.append(scalar)
      }
    }
    return rows
  }

  /// Reads a file of data/.
  public static func bytes(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Places.data.appendingPathComponent(path)))
  }
}
