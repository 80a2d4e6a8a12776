// The lines of a text as the search for features sees them, whole and in blocks of every size.
import FacetMemory
import FacetTestSupport
import Testing

@testable import FacetFormats

@Suite struct FeatureLinesTests {
  private func lines(_ text: String, blockSize: Int) throws -> [FeatureLines.Line] {
    let source = ByteSource(bytes: Array(text.utf8), name: "text", blockSize: blockSize)
    let lines = FeatureLines(source, format: "OFF", comment: hash, keeping: 2)
    var all: [FeatureLines.Line] = []
    while let line = try lines.next() { all.append(line) }
    return all
  }

  @Test func blocksOfEverySize() throws {
    let text = "OFF # é\r\n\n  1 2  3\\\r# only\n" + String(repeating: "9", count: 40) + "é end"
    for blockSize in [1, 2, 3, 5, 7, 16, 1024] {
      let found = try lines(text, blockSize: blockSize)
      #expect(found.map(\.words) == [1, 0, 3, 0, 2], "\(blockSize)")
      #expect(found.map(\.hasComment) == [true, false, false, true, false])
      #expect(found.map(\.end) == [.both, .lineFeed, .carriageReturn, .lineFeed, .none])
      #expect(found.map(\.offset) == [0, 10, 11, 21, 28] && found.map(\.number) == [1, 2, 3, 4, 5])
      #expect(found.map(\.isContinued) == [false, false, true, false, false])
      #expect(found.map(\.hasLeadingBlank) == [false, false, true, false, false])
      #expect(found.map(\.hasBytesBeyondASCII) == [false, false, false, false, true])
      #expect(found[0].word(0) == "OFF" && found[2].word(1) == "2" && found[2].word(2) == "")
      #expect(found[4].word(0) == String(repeating: "9", count: 15))
      #expect(found[1].isEmpty && !found[3].isEmpty)
    }
    #expect(try lines("", blockSize: 16).isEmpty)
  }

  @Test func everyFeatureHasWordsAndAnOwnName() {
    let all = FileFeature.allCases
    #expect(
      all.allSatisfy { $0.words != $0.rawValue && !$0.words.isEmpty }, "\(all.filter { $0.words == $0.rawValue })")
    #expect(Set(all.map(\.rawValue)).count == all.count && all.count >= 118)
  }
}
