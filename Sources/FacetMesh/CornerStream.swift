// What a reader of a soup looks like from above, whatever its format.
import FacetThreads

/// Delivers the corners of a soup, block by block, in the order of the input.
public protocol CornerStream: AnyObject {
  /// The precision of every block.
  var precision: SourcePrecision { get }
  /// How many triangles will probably come, where the input tells; a claim, not a promise.
  var expectedTriangles: Int? { get }
  /// How much of the input is read: 0...1, or nil when its size is not known.
  var progress: Double? { get }
  /// Empties the block and fills it with the next triangles. Answers false, with an empty block, at the end.
  func fill(_ block: CornerBlock) throws -> Bool
  /// Empties the blocks and fills them with the next triangles, in order, on all threads of a pool where the input can be taken
  /// apart. Answers how many hold triangles, from the first one on; 0 at the end.
  func fill(_ blocks: [CornerBlock], on pool: WorkerPool) throws -> Int
}

extension CornerStream {
  public func fill(_ blocks: [CornerBlock], on pool: WorkerPool) throws -> Int { try fillInTurn(blocks) }

  /// Fills one block after the other, as far as the input goes. Answers how many hold triangles.
  package func fillInTurn(_ blocks: [CornerBlock]) throws -> Int {
    try blocks.firstIndex { try !fill($0) } ?? blocks.count
  }
}
