import Glibc
import Testing

@testable import FacetArrays

/// A file with `dictionary` as its header, padded as NumPy pads.
private func file(_ dictionary: String, version: UInt8 = 1) -> [UInt8] {
  let start = version == 1 ? 10 : 12
  var text = Array(dictionary.utf8)
  while (start + text.count + 1) % 64 != 0 { text.append(0x20) }
  text.append(0x0a)
  var bytes = NPYHeader.magic + [version, 0]
  for shift in 0..<start - 8 { bytes.append(UInt8(truncatingIfNeeded: text.count >> (8 * shift))) }
  return bytes + text
}

private func fault(_ bytes: [UInt8]) -> NPYHeader.Fault? {
  do { _ = try NPYHeader(parsing: bytes) } catch { return error }
  return nil
}

/// Runs Python where it is there, with NumPy; nil elsewhere.
private func python(_ program: String) -> String? {
  guard let pipe = unsafe popen("python3 -c '\(program)' 2>/dev/null", "r") else { return nil }
  var text = ""
  while true {
    let byte = unsafe fgetc(pipe)
    if byte < 0 { break }
    text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: byte)))
  }
  return unsafe pclose(pipe) == 0 ? text : nil
}

@Test func headersAreWrittenAsNumPyWritesThem() throws {
  let header = NPYHeader(elementType: .init(.signed, byteCount: 4), shape: [5, 3])
  let text = "{'descr': '<i4', 'fortran_order': False, 'shape': (5, 3), }"
  let golden =
    NPYHeader.magic + [1, 0, 118, 0] + Array(text.utf8) + [UInt8](repeating: 0x20, count: 118 - 1 - text.utf8.count) + [
      0x0a
    ]
  #expect(header.bytes == golden && golden.count == 128)
  var cases = 0
  let program = """
    import numpy as np, io, sys
    for d in "<f4 <f8 >f8 <f2 |u1 |i1 <u2 >i4 <i8 |b1 <c16".split():
      for s in [(), (0,), (1,), (5, 3), (3, 3, 3), (1000000, 9), (2,) * 20, (10 ** 9, 0), (12345678901, 0, 3), (4,) * 29 + (0,)]:
        for f in (False, True):
          b = io.BytesIO()
          np.lib.format.write_array_header_1_0(b, dict(descr=d, fortran_order=f, shape=s))
          print(d, int(f), ",".join(map(str, s)), b.getvalue().hex(), sep=" ")
    """
  guard let lines = python(program.replacing("\"", with: "\"")) else { return }
  for line in lines.split(separator: "\n") {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    let shape = parts[2].split(separator: ",").map { Int($0)! }
    let type = try #require(NPYHeader.ElementType(descr: String(parts[0])))
    let header = NPYHeader(elementType: type, fortranOrder: parts[1] == "1", shape: shape)
    let hex = header.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(hex == parts[3], "\(line)")
    let parsed = try NPYHeader(parsing: header.bytes)
    #expect(parsed.shape == shape && parsed.elementType == type && parsed.fortranOrder == header.fortranOrder)
    #expect(parsed.dataOffset == header.bytes.count && parsed.dataOffset % 64 == 0)
    cases += 1
  }
  #expect(cases == 220)
}

@Test func headersOfAllVersionsAreRead() throws {
  for version: UInt8 in 1...3 {
    let bytes = file("{'descr': '>f8', 'fortran_order': True, 'shape': (2, 3), }", version: version)
    let header = try NPYHeader(parsing: bytes + [1, 2, 3])
    #expect(header.elementType == .init(.float, byteCount: 8, bigEndian: true))
    #expect(header.fortranOrder && header.shape == [2, 3] && header.dataOffset == bytes.count)
    #expect(header.elementCount == 6 && header.byteCount == 48)
    #expect(try NPYHeader.length(ofPrefix: Array(bytes[..<12])) == bytes.count)
  }
}

@Test(arguments: [
  "{'shape': (2, 3), 'fortran_order': False, 'descr': '<f4'}",
  "{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(2,3)}",
  "  { 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 2 , 3 , ) , }  ",
  "{'descr': '=f4', 'fortran_order': False, 'shape': (2L, 3L), }",
  "{'descr': 'f4', 'fortran_order': False, 'shape': (2, 3)}",
])
func oddButValidHeadersAreRead(dictionary: String) throws {
  let header = try NPYHeader(parsing: file(dictionary))
  #expect(header.elementType == .init(.float, byteCount: 4) && !header.fortranOrder && header.shape == [2, 3])
}

private let brackets = String(repeating: "[", count: 5000)
private let parentheses = String(repeating: "(", count: 5000)
private let braces = String(repeating: "{", count: 5000)
private let ones = String(repeating: "1, ", count: 65)

private let hostile: [(String, NPYHeader.Fault.Kind)] = [
  ("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", .unsupported),
  ("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,), }", .unsupported),
  ("{'descr': '<U5', 'fortran_order': False, 'shape': (2,), }", .unsupported),
  ("{'descr': '<f16', 'fortran_order': False, 'shape': (2,), }", .unsupported),
  ("{'descr': '<f04', 'fortran_order': False, 'shape': (2,), }", .unsupported),
  ("{'descr': '', 'fortran_order': False, 'shape': (2,), }", .unsupported),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 3), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775808, 3), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (18446744073709551619, 3), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 3), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 4611686018427387904, 3), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (3), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': 3, }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (1.5,), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,", .malformed),
  ("{'descr': '<f8', 'fortran_order': 0, 'shape': (3,), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, }", .malformed),
  ("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'more': 1}", .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), } x", .malformed),
  ("{'descr': '<f8, 'fortran_order': False, 'shape': (3,), }", .unsupported),
  ("{'descr': '<f\\x38', 'fortran_order': False, 'shape': (3,), }", .malformed),
  ("{'descr': \(brackets)}", .unsupported),
  ("{'shape': \(parentheses)}", .malformed),
  (braces, .malformed),
  ("{'descr': '<f8', 'fortran_order': False, 'shape': (\(ones)), }", .malformed),
  ("", .malformed), ("None", .malformed), ("{}", .malformed),
]

@Test(arguments: hostile)
func hostileHeadersAreFaults(dictionary: String, kind: NPYHeader.Fault.Kind) {
  let error = fault(file(dictionary))
  #expect(error?.kind == kind, "\(dictionary.prefix(80)): \(String(describing: error))")
}

@Test func prefixesAndMutationsOfHeadersAreSafe() throws {
  let bytes = NPYHeader(elementType: .init(.float, byteCount: 8), shape: [7, 3, 3]).bytes
  for length in 0..<bytes.count {
    let error = fault(Array(bytes[..<length]))
    #expect(error?.kind == .truncated && error?.offset == length)
  }
  var good = 0
  for index in bytes.indices {
    for value in UInt8.min...UInt8.max {
      var mutated = bytes
      mutated[index] = value
      if fault(mutated) == nil { good += 1 }
    }
  }
  #expect(good > 300 && good < 1500, "\(good)")
  #expect(fault(NPYHeader.magic + [2, 0, 0xff, 0xff, 0xff, 0xff, 0, 0])?.kind == .malformed)
  #expect(fault(NPYHeader.magic + [1, 0, 0xff, 0xff, 0x7b, 0x7d])?.kind == .truncated)
  #expect(fault(NPYHeader.magic + [4, 0, 0, 0, 0, 0])?.kind == .unsupported)
  #expect(fault(Array("PK\u{3}\u{4}............".utf8))?.kind == .malformed)
}
