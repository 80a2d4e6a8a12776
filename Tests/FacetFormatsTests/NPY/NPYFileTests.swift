// .npy files against NumPy in both directions, in every type, order and version, read and mapped.
import FacetArrays
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@testable import FacetFormats

/// Runs Python with a script and answers what it wrote to standard output.
func numpy(_ script: String, folder: TemporaryFolder) throws -> String {
  let path = try folder.write("import numpy as np\n" + script, to: "script.py")
  let result = try runProgram(URL(fileURLWithPath: "/usr/bin/env"), ["python3", path], folder: folder.url)
  try #require(result.exitCode == 0, "\(result.standardError)")
  return result.output
}

/// The number at `index` of the arrays in these tests; it fits in every type.
private func number(_ index: Int, signed: Bool) -> Int { index * 37 % 101 - (signed ? 50 : 0) }

/// The same as a line of Python, for an array of `shape`.
private let pythonArray = """
  def make(dtype, shape, order="C"):
    n = int(np.prod(shape))
    signed = np.dtype(dtype).kind in "if"
    a = np.arange(n) * 37 % 101 - (50 if signed else 0)
    if np.dtype(dtype).kind == "b": a = a % 2
    return np.asarray(a.reshape(shape).astype(dtype), order=order)

  """

private let types = ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?"]

private func expected(_ type: String, _ count: Int) -> [Int] {
  let signed = type.hasPrefix("i") || type.hasPrefix("f")
  return (0..<count).map { type == "?" ? number($0, signed: false) % 2 : number($0, signed: signed) }
}

/// The elements of a matrix, row by row.
private func rows<Element>(_ matrix: Matrix<Element>) -> [Element] {
  (0..<matrix.rows).flatMap { row in (0..<matrix.columns).map { matrix[row, $0] } }
}

@Test func everyTypeOrderAndVersionOfNumPyIsRead() throws {
  let length = TestSize.pick(100_003, small: 40_003)
  let folder = try TemporaryFolder()
  _ = try numpy(
    pythonArray + """
      for t in \(types):
        for e in "<>":
          d = t if t == "?" else e + t
          for order in "CF":
            np.save(f"{t}-{e}-{order}.npy".replace("?", "b"), make(d, (7, 5), order))
          np.save(f"{t}-{e}-1.npy".replace("?", "b"), make(d, (\(length),)))
          np.save(f"{t}-{e}-0.npy".replace("?", "b"), make(d, ()))
      for v in ((1, 0), (2, 0), (3, 0)):
        with open(f"version-{v[0]}.npy", "wb") as f: np.lib.format.write_array(f, make("<f8", (7, 5)), version=v)
      """, folder: folder)
  var cases = 0
  for type in types {
    for order in ["<", ">"] {
      for mapping in [false, true] {
        func open(_ kind: String) throws -> NPYFile {
          let name = "\(type == "?" ? "b" : type)-\(order)-\(kind).npy"
          return try NPYFile(path: folder.path(name), mapping: mapping)
        }
        for kind in ["C", "F"] {
          let matrix = try open(kind).matrix(of: Double.self, converting: true)
          #expect(matrix.rows == 7 && matrix.columns == 5 && matrix.isContiguous == (kind == "C"))
          #expect(rows(matrix) == expected(type, 35).map(Double.init), "\(type) \(order) \(kind)")
          let whole = try open(kind).matrix(of: Int32.self, converting: true)
          #expect(rows(whole) == expected(type, 35).map { Int32($0) })
        }
        let column = try open("1").column(of: Double.self, converting: true)
        #expect(column.array == expected(type, length).map(Double.init), "\(type) \(order)")
        let single = try open("0")
        #expect(
          try single.shape == []
            && single.column(of: Float.self, converting: true).array == [Float(expected(type, 1)[0])])
        cases += 1
      }
    }
  }
  #expect(ranCases("types of NumPy", cases, atLeast: 48))
  for version in 1...3 {
    let file = try NPYFile(path: folder.path("version-\(version).npy"))
    #expect(try rows(file.matrix(of: Double.self)) == expected("f8", 35).map(Double.init))
  }
}

@Test func anotherTypeIsAnErrorUnlessItIsAskedFor() throws {
  let folder = try TemporaryFolder()
  let path = folder.path("a.npy")
  try NPYWriter.save(Column<Float>([1.5, -2.5, .nan, 1e20]), to: path)
  let file = try NPYFile(path: path)
  #expect(file.elementType.description == "float32" && file.shape == [4])
  #expect { try file.column(of: Double.self) } throws: { ($0 as? FormatError)?.code == .unsupported }
  #expect { try file.column(of: UInt32.self) } throws: { ($0 as? FormatError)?.code == .unsupported }
  #expect { try file.matrix(of: Float.self) } throws: { ($0 as? FormatError)?.code == .unsupported }
  #expect(try file.column(of: Int32.self, converting: true).array == [1, -2, 0, .max])
  // The largest 64-bit integers round once.
  _ = try numpy("np.save('u.npy', np.array([2**64 - 1, 2**63 + 2**39, 3], np.uint64))", folder: folder)
  let large = try NPYFile(path: folder.path("u.npy"))
  #expect(try large.column(of: Double.self, converting: true).array == [0x1p64, 0x1p63 + 0x1p39, 3])
  #expect(try large.column(of: Float.self, converting: true).array == [0x1p64, 0x1p63, 3])
  #expect(try large.column(of: Int64.self, converting: true).array == [.max, .max, 3])
}

