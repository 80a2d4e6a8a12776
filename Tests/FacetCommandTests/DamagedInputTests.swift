// Every prefix and every changed byte of the small files, and seeded changes of two places, read in this process: each is
// read or refused with the typed error, one line long, in little memory. A trap would end the test program.
import FacetConversion
import FacetFormats
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@Suite struct DamagedInputTests {
  /// Small valid files of each format and of each family of its dialects.
  static let samples: [String] = [
    "stl/accept-binary-box.stl", "stl/accept-ascii-box.stl", "stl/accept-ascii-three-solids-one-empty.stl",
    "stl/accept-ascii-carriage-returns.stl", "stl/accept-ascii-one-line.stl",
    "off/accept-box.off", "off/accept-mixed-degrees.off", "off/accept-STCNOFF.off",
    "off/accept-comments-among-data.off", "off/accept-one-line.off", "off/accept-a-word-a-line.off",
    "off/accept-face-colours-3.off", "off/accept-binary.off", "off/accept-binary-little-endian.off",
    "off/accept-binary-colours-big.off", "off/accept-binary-STCN4OFF.off",
    "off/accept-binary-mixed-degrees-little-without-colour-counts.off",
    "ply/accept-ascii-box.ply", "ply/accept-binary-more-properties.ply", "ply/accept-binary-big-endian-faces-first.ply",
    "ply/accept-ascii-other-elements.ply", "ply/accept-binary-list-int-int.ply",
    "obj/accept-box.obj", "obj/accept-corners-v-vt-vn.obj", "obj/accept-corners-negative.obj",
    "obj/accept-continued.obj", "obj/accept-groups-and-materials.obj", "obj/accept-faces-first.obj",
    "obj/accept-carriage-returns.obj", "obj/accept-20-corners.obj",
    "soup/accept-nine-columns.txt", "soup/accept-three-commas.txt", "soup/accept-comments.txt",
    "soup/accept-header-quoted.csv", "soup/accept-columns-with-words.csv", "npy/accept-float64-big-endian.npy",
    "npy/accept-version-2.npy", "glb/accept-box.glb", "glb/accept-tree-of-nodes.glb",
    "glb/accept-text-with-its-data.gltf", "npz/accept-3-by-N.npz", "raw/accept-f32le.bin",
    "raw/accept-offset-and-stride-f64be.bin",
  ]
  /// An input of at most 4 KiB may not take more.
  private static let mostBytes = 64 << 20

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
    #expect(reader.peak < Self.mostBytes, "\(path): \(reader.peak)")
  }

  /// What `--recover` keeps of a prefix are the first triangles of the whole file, the same from a pipe; never fewer of a
  /// longer prefix; and where it keeps something, the refusal said so.
  @Test(arguments: samples) func everyPrefixRecovered(path: String) throws {
    let row = try #require(ExpectedTable.rows.first { $0.path == path && $0.verdict != .refuse })
    let whole = try ExpectedTable.bytes(of: path)
    let (strict, reader) = (SmallReader(row), SmallReader(row))
    reader.options.recovers = true
    reader.keepsCorners = true
    #expect(try reader.read(whole) == .triangles(row.triangles ?? -1))
    let all = reader.corners
    var most = 0
    for length in 0..<whole.count {
      let prefix = Array(whole[..<length])
      let refusal = try strict.read(prefix)
      let outcome = try reader.read(prefix)
      guard case .refused(let line) = refusal else {
        #expect(outcome == refusal && !reader.warnings.contains(.recoveredCut), "\(path) cut at \(length)")
        continue
      }
      if case .triangles(let count) = outcome {
        #expect(count > 0 && count >= most, "\(path) cut at \(length): \(count)")
        #expect(line.hasSuffix("(--recover keeps what is whole)"), "\(path) cut at \(length): \(line)")
        #expect(reader.warnings.contains { $0.rawValue.hasPrefix("recovered_") }, "\(path) cut at \(length)")
        #expect(reader.corners.elementsEqual(all.prefix(3 * count)), "\(path) cut at \(length)")
        most = count
      }
      let kept = reader.corners
      let piped = try reader.read(prefix, blockSize: 5, hasSize: false)
      if case .triangles(let count) = piped {
        #expect(reader.corners.elementsEqual(all.prefix(3 * count)), "\(path) cut at \(length) in blocks")
      }
      // Which of four forms a binary OFF has, its size tells where its faces leave it open.
      if path.hasSuffix("-without-colour-counts.off") { continue }
      #expect(piped == outcome || (piped.isRefused && outcome.isRefused), "\(path) cut at \(length): \(piped)")
      if !outcome.isRefused { #expect(reader.corners == kept, "\(path) cut at \(length) in blocks") }
    }
    #expect(reader.peak < Self.mostBytes, "\(path): \(reader.peak)")
    // Something is kept of each format that lists its triangles one by one. The others declare sizes and offsets, have their
    // vertices last, or, all on one line, nothing that tells a face from a vertex.
    let hasParts = !["npz/", "glb/", "off/accept-one-line", "ply/accept-binary-big-endian-faces-first"].contains {
      path.hasPrefix($0)
    }
    if hasParts && row.triangles ?? 0 > 2 && !path.hasPrefix("obj/") { #expect(most > 0, "\(path)") }
  }

  @Test func everyPrefixOfAPair() throws {
    let folder = try TemporaryFolder()
    let row = try #require(ExpectedTable.rows.first { $0.path == "npy/accept-version-2.npy" })
    let reader = SmallReader(row)
    let vertices = npy("<f8", "(3, 4)", bytes: (0..<12).flatMap { Array(Double($0).bitPattern.bytes) })
    let triangles = npy("<i4", "(2, 3)", bytes: [0, 1, 2, 0, 2, 3].flatMap { UInt32($0).bytes })
    let path = try folder.write(vertices, to: "m.vertices.npy")
    _ = try folder.write(triangles, to: "m.triangles.npy")
    #expect(try reader.read(vertices, as: path) == .triangles(2))
    for length in 0..<vertices.count {
      #expect(try reader.read(Array(vertices[..<length]), as: path).isRefused, "vertices cut at \(length)")
    }
    for length in 0..<triangles.count {
      _ = try folder.write(Array(triangles[..<length]), to: "m.triangles.npy")
      do {
        let source = ByteSource(bytes: vertices, name: path)
        guard case .indexed(let pair) = try InputReader.make(source, format: nil, options: ReaderOptions()).reader
        else {
          continue
        }
        _ = try pair.readMesh(ledger: nil) { _ in }
        Issue.record("triangles cut at \(length) are read")
      } catch let error as FormatError {
        #expect("\(error)".contains("m.triangles.npy"), "\(error)")
      }
    }
  }

  private func npy(_ type: String, _ shape: String, bytes: [UInt8]) -> [UInt8] {
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    while (text.utf8.count + 11) % 64 != 0 { text += " " }
    text += "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8) + bytes
  }

  @Test(arguments: ExpectedTable.kinds) func everyChangedByte(kind: String) throws {
    var done = Set<String>()
    var (inputs, peak) = (0, 0)
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
      peak = max(peak, reader.peak)
    }
    let least = [
      "stl": 40_000, "off": 14_000, "ply": 30_000, "obj": 13_000, "soup": 15_000, "npy": 30_000, "glb": 60_000,
      "npz": 20_000, "raw": 7000,
    ]
    #expect(ranCases("changed bytes of \(kind)", inputs, atLeast: least[kind]!))
    #expect(peak < Self.mostBytes, "\(kind): \(peak)")
  }

  /// Changes of one or two bytes, half of the inputs cut besides, half of them read with `--recover`: 10,000 a format, and a
  /// million when there is time.
  @Test(arguments: ExpectedTable.kinds) func seededDamage(kind: String) throws {
    var random = SeededGenerator(seed: 0xfacade)
    var done = Set<String>()
    let files = try ExpectedTable.rows.filter { $0.kind == kind && done.insert($0.path).inserted }.map { row in
      (bytes: try ExpectedTable.bytes(of: row.path), plain: SmallReader(row), recovering: SmallReader(row))
    }
    for file in files { file.recovering.options.recovers = true }
    let wanted = Places.runsLongTests ? 1_000_000 : 10_000
    // Bytes that mean something to a reader are met more often than by chance.
    let odd = Array("0123456789-+.eE \n\r\t,;#/\\{}()[]'\"nvfx".utf8) + [0, 1, 0x7f, 0x80, 0xfe, 0xff]
    var (inputs, refused) = (0, 0)
    while inputs < wanted {
      let file = files[Int.random(in: 0..<files.count, using: &random)]
      var bytes = file.bytes
      if bytes.isEmpty { bytes = [0] }
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] =
          Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random) : odd[Int.random(in: 0..<odd.count, using: &random)]
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      let reader = Bool.random(using: &random) ? file.plain : file.recovering
      let isPipe = Bool.random(using: &random)
      if try reader.read(bytes, blockSize: isPipe ? 64 : 1 << 20, hasSize: !isPipe).isRefused { refused += 1 }
      inputs += 1
    }
    #expect(ranCases("seeded damage of \(kind)", inputs, atLeast: wanted))
    #expect(refused > inputs / 10 && refused < inputs, "\(refused) of \(inputs) are refused")
    for file in files {
      #expect(max(file.plain.peak, file.recovering.peak) < Self.mostBytes, "\(file.plain.name)")
    }
  }
}

extension FixedWidthInteger {
  /// The bytes, the least first.
  fileprivate var bytes: [UInt8] { (0..<bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
