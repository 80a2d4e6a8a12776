// Tokens that blocks cut anywhere: a cursor must not see where.
import FacetMemory
import FacetText
import Testing

@testable import FacetFormats

@Suite struct TextCursorTests {
  private func cursor(_ text: String, block: Int) -> TextCursor {
    TextCursor(ByteSource(bytes: Array(text.utf8), name: "text", blockSize: block), format: "text")
  }

  @Test func numbersGoOnInTheNextBlock() throws {
    let numbers = [
      "1", "-2.5", "1e5", "1e+05", "1E-12", "infinity", "-inf", "nan", "12345678901234567890.5e-7", "7d3", "+4",
    ]
    for block in [1, 2, 3, 4, 5, 6, 7, 8, 16, 64] {
      let cursor = cursor(numbers.joined(separator: " ") + "\n", block: block)
      var flags = NumberParse.Flags()
      for text in numbers {
        #expect(try cursor.skipSpace())
        let value = try #require(try cursor.number(flags: &flags), "\(text) in blocks of \(block)")
        let expected = try #require(Double(text.replacing("d", with: "e")))
        #expect(value == expected || value.isNaN && expected.isNaN, "\(text) in blocks of \(block): \(value)")
        #expect(try cursor.peek().map(isSpace) == true)
      }
      #expect(try !cursor.skipSpace())
      #expect(try cursor.number(flags: &flags) == nil)
      #expect(flags == [.plusSign, .fortranExponent, .nonFinite])
    }
  }

  @Test func whatIsNoNumberStays() throws {
    for block in [1, 3, 64] {
      for text in ["x", "e5", "-", "+-1", ".", ""] {
        let cursor = cursor(text, block: block)
        var flags = NumberParse.Flags()
        #expect(try cursor.number(flags: &flags) == nil, "\(text)")
        #expect(cursor.offset == 0 && cursor.tokenForMessage() == (text.isEmpty ? "end of file" : "\"\(text)\""))
      }
    }
  }

  @Test func linesOfEachKindAreSkippedAndCounted() throws {
    for block in [1, 2, 64] {
      let feeds = cursor("a\nb\r\n\n  c", block: block)
      for line in 1...3 {
        #expect(feeds.place() == .line(line, byte: feeds.offset))
        #expect(try feeds.skipLine())
      }
      #expect(try feeds.skipBlanks())
      #expect(feeds.place() == .line(4, byte: 8) && feeds.tokenForMessage() == "\"c\"")
      #expect(try !feeds.skipLine())

      let returns = cursor("a\rb\r  \rc", block: block)
      for _ in 0..<2 { #expect(try returns.skipLine()) }
      #expect(try !returns.skipBlanks())
      #expect(returns.tokenForMessage() == "white space")
      #expect(try returns.skipLine())
      #expect(returns.place() == .line(4, byte: 7))
    }
  }

  @Test func messagesShowOddBytesAndTwentyOfThem() throws {
    let bytes: [UInt8] = [0x41, 0x00, 0xff, 0x0e] + [UInt8](repeating: 0x42, count: 30)
    let cursor = TextCursor(ByteSource(bytes: bytes, name: "text"), format: "text")
    _ = try cursor.peek()
    #expect(cursor.tokenForMessage() == "\"A\\x00\\xff\\x0e" + String(repeating: "B", count: 16) + "…\"")
    // A token of more than a mebibyte is refused, not held.
    let long = TextCursor(
      ByteSource(bytes: [UInt8](repeating: 0x41, count: TextCursor.longestPiece + 9), name: "text", blockSize: 1 << 16),
      format: "text")
    #expect { _ = unsafe try long.word() } throws: { ($0 as? FormatError)?.code == .tooLong }
    #expect(long.tokenForMessage() == "a very long token")
  }
}