/// Saves columns and matrices of one type, and answers NumPy's test for them.
private func saved<Element: ArrayElement>(_ elements: [Element], _ name: String, _ folder: TemporaryFolder) throws
  -> String
{
  let column = Column(elements)
  let matrix = Matrix(column, rows: 5, columns: elements.count / 5)
  try NPYWriter.save(column, to: folder.path(name + "-1.npy"))
  try NPYWriter.save(matrix, to: folder.path(name + "-2.npy"))
  try NPYWriter.save(matrix.transposed, to: folder.path(name + "-t.npy"))
  try NPYWriter.save(matrix[rows: 1..<4, columns: 2..<5], to: folder.path(name + "-p.npy"))
  for mapping in [false, true] {
    #expect(try NPYFile(path: folder.path(name + "-1.npy"), mapping: mapping).column() == column)
    #expect(try NPYFile(path: folder.path(name + "-2.npy"), mapping: mapping).matrix() == matrix)
    #expect(try NPYFile(path: folder.path(name + "-t.npy"), mapping: mapping).matrix() == matrix.transposed)
  }
  return """
    a = make("\(name)", (\(elements.count),))
    m = a.reshape(5, -1)
    for mode in (None, "r"):
      for kind, want in (("1", a), ("2", m), ("t", m.T), ("p", m[1:4, 2:5])):
        got = np.load("\(name)-" + kind + ".npy", mmap_mode=mode)
        assert got.dtype == want.dtype and got.shape == want.shape and (got == want).all(), (got, want)
        assert mode is None or got.offset % 64 == 0
        assert kind != "t" or got.flags.f_contiguous
    np.save("again.npy", m)
    assert open("again.npy", "rb").read() == open("\(name)-2.npy", "rb").read()

    """
}

@Test func numPyReadsAndMapsWhatIsWritten() throws {
  let folder = try TemporaryFolder()
  var script = pythonArray
  let count = 400
  script += try saved(expected("f8", count).map { Double($0) }, "f8", folder)
  script += try saved(expected("f4", count).map { Float($0) }, "f4", folder)
  script += try saved(expected("i4", count).map { Int32($0) }, "i4", folder)
  script += try saved(expected("i8", count).map { Int64($0) }, "i8", folder)
  script += try saved(expected("u4", count).map { UInt32($0) }, "u4", folder)
  script += try saved(expected("u2", count).map { UInt16($0) }, "u2", folder)
  script += try saved(expected("u1", count).map { UInt8($0) }, "u1", folder)
  _ = try numpy(script, folder: folder)
}

@Test func emptyArraysAreReadAndWritten() throws {
  let folder = try TemporaryFolder()
  try NPYWriter.save(Column<Double>(), to: folder.path("c.npy"))
  try NPYWriter.save(Matrix<Float>(rows: 0, columns: 3), to: folder.path("m.npy"))
  _ = try numpy("assert np.load('c.npy').shape == (0,) and np.load('m.npy').shape == (0, 3)", folder: folder)
  for mapping in [false, true] {
    #expect(try NPYFile(path: folder.path("c.npy"), mapping: mapping).column(of: Double.self).count == 0)
    let matrix = try NPYFile(path: folder.path("m.npy"), mapping: mapping).matrix(of: Float.self)
    #expect(matrix.rows == 0 && matrix.columns == 3)
  }
}

@Test func aMappedArrayCopiesNothingUntilItIsWritten() throws {
  let folder = try TemporaryFolder()
  let count = 200_000
  let path = folder.path("large.npy")
  try NPYWriter.save(Column<Double>(repeating: 2, count: count), to: path)
  let ledger = MemoryLedger()
  var column = try NPYFile(path: path, mapping: true, ledger: ledger).column(of: Double.self)
  #expect(column.sum() == 2 * Double(count))
  // The file is entered in the books, and no other array.
  #expect(ledger.live(.other) == count * 8 + 128)
  let old = column
  column[3] = 7
  #expect(column[3] == 7 && old[3] == 2)
  #expect(try NPYFile(path: path).column(of: Double.self)[3] == 2)
  #expect(ledger.live(.other) == 2 * count * 8 + 128)
}

