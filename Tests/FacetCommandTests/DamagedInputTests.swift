// Every prefix and every changed byte of the small files, read in this process: each is read or refused with the typed
// error, one line long. A trap would end the test program.
import FacetCompression
import FacetConversion
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@Suite struct DamagedInputTests {
  /// What reading gave: triangles, or the line of the error.
  enum Outcome: Equatable {
    case triangles(Int)
    case refused(String)

    var isRefused: Bool { if case .refused = self { true } else { false } }
  }

  /// One small valid file of each format, with the options it needs.
  static let samples: [String] = [
    "stl/accept-binary-box.stl", "stl/accept-ascii-box.stl", "stl/accept-ascii-three-solids-one-empty.stl",
    "off/accept-box.off", "off/accept-mixed-degrees.off", "off/accept-STCNOFF.off",
    "off/accept-comments-among-data.off",
    "ply/accept-ascii-box.ply", "ply/accept-binary-more-properties.ply", "ply/accept-binary-big-endian-faces-first.ply",
    "soup/accept-nine-columns.txt", "soup/accept-three-commas.txt", "soup/accept-comments.txt",
    "soup/accept-header-quoted.csv", "soup/accept-columns-with-words.csv", "npy/accept-float64-big-endian.npy",
    "npy/accept-version-2.npy", "glb/accept-box.glb", "glb/accept-tree-of-nodes.glb",
    "glb/accept-text-with-its-data.gltf", "npz/accept-3-by-N.npz", "raw/accept-f32le.bin",
    "raw/accept-offset-and-stride-f64be.bin",
  ]

  @Test(arguments: samples) func everyPrefix(path: String) throws {
    let row = try #require(ExpectedTable.rows.first { $0.path == path && $0.verdict != .refuse })
    let whole = try ExpectedTable.bytes(of: path)
    let reader = SmallReader(row)
    #expect(try reader.read(whole) == .triangles(row.triangles ?? -1))
    #expect(try reader.read(whole, blockSize: 5, hasSize: false) == .triangles(row.triangles ?? -1))
    // What is declared in front can't be cut unseen; text may end at the end of a line or of a last number.
    let isCounted = ["npy/", "npz/", "glb/"].contains { path.hasPrefix($0) } || path.contains("binary")
    for length in 0..<whole.count {
      let prefix = Array(whole[..<length])
      let outcome = try reader.read(prefix)
      if isCounted || length == 0 { #expect(outcome.isRefused, "\(path) cut at \(length)") }
      // The same verdict from a pipe and with small blocks; the words may differ, since a pipe has no size.
      for (blockSize, hasSize) in [(7, true), (1 << 20, false), (3, false)] {
        let other = try reader.read(prefix, blockSize: blockSize, hasSize: hasSize)
        #expect(other.isRefused == outcome.isRefused, "\(path) cut at \(length): \(outcome), in blocks: \(other)")
        if !outcome.isRefused { #expect(other == outcome, "\(path) cut at \(length)") }
      }
    }
  }

  @Test(arguments: ExpectedTable.kinds) func everyChangedByte(kind: String) throws {
    var done = Set<String>()
    var inputs = 0
    for row in ExpectedTable.rows where row.kind == kind && done.insert(row.path).inserted {
      let whole = try ExpectedTable.bytes(of: row.path)
      let reader = SmallReader(row)
      for index in whole.indices {
        // Every bit when there is time; else one bit a byte, another one at each.
        let flips: [UInt8] =
          Places.runsLongTests ? [1, 2, 4, 8, 16, 32, 64, 128, 255] : [1 << UInt8(truncatingIfNeeded: index % 8)]
        for flip in flips {
          var bytes = whole
          bytes[index] ^= flip
          _ = try reader.read(bytes)
          _ = try reader.read(bytes, blockSize: 64, hasSize: false)
          inputs += 1
        }
      }
    }
    #expect(
      inputs >= [
        "stl": 40_000, "off": 14_000, "ply": 30_000, "obj": 13_000, "soup": 15_000, "npy": 30_000, "glb": 60_000,
        "npz": 20_000,
        "raw": 7000,
      ][
        kind]!,
      "\(inputs)")
  }

  /// Reads bytes the way that a row of the table asks for.
  struct SmallReader {
    let name: String
    let format: MeshFormat?
    var options = ReaderOptions()
    private let block: (single: CornerBlock, double: CornerBlock)

    init(_ row: ExpectedRow) {
      name = String(row.path.split(separator: "/")[1])
      func value(_ option: String) -> String? {
        row.options.firstIndex(of: option).map { row.options[$0 + 1] }
      }
      options.rawLayout = value("--from").flatMap { RawLayout(specification: $0) }
      format = options.rawLayout != nil ? .raw : value("--from").flatMap { MeshFormat(rawValue: $0) }
      options.rawLayout?.offset = value("--offset").flatMap { Int($0) } ?? 0
      options.rawLayout?.stride = value("--stride").flatMap { Int($0) }
      if let columns = value("--columns")?.split(separator: "-").compactMap({ Int($0) }) {
        options.columns = columns[0]...columns[1]
      }
      options.skipLines = value("--skip-lines").flatMap { Int($0) } ?? 0
      // Blocks are recycled: their pages cost more than such a small input.
      block = (try! CornerBlock(precision: .float32), try! CornerBlock(precision: .float64))
    }

    func read(_ bytes: [UInt8], blockSize: Int = 1 << 20, hasSize: Bool = true) throws -> Outcome {
      let source = ByteSource(bytes: bytes, name: name, blockSize: blockSize, hasSize: hasSize)
      // A pipe has no name; here the format stays the one that the name told.
      let soup = options.columns != nil || options.skipLines > 0 ? MeshFormat.soup : nil
      do {
        switch try InputReader.make(source, format: format ?? soup, options: options).reader {
        case .indexed(let reader):
          let mesh = try reader.readMesh(ledger: nil) { _ in }.mesh
          for triangle in 0..<mesh.triangles.count {
            let corners = mesh.triangles[triangle]
            for corner in 0..<3 {
              precondition(corners[corner] >= 0 && Int(corners[corner]) < mesh.vertices.count, "\(name): a bad index")
            }
          }
          return .triangles(mesh.triangles.count)
        case .soup(let reader):
          let block = reader.precision == .float32 ? block.single : block.double
          var corners = 0
          while try reader.fill(block) {
            precondition(block.count > 0 && block.count % 3 == 0, "\(name): a block of \(block.count) corners")
            corners += block.count
          }
          return .triangles(corners / 3)
        }
      } catch let error as FormatError {
        let line = "\(error)"
        #expect(line.hasPrefix(name + ": ") && !line.contains("\n") && !line.contains("\r"), "\(line)")
        #expect(line.utf8.count < 400, "\(line)")
        return .refused(line)
      } catch let error as CompressionError {
        #expect("\(error)".hasPrefix(name + ": "), "\(error)")
        return .refused("\(error)")
      }
    }
  }
}
