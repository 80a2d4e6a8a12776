// Corners of float32 on their way into a stream of float64: a soup of both precisions is welded in the wider one.

extension CornerBlock {
  /// Replaces the corners by those of a float32 block. Every float32 is a float64, so nothing changes. O(count).
  /// - Precondition: this block is float64, the other one float32 and no larger.
  public func widen(_ narrow: CornerBlock) {
    precondition(narrow.count <= capacity, "the block has no room for the other one")
    let (from, to) = unsafe (narrow.float32, float64)
    count = narrow.count
    for index in 0..<count {
      unsafe to.x[index] = Double(from.x[index])
      unsafe to.y[index] = Double(from.y[index])
      unsafe to.z[index] = Double(from.z[index])
    }
    hasFacetAttributes = narrow.hasFacetAttributes
    if hasFacetAttributes { unsafe facetAttributes.update(from: narrow.facetAttributes, count: count / 3) }
  }
}
