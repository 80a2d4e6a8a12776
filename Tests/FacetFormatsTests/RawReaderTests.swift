import FacetMemory
import FacetMesh
import Testing

@testable import FacetFormats

private func read(
  _ bytes: [UInt8], _ layout: RawLayout?, block: Int = 1 << 20, hasSize: Bool = true, capacity: Int = 9
) throws -> (numbers: [Double], reader: RawReader) {
  var options = ReaderOptions()
  options.rawLayout = layout
  let source = ByteSource(bytes: bytes, name: "soup.raw", blockSize: block, hasSize: hasSize)
  let reader = try RawReader(source, options: options)
  let corners = try CornerBlock(precision: reader.precision, capacity: capacity)
  var numbers: [Double] = []
  while try reader.fill(corners) {
    for index in 0..<corners.count { numbers += [corners[index].x, corners[index].y, corners[index].z] }
  }
  return (numbers, reader)
}

/// Lays numbers out as the naive twin of the reader.
private func encode(_ numbers: [Double], _ layout: RawLayout) -> [UInt8] {
  var bytes = [UInt8](repeating: 0xee, count: layout.offset)
  for start in Swift.stride(from: 0, to: numbers.count, by: 9) {
    let first = bytes.count
    for number in numbers[start..<start + 9] {
      let raw =
        layout.precision == .float32
        ? withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { unsafe Array($0) }
        : withUnsafeBytes(of: number.bitPattern.littleEndian) { unsafe Array($0) }
      bytes += layout.bigEndian ? raw.reversed() : raw
    }
    if let stride = layout.stride { while bytes.count < first + stride { bytes.append(0xdd) } }
  }
  return bytes
}

private let blockSizes = [1, 7, 64, 4096, 1 << 20]

@Test func rawSoupsAreReadInEveryLayout() throws {
  let numbers = (0..<9 * 53).map { Double($0) / 4 - 20 }
  for precision in [SourcePrecision.float32, .float64] {
    let size = precision == .float32 ? 36 : 72
    for bigEndian in [false, true] {
      for (offset, stride) in [(0, nil), (5, nil), (0, size + 1), (100, size + 33), (3, 5000)] as [(Int, Int?)] {
        let layout = RawLayout(precision: precision, bigEndian: bigEndian, offset: offset, stride: stride)
        let bytes = encode(numbers, layout)
        for block in blockSizes {
          for hasSize in [true, false] {
            let (got, reader) = try read(bytes, layout, block: block, hasSize: hasSize)
            #expect(got == numbers)
            #expect(reader.precision == precision && reader.expectedTriangles == (hasSize ? 53 : nil))
          }
        }
        // The last triangle needs no gap behind it.
        let short = Array(bytes.dropLast((stride ?? size) - size))
        #expect(try read(short, layout, block: 64).numbers == numbers)
        #expect(try read(short, layout, hasSize: false, capacity: 3).numbers == numbers)
      }
    }
  }
}

@Test func rawSoupsThatEndInsideATriangleAreRefused() throws {
  let layout = RawLayout(precision: .float32)
  let bytes = encode((0..<27).map(Double.init), layout)
  for length in 0...bytes.count {
    for hasSize in [true, false] {
      for block in [1, 7, 4096] {
        if length > 0 && length % 36 == 0 {
          #expect(try read(Array(bytes[..<length]), layout, block: block, hasSize: hasSize).numbers.count == length / 4)
        } else {
          let error = #expect(throws: FormatError.self) {
            try read(Array(bytes[..<length]), layout, block: block, hasSize: hasSize)
          }
          #expect(error?.code == (length == 0 ? .emptyFile : .truncated))
          if length > 0 {
            #expect(
              error?.description == "soup.raw: raw: byte \(length): expected 36 bytes for triangle "
                + "\(length / 36 + 1), found end of file after \(length % 36)"
                + (length > 36 ? " (--recover keeps what is whole)" : ""))
          }
        }
      }
    }
  }
}

@Test func rawOptionsAreChecked() throws {
  let bytes = [UInt8](repeating: 0, count: 36)
  func code(_ layout: RawLayout?, hasSize: Bool = true) -> FormatError.Code? {
    do { _ = try read(bytes, layout, hasSize: hasSize) } catch { return (error as? FormatError)?.code }
    return nil
  }
  #expect(code(nil) == .unsupported)
  #expect(code(RawLayout(precision: .float32, stride: 35)) == .unsupported)
  #expect(code(RawLayout(precision: .float32, offset: -1)) == .unsupported)
  for hasSize in [true, false] {
    #expect(code(RawLayout(precision: .float32, offset: 37), hasSize: hasSize) == .truncated)
    #expect(code(RawLayout(precision: .float32, offset: Int.max), hasSize: hasSize) == .truncated)
    #expect(code(RawLayout(precision: .float32, stride: Int.max), hasSize: hasSize) == nil)
    #expect(code(RawLayout(precision: .float64), hasSize: hasSize) == .truncated)
    let nothing = try read(bytes, RawLayout(precision: .float32, offset: 36), hasSize: hasSize)
    #expect(nothing.numbers.isEmpty && nothing.reader.warnings.warnings.map(\.code) == [.emptyMesh])
  }
}

@Test func rawLayoutsAreSpelt() {
  for (word, precision, big) in [
    ("f32le", SourcePrecision.float32, false), ("f32be", .float32, true), ("f64le", .float64, false),
    ("f64be", .float64, true),
  ] {
    #expect(RawLayout(specification: "raw:" + word) == RawLayout(precision: precision, bigEndian: big))
    #expect(RawLayout(specification: "raw:" + word)?.specification == "raw:" + word)
  }
  #expect(RawLayout(specification: "raw:f32") == RawLayout(precision: .float32))
  #expect(RawLayout(specification: "raw:f64") == RawLayout(precision: .float64))
  for word in ["", "raw", "raw:", "f32le", "raw:f16le", "raw:F32LE", "raw:f32le ", "raw:i32"] {
    #expect(RawLayout(specification: word) == nil)
  }
}

@Test func everyBytePatternOfARawSoupIsDelivered() throws {
  let layout = RawLayout(precision: .float32)
  var bytes = encode((0..<9).map(Double.init), layout)
  for index in bytes.indices {
    for value in UInt8.min...UInt8.max {
      bytes[index] = value
      let numbers = try read(bytes, layout).numbers
      let bits = UInt32(bytes[0]) | UInt32(bytes[1]) << 8 | UInt32(bytes[2]) << 16 | UInt32(bytes[3]) << 24
      let expected = Double(Float(bitPattern: bits))
      #expect(numbers[0] == expected || numbers[0].isNaN && expected.isNaN)
    }
  }
}
