// Lines of numbers, shortest as Double. TextLines.h has the idea of the two passes.
//
// With AVX-512 a significand f + 2^52 times a scale of two digits of 52 bits takes three multiply-adds: the scale itself is what
// they add to. With AVX2 the product is left to the 64-bit multiplier, one number at a time, and digits are spread two
// numbers at a time. What is kept of the fraction has an error of a few units, so a comparison decided by fewer than eight is
// left to the function for one number; but not a tie in a product that is exact, which coordinates in binary steps often have.
//
// Source: D. Lemire, "Converting integers to decimal strings faster with AVX-512" (2022) for `madd52` in this place.
#include "TextLines.h"

#if defined(__x86_64__)

/// A number's digits: the first eight, the next eight; and these again with its word, whose lowest byte is the last digit.
typedef struct {
  uint64_t digits[block_lines][2], tail[block_lines][2];
} double_entries;

/// What passes from one loop to the next: the first sixteen digits; the seventeenth; and where they are laid out. Short loops
/// without what does not depend on each other keep the processor busier.
typedef struct {
  uint64_t tens[block_lines], last[block_lines], step[block_lines];
} double_numbers;

/// Stands beside the last digit of a number that the kernel is not sure of.
enum { begins_with_zero = 0x100, left_to_others = 0x200, row_place = 16 + 6 };
#define LOW_52 ((1ll << 52) - 1)

// MARK: First pass

INLINE ICL __m512i power_of(const uint64_t *powers, __m512i step) {
  __m512i power = _mm512_permutex2var_epi64(_mm512_loadu_si512(powers), step, _mm512_loadu_si512(powers + 8));
  return _mm512_mask_permutexvar_epi64(
      power, _mm512_test_epi64_mask(step, _mm512_set1_epi64(16)), step, _mm512_loadu_si512(powers + 16));
}

