// Eigenvalues of small symmetric matrices by Jacobi's rotations: each makes one pair of elements zero, and a few sweeps over
// all pairs leave nothing beside the diagonal. For 3 × 3 and 4 × 4 it is exact to the last bits, also for tiny eigenvalues,
// and needs no library.
// Source: Golub, Van Loan, Matrix Computations, 8.5.2 (the cyclic method by rows).

/// The eigenvalues and eigenvectors of a small symmetric matrix.
struct JacobiEigen: Sendable {
  /// Ascending.
  let values: [Double]
  /// `vectors[index]` belongs to `values[index]`; of length one, at right angles to each other.
  let vectors: [[Double]]

  /// Decomposes a symmetric matrix of finite numbers, given by its rows. O(size³) for each of about six sweeps.
  init(_ rows: [[Double]]) {
    let size = rows.count
    var a = rows
    var v = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0.0 } }
    // The size of the numbers must not matter: squares neither overflow nor vanish.
    let largest = a.joined().map(\.magnitude).max() ?? 0
    let scale = largest > 0 ? largest : 1
    for row in 0..<size { for column in 0..<size { a[row][column] /= scale } }
    // Quadratic convergence: six sweeps are usual, thirty are never reached.
    for _ in 0..<30 {
      var rest = 0.0
      for p in 0..<size { for q in p + 1..<max(size, p + 1) { rest = max(rest, abs(a[p][q])) } }
      if rest < 1e-300 { break }
      for p in 0..<size { for q in p + 1..<max(size, p + 1) { Self.rotate(&a, &v, p, q) } }
    }
    let order = (0..<size).sorted { a[$0][$0] < a[$1][$1] }
    values = order.map { a[$0][$0] * scale }
    vectors = order.map { index in (0..<size).map { v[$0][index] } }
  }

  /// Turns axes p and q so that the element between them becomes zero.
  private static func rotate(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
    let element = a[p][q]
    // An element that no diagonal element notices is as good as zero.
    if abs(element) < 1e-20 * abs(a[p][p]) && abs(element) < 1e-20 * abs(a[q][q]) || element == 0 {
      (a[p][q], a[q][p]) = (0, 0)
      return
    }
    let theta = (a[q][q] - a[p][p]) / (2 * element)
    // For a huge theta its square would overflow.
    let tangent =
      abs(theta) > 1e150 ? 0.5 / theta : (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    a[p][p] -= tangent * element
    a[q][q] += tangent * element
    (a[p][q], a[q][p]) = (0, 0)
    for index in a.indices {
      if index != p && index != q {
        let (left, right) = (a[index][p], a[index][q])
        a[index][p] = cosine * left - sine * right
        a[index][q] = sine * left + cosine * right
        (a[p][index], a[q][index]) = (a[index][p], a[index][q])
      }
      let (left, right) = (v[index][p], v[index][q])
      v[index][p] = cosine * left - sine * right
      v[index][q] = sine * left + cosine * right
    }
  }
}
