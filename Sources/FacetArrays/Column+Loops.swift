// The loops below the operations on columns. An operation is a case of an enumeration, and the loop over it is chosen once
// a column; the few functions that hold loops are specialised for each element type, so the public ones above them stay
// thin. The loops run over raw pointers and are vectorised by the compiler, which must know that the result lies apart
// from the operands: a loop in place is therefore written with one pointer.
import FacetMemory

/// An operation on two numbers.
enum BinaryOperation { case add, subtract, multiply, divide, minimum, maximum }

/// An operation on one number of any type.
enum UnaryOperation { case negate, magnitude }

/// An operation on one floating-point number.
enum RoundingOperation { case squareRoot, floor, round }

extension Column {
  /// Makes this column the only holder of writable memory whose contents don't matter.
  mutating func makeOverwritable() {
    if count == 0 || holdsWritableMemoryAlone() { return }
    self = Column(
      unsafeUninitialized: count, purpose: storage!.purpose, label: storage!.label, ledger: storage!.ledger,
      zeroed: false)
  }

  /// Makes a column and lets `body` write all of its elements.
  @inline(__always)
  static func made(_ count: Int, _ body: (UnsafeMutablePointer<Element>) -> Void) -> Column {
    let result = Column(unsafeUninitialized: count, zeroed: false)
    unsafe body(result.baseAddress)
    return result
  }

  /// Makes a column and lets `body` write all of its elements through a target.
  @inline(__always)
  static func madeInBlocks(_ count: Int, _ body: (BlockTarget<Element>) -> Void) -> Column {
    unsafe made(count) { unsafe body(BlockTarget($0)) }
  }

  /// Lets `body` write all elements of a column that the caller owns, through a target.
  @inline(__always)
  static func overwriteInBlocks(_ result: inout Column, _ count: Int, _ body: (BlockTarget<Element>) -> Void) {
    unsafe overwrite(&result, count) { unsafe BlockTarget.over($0, count, body) }
  }

  /// Lets `body` write all elements of a column that the caller owns.
  @inline(__always)
  static func overwrite(_ result: inout Column, _ count: Int, _ body: (UnsafeMutablePointer<Element>) -> Void) {
    precondition(result.count == count, "the result must have as many elements as the operands")
    result.makeOverwritable()
    unsafe body(result.baseAddress)
  }

  @unsafe @inline(__always)
  static func loop(
    _ values: UnsafePointer<Element>, _ result: UnsafeMutablePointer<Element>, _ count: Int,
    _ function: (Element) -> Element
  ) {
    if unsafe values == UnsafePointer(result) {
      for index in 0..<count { unsafe result[index] = function(result[index]) }
    } else {
      for index in 0..<count { unsafe result[index] = function(values[index]) }
    }
  }

  @unsafe @inline(__always)
  static func loop(
    _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>, _ result: UnsafeMutablePointer<Element>,
    _ count: Int, _ function: (Element, Element) -> Element
  ) {
    if unsafe left == UnsafePointer(result) {
      for index in 0..<count { unsafe result[index] = function(result[index], right[index]) }
    } else {
      for index in 0..<count { unsafe result[index] = function(left[index], right[index]) }
    }
  }
}

