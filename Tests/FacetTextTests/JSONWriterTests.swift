import Testing

@testable import FacetText

@Suite struct JSONWriterTests {
  static func json(pretty: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(pretty: pretty)
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  static func document(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", "a\"b\\c")
    writer.field("count", -12)
    writer.field("large", UInt64.max)
    writer.field("value", 0.1)
    writer.field("flag", true)
    writer.nullField("none")
    writer.key("list")
    writer.beginArray()
    writer.value(1)
    writer.beginArray()
    writer.endArray()
    writer.beginObject()
    writer.endObject()
    writer.null()
    writer.endArray()
    writer.endObject()
  }

  @Test func nesting() {
    #expect(
      Self.json(Self.document)
        == #"{"name":"a\"b\\c","count":-12,"large":18446744073709551615,"value":0.1,"flag":true,"none":null,"#
        + #""list":[1,[],{},null]}"#
    )
    #expect(
      Self.json(pretty: true, Self.document) == #"""
        {
          "name": "a\"b\\c",
          "count": -12,
          "large": 18446744073709551615,
          "value": 0.1,
          "flag": true,
          "none": null,
          "list": [
            1,
            [],
            {},
            null
          ]
        }
        """#)
  }

  @Test func escapes() {
    for byte in UInt8(0)..<0x80 {
      let expected: String
      switch byte {
      case 0x22: expected = "\\\""
      case 0x5c: expected = "\\\\"
      case 0x08: expected = "\\b"
      case 0x09: expected = "\\t"
      case 0x0a: expected = "\\n"
      case 0x0c: expected = "\\f"
      case 0x0d: expected = "\\r"
      case 0..<0x10: expected = "\\u000" + String(byte, radix: 16)
      case 0x10..<0x20: expected = "\\u00" + String(byte, radix: 16)
      default: expected = String(UnicodeScalar(byte))
      }
      #expect(Self.json { $0.value(String(UnicodeScalar(byte))) } == "\"\(expected)\"")
    }
    report("JSON escapes", 128, atLeast: 128)
  }

  @Test func textThatIsNotUTF8IsRepaired() {
    #expect(Self.json { $0.value(utf8: [0x61, 0xff, 0x62]) } == "\"a\u{fffd}b\"")
    #expect(Self.json { $0.value(utf8: Array("é😀".utf8)) } == "\"é😀\"")
    #expect(
      Self.json {
        $0.beginObject()
        $0.field("name", utf8: [0x61])
        $0.endObject()
      } == #"{"name":"a"}"#)
    #expect(Self.json { $0.value(utf8: [0xc3]) } == "\"\u{fffd}\"")
  }

  @Test func numbers() {
    #expect(Self.json { $0.value(Double.nan) } == "null")
    #expect(Self.json { $0.value(-Double.infinity) } == "null")
    #expect(Self.json { $0.value(1e22) } == "1e22")
    #expect(Self.json { $0.value(-0.0) } == "-0")
    #expect(Self.json { $0.value(Int.min) } == "-9223372036854775808")
    #expect(Self.json { $0.value(false) } == "false")
  }
}
