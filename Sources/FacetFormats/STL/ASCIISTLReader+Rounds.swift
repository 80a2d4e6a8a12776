// ASCII STL on several threads: pieces of a window that end behind facets are read to blocks of their own.
import FacetMesh
import FacetThreads

extension ASCIISTLReader {
  public func fill(_ blocks: [CornerBlock], on pool: WorkerPool) throws -> Int {
    for block in blocks { block.removeAll() }
    var current = 0
    while current < blocks.count && !isFinished {
      if isInSolid {
        let first = blocks[current].count == 0 ? current : current + 1
        let filled = unsafe fillOnAllThreads(blocks[first...])
        if filled > 0 { current = first + filled - 1 }
        if filled > 0 && first + filled == blocks.count { break }
        unsafe fillFromWindow(blocks[current])
      }
      if !blocks[current].hasRoomForTriangle {
        current += 1
      } else if try !readNext(into: blocks[current]) {
        break
      }
    }
    return current < blocks.count && blocks[current].count > 0 ? current + 1 : current
  }

  /// Fills empty blocks as far as the window goes. Answers how many hold facets.
  @unsafe
  private func fillOnAllThreads(_ blocks: ArraySlice<CornerBlock>) -> Int {
    let start = unsafe cursor.position
    var byte = unsafe start
    let filled = unsafe onAllThreads.fill(blocks, &byte, cursor.end, .facets)
    for block in blocks.prefix(filled) { facets += block.count / 3 }
    unsafe cursor.advance(byte - start)
    return filled
  }
}
