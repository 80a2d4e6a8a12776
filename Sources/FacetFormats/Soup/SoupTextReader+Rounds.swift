// Text soups on several threads: pieces of a window, whole triangles each, are read to blocks of their own.
import FacetMesh
import FacetThreads

extension SoupTextReader {
  public func fill(_ blocks: [CornerBlock], on pool: WorkerPool) throws -> Int {
    for block in blocks { block.removeAll() }
    let cornersPerLine = numbersPerLine / 3
    var current = 0
    while current < blocks.count && !isCut {
      // A block of its own begins with a triangle.
      if columns == nil && blocks[current].count % 3 == 0 {
        let first = blocks[current].count == 0 ? current : current + 1
        let filled = unsafe fillOnAllThreads(blocks[first...])
        if filled > 0 { finish(blocks, &current, before: first + filled - 1) }
        // The last block may end inside a triangle, whose lines come next.
        if filled > 0 && first + filled == blocks.count && blocks[current].count % 3 == 0 { break }
      }
      let block = blocks[current]
      unsafe fillFromWindow(block)
      if block.count + cornersPerLine > block.capacity {
        finish(blocks, &current, before: current + 1)
      } else if try !readNext(into: block) {
        break
      }
    }
    let filled = current < blocks.count && blocks[current].count > 0 ? current + 1 : current
    finish(blocks, &current, before: filled)
    return filled
  }

  /// Counts the triangles of blocks that are done.
  private func finish(_ blocks: [CornerBlock], _ current: inout Int, before end: Int) {
    while current < end {
      triangles += blocks[current].count / 3
      current += 1
    }
  }

  /// Fills empty blocks as far as the window goes. Answers how many hold corners.
  @unsafe
  private func fillOnAllThreads(_ blocks: ArraySlice<CornerBlock>) -> Int {
    let start = unsafe cursor.position
    var byte = unsafe start
    let filled = unsafe onAllThreads.fill(blocks, &byte, cursor.end, .lines(mark: mark, numbers: numbersPerLine))
    unsafe cursor.advance(byte - start)
    return filled
  }
}
