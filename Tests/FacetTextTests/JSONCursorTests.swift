// JSON against a twin that is as plain as can be, on random documents whole, cut and changed, and against Python's reader.
import FacetTestSupport
import Foundation
import Testing

@testable import FacetText

/// Calls `body` with a cursor over `bytes`, which end with the memory.
func withCursor<Value>(
  _ bytes: [UInt8], depth: Int = JSONCursor.defaultDepth, _ body: (inout JSONCursor) throws -> Value
) rethrows -> Value {
  try bytes.withUnsafeBufferPointer { buffer in
    var cursor = JSONCursor(buffer, maximumDepth: depth)
    return try body(&cursor)
  }
}

private func tree(_ cursor: inout JSONCursor) throws -> JSONTree {
  switch try cursor.peek() {
  case .object:
    var members: [(String, JSONTree)] = []
    try cursor.object { key, value in members.append((key, try tree(&value))) }
    return .object(members)
  case .array:
    var elements: [JSONTree] = []
    try cursor.array { elements.append(try tree(&$0)) }
    return .array(elements)
  case .string: return .string(try cursor.string())
  case .number: return .number(try cursor.double().bitPattern)
  case .boolean: return .boolean(try cursor.boolean())
  case .null:
    try cursor.null()
    return .null
  }
}

/// The tree of a document; nil when the cursor refuses it. Skipping must come to the same answer.
private func read(_ bytes: [UInt8]) -> JSONTree? {
  let skipped = withCursor(bytes) { cursor -> JSONCursor.Fault? in
    do throws(JSONCursor.Fault) {
      try cursor.skip()
      try cursor.finish()
      return nil
    } catch {
      #expect(error.offset >= 0 && error.offset <= bytes.count)
      return error
    }
  }
  do {
    let result = try withCursor(bytes) { cursor in
      let result = try tree(&cursor)
      try cursor.finish()
      return result
    }
    #expect(skipped == nil, "\(String(decoding: bytes, as: UTF8.self))")
    return result
  } catch {
    let fault = error as? JSONCursor.Fault
    #expect(fault != nil)
    // Only reading a number finds that it is too large.
    if fault?.expected != "a number that Float64 can hold" {
      #expect(skipped == fault, "\(String(decoding: bytes, as: UTF8.self))")
    }
    return nil
  }
}

@Suite struct JSONCursorTests {
  @Test func agreesWithTheTwin() {
    var maker = RandomJSON(random: SeededGenerator(seed: 81))
    var (accepted, refused) = (0, 0)
    for _ in 0..<TestSize.pick(3000, small: 100) {
      let bytes = Array(maker.value(4).utf8)
      #expect(read(bytes) == NaiveJSON.read(bytes), "\(String(decoding: bytes, as: UTF8.self))")
      for _ in 0..<10 {
        var changed = bytes
        let index = Int.random(in: 0..<bytes.count, using: &maker.random)
        switch Int.random(in: 0..<4, using: &maker.random) {
        case 0: changed.remove(at: index)
        case 1: changed = Array(changed[..<index])
        case 2: changed[index] = UInt8.random(in: 0...255, using: &maker.random)
        default: changed.insert(Array("{}[],:\"\\0-+.eEtn \u{0}/".utf8).randomElement(using: &maker.random)!, at: index)
        }
        let (ours, theirs) = (read(changed), NaiveJSON.read(changed))
        #expect(ours == theirs, "\(String(decoding: changed, as: UTF8.self))")
        if ours == nil { refused += 1 } else { accepted += 1 }
      }
    }
    #expect(accepted > TestSize.pick(5000, small: 100) && refused > TestSize.pick(5000, small: 100))
  }

  @Test(.enabled(if: (try? runShell("python3 -c pass").exitCode) == 0))
  func agreesWithPython() throws {
    var maker = RandomJSON(random: SeededGenerator(seed: 82))
    var documents: [[UInt8]] = []
    for _ in 0..<TestSize.pick(3000, small: 100) {
      let bytes = Array(maker.value(4).utf8)
      var changed = bytes
      changed[Int.random(in: 0..<bytes.count, using: &maker.random)] =
        Array("{}[],:\"\\0-+.eEtn \u{0}/N".utf8).randomElement(using: &maker.random)!
      documents += [bytes, changed]
    }
    let folder = try TemporaryFolder()
    let hexadecimal = documents.map { $0.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
    _ = try folder.write(hexadecimal.joined(separator: "\n"), to: "documents")
    let script = """
      import json, math, struct
      class Pairs(list): pass
      def refuse(word): raise ValueError
      def text(x):
        if isinstance(x, Pairs): return "{" + ",".join(text(k) + ":" + text(v) for k, v in x) + "}"
        if isinstance(x, list): return "[" + ",".join(map(text, x)) + "]"
        if isinstance(x, str):
          return "s" + x.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode().hex()
        if x is True or x is False: return "t" if x else "f"
        if x is None: return "z"
        return "n%x" % struct.unpack("<Q", struct.pack("<d", x))
      for line in open("documents"):
        try:
          tree = json.loads(bytes.fromhex(line).decode(), object_pairs_hook=Pairs, parse_constant=refuse,
                            parse_int=float)
          words = text(tree)
          print("refused" if "n7ff0000000000000" in words or "nfff0000000000000" in words else words)
        except ValueError:
          print("refused")
      """
    let path = try folder.write(script, to: "script.py")
    let result = try runProgram(URL(fileURLWithPath: "/usr/bin/env"), ["python3", path], folder: folder.url)
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == documents.count, "\(result.standardError)")
    for (document, line) in zip(documents, lines) {
      #expect((read(document)?.text ?? "refused") == line, "\(String(decoding: document, as: UTF8.self))")
    }
  }

