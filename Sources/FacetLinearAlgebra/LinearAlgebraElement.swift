// The routines of OpenBLAS that Facet calls, under one name for both element types. Each requirement is one call; what it
// means and which order its arguments have stands in LAPACK's and BLAS's documents under the name with d or s before it.
#if LinearAlgebra
  public import FacetArrays

  /// A number that linear algebra calculates with: Double and Float.
  public protocol LinearAlgebraElement: ArrayFloat {
    /// Multiplies: c = a · b, row by row; the flags say that an operand lies transposed.
    @unsafe static func _gemm(
      _ aTransposed: Bool, _ bTransposed: Bool, _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafePointer<Self>,
      _ lda: Int32, _ b: UnsafePointer<Self>, _ ldb: Int32, _ c: UnsafeMutablePointer<Self>, _ ldc: Int32)
    /// Multiplies a matrix of m × n, row by row, or its transposed, with a vector.
    @unsafe static func _gemv(
      _ transposed: Bool, _ m: Int32, _ n: Int32, _ a: UnsafePointer<Self>, _ lda: Int32, _ x: UnsafePointer<Self>,
      _ incx: Int32, _ y: UnsafeMutablePointer<Self>)
    /// Fills the upper triangle of c with aᵀ · a, or a · aᵀ when a lies transposed.
    @unsafe static func _syrk(
      _ transposed: Bool, _ n: Int32, _ k: Int32, _ a: UnsafePointer<Self>, _ lda: Int32,
      _ c: UnsafeMutablePointer<Self>)
    /// Solves with a triangle, row by row, in place in b.
    @unsafe static func _trsm(
      _ upper: Bool, _ unit: Bool, _ m: Int32, _ n: Int32, _ a: UnsafePointer<Self>, _ lda: Int32,
      _ b: UnsafeMutablePointer<Self>, _ ldb: Int32)
    /// The Euclidean length, without overflow.
    @unsafe static func _nrm2(_ n: Int32, _ x: UnsafePointer<Self>, _ incx: Int32) -> Self
    /// Exchanges two vectors.
    @unsafe static func _swap(_ n: Int32, _ x: UnsafeMutablePointer<Self>, _ y: UnsafeMutablePointer<Self>)
    /// LU.
    @unsafe static func _getrf(_ n: Int32, _ a: UnsafeMutablePointer<Self>, _ pivots: UnsafeMutablePointer<Int32>)
      -> Int32
    /// The inverse from an LU.
    @unsafe static func _getri(
      _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ pivots: UnsafePointer<Int32>, _ work: UnsafeMutablePointer<Self>,
      _ lwork: Int32
    ) -> Int32
    /// Cholesky of the lower triangle, row by row.
    @unsafe static func _potrf(_ n: Int32, _ a: UnsafeMutablePointer<Self>) -> Int32
    /// QR of a matrix of m × n, column by column.
    @unsafe static func _geqrf(
      _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ tau: UnsafeMutablePointer<Self>,
      _ work: UnsafeMutablePointer<Self>, _ lwork: Int32
    ) -> Int32
    /// The first n columns of Q from a QR of k columns.
    @unsafe static func _orgqr(
      _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafeMutablePointer<Self>, _ lda: Int32, _ tau: UnsafePointer<Self>,
      _ work: UnsafeMutablePointer<Self>, _ lwork: Int32
    ) -> Int32
    /// Eigenvalues, and eigenvectors as rows, of the lower triangle, row by row.
    @unsafe static func _syevd(
      _ vectors: Bool, _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ values: UnsafeMutablePointer<Self>,
      _ work: UnsafeMutablePointer<Self>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>, _ liwork: Int32
    ) -> Int32
    /// Singular values and vectors of a matrix of m × n, column by column.
    @unsafe static func _gesdd(
      _ job: UInt8, _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ values: UnsafeMutablePointer<Self>,
      _ u: UnsafeMutablePointer<Self>, _ ldu: Int32, _ vt: UnsafeMutablePointer<Self>, _ ldvt: Int32,
      _ work: UnsafeMutablePointer<Self>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>
    ) -> Int32
    /// Least squares by singular values, column by column; b is a matrix of max(m, n) × columns.
    @unsafe static func _gelsd(
      _ m: Int32, _ n: Int32, _ columns: Int32, _ a: UnsafeMutablePointer<Self>, _ b: UnsafeMutablePointer<Self>,
      _ values: UnsafeMutablePointer<Self>, _ cutoff: Self, _ rank: UnsafeMutablePointer<Int32>,
      _ work: UnsafeMutablePointer<Self>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>
    ) -> Int32
    /// Whether no number is NaN or infinite.
    @unsafe static func _areFinite(_ values: UnsafePointer<Self>, _ count: Int) -> Bool
  }
#endif