INLINE ICL void double_entries_icl(
    const double *values, size_t count, const facet_text_tables *tables, double_entries *entries) {
  const __m512i steps_low = _mm512_loadu_si512(tables->double_steps), steps_high = _mm512_loadu_si512(tables->double_steps + 64);
  const __m512i order = _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7), low_52 = _mm512_set1_epi64(LOW_52);
  const __m512i zero = _mm512_setzero_si512();
  double_numbers block;
  for (size_t i = 0; i < count; i += 8) {
    __m512i bits = _mm512_permutexvar_epi64(order, _mm512_loadu_si512(values + i));
    __m512i biased = _mm512_and_si512(_mm512_srli_epi64(bits, 52), _mm512_set1_epi64(0x7ff));
    __m512i index = _mm512_sub_epi64(biased, _mm512_set1_epi64(first_double));
    __mmask8 is_zero = _mm512_testn_epi64_mask(bits, _mm512_set1_epi64(INT64_MAX));
    __mmask8 is_odd_one = _mm512_testn_epi64_mask(bits, low_52) |
                          _mm512_cmpge_epu64_mask(index, _mm512_set1_epi64(binary_exponents));

    __m512i step_shift = _mm512_maskz_permutex2var_epi8(0x0101010101010101, steps_low, index, steps_high);
    __m512i step = _mm512_and_si512(step_shift, _mm512_set1_epi64(31));
    __m512i shift = _mm512_srli_epi64(step_shift, 5);
    __m512i high = power_of(tables->double_powers[0], step), low = power_of(tables->double_powers[1], step);
    __m512i scale1 = _mm512_srlv_epi64(high, _mm512_add_epi64(shift, _mm512_set1_epi64(12)));
    __m512i scale0 = _mm512_and_si512(
        _mm512_shrdv_epi64(low, high, _mm512_add_epi64(shift, _mm512_set1_epi64(24))), low_52);

    // (2^52 + f) · scale, in digits of 52 bits: the lowest says only whether the others are exact.
    __m512i rest = _mm512_madd52lo_epu64(zero, bits, scale0);
    __m512i middle = _mm512_madd52lo_epu64(_mm512_madd52hi_epu64(scale0, bits, scale0), bits, scale1);
    __m512i upper = _mm512_madd52hi_epu64(scale1, bits, scale1);
    __m512i limit = _mm512_srli_epi64(scale1, 1);
    // The interval has a whole number in it when its ends have different ones.
    __m512i fraction = _mm512_and_si512(middle, low_52);
    __m512i above = _mm512_add_epi64(middle, limit), below = _mm512_sub_epi64(middle, limit);
    __m512i more = _mm512_srli_epi64(above, 52);
    __mmask8 is_long = _mm512_cmpeq_epi64_mask(more, _mm512_srai_epi64(below, 52));
    __m512i tens = _mm512_add_epi64(upper, more);
    __m512i tenfold = _mm512_add_epi64(_mm512_slli_epi64(fraction, 3), _mm512_slli_epi64(fraction, 1));
    __m512i rounded = _mm512_add_epi64(tenfold, _mm512_set1_epi64(1ll << 51));
    __m512i last = _mm512_maskz_srli_epi64(is_long, rounded, 52);

    const __m512i near = _mm512_set1_epi64(LOW_52 & ~15), near_half = _mm512_set1_epi64(LOW_52 & ~255);
    is_odd_one |= _mm512_testn_epi64_mask(_mm512_add_epi64(above, _mm512_set1_epi64(8)), near) |
                  _mm512_testn_epi64_mask(_mm512_add_epi64(below, _mm512_set1_epi64(8)), near);
    __mmask8 is_tie = _mm512_testn_epi64_mask(_mm512_or_si512(rest, rounded), low_52) &
                      _mm512_cmple_epu64_mask(step, _mm512_set1_epi64(20));
    is_odd_one |= is_long & ~is_tie & _mm512_testn_epi64_mask(_mm512_add_epi64(rounded, _mm512_set1_epi64(128)), near_half);
    last = _mm512_mask_and_epi64(last, is_tie, last, _mm512_set1_epi64(~1ll));

    // Zero is laid out as a number with decimal exponent 0.
    tens = _mm512_maskz_mov_epi64(~is_zero, tens);
    last = _mm512_maskz_mov_epi64(~is_zero, last);
    step = _mm512_mask_mov_epi64(step, is_zero, _mm512_set1_epi64(1 - smallest_decimal));
    last = _mm512_mask_or_epi64(last, is_odd_one & ~is_zero, last, _mm512_set1_epi64(left_to_others));
    _mm512_storeu_si512(block.tens + i, tens);
    _mm512_storeu_si512(block.last + i, last);
    _mm512_storeu_si512(block.step + i, step);
  }
  for (size_t i = 0; i < count; i += 8) {
    __m512i tens = _mm512_loadu_si512(block.tens + i), last = _mm512_loadu_si512(block.last + i);
    __m512i row = _mm512_loadu_si512(block.step + i);
    __mmask8 is_odd_one = _mm512_test_epi64_mask(last, _mm512_set1_epi64(left_to_others));
    row = _mm512_mask_add_epi64(
        row, _mm512_cmplt_epu64_mask(tens, _mm512_set1_epi64(1000000000000000)), row, _mm512_set1_epi64(31));
    __m512i exponent = _mm512_and_si512(row, _mm512_set1_epi64(31));
    is_odd_one |= _mm512_cmpgt_epu64_mask(exponent, _mm512_set1_epi64(largest_double - smallest_decimal));

    // tens / 10^8 = (tens / 2^8) / 390625, and 2^70 / 390625 has 52 bits.
    __m512i first = _mm512_srli_epi64(
        _mm512_madd52hi_epu64(zero, _mm512_srli_epi64(tens, 8), _mm512_set1_epi64(3022314549036573)), 18);
    __m512i second = _mm512_sub_epi64(tens, _mm512_mul_epu32(first, _mm512_set1_epi64(100000000)));
    first = spread_eight(first);
    second = spread_eight(second);

    // Digits and what stands in front of them: 1 for the point, or the zeros of a number below 1; 1 for what follows.
    __m512i added = _mm512_max_epi64(_mm512_sub_epi64(_mm512_set1_epi64(-smallest_decimal + 1), exponent), _mm512_set1_epi64(1));
    __m512i zeros = zeros_of_eight(second);
    zeros = _mm512_mask_add_epi64(
        zeros, _mm512_testn_epi64_mask(second, second), zeros, zeros_of_eight(first));
    zeros = _mm512_maskz_add_epi64(_mm512_testn_epi64_mask(last, last), zeros, _mm512_set1_epi64(8));
    zeros = _mm512_add_epi64(_mm512_srli_epi64(zeros, 3), _mm512_srli_epi64(row, 5));
    __m512i bytes = _mm512_sub_epi64(_mm512_add_epi64(added, _mm512_set1_epi64(17 + 1)), zeros);
    // A whole number has no point, and has the zeros that its digits end with.
    __m512i whole = _mm512_sub_epi64(exponent, _mm512_set1_epi64(-smallest_decimal - 3));
    bytes = _mm512_mask_sub_epi64(bytes, _mm512_cmple_epi64_mask(bytes, whole), whole, _mm512_set1_epi64(1));

    __m512i word = _mm512_or_si512(_mm512_slli_epi64(row, row_place), _mm512_slli_epi64(bytes, 32));
    __m512i bits = _mm512_permutexvar_epi64(order, _mm512_loadu_si512(values + i));
    word = _mm512_mask_add_epi64(
        word, _mm512_cmplt_epi64_mask(bits, zero), word, _mm512_set1_epi64(0x10100000000));
    word = _mm512_maskz_or_epi64(~is_odd_one, word, last);
    _mm512_storeu_si512(entries->digits[i], _mm512_unpacklo_epi64(first, second));
    _mm512_storeu_si512(entries->digits[i + 4], _mm512_unpackhi_epi64(first, second));
    _mm512_storeu_si512(entries->tail[i], _mm512_unpacklo_epi64(second, word));
    _mm512_storeu_si512(entries->tail[i + 4], _mm512_unpackhi_epi64(second, word));
  }
}

