// The calls of OpenBLAS for Float.
#if LinearAlgebra
  public import FacetArrays
  internal import COpenBLAS

  extension Float: LinearAlgebraElement {
    @unsafe
    public static func _gemm(
      _ aTransposed: Bool, _ bTransposed: Bool, _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafePointer<Float>,
      _ lda: Int32, _ b: UnsafePointer<Float>, _ ldb: Int32, _ c: UnsafeMutablePointer<Float>, _ ldc: Int32
    ) {
      unsafe cblas_sgemm(
        CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans, m, n, k, 1, a,
        lda, b, ldb, 0, c, ldc)
    }

    @unsafe
    public static func _gemv(
      _ transposed: Bool, _ m: Int32, _ n: Int32, _ a: UnsafePointer<Float>, _ lda: Int32, _ x: UnsafePointer<Float>,
      _ incx: Int32, _ y: UnsafeMutablePointer<Float>
    ) {
      unsafe cblas_sgemv(CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, m, n, 1, a, lda, x, incx, 0, y, 1)
    }

    @unsafe
    public static func _syrk(
      _ transposed: Bool, _ n: Int32, _ k: Int32, _ a: UnsafePointer<Float>, _ lda: Int32,
      _ c: UnsafeMutablePointer<Float>
    ) {
      unsafe cblas_ssyrk(CblasRowMajor, CblasUpper, transposed ? CblasNoTrans : CblasTrans, n, k, 1, a, lda, 0, c, n)
    }

    @unsafe
    public static func _trsm(
      _ upper: Bool, _ unit: Bool, _ m: Int32, _ n: Int32, _ a: UnsafePointer<Float>, _ lda: Int32,
      _ b: UnsafeMutablePointer<Float>, _ ldb: Int32
    ) {
      unsafe cblas_strsm(
        CblasRowMajor, CblasLeft, upper ? CblasUpper : CblasLower, CblasNoTrans, unit ? CblasUnit : CblasNonUnit, m, n,
        1, a, lda, b, ldb)
    }

    @unsafe
    public static func _nrm2(_ n: Int32, _ x: UnsafePointer<Float>, _ incx: Int32) -> Float {
      unsafe cblas_snrm2(n, x, incx)
    }

    @unsafe
    public static func _swap(_ n: Int32, _ x: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
      unsafe cblas_sswap(n, x, 1, y, 1)
    }

    @unsafe
    public static func _getrf(_ n: Int32, _ a: UnsafeMutablePointer<Float>, _ pivots: UnsafeMutablePointer<Int32>)
      -> Int32
    {
      var (n, info) = (n, Int32(0))
      unsafe sgetrf_(&n, &n, a, &n, pivots, &info)
      return info
    }

    @unsafe
    public static func _getri(
      _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ pivots: UnsafePointer<Int32>, _ work: UnsafeMutablePointer<Float>,
      _ lwork: Int32
    ) -> Int32 {
      var (n, lwork, info) = (n, lwork, Int32(0))
      unsafe sgetri_(&n, a, &n, pivots, work, &lwork, &info)
      return info
    }

    @unsafe
    public static func _potrf(_ n: Int32, _ a: UnsafeMutablePointer<Float>) -> Int32 {
      var (n, info, triangle) = (n, Int32(0), CChar(UInt8(ascii: "U")))
      unsafe spotrf_(&triangle, &n, a, &n, &info, 1)
      return info
    }

    @unsafe
    public static func _geqrf(
      _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ tau: UnsafeMutablePointer<Float>,
      _ work: UnsafeMutablePointer<Float>, _ lwork: Int32
    ) -> Int32 {
      var (m, n, lwork, info) = (m, n, lwork, Int32(0))
      unsafe sgeqrf_(&m, &n, a, &m, tau, work, &lwork, &info)
      return info
    }

    @unsafe
    public static func _orgqr(
      _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafeMutablePointer<Float>, _ lda: Int32, _ tau: UnsafePointer<Float>,
      _ work: UnsafeMutablePointer<Float>, _ lwork: Int32
    ) -> Int32 {
      var (m, n, k, lda, lwork, info) = (m, n, k, lda, lwork, Int32(0))
      unsafe sorgqr_(&m, &n, &k, a, &lda, tau, work, &lwork, &info)
      return info
    }

    @unsafe
    public static func _syevd(
      _ vectors: Bool, _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ values: UnsafeMutablePointer<Float>,
      _ work: UnsafeMutablePointer<Float>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>, _ liwork: Int32
    ) -> Int32 {
      var (n, lwork, liwork, info) = (n, lwork, liwork, Int32(0))
      var (job, triangle) = (CChar(UInt8(ascii: vectors ? "V" : "N")), CChar(UInt8(ascii: "U")))
      unsafe ssyevd_(&job, &triangle, &n, a, &n, values, work, &lwork, iwork, &liwork, &info, 1, 1)
      return info
    }

    @unsafe
    public static func _gesdd(
      _ job: UInt8, _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ values: UnsafeMutablePointer<Float>,
      _ u: UnsafeMutablePointer<Float>, _ ldu: Int32, _ vt: UnsafeMutablePointer<Float>, _ ldvt: Int32,
      _ work: UnsafeMutablePointer<Float>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>
    ) -> Int32 {
      var (m, n, ldu, ldvt, lwork, info, job) = (m, n, ldu, ldvt, lwork, Int32(0), CChar(job))
      unsafe sgesdd_(&job, &m, &n, a, &m, values, u, &ldu, vt, &ldvt, work, &lwork, iwork, &info, 1)
      return info
    }

    @unsafe
    public static func _gelsd(
      _ m: Int32, _ n: Int32, _ columns: Int32, _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>,
      _ values: UnsafeMutablePointer<Float>, _ cutoff: Float, _ rank: UnsafeMutablePointer<Int32>,
      _ work: UnsafeMutablePointer<Float>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>
    ) -> Int32 {
      var (m, n, columns, cutoff, lwork, info) = (m, n, columns, cutoff, lwork, Int32(0))
      var ldb = max(m, n, 1)
      unsafe sgelsd_(&m, &n, &columns, a, &m, b, &ldb, values, &cutoff, rank, work, &lwork, iwork, &info)
      return info
    }
  }
#endif
