// Keeping freed pages for the next array. Released memory goes back to the system at once, and the first touch of a fresh
// page costs the kernel far more than arithmetic on it; a loop that makes and drops large arrays asks to keep the pages
// instead, for a scope and on one thread.
import CFacetKernels
import Glibc

/// Runs `body` and keeps the pages that arrays above 1 MiB free on this thread meanwhile, for arrays of the same size that
/// come after them. When `body` ends, what is kept goes back to the system.
///
/// Arrays may leave the scope; their memory is then released as always. Scopes may be nested; the outermost one keeps.
/// Memory that other threads free is not kept.
/// - Returns: what `body` returns.
public func withRecycling<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  if PageRecycler.current != nil { return try body() }
  let recycler = PageRecycler()
  unsafe facet_set_thread_recycler(Unmanaged.passUnretained(recycler).toOpaque())
  defer {
    facet_set_thread_recycler(nil)
    recycler.releaseAll()
  }
  return try body()
}

/// The pages that one thread keeps. Only that thread uses it.
@safe final class PageRecycler {
  /// The kept mappings by their size.
  private var kept: [Int: [UnsafeMutableRawPointer]] = unsafe [:]

  /// The recycler of this thread, inside `withRecycling`.
  static var current: PageRecycler? {
    guard let recycler = unsafe facet_thread_recycler() else { return nil }
    return unsafe Unmanaged<PageRecycler>.fromOpaque(recycler).takeUnretainedValue()
  }

  /// A kept mapping of exactly this size, with what was left in it.
  func take(_ byteCount: Int) -> UnsafeMutableRawPointer? { unsafe kept[byteCount]?.popLast() }

  func keep(_ pages: UnsafeMutableRawPointer, _ byteCount: Int) { unsafe kept[byteCount, default: []].append(pages) }

  func releaseAll() {
    unsafe kept.forEach { byteCount, mappings in
      unsafe mappings.forEach { unsafe munmap($0, byteCount) }
    }
    unsafe kept = [:]
  }
}
