// What is checked before LAPACK sees a matrix: 32-bit sizes, a square shape, finite elements.
#if LinearAlgebra
  import FacetArrays

  extension Matrix where Element: LinearAlgebraElement {
    func checkSize() throws(LinearAlgebraError) {
      guard rows < Int32.max, columns < Int32.max else { throw .tooLarge(rows: rows, columns: columns) }
    }

    func checkSquare() throws(LinearAlgebraError) {
      guard rows == columns else { throw .notSquare(rows: rows, columns: columns) }
      try checkSize()
    }

    /// Checks that LAPACK can address a work space of `elements`.
    func checkWorkSpace(_ elements: Int) throws(LinearAlgebraError) {
      guard elements < Int32.max else { throw .tooLarge(rows: rows, columns: columns) }
    }

    /// Checks that no element is NaN or infinite. O(rows · columns), at the speed of memory.
    func checkFinite() throws(LinearAlgebraError) {
      // Along the lines of memory, whatever their direction.
      let lies = rowStride.magnitude < columnStride.magnitude ? transposed : self
      if unsafe Matrix.isFinite(lies.start, lies.rows, lies.columns, lies.rowStride, lies.columnStride) { return }
      for row in 0..<rows {
        for column in 0..<columns where !self[row, column].isFinite { throw .nonFinite(row: row, column: column) }
      }
    }

    @unsafe
    private static func isFinite(
      _ start: UnsafePointer<Element>, _ rows: Int, _ columns: Int, _ rowStride: Int, _ columnStride: Int
    ) -> Bool {
      if columnStride == 1 && rowStride == columns { return unsafe Element._areFinite(start, rows * columns) }
      for row in 0..<rows {
        let line = unsafe start + row * rowStride
        if columnStride == 1 {
          if unsafe !Element._areFinite(line, columns) { return false }
        } else {
          for column in 0..<columns where unsafe !line[column * columnStride].isFinite { return false }
        }
      }
      return true
    }
  }
#endif
