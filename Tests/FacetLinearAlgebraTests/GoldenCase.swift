// One golden archive of SciPy's results, and how far a result may lie from them.
//
// A result may differ by 1e-13 (Double) or 1e-5 (Float) of the largest magnitude in what is compared. Where the problem
// itself magnifies rounding errors (solving, the inverse), that is multiplied by the condition number times the rounding
// error over the tolerance, if larger. Signs of vectors are arbitrary: eigenvectors, singular vectors and QR are compared
// by their products and, where the values are far apart, by magnitudes.
#if LinearAlgebra
  import FacetArrays
  import FacetLinearAlgebra
  import FacetTestSupport
  import Foundation
  import Testing

  struct GoldenCase<Element: LinearAlgebraElement> {
    let name: String
    let archive: GoldenArchive

    init(_ name: String, _ type: Element.Type = Element.self) throws {
      self.name = "\(name)-\(type == Double.self ? "float64" : "float32")"
      archive = try GoldenArchive(data: "linear-algebra/\(self.name).npz")
    }

    func matrix(_ part: String) throws -> Matrix<Element> { try archive.matrix(part) }
    func column(_ part: String) throws -> Column<Element> { try archive.column(part) }
    func scalar(_ part: String) throws -> Element { try archive.scalar(part) }
    func has(_ part: String) -> Bool { archive.names.contains(part) }

    static var tolerance: Double { Element.self == Double.self ? 1e-13 : 1e-5 }

    /// The tolerance where a problem of this condition magnifies the rounding errors of its input.
    func tolerance(condition: Double) -> Double { max(Self.tolerance, 16 * Double(Element.ulpOfOne) * condition) }

    /// Checks that two matrices are the same but for rounding, relative to the largest magnitude or a larger `scale`.
    func expect(
      _ actual: Matrix<Element>, _ expected: Matrix<Element>, _ what: String, scale: Double = 0,
      tolerance: Double = Self.tolerance, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(
        actual.rows == expected.rows && actual.columns == expected.columns,
        "\(name): \(what) has the shape \(actual.rows) x \(actual.columns)", sourceLocation: sourceLocation)
      guard actual.rows == expected.rows, actual.columns == expected.columns else { return }
      var (difference, largest) = (0.0, scale)
      for row in 0..<actual.rows {
        for column in 0..<actual.columns {
          let (a, b) = (Double(actual[row, column]), Double(expected[row, column]))
          difference = a.isFinite ? max(difference, abs(a - b)) : .infinity
          largest = max(largest, abs(b))
        }
      }
      #expect(
        difference <= tolerance * largest, "\(name): \(what) differs by \(difference / largest)",
        sourceLocation: sourceLocation)
    }

    func expect(
      _ actual: Column<Element>, _ expected: Column<Element>, _ what: String, scale: Double = 0,
      tolerance: Double = Self.tolerance, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      expect(
        Matrix(actual, rows: actual.count, columns: 1), Matrix(expected, rows: expected.count, columns: 1), what,
        scale: scale, tolerance: tolerance, sourceLocation: sourceLocation)
    }

    func expect(
      _ actual: Element, _ expected: Element, _ what: String, scale: Double = 0,
      tolerance: Double = Self.tolerance, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      expect(
        Column([actual]), Column([expected]), what, scale: scale, tolerance: tolerance, sourceLocation: sourceLocation)
    }
  }

  /// The cases of data/linear-algebra, by their names without the element type.
  let goldenNames: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: Places.data.appendingPathComponent("linear-algebra").path)
    return (files ?? []).filter { $0.hasSuffix("-float64.npz") }.map { String($0.dropLast("-float64.npz".count)) }
      .sorted()
  }()

  /// The product by its definition, summed in Double.
  func naiveProduct<Element: LinearAlgebraElement>(_ a: Matrix<Element>, _ b: Matrix<Element>) -> Matrix<Element> {
    var result = Matrix<Element>(rows: a.rows, columns: b.columns)
    // Swift arrays, because debug builds look up the elements of a matrix a hundred times slower.
    let (left, right) = (a.contiguous().flat.array.map(Double.init), b.contiguous().flat.array.map(Double.init))
    for row in 0..<a.rows {
      for column in 0..<b.columns {
        var sum = 0.0
        for index in 0..<a.columns { sum += left[row * a.columns + index] * right[index * b.columns + column] }
        result[row, column] = Element(sum)
      }
    }
    return result
  }

  /// Each column times a number.
  func scaledColumns<Element: LinearAlgebraElement>(
    _ a: Matrix<Element>, _ factors: Column<Element>
  ) -> Matrix<Element> {
    var result = a.contiguous()
    for row in 0..<a.rows {
      for column in 0..<a.columns { result[row, column] = a[row, column] * factors[column] }
    }
    return result
  }

  /// The elements of a matrix as a view with gaps on both sides.
  func gapped<Element: LinearAlgebraElement>(_ a: Matrix<Element>) -> Matrix<Element> {
    var wide = Matrix<Element>.full(rows: 2 * a.rows + 1, columns: 3 * a.columns + 2, .nan)
    for row in 0..<a.rows {
      for column in 0..<a.columns { wide[2 * row + 1, 3 * column + 1] = a[row, column] }
    }
    guard a.count > 0 else { return a }
    return wide[rows: 1..<2 * a.rows, by: 2][columns: 1..<3 * a.columns - 1, by: 3]
  }

  /// The elements of a matrix as a part of a wider one: lines without gaps, further apart than they are long.
  func windowed<Element: LinearAlgebraElement>(_ a: Matrix<Element>) -> Matrix<Element> {
    var wide = Matrix<Element>.full(rows: a.rows + 2, columns: a.columns + 3, .nan)
    for row in 0..<a.rows {
      for column in 0..<a.columns { wide[row + 1, column + 2] = a[row, column] }
    }
    return wide[rows: 1..<a.rows + 1, columns: 2..<a.columns + 2]
  }

  /// The same matrix in five layouts of memory.
  func layouts<Element: LinearAlgebraElement>(_ a: Matrix<Element>) -> [Matrix<Element>] {
    [
      a, a.contiguous(), a.transposed.contiguous().transposed, windowed(a),
      windowed(a.transposed.contiguous()).transposed, gapped(a),
    ]
  }
#endif