@Test(.enabled(if: TestSize.measuresMemory)) func aMappedArrayTakesNoMemoryOfItsOwn() async {
  let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
    let folder = try TemporaryFolder()
    let (count, mebibyte) = (8_000_000, 1 << 20)
    try NPYWriter.save(Column<Double>(repeating: 2, count: count), to: folder.path("a.npy"))
    let before = ProcessMemory.residentBytes
    let column = try NPYFile(path: folder.path("a.npy"), mapping: true).column(of: Double.self)
    let opened = ProcessMemory.residentBytes - before
    demand(opened < 2 * mebibyte, "opening took \(opened) bytes")
    demand(column[count / 2] == 2, "the element is another")
    let touched = ProcessMemory.residentBytes - before
    demand(touched < 4 * mebibyte, "touching one element took \(touched) bytes")
    let read = try NPYFile(path: folder.path("a.npy")).column(of: Double.self)
    let taken = ProcessMemory.residentBytes - before
    demand(taken > 60 * mebibyte && read.count == count, "reading took only \(taken) bytes")
  }
  #expect(String(decoding: result?.standardErrorContent ?? [], as: UTF8.self) == "")
}

@Test func everyPrefixOfAnArrayIsRefused() throws {
  let folder = try TemporaryFolder()
  try NPYWriter.save(Column<Int32>([1, 2, 3]), to: folder.path("a.npy"))
  let bytes = Array(try Data(contentsOf: folder.url.appendingPathComponent("a.npy")))
  #expect(bytes.count == 140)
  for prefix in prefixes(bytes) where prefix.count < bytes.count {
    let path = try folder.write(prefix, to: "cut.npy")
    for mapping in [false, true] {
      #expect { try NPYFile(path: path, mapping: mapping).column(of: Int32.self) } throws: {
        ($0 as? FormatError)?.code == (prefix.isEmpty ? .emptyFile : .truncated)
      }
    }
  }
  // What follows an array does not matter to NumPy.
  #expect(try NPYFile(ByteSource(bytes: bytes + [1, 2, 3], name: "a")).column(of: Int32.self).array == [1, 2, 3])
}

@Test func aChangedByteOfAnArrayNeverTraps() throws {
  var bytes: [UInt8] = []
  let sink = try ByteSink(.function { bytes.append(contentsOf: $0) })
  try NPYWriter.write(Matrix(Column<Double>([1, 2, 3, 4, 5, 6]), rows: 2, columns: 3), to: sink)
  try sink.finish()
  var (cases, refused) = (0, 0)
  forEachMutation(bytes) { changed in
    cases += 1
    do {
      let file = try NPYFile(ByteSource(bytes: changed, name: "a.npy"))
      _ =
        file.shape.count == 2
        ? try file.matrix(of: Float.self, converting: true).rows
        : try file.column(of: Float.self, converting: true).count
    } catch {
      refused += 1
      #expect(error is FormatError)
    }
  }
  #expect(
    ranCases("changes of an array", cases, atLeast: TestSize.pick(3900, small: 1200))
      && refused > TestSize.pick(500, small: 150))
}

@Test func headersThatLieAreRefused() throws {
  func code(_ descr: String, _ shape: String, order: String = "False") -> FormatError.Code? {
    var text = "{'descr': \(descr), 'fortran_order': \(order), 'shape': \(shape), }"
    text += String(repeating: " ", count: 127 - 10 - text.utf8.count) + "\n"
    let bytes = NPYHeader.magic + [1, 0, 118, 0] + Array(text.utf8) + [UInt8](repeating: 0, count: 64)
    do {
      let file = try NPYFile(ByteSource(bytes: bytes, name: "a.npy"))
      _ = file.shape.count == 2 ? try file.matrix(of: Double.self).rows : try file.column(of: Double.self).count
    } catch { return (error as? FormatError)?.code }
    return nil
  }
  #expect(code("'<f8'", "(8,)") == nil)
  #expect(code("'<f8'", "(2, 4)", order: "True") == nil)
  #expect(code("'<f8'", "(9,)") == .truncated)
  #expect(code("'<f8'", "(-1,)") == .badHeader)
  #expect(code("'<f8'", "(4611686018427387904, 4)") == .badHeader)
  #expect(code("'<f8'", "(99999999999999999999,)") == .badHeader)
  #expect(code("'<f8'", "(2305843009213693951,)") == .badHeader)
  #expect(code("'<f8'", "(2, 2, 2)") == .unsupported)
  #expect(code("'|O'", "(8,)") == .unsupported)
  #expect(code("'<c16'", "(4,)") == .unsupported)
  #expect(code("'<U4'", "(4,)") == .unsupported)
  #expect(code("[('x', '<f8')]", "(4,)") != nil)
}

@Test func aPipeIsNoArray() throws {
  #expect { try NPYFile(ByteSource(bytes: [1], name: "-", hasSize: false)) } throws: {
    ($0 as? FormatError)?.code == .unsupported
  }
}
