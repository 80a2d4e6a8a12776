// The one setting of linear algebra: how many threads OpenBLAS may use. It belongs to the process, because OpenBLAS keeps
// it so; Facet lowers it to one before its first call.
#if LinearAlgebra
  internal import COpenBLAS

  /// Settings of linear algebra.
  public enum LinearAlgebra {
    /// The threads that OpenBLAS uses for one operation, for the whole process. One, unless the program asks for more:
    /// programs mostly run several operations side by side, and a second thread for each makes all of them slower.
    ///
    /// Set it once, at the start: OpenBLAS has one number for all threads, and a change reaches operations that run beside.
    /// - Precondition: at least 1.
    public static var threads: Int {
      get {
        _ = startsSingleThreaded
        return Int(openblas_get_num_threads())
      }
      set {
        precondition(newValue >= 1, "an operation needs at least one thread")
        _ = startsSingleThreaded
        openblas_set_num_threads(Int32(clamping: newValue))
      }
    }

    /// Happens once, before the first call of OpenBLAS.
    static let startsSingleThreaded: Bool = {
      openblas_set_num_threads(1)
      return true
    }()

    /// Runs a call of OpenBLAS.
    @inline(__always)
    static func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
      _ = startsSingleThreaded
      return try body()
    }
  }
#endif
