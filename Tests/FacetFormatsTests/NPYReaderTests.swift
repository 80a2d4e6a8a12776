import FacetArrays
import FacetMemory
import FacetMesh
import FacetTestSupport
import Testing

@testable import FacetFormats

private func read(
  _ bytes: [UInt8], block: Int = 1 << 20, hasSize: Bool = true, strict: Bool = false, capacity: Int = 9
) throws -> (numbers: [Double], reader: NPYSoupReader) {
  var options = ReaderOptions()
  options.strict = strict
  let source = ByteSource(bytes: bytes, name: "soup.npy", blockSize: block, hasSize: hasSize)
  let reader = try NPYSoupReader(source, options: options)
  let corners = try CornerBlock(precision: reader.precision, capacity: capacity)
  var numbers: [Double] = []
  while try reader.fill(corners) {
    for index in 0..<corners.count { numbers += [corners[index].x, corners[index].y, corners[index].z] }
  }
  return (numbers, reader)
}

private func fault(_ bytes: [UInt8], hasSize: Bool = true) -> FormatError? {
  do { _ = try read(bytes, hasSize: hasSize) } catch { return error as? FormatError }
  return nil
}

/// The bytes of numbers in one type, low byte first where it is little-endian.
private func encode(_ numbers: [Double], _ type: NPYHeader.ElementType) -> [UInt8] {
  numbers.flatMap { number -> [UInt8] in
    let bits: UInt64 =
      switch (type.kind, type.byteCount) {
      case (.float, 2): UInt64(Float16(number).bitPattern)
      case (.float, 4): UInt64(Float(number).bitPattern)
      case (.float, _): number.bitPattern
      default: UInt64(bitPattern: Int64(number))
      }
    let bytes = (0..<type.byteCount).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
    return type.bigEndian ? bytes.reversed() : bytes
  }
}

private func file(_ type: String, _ shape: [Int], _ numbers: [Double], fortran: Bool = false) -> [UInt8] {
  let type = NPYHeader.ElementType(descr: type)!
  return NPYHeader(elementType: type, fortranOrder: fortran, shape: shape).bytes + encode(numbers, type)
}

private let blockSizes = [1, 7, 64, 4096, 1 << 20]

@Test(arguments: [
  ("<f4", SourcePrecision.float32), (">f4", .float32), ("<f8", .float64), (">f8", .float64), ("<f2", .float32),
  (">f2", .float32), ("|i1", .float32), ("|u1", .float32), ("<i2", .float32), (">i2", .float32), ("<u2", .float32),
  (">u2", .float32), ("<i4", .float64), (">i4", .float64), ("<u4", .float64), (">u4", .float64),
])
func arraysOfEveryTypeAreRead(type: String, precision: SourcePrecision) throws {
  let isUnsigned = type.contains("u")
  let limit = type.hasSuffix("1") ? 100.0 : type.hasSuffix("2") ? 2000 : 1e9
  let numbers = (0..<9 * 31).map { index in
    let value = (Double(index * 7919 % 1000) / 1000 * limit).rounded()
    return isUnsigned || index % 2 == 0 ? value : -value
  }.map { type.contains("f4") ? Double(Float($0)) : type.contains("f2") ? Double(Float16($0)) : $0 }
  for shape in [[31, 3, 3], [31, 9], [93, 3]] {
    let bytes = file(type, shape, numbers)
    for block in blockSizes {
      for hasSize in [true, false] {
        let (got, reader) = try read(bytes, block: block, hasSize: hasSize)
        #expect(got == numbers)
        #expect(reader.precision == precision && reader.expectedTriangles == 31 && reader.warnings.warnings.isEmpty)
      }
    }
    #expect(try read(bytes, capacity: 93).numbers == numbers)
    #expect(try read(bytes, hasSize: false, capacity: 93).numbers == numbers)
  }
}

@Test func arraysTellTheirDialect() throws {
  #expect(try read(file("<f4", [1, 3, 3], Array(repeating: 1, count: 9))).reader.dialect == "float32, T×3×3")
  #expect(try read(file(">f8", [1, 9], Array(repeating: 1, count: 9))).reader.dialect == "float64, big-endian, T×9")
  #expect(try read(file("|u1", [3, 3], Array(repeating: 1, count: 9))).reader.dialect == "uint8, 3T×3")
}