/// What the first steps leave of a block's numbers: significand · scale, and the scale's first word.
typedef struct {
  uint64_t whole[block_lines], fraction[block_lines], scale[block_lines];
  /// The biased exponents less the first.
  uint64_t index[block_lines];
} double_products;

INLINE V3 void multiply(const double *values, size_t count, const facet_text_tables *tables, double_products *products) {
  for (size_t i = 0; i < count; i += 4) {
    __m256i bits = _mm256_loadu_si256((const __m256i *)(values + i));
    __m256i biased = _mm256_and_si256(_mm256_srli_epi64(bits, 52), _mm256_set1_epi64x(0x7ff));
    __m256i index = _mm256_sub_epi32(biased, _mm256_set1_epi64x(first_double));
    __m256i significand = _mm256_or_si256(_mm256_and_si256(bits, _mm256_set1_epi64x(LOW_52)), _mm256_set1_epi64x(1ll << 52));
    _mm256_storeu_si256((__m256i *)(products->index + i), _mm256_min_epu32(index, _mm256_set1_epi64x(binary_exponents)));
    _mm256_storeu_si256((__m256i *)(products->whole + i), significand);
  }
  for (size_t i = 0; i < count; i++) {
    const uint64_t *scale = tables->double_scales + 2 * products->index[i];
    unsigned __int128 tail = (unsigned __int128)products->whole[i] * scale[1];
    unsigned __int128 product = (unsigned __int128)products->whole[i] * scale[0] + (uint64_t)(tail >> 64);
    products->whole[i] = (uint64_t)(product >> 64);
    products->fraction[i] = (uint64_t)product;
    products->scale[i] = scale[0];
  }
}

