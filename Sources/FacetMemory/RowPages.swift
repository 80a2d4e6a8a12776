// Three rows of numbers in one storage take their huge pages one row at a time: the pages that are resident while rows fill.

/// The pages behind three rows of Float64.
package enum RowPages {
  /// The bytes of the huge pages that so many vertices touch, where each row has room for more.
  package static func touched(vertices: Int, room: Int) -> Int {
    guard 24 * room >= MappedStorage.hugePage else { return 24 * room }
    var (pages, last) = (0, -1)
    for row in 0..<3 where vertices > 0 {
      let first = 8 * row * room / MappedStorage.hugePage
      let end = (8 * (row * room + vertices) - 1) / MappedStorage.hugePage
      pages += max(0, end - max(first, last + 1) + 1)
      last = max(last, end)
    }
    return pages * MappedStorage.hugePage
  }
}
