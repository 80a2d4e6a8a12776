// Binary STL as it comes: right, odd and broken, from files and pipes, in blocks of every size.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@Suite struct BinarySTLReaderTests {
  /// 12 triangles of a cube.
  static let corners: [SIMD3<Float>] = {
    let body = cube()
    return body.numbers.map { SIMD3<Float>(body.vertices[Int($0)]) }
  }()
  static let cubeSTL = binarySTL(corners)
  static let recordBytes = 50

  struct Outcome: Equatable {
    var corners: [SIMD3<UInt64>] = []
    var attributes: [UInt16]?
    var warnings: [FormatWarning.Code] = []
  }

  /// Reads everything; what is wrong is thrown.
  private func read(
    _ source: ByteSource, options: ReaderOptions = ReaderOptions(), capacity: Int = CornerBlock.defaultCapacity
  ) throws -> Outcome {
    let reader = try BinarySTLReader(source, options: options)
    let block = try CornerBlock(precision: reader.precision, capacity: capacity)
    var outcome = Outcome()
    var words: [UInt16] = []
    var any = false
    while try reader.fill(block) {
      #expect(block.count > 0 && block.count % 3 == 0)
      for index in 0..<block.count { outcome.corners.append(bits(block[index])) }
      for triangle in 0..<block.count / 3 {
        words.append(block.hasFacetAttributes ? block.facetAttributes[triangle] : 0)
      }
      any = any || block.hasFacetAttributes
    }
    #expect(try !reader.fill(block), "the end stays the end")
    outcome.attributes = any ? words : nil
    // A pipe learns of trailing bytes at its end only, so the order may differ.
    outcome.warnings = reader.warnings.warnings.map(\.code).sorted { $0.rawValue < $1.rawValue }
    return outcome
  }

  /// Reads from memory, as a file and as a pipe, in blocks of several sizes; all must agree.
  private func readAll(_ bytes: [UInt8], options: ReaderOptions = ReaderOptions()) throws -> Outcome {
    let outcome = try read(ByteSource(bytes: bytes, name: "t.stl"), options: options)
    for blockSize in [1, 7, 49, 50, 64, 84, 134, 4096] {
      for capacity in [3, 30, CornerBlock.defaultCapacity] {
        for hasSize in [true, false] {
          let source = ByteSource(bytes: bytes, name: "t.stl", blockSize: blockSize, hasSize: hasSize)
          #expect(try read(source, options: options, capacity: capacity) == outcome, "block size \(blockSize)")
        }
      }
    }
    return outcome
  }

  private func failure(_ bytes: [UInt8], hasSize: Bool = true, options: ReaderOptions = ReaderOptions()) -> FormatError?
  {
    #expect(throws: FormatError.self) {
      _ = try read(ByteSource(bytes: bytes, name: "t.stl", hasSize: hasSize), options: options)
    }
  }

  private var expected: [SIMD3<UInt64>] { Self.corners.map { bits(SIMD3<Double>($0)) } }

  // MARK: right

  @Test func plainFile() throws {
    let outcome = try readAll(Self.cubeSTL)
    #expect(outcome == Outcome(corners: expected, attributes: nil, warnings: []))
    let reader = try BinarySTLReader(ByteSource(bytes: Self.cubeSTL, name: "t.stl"))
    #expect(reader.declaredTriangles == 12)
    #expect(reader.expectedTriangles == 12)
    #expect(reader.formatName == "STL")
    #expect(reader.dialect == "binary")
  }

  @Test func fromFilesAndPipes() throws {
    let folder = try TemporaryFolder()
    let many = (0..<TestSize.pick(30_000, small: 9000)).map { SIMD3<Float>(Float($0), Float($0 % 7), -Float($0)) }
    let bytes = binarySTL(many)
    let path = try folder.write(bytes, to: "t.stl")
    let expected = many.map { bits(SIMD3<Double>($0)) }
    for blockSize in [7, 84, 4096, ByteSource.defaultBlockSize] {
      #expect(try read(ByteSource(path: path, blockSize: blockSize)).corners == expected)
      let fifo = FedFIFO(in: folder, name: "fifo\(blockSize)", bytes: bytes, piece: 1000)
      #expect(try read(ByteSource(path: fifo.path, blockSize: blockSize)).corners == expected)
      fifo.finish()
    }
  }

  /// A source whose first block was looked at, as detection does.
  @Test func afterPeeking() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.cubeSTL, to: "t.stl")
    for blockSize in [1, 60, 4096] {
      let source = try ByteSource(path: path, blockSize: blockSize)
      _ = try source.peek()
      #expect(try read(source).corners == expected)
    }
  }

  /// S09, S10: what the header says means nothing. S13: a count with the bytes of a line's end.
  @Test func headersMeanNothing() throws {
    for header in [
      "solid cube", "solid\r\nfacet normal 0 0 1", "solid ascii\nendsolid", String(repeating: "x", count: 80),
    ] {
      #expect(try readAll(binarySTL(Self.corners, header: header)).corners == expected)
    }
    let many = (0..<3 * 6700).map { SIMD3<Float>(Float($0), 0, 0) }
    let outcome = try read(ByteSource(bytes: binarySTL(many), name: "t.stl"))
    #expect(outcome.corners.count == 20_100)
  }

  /// S14–S19: any bits pass through; what to do about them others decide.
  @Test func everyBitPatternPassesThrough() throws {
    let values: [Float] = [
      .nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .greatestFiniteMagnitude,
      1,
    ]
    let corners = (0..<99).map { SIMD3(values[$0 % 9], values[$0 / 9 % 9], values[($0 + 3) % 9]) }
    #expect(try readAll(binarySTL(corners)).corners == corners.map { bits(SIMD3<Double>($0)) })
    let points = [SIMD3<Float>](repeating: SIMD3(1, 2, 3), count: 36)
    #expect(try readAll(binarySTL(points)).corners.count == 36)
  }

  @Test func attributeWordsAreKeptWhenAnyIsSet() throws {
    for place in [0, 5, 11] {
      var words = [UInt16](repeating: 0, count: 12)
      words[place] = 0x8001
      #expect(try readAll(binarySTL(Self.corners, attributes: words)).attributes == words)
    }
    #expect(try readAll(binarySTL(Self.corners, attributes: [0, 0])).attributes == nil)
  }

  // MARK: odd

  /// S03: no triangle at all.
  @Test func emptyMesh() throws {
    #expect(try readAll(binarySTL([])) == Outcome(warnings: [.emptyMesh]))
    #expect(try readAll(binarySTL([]) + [1, 2, 3]) == Outcome(warnings: [.emptyMesh, .trailingBytes]))
  }

  /// S07, S08, S11: bytes behind the last triangle.
  @Test func trailingBytes() throws {
    for extra in [1, 49, 50, 51, 100_000] {
      let bytes = Self.cubeSTL + [UInt8](repeating: 32, count: extra)
      #expect(try readAll(bytes) == Outcome(corners: expected, warnings: [.trailingBytes]))
      for hasSize in [true, false] {
        let reader = try BinarySTLReader(ByteSource(bytes: bytes, name: "t.stl", hasSize: hasSize))
        _ = try allCorners(of: reader)
        let warning = try #require(reader.warnings.warnings.first)
        #expect(warning.message == "\(extra) \(extra == 1 ? "byte" : "bytes") after the last triangle ignored")
        #expect(warning.firstPlace == .byte(684))
      }
    }
    #expect(try readAll(binarySTL(Self.corners, header: "solid") + [10]).warnings == [.trailingBytes])
  }

  @Test func strictTurnsWarningsIntoErrors() throws {
    var strict = ReaderOptions()
    strict.strict = true
    #expect(try readAll(Self.cubeSTL, options: strict).corners == expected)
    for hasSize in [true, false] {
      #expect(failure(Self.cubeSTL + [0], hasSize: hasSize, options: strict)?.code == .warningAsError)
      #expect(failure(binarySTL([]), hasSize: hasSize, options: strict)?.code == .warningAsError)
    }
  }

  // MARK: broken

  /// S01, S02.
  @Test func tooShortForAHeader() throws {
    for hasSize in [true, false] {
      #expect(failure([], hasSize: hasSize)?.description == "t.stl: STL: empty file")
      #expect(failure([], hasSize: hasSize)?.code == .emptyFile)
      for size in [1, 79, 80, 83] {
        let error = failure([UInt8](repeating: 0, count: size), hasSize: hasSize)
        #expect(error?.code == .truncated)
        #expect(
          error?.description
            == "t.stl: STL: byte \(size): expected a header of 84 bytes, found end of file after \(size) bytes")
      }
    }
  }

  /// S04, S09: fewer triangles than declared, with the place where the first missing one begins.
  @Test func fewerTrianglesThanDeclared() throws {
    for hasSize in [true, false] {
      let error = failure(binarySTL(Self.corners, count: 13), hasSize: hasSize)
      let words = "t.stl: STL: byte 684: expected 13 triangles, as the header declares, found 12"
      #expect(error?.description == words + " (--recover keeps what is whole)")
      #expect(error?.code == .countMismatch)
      let cut = failure(Array(Self.cubeSTL.dropLast(7)), hasSize: hasSize)
      #expect(cut?.place == .byte(634))
      #expect(cut?.found == "11, and the file ends inside triangle 12")
    }
  }

  /// S05: the largest count there is, and one record. Nothing of that size may be taken or waited for.
  @Test(.enabled(if: TestSize.measuresMemory)) func hugeCount() async {
    await #expect(processExitsWith: .success) {
      let before = ProcessMemory.residentBytes
      let bytes = binarySTL([.zero, .zero, .zero], count: .max)
      for hasSize in [true, false] {
        let error = #expect(throws: FormatError.self) {
          _ = try allCorners(of: BinarySTLReader(ByteSource(bytes: bytes, name: "t.stl", hasSize: hasSize)))
        }
        #expect(error?.code == .countMismatch)
        #expect(error?.place == .byte(134))
      }
      #expect(ProcessMemory.peakResidentBytes - before < 16 << 20)
    }
  }

  /// S06: a count of zero before triangles loses them all.
  @Test func zeroCountBeforeData() throws {
    for triangles in [1, 2, 12] {
      for hasSize in [true, false] {
        let error = failure(binarySTL(Array(Self.corners.prefix(3 * triangles)), count: 0), hasSize: hasSize)
        #expect(error?.code == .countMismatch)
        #expect(error?.place == .byte(80))
      }
    }
  }

  /// E01: a source without an end.
  @Test func endlessZeros() throws {
    let error = #expect(throws: FormatError.self) { try read(ByteSource(path: "/dev/zero")) }
    #expect(error?.code == .countMismatch)
  }

  @Test func sparseFileWithAnotherCount() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.cubeSTL, to: "t.stl")
    #expect(truncate(path, 1 << 40) == 0)
    let reader = try BinarySTLReader(ByteSource(path: path))
    #expect(reader.warnings.warnings.map(\.code) == [.trailingBytes])
    #expect(try allCorners(of: reader).count == 36)
  }

  @Test func fileCutShortWhileItIsRead() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(binarySTL((0..<30_000).map { SIMD3(Float($0), 0, 0) }), to: "t.stl")
    let reader = try BinarySTLReader(ByteSource(path: path, blockSize: 5000))
    #expect(truncate(path, 20_000) == 0)
    let error = #expect(throws: FileError.self) { try allCorners(of: reader) }
    #expect(error?.code == .changedWhileReading)
  }

  /// Every prefix of a valid file reads or fails with the typed error; only the whole file reads here.
  @Test func everyPrefix() throws {
    var cases = 0
    let whole = binarySTL(Array(Self.corners.prefix(12)), attributes: [1, 2, 3, 4])
    for length in 0...whole.count {
      for hasSize in [true, false] {
        for blockSize in [1, 84, ByteSource.defaultBlockSize] {
          let source = ByteSource(
            bytes: Array(whole.prefix(length)), name: "t.stl", blockSize: blockSize, hasSize: hasSize)
          do {
            let outcome = try read(source, capacity: 6)
            #expect(length == whole.count)
            #expect(outcome.corners.count == 12)
          } catch let error as FormatError {
            #expect(length < whole.count)
            #expect([.emptyFile, .truncated, .countMismatch].contains(error.code))
          }
          cases += 1
        }
      }
    }
    #expect(ranCases("prefixes of a binary STL", cases, atLeast: 1710))
  }
}
