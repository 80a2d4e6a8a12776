// Runs of `facet batch` for its tests: folders with small files, and what its lines of JSON say.
import FacetTestSupport
import Foundation

/// The lines of JSON of a batch.
struct BatchLines {
  let records: [[String: Any]]

  init(_ text: String) {
    records = text.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// How many files have a status.
  func count(_ status: String) -> Int { records.count { $0["status"] as? String == status } }

  /// The inputs with a status, sorted.
  func inputs(_ status: String) -> [String] {
    records.filter { $0["status"] as? String == status }.compactMap { $0["input"] as? String }.sorted()
  }

  /// The line about an input whose name ends so.
  func record(of input: String) -> [String: Any] {
    records.first { ($0["input"] as? String)?.hasSuffix(input) == true } ?? [:]
  }

  /// The code of the failure of an input.
  func code(of input: String) -> String? {
    (record(of: input)["error"] as? [String: Any])?["code"] as? String
  }
}

extension TemporaryFolder {
  /// Writes small STL files of one triangle each, all different: `in/a/0.stl`, `in/b/1.stl` …
  /// - Returns: their paths, sorted by number.
  func writeTriangles(_ count: Int, folders: [String] = ["a", "b/c"]) throws -> [String] {
    for name in folders { try makeFolder("in/\(name)") }
    return try (0..<count).map { number in
      let x = Float(number + 2)
      let name = "in/\(folders[number % folders.count])/\(number).stl"
      _ = try write(binarySTL([SIMD3(x, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0.5)]), to: name)
      return name
    }
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      at: url.appendingPathComponent(name), withIntermediateDirectories: true)
  }

  func makeFIFO(_ name: String) { mkfifo(path(name), 0o600) }

  /// All files below a folder, hidden ones too, sorted; no folders.
  func files(below name: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: path(name))?.allObjects as? [String] ?? []
    return found.filter { file in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path("\(name)/\(file)"), isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  /// When a file was changed last, in nanoseconds.
  func modified(_ name: String) -> Int {
    var status = stat()
    return stat(path(name), &status) == 0 ? status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec : 0
  }
}

/// The text that the OFF of triangle `number` has.
func triangleOFF(_ number: Int) -> String { "OFF\n3 1 0\n\(number + 2) 0 0\n1 0 0\n0 1 0.5\n3 0 1 2\n" }
