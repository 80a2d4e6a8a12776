// One row made ready: an operation that can be timed many times and checked once.
import Facet

/// What a row runs.
protocol Measurement {
  /// Runs the operation `count` times and drops each result.
  func run(_ count: Int)
  /// Runs it once; the numbers of the result.
  func answer() -> Numbers
}

/// An operation that makes a result of its own.
struct FreshMeasurement<Result: Checkable>: Measurement {
  let operation: () -> Result

  func run(_ count: Int) { for _ in 0..<count { keep(operation()) } }

  func answer() -> Numbers { operation().numbers }
}

/// An operation that writes into a result that is already there.
final class IntoMeasurement<Result: Checkable>: Measurement {
  var result: Result
  let operation: (inout Result) -> Void

  init(_ result: Result, _ operation: @escaping (inout Result) -> Void) {
    self.result = result
    self.operation = operation
  }

  func run(_ count: Int) { for _ in 0..<count { operation(&result) } }

  func answer() -> Numbers {
    operation(&result)
    return result.numbers
  }
}

/// Holds a result until here, so that no optimizer leaves it out.
@inline(never)
func keep<Value>(_ value: borrowing Value) {}

/// The fingerprint of a result: how many numbers, their sum, the sum of their magnitudes, and a sum that minds the order.
struct Numbers {
  var count = 0
  var sum = 0.0
  var magnitudes = 0.0
  var weighted = 0.0

  mutating func add(_ value: Double) {
    sum += value
    magnitudes += value.magnitude
    weighted += value * Double(count % 7 + 1)
    count += 1
  }
}

protocol Checkable {
  var numbers: Numbers { get }
}

extension Column: Checkable {
  var numbers: Numbers {
    let values = cast(to: Double.self)
    var result = Numbers()
    for index in 0..<count { result.add(values[index]) }
    return result
  }
}

extension Matrix: Checkable {
  var numbers: Numbers { flat.numbers }
}

extension Mask: Checkable {
  var numbers: Numbers {
    var result = Numbers()
    for index in 0..<count { result.add(self[index] ? 1 : 0) }
    return result
  }
}

extension Double: Checkable {
  var numbers: Numbers {
    var result = Numbers()
    result.add(self)
    return result
  }
}

extension Float: Checkable { var numbers: Numbers { Double(self).numbers } }
extension Int: Checkable { var numbers: Numbers { Double(self).numbers } }
extension Int32: Checkable { var numbers: Numbers { Double(self).numbers } }
extension Int64: Checkable { var numbers: Numbers { Double(self).numbers } }
extension Bool: Checkable { var numbers: Numbers { (self ? 1.0 : 0.0).numbers } }
extension Optional: Checkable where Wrapped: Checkable {
  var numbers: Numbers { self?.numbers ?? Numbers() }
}

/// A result of which only a part is compared: the rest has another order than NumPy's.
struct Part<Whole, Shown: Checkable>: Checkable {
  let whole: Whole
  let shown: (Whole) -> Shown
  var numbers: Numbers { shown(whole).numbers }
}