  @Test(arguments: [
    ("", "byte 0: expected a value, found the end of the text"),
    ("{\"a\" 1}", "byte 5: expected a colon, found \"1\""), ("{a:1}", "byte 1: expected a key, found \"a\""),
    ("{\"a\":1,}", "byte 7: expected a key, found \"}\""),
    ("[1 2]", "byte 3: expected a comma or the end of the array, found \"2\""),
    ("[1}", "byte 2: expected a comma or the end of the array, found \"}\""),
    ("{\"a\":1]", "byte 6: expected a comma or the end of the object, found \"]\""),
    ("[1,]", "byte 3: expected a value, found \"]\""), ("[,1]", "byte 1: expected a value, found \",\""),
    ("tru", "byte 0: expected true or false, found \"tru\""), ("nul", "byte 0: expected null, found \"nul\""),
    ("01", "byte 1: expected the end of the document, found \"1\""),
    ("-", "byte 1: expected a digit, found the end of the text"),
    ("1.", "byte 2: expected a digit, found the end of the text"),
    ("1e+", "byte 3: expected a digit, found the end of the text"),
    (".5", "byte 0: expected a value, found \".5\""), ("+1", "byte 0: expected a value, found \"+1\""),
    ("\"a", "byte 2: expected the end of the string, found the end of the text"),
    ("\"\t\"", "byte 1: expected no control character in a string, found \"\\x09\""),
    ("\"\\x\"", "byte 2: expected an escaped character, found \"x\""),
    ("\"\\u12g4\"", "byte 5: expected four hexadecimal digits, found \"g4\""),
    ("1 x", "byte 2: expected the end of the document, found \"x\""),
    ("\u{feff}1", "byte 0: expected a value, found \"\\xef\\xbb\\xbf1\""),
    ("[\"\"x]", "byte 3: expected a comma or the end of the array, found \"x\""),
    ("averylongwordthatgoesonandon", "byte 0: expected a value, found \"averylongwordthatgoe…\""),
  ])
  func faultsNameThePlace(text: String, message: String) {
    let fault = withCursor(Array(text.utf8)) { cursor -> String in
      do {
        try cursor.skip()
        try cursor.finish()
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(fault == message)
  }

  @Test(arguments: [
    ("12", 12), ("-0", 0), ("12.0", 12), ("1.2e1", 12), ("9223372036854775807", Int64.max),
    ("-9223372036854775808", Int64.min), ("9007199254740993", Int64(1 << 53) + 1), ("1e3", 1000),
  ])
  func wholeNumbers(text: String, value: Int64) throws {
    #expect(try withCursor(Array(text.utf8)) { try $0.integer() } == value)
  }

  @Test(arguments: ["1.5", "9223372036854775808", "1e30", "9007199254740993.0", "1e-1", "\"1\"", "true", "1e999"])
  func noWholeNumbers(text: String) {
    #expect(throws: JSONCursor.Fault.self) { try withCursor(Array(text.utf8)) { try $0.integer() } }
  }

  @Test func depthIsLimited() throws {
    for depth in [1, 5, 256] {
      let good = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
      let bad = Array((String(repeating: "[", count: depth + 1)).utf8)
      try withCursor(good, depth: depth) { try $0.skip() }
      _ = try withCursor(good, depth: depth) { try tree(&$0) }
      #expect(throws: JSONCursor.Fault.self) { try withCursor(bad, depth: depth) { try $0.skip() } }
      #expect(throws: JSONCursor.Fault.self) { try withCursor(bad, depth: depth) { _ = try tree(&$0) } }
    }
    // Far deeper than any stack, and what is skipped inside an object counts from where it stands.
    let million = Array(String(repeating: "{\"a\":[", count: 500_000).utf8)
    #expect(throws: JSONCursor.Fault.self) { try withCursor(million) { try $0.skip() } }
    withCursor(million, depth: 2_000_000) { cursor in
      do throws(JSONCursor.Fault) { try cursor.skip() } catch { #expect(error.offset == million.count) }
    }
    #expect(throws: JSONCursor.Fault.self) {
      try withCursor(Array("{\"a\":[[1]]}".utf8), depth: 2) { try $0.object { _, value in try value.skip() } }
    }
  }

  @Test func whatIsLeftIsSkippedAndChecked() throws {
    let text = #"{"a":[1,{"b":2}],"c":"d","a":3}"#
    var keys: [String] = []
    var last: Int64 = 0
    try withCursor(Array(text.utf8)) { cursor in
      try cursor.object { key, value in
        keys.append(key)
        if key == "a", try value.peek() == .number { last = try value.integer() }
      }
      try cursor.finish()
    }
    #expect(keys == ["a", "c", "a"] && last == 3)
    #expect(throws: JSONCursor.Fault.self) {
      try withCursor(Array(#"{"a":[1,{"b":02}]}"#.utf8)) { try $0.object { _, _ in } }
    }
  }

  @Test func readsWhatTheWriterWrites() throws {
    for pretty in [false, true] {
      var writer = JSONWriter(pretty: pretty)
      writer.beginObject()
      writer.field("text \"\u{1}\u{8}é😀\\", "a\nb")
      writer.field("number", -1.5e-300)
      writer.field("count", Int.min)
      writer.nullField("none")
      writer.endObject()
      let found = try withCursor(writer.bytes) { try tree(&$0) }
      #expect(
        found
          == .object([
            ("text \"\u{1}\u{8}é😀\\", .string("a\nb")), ("number", .number((-1.5e-300).bitPattern)),
            ("count", .number(Double(Int.min).bitPattern)), ("none", .null),
          ]))
    }
  }
}
