// The memory that LAPACK works in. A routine called with a length of -1 tells how much it wants, as a number of its own
// element type.
#if LinearAlgebra
  import FacetArrays

  /// Elements for LAPACK to work in.
  struct WorkSpace<Element: LinearAlgebraElement> {
    private let elements: Column<Element>

    /// - Parameter length: what the routine asked for. Float rounds large numbers, so they are rounded up once more.
    init(asked length: Element, for matrix: Matrix<Element>) throws(LinearAlgebraError) {
      let length = Double(length.nextUp.rounded(.up))
      guard length >= 0, length < Double(Int32.max) else {
        throw .tooLarge(rows: matrix.rows, columns: matrix.columns)
      }
      elements = Column(unsafeUninitialized: max(1, Int(length)), zeroed: false)
    }

    var count: Int32 { Int32(elements.count) }
    @unsafe var start: UnsafeMutablePointer<Element> { unsafe elements.start }
  }
#endif
