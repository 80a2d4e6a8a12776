// Whether numbers are finite, in lanes: a number times zero is zero, or NaN when it is not finite, and a sum keeps a NaN.
#if LinearAlgebra
  import FacetArrays

  extension Double {
    @unsafe
    public static func _areFinite(_ values: UnsafePointer<Double>, _ count: Int) -> Bool {
      let lanes = 8
      var (first, second) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      let raw = unsafe UnsafeRawPointer(values)
      var index = 0
      while index + 2 * lanes <= count {
        let place = unsafe raw + index * MemoryLayout<Double>.stride
        unsafe first += place.loadUnaligned(as: SIMD8<Double>.self) * 0
        unsafe second += (place + MemoryLayout<SIMD8<Double>>.size).loadUnaligned(as: SIMD8<Double>.self) * 0
        index += 2 * lanes
      }
      var areFinite = (first + second).sum() == 0
      while index < count {
        unsafe areFinite = areFinite && values[index].isFinite
        index += 1
      }
      return areFinite
    }
  }

  extension Float {
    @unsafe
    public static func _areFinite(_ values: UnsafePointer<Float>, _ count: Int) -> Bool {
      let lanes = 16
      var (first, second) = (SIMD16<Float>.zero, SIMD16<Float>.zero)
      let raw = unsafe UnsafeRawPointer(values)
      var index = 0
      while index + 2 * lanes <= count {
        let place = unsafe raw + index * MemoryLayout<Float>.stride
        unsafe first += place.loadUnaligned(as: SIMD16<Float>.self) * 0
        unsafe second += (place + MemoryLayout<SIMD16<Float>>.size).loadUnaligned(as: SIMD16<Float>.self) * 0
        index += 2 * lanes
      }
      var areFinite = (first + second).sum() == 0
      while index < count {
        unsafe areFinite = areFinite && values[index].isFinite
        index += 1
      }
      return areFinite
    }
  }
#endif
