// Element-wise rows.
import Facet
import Glibc

extension Rows {
  /// The yardstick: memcpy of 8 bytes an element into memory that is there.
  mutating func addMemory() {
    into("memcpy", "float64", { Column<Double>.zeros($0.size) }) { inputs in
      let a: Column<Double> = inputs.floats(1)
      return { result in
        unsafe a.span.withUnsafeBufferPointer { source in
          var target = result.mutableSpan
          _ = unsafe target.withUnsafeMutableBufferPointer {
            unsafe memcpy($0.baseAddress!, source.baseAddress!, source.count * 8)
          }
        }
      }
    }
  }

  mutating func addArithmetic<T: ArrayFloat & Checkable>(_: T.Type, _ type: String) {
    typealias C = Column<T>
    let room = { (inputs: Inputs) in C.zeros(inputs.size) }
    fresh("add", type) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { a + b }
    }
    fresh("subtract", type) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { a - b }
    }
    fresh("multiply", type) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { a * b }
    }
    fresh("divide", type) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2).clamped(to: 1...2000)); return { a / b }
    }
    fresh("add_scalar", type) {
      let a: C = $0.floats(1); return { a + 1.5 }
    }
    fresh("multiply_add", type) {
      let (a, b, c): (C, C, C) = ($0.floats(1), $0.floats(2), $0.floats(3))
      return { C.multiplyAdd(a, b, c) }
    }
    into("add", type, room) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.add(a, b, into: &$0) }
    }
    into("subtract", type, room) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.subtract(a, b, into: &$0) }
    }
    into("multiply", type, room) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.multiply(a, b, into: &$0) }
    }
    into("divide", type, room) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2).clamped(to: 1...2000)); return { C.divide(a, b, into: &$0) }
    }
    into("add_scalar", type, room) {
      let a: C = $0.floats(1); return { C.add(a, 1.5, into: &$0) }
    }
    into("multiply_add", type, room) {
      let (a, b, c): (C, C, C) = ($0.floats(1), $0.floats(2), $0.floats(3))
      return { C.multiplyAdd(a, b, c, into: &$0) }
    }
  }

  mutating func addIntegers() {
    typealias C = Column<Int32>
    let room = { (inputs: Inputs) in C.zeros(inputs.size) }
    fresh("add", "int32") {
      let (a, b) = ($0.int32(1), $0.int32(2)); return { a + b }
    }
    fresh("multiply", "int32") {
      let (a, b) = ($0.int32(1), $0.int32(2)); return { a * b }
    }
    fresh("minimum", "int32") {
      let (a, b) = ($0.int32(1), $0.int32(2)); return { C.minimum(a, b) }
    }
    into("add", "int32", room) {
      let (a, b) = ($0.int32(1), $0.int32(2)); return { C.add(a, b, into: &$0) }
    }
    into("multiply", "int32", room) {
      let (a, b) = ($0.int32(1), $0.int32(2)); return { C.multiply(a, b, into: &$0) }
    }
    into("minimum", "int32", room) {
      let (a, b) = ($0.int32(1), $0.int32(2)); return { C.minimum(a, b, into: &$0) }
    }
  }

  mutating func addFunctions<T: ArrayFloat & Checkable>(_: T.Type, _ type: String) {
    typealias C = Column<T>
    let room = { (inputs: Inputs) in C.zeros(inputs.size) }
    fresh("negate", type) {
      let a: C = $0.floats(1); return { -a }
    }
    fresh("abs", type) {
      let a: C = $0.floats(1); return { a.magnitude }
    }
    fresh("sqrt", type) {
      let a: C = ($0.floats(1) as C).magnitude; return { a.squareRoot() }
    }
    fresh("floor", type) {
      let a: C = $0.floats(1); return { a.floor() }
    }
    fresh("round", type) {
      let a: C = $0.floats(1); return { a.rounded() }
    }
    fresh("clip", type) {
      let a: C = $0.floats(1); return { a.clamped(to: -500...500) }
    }
    fresh("minimum", type) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.minimum(a, b) }
    }
    fresh("maximum", type) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.maximum(a, b) }
    }
    into("negate", type, room) {
      let a: C = $0.floats(1); return { C.negate(a, into: &$0) }
    }
    into("abs", type, room) {
      let a: C = $0.floats(1); return { C.magnitude(a, into: &$0) }
    }
    into("sqrt", type, room) {
      let a: C = ($0.floats(1) as C).magnitude; return { C.squareRoot(a, into: &$0) }
    }
    into("floor", type, room) {
      let a: C = $0.floats(1); return { C.floor(a, into: &$0) }
    }
    into("round", type, room) {
      let a: C = $0.floats(1); return { C.round(a, into: &$0) }
    }
    into("clip", type, room) {
      let a: C = $0.floats(1); return { C.clamp(a, to: -500...500, into: &$0) }
    }
    into("minimum", type, room) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.minimum(a, b, into: &$0) }
    }
    into("maximum", type, room) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.maximum(a, b, into: &$0) }
    }
  }

  mutating func addComparisons() {
    typealias C = Column<Double>
    let masks = { (inputs: Inputs) in Mask(repeating: false, count: inputs.size) }
    fresh("less", "float64") {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { a .< b }
    }
    fresh("less_scalar", "float64") {
      let a: C = $0.floats(1); return { a .< 0 }
    }
    fresh("equal", "float64") {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { a .== b }
    }
    fresh("less", "int32") {
      let (a, b) = ($0.int32(1), $0.int32(2)); return { a .< b }
    }
    fresh("logical_and", "bool") {
      let (a, b) = ($0.mask(1), $0.mask(2)); return { a .& b }
    }
    fresh("where", "float64") {
      let (m, a, b): (Mask, C, C) = ($0.mask(1), $0.floats(1), $0.floats(2))
      return { C.select(m, a, b) }
    }
    into("less", "float64", masks) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.compare(a, .less, b, into: &$0) }
    }
    into("less_scalar", "float64", masks) {
      let a: C = $0.floats(1); return { C.compare(a, .less, 0, into: &$0) }
    }
    into("equal", "float64", masks) {
      let (a, b): (C, C) = ($0.floats(1), $0.floats(2)); return { C.compare(a, .equal, b, into: &$0) }
    }
    into("less", "int32", masks) {
      let (a, b) = ($0.int32(1), $0.int32(2)); return { Column.compare(a, .less, b, into: &$0) }
    }
    into("logical_and", "bool", { $0.mask(1) }) {
      let b = $0.mask(2); return { $0 .&= b }
    }
    into("where", "float64", { C.zeros($0.size) }) {
      let (m, a, b): (Mask, C, C) = ($0.mask(1), $0.floats(1), $0.floats(2))
      return { C.select(m, a, b, into: &$0) }
    }
  }

  mutating func addCasts() {
    fresh("to_float32", "float64") {
      let a: Column<Double> = $0.floats(1); return { a.cast(to: Float.self) }
    }
    fresh("to_int32", "float64") {
      let a: Column<Double> = $0.floats(1); return { a.cast(to: Int32.self) }
    }
    fresh("to_float64", "float32") {
      let a: Column<Float> = $0.floats(1); return { a.cast(to: Double.self) }
    }
    fresh("to_float64", "int32") {
      let a = $0.int32(1); return { a.cast(to: Double.self) }
    }
    into("to_float32", "float64", { Column<Float>.zeros($0.size) }) {
      let a: Column<Double> = $0.floats(1); return { a.cast(into: &$0) }
    }
    into("to_int32", "float64", { Column<Int32>.zeros($0.size) }) {
      let a: Column<Double> = $0.floats(1); return { a.cast(into: &$0) }
    }
    into("to_float64", "float32", { Column<Double>.zeros($0.size) }) {
      let a: Column<Float> = $0.floats(1); return { a.cast(into: &$0) }
    }
    into("to_float64", "int32", { Column<Double>.zeros($0.size) }) {
      let a = $0.int32(1); return { a.cast(into: &$0) }
    }
  }

  mutating func addBroadcasts() {
    let translation: Column<Double> = [1.5, -2.5, 3.5]
    fresh("add_3xN_column", "float64") {
      let m = $0.wide(); return { m + .column(translation) }
    }
    fresh("multiply_3xN_column", "float64") {
      let m = $0.wide(); return { m * .column(translation) }
    }
    fresh("add_Nx3_row", "float64") {
      let m = $0.tall(); return { m + .row(translation) }
    }
    into("add_3xN_column", "float64", { Matrix<Double>(rows: 3, columns: $0.size / 3) }) {
      let m = $0.wide(); return { Matrix.add(m, .column(translation), into: &$0) }
    }
    into("multiply_3xN_column", "float64", { Matrix<Double>(rows: 3, columns: $0.size / 3) }) {
      let m = $0.wide(); return { Matrix.multiply(m, .column(translation), into: &$0) }
    }
    into("add_Nx3_row", "float64", { Matrix<Double>(rows: $0.size / 3, columns: 3) }) {
      let m = $0.tall(); return { Matrix.add(m, .row(translation), into: &$0) }
    }
  }
}

extension Inputs {
  func int32(_ operand: UInt64) -> Column<Int32> { wholes(operand, below: 16_000_000) }

  /// 3 × N with about `size` elements.
  func wide() -> Matrix<Double> { Matrix(floats(1, count: size / 3 * 3), rows: 3, columns: size / 3) }

  /// N × 3 with about `size` elements.
  func tall() -> Matrix<Double> { Matrix(floats(1, count: size / 3 * 3), rows: size / 3, columns: 3) }
}
