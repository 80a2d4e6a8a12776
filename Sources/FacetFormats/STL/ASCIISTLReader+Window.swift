// The fast path of ASCII STL: facets that lie whole in the bytes that are there and have nothing odd about them.
import FacetMesh
import FacetText

extension ASCIISTLReader {
  /// Parses facets in place, as long as they are plainly good and there is room in the block.
  @unsafe
  func fillFromWindow(_ block: CornerBlock) {
    let target = unsafe block.float64
    let words = self.words
    let last = block.capacity - 3
    let start = unsafe cursor.position
    let end = unsafe cursor.end
    var byte = unsafe start
    var count = block.count
    var pace = KernelPace()
    while count <= last {
      if pace.isDue() {
        let facets = unsafe NumberLines.parseFacets(
          &byte, end, target.x + count, target.y + count, target.z + count, limit: (block.capacity - count) / 3)
        count += 3 * facets
        pace.took(facets)
        if count > last { break }
      }
      var next = unsafe byte
      var ignored = 0.0
      guard unsafe Self.skip(words.facet, &next, end) && Self.skip(words.normal, &next, end),
        unsafe FastNumber.parse(&next, end, &ignored) && FastNumber.parse(&next, end, &ignored)
          && FastNumber.parse(&next, end, &ignored),
        unsafe Self.skip(words.outer, &next, end) && Self.skip(words.loop, &next, end)
      else { break }
      var corner = 0
      while corner < 3 {
        guard unsafe Self.skip(words.vertex, &next, end),
          unsafe FastNumber.parse(&next, end, &target.x[count + corner]),
          unsafe FastNumber.parse(&next, end, &target.y[count + corner]),
          unsafe FastNumber.parse(&next, end, &target.z[count + corner])
        else { break }
        corner += 1
      }
      guard unsafe corner == 3 && Self.skip(words.endloop, &next, end) && Self.skip(words.endfacet, &next, end) else {
        break
      }
      count += 3
      unsafe byte = unsafe next
    }
    facets += (count - block.count) / 3
    block.count = count
    unsafe cursor.advance(byte - start)
  }

  /// Moves over white space and a word. Answers false when another word stands there, or none that is whole.
  @inline(__always)
  @unsafe
  private static func skip(
    _ word: STLWord, _ byte: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Bool {
    while unsafe byte < end && isSpace(byte.pointee) { unsafe byte += 1 }
    guard unsafe end - byte > 8 else { return false }
    let letters = unsafe UInt64(littleEndian: UnsafeRawPointer(byte).loadUnaligned(as: UInt64.self))
    guard unsafe word.begins(letters) && isSpace(byte[word.length]) else { return false }
    unsafe byte += word.length
    return true
  }
}
