// Transforms applied to the three rows of a vertex array in one pass, eight vertices at a time, in place.
import FacetArrays
import FacetMesh

extension AffineTransform {
  /// Maps all vertices, in place when nobody else holds their memory. O(vertices), one pass.
  public func apply(to vertices: inout VertexArray) { map(&vertices) { $0 } }

  /// Maps normals, one a column, by `normalTransform`, and makes each one of length one; a zero vector stays zero.
  /// O(normals), one pass.
  public func applyToNormals(_ normals: inout VertexArray) {
    normalTransform.map(&normals) { vectors in
      let squares = vectors.x * vectors.x + vectors.y * vectors.y + vectors.z * vectors.z
      let lengths = squares.squareRoot().replacing(with: 1, where: squares .== 0)
      return Lanes(x: vectors.x / lengths, y: vectors.y / lengths, z: vectors.z / lengths)
    }
  }

  /// Eight vectors.
  private struct Lanes {
    var x: SIMD8<Double>
    var y: SIMD8<Double>
    var z: SIMD8<Double>
  }

  /// Maps eight vertices at a time, and `finish`es them.
  @inline(__always)
  private func map(_ vertices: inout VertexArray, _ finish: (Lanes) -> Lanes) {
    let count = vertices.count
    if count == 0 { return }
    let (ax, ay, az) = (x, y, z)
    let t = translation
    @inline(__always)
    func image(_ p: Lanes) -> Lanes {
      finish(
        Lanes(
          x: ax.x * p.x + ay.x * p.y + az.x * p.z + t.x, y: ax.y * p.x + ay.y * p.y + az.y * p.z + t.y,
          z: ax.z * p.x + ay.z * p.y + az.z * p.z + t.z))
    }
    var span = vertices.matrix.mutableSpan
    unsafe span.withUnsafeMutableBytes { bytes in
      let base = bytes.baseAddress!
      let row = count * MemoryLayout<Double>.stride
      var index = 0
      while index + 8 <= count {
        let place = unsafe base + index * MemoryLayout<Double>.stride
        let lanes = unsafe image(
          Lanes(
            x: place.loadUnaligned(as: SIMD8<Double>.self), y: (place + row).loadUnaligned(as: SIMD8<Double>.self),
            z: (place + 2 * row).loadUnaligned(as: SIMD8<Double>.self)))
        unsafe place.storeBytes(of: lanes.x, as: SIMD8<Double>.self)
        unsafe (place + row).storeBytes(of: lanes.y, as: SIMD8<Double>.self)
        unsafe (place + 2 * row).storeBytes(of: lanes.z, as: SIMD8<Double>.self)
        index += 8
      }
      // The rest in lanes too, so that a vertex's bits do not depend on its place.
      let values = unsafe base.assumingMemoryBound(to: Double.self)
      var lanes = Lanes(x: .zero, y: .zero, z: .zero)
      for rest in index..<count {
        unsafe lanes.x[rest - index] = values[rest]
        unsafe lanes.y[rest - index] = values[count + rest]
        unsafe lanes.z[rest - index] = values[2 * count + rest]
      }
      lanes = image(lanes)
      for rest in index..<count {
        unsafe values[rest] = lanes.x[rest - index]
        unsafe values[count + rest] = lanes.y[rest - index]
        unsafe values[2 * count + rest] = lanes.z[rest - index]
      }
    }
  }
}
