// What is finished, a line each, so that a run that was interrupted goes on where it stopped. A line is appended when its
// output has appeared, in one write; a line that was cut off by a crash is no line.
import FacetConversion
import FacetMemory
import FacetText
import Glibc
import Synchronization

/// The journal in the folder of a batch. Safe to use from several threads.
final class BatchJournal: Sendable {
  /// The name of its file.
  static let name = ".facet-journal.jsonl"
  private static let schema = "facet-journal-1"

  /// All that must be the same for an output to be the one that would be made again.
  private struct Entry: Equatable {
    var input = ""
    var inputSize = 0
    var modified = 0
    var options = ""
    var version = ""
    var outputSize = 0
  }

  private let finished: [String: Entry]
  private let options: String
  private let path: String
  private let descriptor: Int32
  /// Whether the last line was cut: the next one begins a line of its own.
  private let isCut: Mutex<Bool>

  /// Reads what is there, and opens it for more.
  /// - Parameter options: the options of this run.
  /// - Throws: `FileError` when the folder takes no file.
  init(folder: String, options: ConversionOptions) throws(FileError) {
    path = folder + "/" + Self.name
    let bytes = FileIdentity(path) == nil ? [] : (try? WholeFile.read(path)) ?? []
    finished = Self.entries(bytes)
    isCut = Mutex(bytes.last.map { $0 != UInt8(ascii: "\n") } ?? false)
    // Where the work is done makes no difference to its result.
    var options = options
    (options.memory, options.temporaryFolder) = (.automatic, nil)
    self.options = options.commandArguments.joined(separator: " ")
    guard let descriptor = SystemCall.open(path, flags: O_WRONLY | O_CREAT | O_APPEND, mode: 0o666) else {
      throw FileError(.cannotCreate, path: path, errno: errno)
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Whether the output of an item is there as an earlier run made it, from the same input with the same options.
  func isFinished(_ item: BatchItem) -> Bool {
    guard let entry = finished[item.name], let size = item.outputSize else { return false }
    return entry == self.entry(item, outputSize: size)
  }

  /// Notes that the output of an item has appeared.
  /// - Throws: `FileError` when the line can't be written, for example because the disk is full.
  func finish(_ item: BatchItem) throws(FileError) {
    guard let size = item.outputSize, let entry = entry(item, outputSize: size) else { return }
    var json = JSONWriter()
    json.beginObject()
    json.field("journal", Self.schema)
    json.field("output", item.name)
    json.field("output_bytes", entry.outputSize)
    json.field("input", entry.input)
    json.field("input_bytes", entry.inputSize)
    json.field("input_modified", entry.modified)
    json.field("options", entry.options)
    json.field("facet", entry.version)
    json.endObject()
    let line = json.bytes + [UInt8(ascii: "\n")]
    try isCut.withLock { isCut throws(FileError) in
      let bytes = isCut ? [UInt8(ascii: "\n")] + line : line
      isCut = false
      try SystemCall.writeFully(descriptor, bytes, path: path)
    }
  }

  private func entry(_ item: BatchItem, outputSize: Int) -> Entry? {
    item.modified.map {
      Entry(
        input: item.absoluteInput, inputSize: item.size, modified: $0, options: options, version: facetVersion,
        outputSize: outputSize)
    }
  }

  /// The last line of each output. What is no line of ours is passed over.
  private static func entries(_ bytes: [UInt8]) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      var (entry, output, isOurs) = (Entry(), "", false)
      let line = Array(line)
      do {
        try unsafe line.withUnsafeBufferPointer { bytes in
          var cursor = unsafe JSONCursor(bytes)
          try cursor.object { key, value in
            switch key {
            case "journal": isOurs = try value.string() == schema
            case "output": output = try value.string()
            case "output_bytes": entry.outputSize = Int(try value.integer())
            case "input": entry.input = try value.string()
            case "input_bytes": entry.inputSize = Int(try value.integer())
            case "input_modified": entry.modified = Int(try value.integer())
            case "options": entry.options = try value.string()
            case "facet": entry.version = try value.string()
            default: break
            }
          }
          try cursor.finish()
        }
      } catch {
        continue
      }
      if isOurs { entries[output] = entry }
    }
    return entries
  }
}
