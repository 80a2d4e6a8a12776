/// A number that arrays can hold: plain bits, no references.
public protocol ArrayElement: BitwiseCopyable, Sendable, Equatable {
  /// Zero.
  init()
}

extension Double: ArrayElement {}
extension Float: ArrayElement {}
extension Int32: ArrayElement {}
extension Int64: ArrayElement {}
extension UInt32: ArrayElement {}
extension UInt16: ArrayElement {}
extension UInt8: ArrayElement {}