extension Column where Element: ArrayNumber {
  /// result = left ∘ right, element by element.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func combine(
    _ operation: BinaryOperation, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    switch operation {
    case .add: unsafe loop(left, right, result, count) { Element._add($0, $1) }
    case .subtract: unsafe loop(left, right, result, count) { Element._subtract($0, $1) }
    case .multiply: unsafe loop(left, right, result, count) { Element._multiply($0, $1) }
    case .divide:
      if Element._trapsOnZero {
        var hasZero = false
        for index in 0..<count { unsafe hasZero = hasZero || right[index] == 0 }
        precondition(!hasZero, "division of an integer by zero")
      }
      unsafe loop(left, right, result, count) { Element._divide($0, $1) }
    case .minimum: unsafe loop(left, right, result, count) { Element.lesser($0, $1) }
    case .maximum: unsafe loop(left, right, result, count) { Element.greater($0, $1) }
    }
  }

  /// result = left ∘ scalar, element by element.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func combine(
    _ operation: BinaryOperation, _ left: UnsafePointer<Element>, scalar: Element,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    switch operation {
    case .add: unsafe loop(left, result, count) { Element._add($0, scalar) }
    case .subtract: unsafe loop(left, result, count) { Element._subtract($0, scalar) }
    case .multiply: unsafe loop(left, result, count) { Element._multiply($0, scalar) }
    case .divide:
      precondition(!Element._trapsOnZero || scalar != 0 || count == 0, "division of an integer by zero")
      unsafe loop(left, result, count) { Element._divide($0, scalar) }
    case .minimum: unsafe loop(left, result, count) { Element.lesser($0, scalar) }
    case .maximum: unsafe loop(left, result, count) { Element.greater($0, scalar) }
    }
  }

  /// result = scalar - right or scalar ÷ right; the other operations commute.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func combine(
    _ operation: BinaryOperation, scalar: Element, _ right: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    switch operation {
    case .subtract: unsafe loop(right, result, count) { Element._subtract(scalar, $0) }
    case .divide:
      if Element._trapsOnZero {
        var hasZero = false
        for index in 0..<count { unsafe hasZero = hasZero || right[index] == 0 }
        precondition(!hasZero, "division of an integer by zero")
      }
      unsafe loop(right, result, count) { Element._divide(scalar, $0) }
    case .add, .multiply, .minimum, .maximum: unsafe combine(operation, right, scalar: scalar, result, count)
    }
  }

  /// result = ∘ values, element by element.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func apply(
    _ operation: UnaryOperation, _ values: UnsafePointer<Element>, _ result: UnsafeMutablePointer<Element>,
    _ count: Int
  ) {
    switch operation {
    case .negate: unsafe loop(values, result, count) { Element._negate($0) }
    case .magnitude: unsafe loop(values, result, count) { Element._magnitude($0) }
    }
  }

  /// result = values held between two bounds; NaN stays NaN.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func clamp(
    _ values: UnsafePointer<Element>, _ lower: Element, _ upper: Element, _ result: UnsafeMutablePointer<Element>,
    _ count: Int
  ) {
    unsafe loop(values, result, count) { Element.lesser(Element.greater($0, lower), upper) }
  }

  /// result = left · right + addend, rounded twice. Only `left` may be the result.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func multiplyAdd(
    _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>, _ addend: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    if unsafe left == UnsafePointer(result) {
      for index in 0..<count {
        unsafe result[index] = Element._add(Element._multiply(result[index], right[index]), addend[index])
      }
    } else {
      for index in 0..<count {
        unsafe result[index] = Element._add(Element._multiply(left[index], right[index]), addend[index])
      }
    }
  }

  /// result = left · scalar + addend, rounded twice.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func multiplyAdd(
    _ left: UnsafePointer<Element>, scalar: Element, _ addend: UnsafePointer<Element>,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    unsafe loop(left, addend, result, count) { Element._add(Element._multiply($0, scalar), $1) }
  }

  /// result = left · scalar + addend, rounded twice.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @specialized(where Element == Int32) @specialized(where Element == Int64)
  @unsafe
  static func multiplyAdd(
    _ left: UnsafePointer<Element>, scalar: Element, scalarAddend: Element,
    _ result: UnsafeMutablePointer<Element>, _ count: Int
  ) {
    unsafe loop(left, result, count) { Element._add(Element._multiply($0, scalar), scalarAddend) }
  }
}

extension Column where Element: ArrayFloat {
  /// result = ∘ values, element by element.
  @specialized(where Element == Double) @specialized(where Element == Float)
  @unsafe
  static func apply(
    _ operation: RoundingOperation, _ values: UnsafePointer<Element>, _ result: UnsafeMutablePointer<Element>,
    _ count: Int
  ) {
    switch operation {
    case .squareRoot: unsafe Element._squareRoots(values, result, count)
    case .floor: unsafe loop(values, result, count) { $0.rounded(.down) }
    case .round: unsafe loop(values, result, count) { $0.rounded(.toNearestOrEven) }
    }
  }
}