/// Finds four shortest decimals: their first sixteen digits in two halves; and the last one, with `begins_with_zero` for a zero that the
/// others begin with, and `left_to_others`.
INLINE V3 void decide(double_products *products, size_t i, __m256i bits) {
  const __m256i zero = _mm256_setzero_si256();
  __m256i fraction = _mm256_srli_epi64(_mm256_loadu_si256((const __m256i *)(products->fraction + i)), 12);
  __m256i limit = _mm256_srli_epi64(_mm256_loadu_si256((const __m256i *)(products->scale + i)), 13);
  // The interval has a whole number in it when its ends have different ones.
  __m256i above = _mm256_add_epi64(fraction, limit), below = _mm256_sub_epi64(fraction, limit);
  __m256i is_long = _mm256_cmpeq_epi64(_mm256_srli_epi64(_mm256_or_si256(above, below), 52), zero);
  __m256i tens = _mm256_loadu_si256((const __m256i *)(products->whole + i));
  tens = _mm256_add_epi64(tens, _mm256_srli_epi64(above, 52));
  __m256i tenfold = _mm256_add_epi64(_mm256_slli_epi64(fraction, 3), _mm256_slli_epi64(fraction, 1));
  __m256i rounded = _mm256_add_epi64(tenfold, _mm256_set1_epi64x(1ll << 51));
  __m256i last = _mm256_and_si256(_mm256_srli_epi64(rounded, 52), is_long);

  const __m256i near = _mm256_set1_epi64x(LOW_52 & ~15), near_half = _mm256_set1_epi64x(LOW_52 & ~255);
  __m256i near_above = _mm256_and_si256(_mm256_add_epi64(above, _mm256_set1_epi64x(8)), near);
  __m256i near_below = _mm256_and_si256(_mm256_add_epi64(below, _mm256_set1_epi64x(8)), near);
  __m256i near_tie = _mm256_and_si256(_mm256_add_epi64(rounded, _mm256_set1_epi64x(128)), near_half);
  __m256i is_near = _mm256_and_si256(_mm256_cmpeq_epi64(near_tie, zero), is_long);
  is_near = _mm256_or_si256(is_near, _mm256_cmpeq_epi64(near_above, zero));
  is_near = _mm256_or_si256(is_near, _mm256_cmpeq_epi64(near_below, zero));
  // Powers of two have another interval.
  is_near = _mm256_or_si256(is_near, _mm256_cmpeq_epi64(_mm256_slli_epi64(bits, 12), zero));

  __m256i is_zero = _mm256_cmpeq_epi64(_mm256_slli_epi64(bits, 1), zero);
  tens = _mm256_andnot_si256(is_zero, tens);
  // tens / 10^8 = (tens / 2^8) / 390625, which a Double is exact enough for: a half is added to what is divided, and taken from the
  // quotient with the rounding to 2^52, so that it is rounded down.
  const __m256d magic = _mm256_set1_pd(0x1p52), half = _mm256_set1_pd(0.5);
  __m256d part = _mm256_castsi256_pd(_mm256_or_si256(_mm256_srli_epi64(tens, 8), _mm256_castpd_si256(magic)));
  part = _mm256_sub_pd(part, _mm256_sub_pd(magic, half));
  part = _mm256_fmadd_pd(part, _mm256_set1_pd(1 / 390625.0), _mm256_sub_pd(magic, half));
  __m256i first = _mm256_and_si256(_mm256_castpd_si256(part), _mm256_set1_epi64x(0xffffffff));
  // Below 2^52 halves are left.
  first = _mm256_andnot_si256(is_zero, first);
  __m256i second = _mm256_sub_epi64(tens, _mm256_mul_epu32(first, _mm256_set1_epi64x(100000000)));
  __m256i has_zero = _mm256_cmpgt_epi64(_mm256_set1_epi64x(1000000000000000), tens);
  last = _mm256_or_si256(last, _mm256_and_si256(is_near, _mm256_set1_epi64x(left_to_others)));
  last = _mm256_andnot_si256(is_zero, last);
  last = _mm256_or_si256(last, _mm256_and_si256(has_zero, _mm256_set1_epi64x(begins_with_zero)));
  _mm256_storeu_si256((__m256i *)(products->whole + i), first);
  _mm256_storeu_si256((__m256i *)(products->fraction + i), second);
  _mm256_storeu_si256((__m256i *)(products->scale + i), last);
}

