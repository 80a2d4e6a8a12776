// The table of real files: what at least two independent readers agree on.
import Foundation

/// One file of the corpus with its known facts; nil where the readers do not agree.
public struct CorpusRow: Sendable, CustomStringConvertible {
  public let path: String
  public let format: String
  /// Whether the readers hold the same triangles bit for bit as float32.
  public let isExact: Bool
  public let vertices: Int?
  public let faces: Int?
  public let triangles: Int?
  public let uniqueFloat32: Int?
  public let uniqueFloat64: Int?
  /// The smallest x, y, z and the largest.
  public let bounds: [Float]?
  public let fingerprint: String?
  /// Whether every edge of the welded mesh has two faces.
  public let isClosed: Bool?
  public let area: Double?
  /// The volume of a closed mesh.
  public let volume: Double?

  public var description: String { path }
  /// The bytes of the file.
  public func contents(_ corpus: URL) throws -> [UInt8] {
    Array(try Data(contentsOf: corpus.appendingPathComponent(path)))
  }

  /// The rows of a corpus; none where there is no corpus.
  public static let all: [CorpusRow] = {
    guard let corpus = Places.corpus,
      let text = try? String(contentsOf: corpus.appendingPathComponent("expected.csv"), encoding: .utf8)
    else { return [] }
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard let names = lines.first?.map(String.init) else { return [] }
    return lines.dropFirst().map { fields in
      func field(_ name: String) -> String? {
        guard let index = names.firstIndex(of: name), index < fields.count, !fields[index].isEmpty else { return nil }
        return String(fields[index])
      }
      return CorpusRow(
        path: field("path")!, format: field("format") ?? "", isExact: field("level") == "exact",
        vertices: field("V").flatMap { Int($0) }, faces: field("F").flatMap { Int($0) },
        triangles: field("T").flatMap { Int($0) },
        uniqueFloat32: field("V_unique_f32").flatMap { Int($0) },
        uniqueFloat64: field("V_unique_f64").flatMap { Int($0) },
        bounds: field("bbox").map { $0.split(separator: " ").compactMap { Float($0) } },
        fingerprint: field("fingerprint"), isClosed: field("closed").map { $0 == "1" },
        area: field("area").flatMap { Double($0) }, volume: field("volume").flatMap { Double($0) })
    }
  }()

  /// All files of the corpus with one of these endings, with or without a row.
  public static func files(_ endings: Set<String>) -> [String] {
    guard let corpus = Places.corpus, let walk = FileManager.default.enumerator(atPath: corpus.path) else { return [] }
    return walk.compactMap { $0 as? String }
      .filter { endings.contains(($0 as NSString).pathExtension.lowercased()) }.sorted()
  }
}
