// The rows by name. A row is "operation type mode"; mode is fresh or into. Each makes its operands and its operation.
import Facet

struct Rows {
  typealias Maker = (Inputs) -> any Measurement
  private(set) var makers: [String: Maker] = [:]

  init() {
    addMemory()
    addArithmetic(Double.self, "float64")
    addArithmetic(Float.self, "float32")
    addIntegers()
    addFunctions(Double.self, "float64")
    addFunctions(Float.self, "float32")
    addComparisons()
    addCasts()
    addBroadcasts()
    addReductions(Double.self, "float64")
    addReductions(Float.self, "float32")
    addIntegerReductions()
    addMaskReductions()
    addOrdering()
    #if SETS
      addSets()
    #endif
    #if LINEAR_ALGEBRA
      addLinearAlgebra()
    #endif
  }

  mutating func fresh<Result: Checkable>(_ name: String, _ type: String, _ make: @escaping (Inputs) -> () -> Result) {
    makers["\(name) \(type) fresh"] = { FreshMeasurement(operation: make($0)) }
  }

  mutating func into<Result: Checkable>(
    _ name: String, _ type: String, _ result: @escaping (Inputs) -> Result,
    _ make: @escaping (Inputs) -> (inout Result) -> Void
  ) {
    makers["\(name) \(type) into"] = { IntoMeasurement(result($0), make($0)) }
  }
}