/// The zeros that sixteen digits in two words end with.
INLINE V3 __m256i zeros_of_both(__m256i first, __m256i second) {
  __m256i is_zero = _mm256_cmpeq_epi64(second, _mm256_setzero_si256());
  __m256i zeros = zeros_of_four(_mm256_blendv_epi8(second, first, is_zero));
  return _mm256_add_epi64(zeros, _mm256_and_si256(is_zero, _mm256_set1_epi64x(8)));
}

/// Joins the low halves of the lanes of two registers; numbers 0 to 7 come as 0 1 4 5 2 3 6 7.
INLINE V3 __m256i join_halves(__m256i first, __m256i second) {
  return _mm256_castps_si256(_mm256_shuffle_ps(_mm256_castsi256_ps(first), _mm256_castsi256_ps(second), 0x88));
}

INLINE V3 void store_pairs(uint64_t (*pairs)[2], __m256i first, __m256i second) {
  __m256i even = _mm256_unpacklo_epi64(first, second), odd = _mm256_unpackhi_epi64(first, second);
  _mm256_storeu_si256((__m256i *)pairs, _mm256_permute2x128_si256(even, odd, 0x20));
  _mm256_storeu_si256((__m256i *)(pairs + 2), _mm256_permute2x128_si256(even, odd, 0x31));
}

