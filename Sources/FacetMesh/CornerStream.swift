// What a reader of a soup looks like from above, whatever its format.

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
}
