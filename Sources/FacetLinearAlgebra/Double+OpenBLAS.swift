// The calls of OpenBLAS for Double.
#if LinearAlgebra
  public import FacetArrays
  internal import COpenBLAS

  extension Double: LinearAlgebraElement {
    @unsafe
    public static func _gemm(
      _ aTransposed: Bool, _ bTransposed: Bool, _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafePointer<Double>,
      _ lda: Int32, _ b: UnsafePointer<Double>, _ ldb: Int32, _ c: UnsafeMutablePointer<Double>, _ ldc: Int32
    ) {
      unsafe cblas_dgemm(
        CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans, m, n, k, 1, a,
        lda, b, ldb, 0, c, ldc)
    }

    @unsafe
    public static func _gemv(
      _ transposed: Bool, _ m: Int32, _ n: Int32, _ a: UnsafePointer<Double>, _ lda: Int32, _ x: UnsafePointer<Double>,
      _ incx: Int32, _ y: UnsafeMutablePointer<Double>
    ) {
      unsafe cblas_dgemv(CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, m, n, 1, a, lda, x, incx, 0, y, 1)
    }

    @unsafe
    public static func _syrk(
      _ transposed: Bool, _ n: Int32, _ k: Int32, _ a: UnsafePointer<Double>, _ lda: Int32,
      _ c: UnsafeMutablePointer<Double>
    ) {
      unsafe cblas_dsyrk(CblasRowMajor, CblasUpper, transposed ? CblasNoTrans : CblasTrans, n, k, 1, a, lda, 0, c, n)
    }

    @unsafe
    public static func _trsm(
      _ upper: Bool, _ unit: Bool, _ m: Int32, _ n: Int32, _ a: UnsafePointer<Double>, _ lda: Int32,
      _ b: UnsafeMutablePointer<Double>, _ ldb: Int32
    ) {
      unsafe cblas_dtrsm(
        CblasRowMajor, CblasLeft, upper ? CblasUpper : CblasLower, CblasNoTrans, unit ? CblasUnit : CblasNonUnit, m, n,
        1, a, lda, b, ldb)
    }

    @unsafe
    public static func _nrm2(_ n: Int32, _ x: UnsafePointer<Double>, _ incx: Int32) -> Double {
      unsafe cblas_dnrm2(n, x, incx)
    }

    @unsafe
    public static func _swap(_ n: Int32, _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
      unsafe cblas_dswap(n, x, 1, y, 1)
    }

    @unsafe
    public static func _getrf(_ n: Int32, _ a: UnsafeMutablePointer<Double>, _ pivots: UnsafeMutablePointer<Int32>)
      -> Int32
    {
      var (n, info) = (n, Int32(0))
      unsafe dgetrf_(&n, &n, a, &n, pivots, &info)
      return info
    }

    @unsafe
    public static func _getri(
      _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ pivots: UnsafePointer<Int32>,
      _ work: UnsafeMutablePointer<Double>, _ lwork: Int32
    ) -> Int32 {
      var (n, lwork, info) = (n, lwork, Int32(0))
      unsafe dgetri_(&n, a, &n, pivots, work, &lwork, &info)
      return info
    }

    @unsafe
    public static func _potrf(_ n: Int32, _ a: UnsafeMutablePointer<Double>) -> Int32 {
      var (n, info, triangle) = (n, Int32(0), CChar(UInt8(ascii: "U")))
      unsafe dpotrf_(&triangle, &n, a, &n, &info, 1)
      return info
    }

    @unsafe
    public static func _geqrf(
      _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ tau: UnsafeMutablePointer<Double>,
      _ work: UnsafeMutablePointer<Double>, _ lwork: Int32
    ) -> Int32 {
      var (m, n, lwork, info) = (m, n, lwork, Int32(0))
      unsafe dgeqrf_(&m, &n, a, &m, tau, work, &lwork, &info)
      return info
    }

    @unsafe
    public static func _orgqr(
      _ m: Int32, _ n: Int32, _ k: Int32, _ a: UnsafeMutablePointer<Double>, _ lda: Int32, _ tau: UnsafePointer<Double>,
      _ work: UnsafeMutablePointer<Double>, _ lwork: Int32
    ) -> Int32 {
      var (m, n, k, lda, lwork, info) = (m, n, k, lda, lwork, Int32(0))
      unsafe dorgqr_(&m, &n, &k, a, &lda, tau, work, &lwork, &info)
      return info
    }

    @unsafe
    public static func _syevd(
      _ vectors: Bool, _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Double>,
      _ work: UnsafeMutablePointer<Double>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>, _ liwork: Int32
    ) -> Int32 {
      var (n, lwork, liwork, info) = (n, lwork, liwork, Int32(0))
      var (job, triangle) = (CChar(UInt8(ascii: vectors ? "V" : "N")), CChar(UInt8(ascii: "U")))
      unsafe dsyevd_(&job, &triangle, &n, a, &n, values, work, &lwork, iwork, &liwork, &info, 1, 1)
      return info
    }

    @unsafe
    public static func _gesdd(
      _ job: UInt8, _ m: Int32, _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Double>,
      _ u: UnsafeMutablePointer<Double>, _ ldu: Int32, _ vt: UnsafeMutablePointer<Double>, _ ldvt: Int32,
      _ work: UnsafeMutablePointer<Double>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>
    ) -> Int32 {
      var (m, n, ldu, ldvt, lwork, info, job) = (m, n, ldu, ldvt, lwork, Int32(0), CChar(job))
      unsafe dgesdd_(&job, &m, &n, a, &m, values, u, &ldu, vt, &ldvt, work, &lwork, iwork, &info, 1)
      return info
    }

    @unsafe
    public static func _gelsd(
      _ m: Int32, _ n: Int32, _ columns: Int32, _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>,
      _ values: UnsafeMutablePointer<Double>, _ cutoff: Double, _ rank: UnsafeMutablePointer<Int32>,
      _ work: UnsafeMutablePointer<Double>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>
    ) -> Int32 {
      var (m, n, columns, cutoff, lwork, info) = (m, n, columns, cutoff, lwork, Int32(0))
      var ldb = max(m, n, 1)
      unsafe dgelsd_(&m, &n, &columns, a, &m, b, &ldb, values, &cutoff, rank, work, &lwork, iwork, &info)
      return info
    }
  }
#endif