INLINE V3 void double_entries_v3(
    const double *values, size_t count, const facet_text_tables *tables, double_entries *entries) {
  const __m256i zero = _mm256_setzero_si256();
  double_products products;
  multiply(values, count, tables, &products);
  for (size_t i = 0; i < count; i += 4) decide(&products, i, _mm256_loadu_si256((const __m256i *)(values + i)));
  for (size_t i = 0; i < count; i += 8) {
    __m256i low_bits = _mm256_loadu_si256((const __m256i *)(values + i));
    __m256i high_bits = _mm256_loadu_si256((const __m256i *)(values + i + 4));
    __m256i low_first = spread_four(_mm256_loadu_si256((const __m256i *)(products.whole + i)));
    __m256i high_first = spread_four(_mm256_loadu_si256((const __m256i *)(products.whole + i + 4)));
    __m256i low_second = spread_four(_mm256_loadu_si256((const __m256i *)(products.fraction + i)));
    __m256i high_second = spread_four(_mm256_loadu_si256((const __m256i *)(products.fraction + i + 4)));

    // The rest fits in 32 bits.
    __m256i flags = join_halves(
        _mm256_loadu_si256((const __m256i *)(products.scale + i)), _mm256_loadu_si256((const __m256i *)(products.scale + i + 4)));
    __m256i last = _mm256_and_si256(flags, _mm256_set1_epi32(0xff));
    __m256i index = join_halves(
        _mm256_loadu_si256((const __m256i *)(products.index + i)), _mm256_loadu_si256((const __m256i *)(products.index + i + 4)));
    __m256i is_zero = join_halves(
        _mm256_cmpeq_epi64(_mm256_slli_epi64(low_bits, 1), zero), _mm256_cmpeq_epi64(_mm256_slli_epi64(high_bits, 1), zero));
    __m256i step = _mm256_srli_epi32(
        _mm256_add_epi32(_mm256_mullo_epi32(index, _mm256_set1_epi32(315653)), _mm256_set1_epi32(240039)), 20);
    // Zero is laid out as a number with decimal exponent 0.
    step = _mm256_blendv_epi8(step, _mm256_set1_epi32(1 - smallest_decimal), is_zero);
    __m256i zeros_before = _mm256_and_si256(_mm256_srli_epi32(flags, 8), _mm256_set1_epi32(1));
    __m256i exponent = _mm256_sub_epi32(step, zeros_before);
    __m256i is_plain = _mm256_cmpeq_epi32(
        _mm256_min_epu32(exponent, _mm256_set1_epi32(largest_double - smallest_decimal)), exponent);
    is_plain = _mm256_and_si256(is_plain, _mm256_cmpgt_epi32(_mm256_set1_epi32(binary_exponents), index));
    is_plain = _mm256_and_si256(is_plain, _mm256_cmpgt_epi32(_mm256_set1_epi32(left_to_others), flags));
    is_plain = _mm256_or_si256(is_plain, is_zero);

    __m256i zeros = join_halves(zeros_of_both(low_first, low_second), zeros_of_both(high_first, high_second));
    zeros = _mm256_and_si256(
        _mm256_add_epi32(zeros, _mm256_set1_epi32(1)), _mm256_cmpeq_epi32(last, zero));
    __m256i added = _mm256_max_epi32(_mm256_sub_epi32(_mm256_set1_epi32(-smallest_decimal + 1), exponent), _mm256_set1_epi32(1));
    __m256i bytes = _mm256_sub_epi32(_mm256_add_epi32(added, _mm256_set1_epi32(17 + 1)), _mm256_add_epi32(zeros, zeros_before));
    // A whole number has no point, and has the zeros that its digits end with.
    __m256i whole = _mm256_sub_epi32(exponent, _mm256_set1_epi32(-smallest_decimal - 3));
    bytes = _mm256_blendv_epi8(
        _mm256_sub_epi32(whole, _mm256_set1_epi32(1)), bytes, _mm256_cmpgt_epi32(bytes, whole));

    __m256i row = _mm256_add_epi32(exponent, _mm256_slli_epi32(zeros_before, 5));
    __m256i low_words = _mm256_or_si256(_mm256_slli_epi32(row, row_place), last);
    __m256i sign = _mm256_castps_si256(_mm256_shuffle_ps(
        _mm256_castsi256_ps(low_bits), _mm256_castsi256_ps(high_bits), 0xdd));
    sign = _mm256_and_si256(_mm256_srai_epi32(sign, 31), _mm256_set1_epi32(0x101));
    __m256i high_words = _mm256_and_si256(_mm256_add_epi32(bytes, sign), is_plain);
    store_pairs(entries->digits + i, low_first, low_second);
    store_pairs(entries->digits + i + 4, high_first, high_second);
    store_pairs(entries->tail + i, low_second, _mm256_unpacklo_epi32(low_words, high_words));
    store_pairs(entries->tail + i + 4, high_second, _mm256_unpackhi_epi32(low_words, high_words));
  }
}

// MARK: Second pass

INLINE V3 uint8_t *put_double(
    uint8_t *cursor, const double_entries *entries, size_t i, double value, uint8_t end, const facet_text_tables *tables,
    size_t (*write_one)(double, uint8_t *)) {
  uint64_t word = entries->tail[i][1];
  size_t bytes = bytes_of(word);
  if (__builtin_expect(bytes == 0, 0)) {
    bytes = write_one(value, cursor) + 1;
  } else {
    const double_row *row = (const double_row *)((const uint8_t *)tables->doubles + row_of(word));
    __m256i digits = _mm256_set_m128i(
        _mm_loadu_si128((const __m128i *)entries->tail[i]), _mm_loadu_si128((const __m128i *)entries->digits[i]));
    __m256i text = _mm256_shuffle_epi8(digits, _mm256_loadu_si256((const __m256i *)row->shuffle));
    text = _mm256_or_si256(text, _mm256_loadu_si256((const __m256i *)row->constant));
    *cursor = '-';
    _mm256_storeu_si256((__m256i *)(cursor + sign_of(word)), text);
  }
  cursor[bytes - 1] = end;
  return cursor + bytes;
}

NUMBER_LINES(double, v3, V3)
NUMBER_LINES(double, icl, ICL)

#else

NO_NUMBER_LINES(double, v3)
NO_NUMBER_LINES(double, icl)

#endif
