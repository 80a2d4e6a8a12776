// The package as the rules see it: targets and arrows from the manifest, files from the folders.
import FacetTestSupport
import Foundation

/// A file of the package.
struct HouseFile {
  /// From the root of the package: `Sources/FacetMemory/ByteSink.swift`.
  let path: String
  let text: String
  /// What a Swift file says; nil for the others.
  let swift: SwiftText?

  init(path: String, text: String) {
    (self.path, self.text) = (path, text)
    swift = path.hasSuffix(".swift") ? SwiftText(text) : nil
  }

  var name: String { String(path.split(separator: "/").last ?? "") }
  var isSwift: Bool { swift != nil }
  var isC: Bool { path.hasSuffix(".c") || path.hasSuffix(".h") }
  var lineCount: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } + (text.isEmpty || text.hasSuffix("\n") ? 0 : 1) }
}

/// A target with its arrows and its files.
struct HouseTarget {
  enum Kind: String { case regular, executable, test, system, other }

  let name: String
  var kind = Kind.regular
  /// Targets of this package that the manifest lets it use.
  var arrows: [String] = []
  /// Products of other packages that the manifest lets it use.
  var outside: [String] = []
  var files: [HouseFile] = []

  /// Each module that is imported, and a file that does it.
  var imports: [(module: String, file: String)] {
    var seen: Set<String> = []
    return files.flatMap { file in (file.swift?.imports ?? []).map { ($0, file.path) } }
      .filter { seen.insert($0.0).inserted }
  }

  var isTest: Bool { kind == .test || name == Storeys.testSupport }
  var isLibrary: Bool { !isTest && kind != .executable }
}

struct House {
  var targets: [HouseTarget]

  func target(_ name: String) -> HouseTarget? { targets.first { $0.name == name } }

  /// Reads a package: its folders, and its manifest as `swift package dump-package` tells it.
  init(folder: URL, manifest: Data) throws {
    let dump = try JSONDecoder().decode(ManifestDump.self, from: manifest)
    let names = Set(dump.targets.map(\.name))
    targets = try dump.targets.map { entry in
      let kind = HouseTarget.Kind(rawValue: entry.type) ?? .other
      var target = HouseTarget(name: entry.name, kind: kind)
      for dependency in entry.dependencies {
        if names.contains(dependency.name) {
          target.arrows.append(dependency.name)
        } else {
          target.outside.append(dependency.name)
        }
      }
      let place = entry.path ?? (kind == .test ? "Tests/" : "Sources/") + entry.name
      target.files = try Self.files(in: place, of: folder)
      return target
    }
  }

  init(_ targets: [HouseTarget]) { self.targets = targets }

  /// The package that these tests belong to.
  static func real() throws -> House { try read.get() }

  private static let read = Result { try House(folder: Places.package, manifest: try dumpManifest(of: Places.package)) }

  /// What the manifest of a package says, as JSON. In a scratch folder of its own: `swift test`, which runs these tests,
  /// holds the lock of the other one, and SwiftPM would wait for it for ever.
  static func dumpManifest(of folder: URL) throws -> Data {
    let scratch = try TemporaryFolder()
    let result = try runShell(
      "exec swift package dump-package --package-path \"$PACKAGE\" --scratch-path \"$SCRATCH\"",
      environment: ["PACKAGE": folder.path, "SCRATCH": scratch.url.path])
    guard result.exitCode == 0 else { throw UnreadableManifest(message: result.standardError) }
    return result.standardOutput
  }

  struct UnreadableManifest: Error { let message: String }

  /// Swift and C files below a folder, sorted.
  static func files(in place: String, of folder: URL) throws -> [HouseFile] {
    let names = FileManager.default.enumerator(atPath: folder.appendingPathComponent(place).path)
    let found = (names?.allObjects as? [String] ?? []).filter { name in
      [".swift", ".c", ".h"].contains { name.hasSuffix($0) }
    }
    return try found.sorted().map { name in
      let path = place + "/" + name
      return HouseFile(path: path, text: try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
    }
  }
}

/// The part of the manifest's JSON that tells of targets and arrows.
private struct ManifestDump: Decodable {
  struct Target: Decodable {
    let name: String
    let type: String
    let path: String?
    let dependencies: [Dependency]
  }

  /// `{"byName": ["FacetMemory", null]}`, `{"product": ["ArgumentParser", …]}` or `{"target": [name, …]}`.
  struct Dependency: Decodable {
    let name: String

    init(from decoder: any Decoder) throws {
      let entries = try decoder.singleValueContainer().decode([String: [Entry]].self)
      guard let name = entries.values.first?.first?.text else {
        throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no name"))
      }
      self.name = name
    }
  }

  /// A name; conditions and nulls beside it don't matter here.
  struct Entry: Decodable {
    let text: String?
    init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
  }

  let targets: [Target]
}
