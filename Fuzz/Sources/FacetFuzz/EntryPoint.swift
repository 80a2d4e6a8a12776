// libFuzzer's two functions: one chooses the property by name, one holds an input against it. A violation ends the
// process, and libFuzzer keeps the input.
import Facet
import Glibc

private let chosen: Property = {
  let name = getenv("FACET_FUZZ").map { String(cString: $0) } ?? ""
  guard let property = Property.named(name) else {
    fatalError("FACET_FUZZ is '\(name)'; it may be " + Property.all.map(\.name).joined(separator: ", "))
  }
  return property
}()

/// Ends at once when there is no property of the name that was asked for.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafePointer<CChar>>>
) -> CInt {
  _ = chosen
  return 0
}

/// Holds one input against the property.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try chosen.check(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    fatalError("\(error)")
  }
  return 0
}