@Test func arraysThatHoldNoTrianglesAreRefused() {
  for (shape, code) in [
    ([9], FormatError.Code.unsupported), ([], .unsupported), ([3, 100], .unsupported), ([2, 3, 4], .unsupported),
    ([4, 3], .badCount), ([1, 1, 3, 3], .unsupported), ([3, 9, 3], .unsupported),
  ] {
    #expect(fault(file("<f4", shape, Array(repeating: 0, count: shape.reduce(1, *))))?.code == code, "\(shape)")
  }
  let nine = Array(repeating: 1.0, count: 9)
  #expect(
    fault(file("<f8", [1, 3, 3], nine, fortran: true))?.description
      == "soup.npy: NPY: byte 10: expected C order (numpy.ascontiguousarray makes it), found Fortran order")
  for type in ["<i8", "<u8", "|b1", "<c8"] { #expect(fault(file(type, [1, 9], nine))?.code == .unsupported) }
  #expect(fault([])?.code == .emptyFile)
  #expect(fault(Array("solid".utf8))?.code == .badHeader)
  #expect(fault(file("<f8", [1 << 55, 9], nine))?.code == .truncated)
  #expect(fault(file("<f8", [1 << 55, 9], nine), hasSize: false)?.code == .truncated)
}

@Test func everyPrefixOfAnArrayIsRefusedAndMoreIsWarned() throws {
  let bytes = file("<f4", [4, 9], (0..<36).map(Double.init))
  for hasSize in [true, false] {
    for length in 0..<bytes.count {
      let error = fault(Array(bytes[..<length]), hasSize: hasSize)
      #expect(error?.code == (length == 0 ? .emptyFile : .truncated))
      #expect(length == 0 || error?.place == .byte(length))
    }
    for block in blockSizes {
      for capacity in [9, 12, 15] {
        let (numbers, reader) = try read(bytes + [7, 7], block: block, hasSize: hasSize, capacity: capacity)
        #expect(numbers.count == 36 && reader.warnings.warnings.map(\.code) == [.trailingBytes])
        #expect(reader.warnings.warnings[0].firstPlace == .byte(bytes.count))
        #expect(reader.warnings.warnings[0].count == 1)
      }
    }
    #expect(throws: FormatError.self) { try read(bytes + [7], hasSize: hasSize, strict: true) }
    let empty = try read(file("<f4", [0, 3, 3], []), hasSize: hasSize)
    #expect(empty.numbers.isEmpty && empty.reader.warnings.warnings.map(\.code) == [.emptyMesh])
  }
}

@Test func mutatedArraysNeverTrap() throws {
  let bytes = file("<f4", [2, 9], (0..<18).map(Double.init))
  var (good, bad, cases) = (0, 0, 0)
  let step = TestSize.pick(1, small: 5)
  for index in bytes.indices {
    for value in stride(from: index % step, to: 256, by: step) {
      cases += 2
      var mutated = bytes
      mutated[index] = UInt8(value)
      for hasSize in [true, false] {
        do {
          _ = try read(mutated, block: 64, hasSize: hasSize)
          good += 1
        } catch is FormatError { bad += 1 }
      }
    }
  }
  let least = TestSize.pick(30_000, small: 6_000)
  #expect(good + bad == cases && good > least && bad > least, "\(good) \(bad)")
}

@Test func matricesAreWrittenAsNumPyFiles() throws {
  var bytes: [UInt8] = []
  let sink = try ByteSink(.function { unsafe bytes.append(contentsOf: $0) })
  let triangles = Matrix(Column<Int32>((0..<300_000).map { Int32($0) &- 7 }), rows: 100_000, columns: 3)
  try NPYWriter.write(int32: triangles, to: sink)
  try sink.finish()
  let header = try NPYHeader(parsing: bytes)
  #expect(header.shape == [100_000, 3] && header.elementType.descr == "<i4" && header.dataOffset == 128)
  #expect(bytes.count == 128 + header.byteCount)
  #expect(Array(bytes[128..<140]) == [0xf9, 0xff, 0xff, 0xff, 0xfa, 0xff, 0xff, 0xff, 0xfb, 0xff, 0xff, 0xff])

  bytes = []
  let numbers = (0..<99).map { Double($0) / 3 }
  let other = try ByteSink(.function { unsafe bytes.append(contentsOf: $0) })
  try NPYWriter.write(float64: Matrix(Column(numbers), rows: 11, columns: 9), to: other)
  try other.finish()
  #expect(try read(bytes).numbers == numbers)
}
