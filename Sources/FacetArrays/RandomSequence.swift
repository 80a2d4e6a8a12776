// Random numbers that are the same on every machine. Element i depends on the seed and on i alone: the counter
// seed + (i + 1) · γ goes through the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
// Generators, OOPSLA 2014). So any part of a sequence can be made on its own, in any order, by any number of threads.
// Normal numbers are the inverse of the normal distribution at a uniform number (Wichura, Algorithm AS 241, Applied
// Statistics 37, 1988; relative error about 1e-16), with a logarithm of our own (the method of fdlibm's log, below 1
// unit in the last place), because the system's may differ from machine to machine.

/// The random numbers of one seed, by index.
struct RandomSequence {
  let seed: UInt64

  /// 64 random bits: the element `index` of the sequence SplitMix64(seed).
  @inline(__always)
  func bits(_ index: Int) -> UInt64 {
    var z = seed &+ (UInt64(truncatingIfNeeded: index) &+ 1) &* 0x9e37_79b9_7f4a_7c15
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// A multiple of 2⁻⁵³ from 0 up to, and without, 1.
  @inline(__always)
  func unit(_ index: Int) -> Double { Double(bits(index) >> 11) * 0x1p-53 }

  /// A number of the standard normal distribution.
  @inline(__always)
  func normal(_ index: Int) -> Double {
    // The middle of one of 2⁵² steps, so never 0 or 1.
    Self.quantile((Double(bits(index) >> 12) + 0.5) * 0x1p-52)
  }

  /// The standard normal number below which a part `p` lies. 0 < p < 1.
  static func quantile(_ p: Double) -> Double {
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return polynomial(r, centre.0) * q / polynomial(r, centre.1)
    }
    let r = (-logarithm(q <= 0 ? p : 1 - p)).squareRoot()
    let x =
      r <= 5
      ? polynomial(r - 1.6, middle.0) / polynomial(r - 1.6, middle.1)
      : polynomial(r - 5, tail.0) / polynomial(r - 5, tail.1)
    return q < 0 ? -x : x
  }

  /// The natural logarithm of a normal number above 0, with arithmetic that is exactly rounded everywhere.
  static func logarithm(_ x: Double) -> Double {
    // x = 2^k · (1 + f) with √½ < 1 + f < √2.
    var k = Double(x.exponent)
    var m = x.significand
    if m > 1.414213562373095 {
      m *= 0.5
      k += 1
    }
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let t1 = w * (0x1.999999997fa04p-2 + w * (0x1.c71c51d8e78afp-3 + w * 0x1.39a09d078c69fp-3))
    let t2 =
      z
      * (0x1.5555555555593p-1 + w
        * (0x1.2492494229359p-2 + w * (0x1.7466496cb03dep-3 + w * 0x1.2f112df3e5244p-3)))
    let half = 0.5 * f * f
    return k * 0x1.62e42feep-1 - ((half - (s * (half + t1 + t2) + k * 0x1.a39ef35793c76p-33)) - f)
  }

  typealias Coefficients = (Double, Double, Double, Double, Double, Double, Double, Double)

  /// The first coefficient is that of the highest power.
  @inline(__always)
  private static func polynomial(_ x: Double, _ c: Coefficients) -> Double {
    ((((((c.0 * x + c.1) * x + c.2) * x + c.3) * x + c.4) * x + c.5) * x + c.6) * x + c.7
  }

  private static let centre: (Coefficients, Coefficients) = (
    (
      2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
      4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
      1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0
    ),
    (
      5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
      2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
      4.23133_30701_60091_1252e+1, 1.0
    )
  )
  private static let middle: (Coefficients, Coefficients) = (
    (
      7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
      1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
      4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0
    ),
    (
      1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
      1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
      2.05319_16266_37758_82187e+0, 1.0
    )
  )
  private static let tail: (Coefficients, Coefficients) = (
    (
      2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
      2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
      5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0
    ),
    (
      2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
      7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
      5.99832_20655_58879_37690e-1, 1.0
    )
  )
}
