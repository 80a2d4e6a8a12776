// What a batch will do, worked out before anything runs: each input with its output, the tree of folders kept, and no output
// twice.
import FacetConversion
import FacetFormats
import FacetMemory

/// The files of a batch.
public struct BatchPlan: Sendable {
  public private(set) var items: [BatchItem] = []
  /// Files in folders that are no mesh by their names, and hidden ones.
  public private(set) var skippedFiles = 0
  /// Where the outputs go.
  public let folder: String

  private let output: MeshFormat
  private let input: MeshFormat?
  /// The folder itself, which is left out where it lies below an input.
  private let folderNumber: FileIdentity.Number?

  /// Looks through all inputs; reads none of them.
  ///
  /// Of a folder every mesh below it goes to the same place below `folder`. A file goes into `folder` itself; the
  /// relative name of a listed one is kept with its folders, unless it leads upwards.
  /// - Parameters:
  ///   - arguments: files and folders.
  ///   - listed: files and folders from a list.
  ///   - folder: where the outputs go; it need not exist.
  ///   - format: what they become.
  ///   - from: what all inputs are; nil finds out each.
  /// - Throws: `ConversionFailure` when an output would be made twice, or would replace an input; when a folder
  ///   can't be read; when there is no input.
  public init(
    arguments: [String], listed: [String] = [], into folder: String, as format: MeshFormat, from: MeshFormat? = nil
  ) throws(ConversionFailure) {
    self.folder = folder
    output = format
    input = from
    folderNumber = FileIdentity(folder)?.number
    do {
      for argument in arguments { try add(argument, name: Self.baseName(argument)) }
      for name in listed { try add(name, name: Self.treeName(name)) }
    } catch {
      throw ConversionFailure(error)
    }
    try refuseDoubles()
    guard !items.isEmpty else {
      let skipped = skippedFiles > 0 ? ", and none of \(skippedFiles) files in folders is a mesh by its name" : ""
      throw ConversionFailure(.noInput, code: "no_input", "nothing to convert: no file was named\(skipped)")
    }
  }

  /// The bytes of all inputs.
  public var byteCount: Int { items.reduce(0) { $0 + $1.size } }

  private mutating func add(_ path: String, name: String) throws(FileError) {
    if FileIdentity(path)?.isFolder == true {
      try walk(path, below: "")
    } else {
      append(path, name: name)
    }
  }

  private mutating func append(_ path: String, name: String) {
    // A pair is one input, whichever of its files is named.
    let vertices = NPYPair.files(forOutput: path).vertices
    let path = NPYPair.isMember(path) && FileIdentity(vertices) != nil ? vertices : path
    items.append(BatchItem(input: path, name: BatchNames.output(for: name, as: output), folder: folder))
  }

  private mutating func walk(_ folder: String, below prefix: String) throws(FileError) {
    for entry in try FolderEntry.read(folder) {
      let path = folder.hasSuffix("/") ? folder + entry.name : folder + "/" + entry.name
      let name = prefix + entry.name
      switch entry.kind {
      case .folder:
        if entry.name.hasPrefix(".") || FileIdentity(path)?.number == folderNumber { continue }
        try walk(path, below: name + "/")
      case .file:
        if NPYPair.isMember(name) && !BatchNames.isMesh(name, as: input) { continue }
        if !entry.name.hasPrefix(".") && BatchNames.isMesh(entry.name, as: input) {
          append(path, name: name)
        } else {
          skippedFiles += 1
        }
      case .other: skippedFiles += 1
      }
    }
  }

  /// Refuses what would be written twice, or over an input. The same input named twice is one.
  private mutating func refuseDoubles() throws(ConversionFailure) {
    var makers: [String: Int] = [:]
    var kept: [BatchItem] = []
    var doubles: [(String, String, String)] = []
    for item in items {
      if let other = makers[item.name] {
        if kept[other].absoluteInput != item.absoluteInput {
          doubles.append((kept[other].input, item.input, item.output))
        }
        continue
      }
      makers[item.name] = kept.count
      if let partner = NPYPair.partner(of: item.name) { makers[partner] = kept.count }
      kept.append(item)
    }
    if let (first, second, output) = doubles.first {
      let more = doubles.count > 1 ? " (and \(doubles.count - 1) more like these)" : ""
      throw ConversionFailure(
        .usage, code: "usage", "\(first) and \(second) would both become \(output)\(more); nothing was converted")
    }
    let inputs = Set(kept.compactMap(\.identity))
    for item in kept {
      for path in [item.output, item.partner].compactMap(\.self) {
        guard let number = FileIdentity(path)?.number, inputs.contains(number) else { continue }
        throw ConversionFailure(
          .usage, code: "usage", "\(path) is an input and would be replaced; nothing was converted, take another --out")
      }
    }
    items = kept
  }

  private static func baseName(_ path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }

  /// A relative name without `.`; the last part alone of one that leads out.
  private static func treeName(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return path.hasPrefix("/") || parts.contains("..") ? baseName(path) : parts.joined(separator: "/")
  }
}

extension BatchPlan {
  /// Reads the names of a list.
  /// - Parameters:
  ///   - list: a file, or `-` for standard input.
  ///   - separator: the byte behind each name: a line feed, or 0, which no name can have in it. Empty names are left out.
  public static func names(inList list: String, separatedBy separator: UInt8) throws(ConversionFailure) -> [String] {
    do {
      return try WholeFile.read(list).split(separator: separator).map { String(decoding: $0, as: UTF8.self) }
    } catch {
      throw ConversionFailure(error)
    }
  }
}
