// Lines of numbers, shortest as Float. TextLines.h has the idea of the two passes.
//
// A significand of 24 bits times a scale of 64 bits are two products of 32 bits; 40 bits of fraction are left, of which two
// may be wrong. A comparison with the ends of the interval is decided four units wider for an even significand and
// narrower for an odd one, as in ShortestDecimal; all floats have been compared with it.
#include "TextLines.h"

#if defined(__x86_64__)

/// A number's digits and its word. Floats have one more of both: the words' lowest byte is the first of nine digits.
typedef struct {
  uint64_t digits, word;
} float_entry;

/// What the first pass leaves of a column.
typedef struct {
  float_entry at[block_lines];
} float_entries;

/// What passes from one loop to the next: short loops without what does not depend on each other keep the processor busier.
typedef struct {
  uint32_t bits[block_lines], numbers[block_lines];
  /// The biased exponents less the first.
  uint32_t index[block_lines];
} float_numbers;

enum { row_place = 16 + 5 };
#define FRACTION_BITS 40
#define ONE (1ll << FRACTION_BITS)

// MARK: First pass

INLINE ICL void float_entries_icl(
    const double *values, size_t count, const facet_text_tables *tables, float_entries *entries) {
  const __m512i steps_low = _mm512_loadu_si512(tables->float_steps), steps_high = _mm512_loadu_si512(tables->float_steps + 64);
  const __m512i powers0 = _mm512_loadu_si512(tables->float_powers), powers1 = _mm512_loadu_si512(tables->float_powers + 8);
  const __m512i powers2 = _mm512_loadu_si512(tables->float_powers + 16), zero = _mm512_setzero_si512();
  float_numbers block;
  for (size_t i = 0; i < count; i += 8) {
    __m256i floats = _mm256_castps_si256(_mm512_cvtpd_ps(_mm512_loadu_pd(values + i)));
    _mm256_storeu_si256((__m256i *)(block.bits + i), floats);
    __m512i bits = _mm512_cvtepu32_epi64(floats);
    __m512i biased = _mm512_and_si512(_mm512_srli_epi64(bits, 23), _mm512_set1_epi64(0xff));
    __m512i index = _mm512_sub_epi64(biased, _mm512_set1_epi64(first_float));
    __m512i step_shift = _mm512_maskz_permutex2var_epi8(0x0101010101010101, steps_low, index, steps_high);
    __m512i power = _mm512_permutex2var_epi64(powers0, step_shift, powers1);
    power = _mm512_mask_permutexvar_epi64(
        power, _mm512_test_epi64_mask(step_shift, _mm512_set1_epi64(16)), step_shift, powers2);
    __m512i scale = _mm512_srlv_epi64(power, _mm512_srli_epi64(step_shift, 5));

    __m512i significand = _mm512_or_si512(_mm512_slli_epi64(bits, 8), _mm512_set1_epi64(0x80000000));
    __m512i upper = _mm512_mul_epu32(significand, _mm512_srli_epi64(scale, 32));
    __m512i lower = _mm512_srli_epi64(_mm512_mul_epu32(significand, scale), 32);
    __m512i scaled = _mm512_add_epi64(upper, lower);
    __m512i limit = _mm512_add_epi64(_mm512_srli_epi64(scale, 64 - FRACTION_BITS + 1), _mm512_set1_epi64(4));
    limit = _mm512_mask_sub_epi64(limit, _mm512_test_epi64_mask(bits, _mm512_set1_epi64(1)), limit, _mm512_set1_epi64(8));

    // The interval has a whole number in it when its ends have different ones.
    __m512i top = _mm512_srli_epi64(_mm512_add_epi64(scaled, limit), FRACTION_BITS);
    __m512i below = _mm512_sub_epi64(scaled, _mm512_add_epi64(limit, _mm512_set1_epi64(1)));
    __mmask8 is_long = _mm512_cmpeq_epi64_mask(top, _mm512_srli_epi64(below, FRACTION_BITS));
    __m512i fraction = _mm512_and_si512(scaled, _mm512_set1_epi64(ONE - 1));
    __m512i tenfold = _mm512_madd52lo_epu64(zero, fraction, _mm512_set1_epi64(10));
    // A half goes up from an odd digit and down from an even one.
    __m512i rounded = _mm512_add_epi64(tenfold, _mm512_set1_epi64(ONE / 2 - 16));
    rounded = _mm512_mask_add_epi64(
        rounded, _mm512_test_epi64_mask(tenfold, _mm512_set1_epi64(ONE)), rounded, _mm512_set1_epi64(32));
    __m512i last = _mm512_maskz_srli_epi64(is_long, rounded, FRACTION_BITS);
    __m512i number = _mm512_add_epi64(_mm512_mul_epu32(top, _mm512_set1_epi64(10)), last);
    _mm256_storeu_si256((__m256i *)(block.numbers + i), _mm512_cvtepi64_epi32(number));
  }
  // In the order in which the unpacking below takes them apart.
  const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  for (size_t i = 0; i < count; i += 16) {
    __m512i bits = _mm512_permutexvar_epi32(order, _mm512_loadu_si512(block.bits + i));
    __m512i number = _mm512_permutexvar_epi32(order, _mm512_loadu_si512(block.numbers + i));
    __m512i biased = _mm512_and_si512(_mm512_srli_epi32(bits, 23), _mm512_set1_epi32(0xff));
    __m512i index = _mm512_sub_epi32(biased, _mm512_set1_epi32(first_float));
    __mmask16 is_zero = _mm512_testn_epi32_mask(bits, _mm512_set1_epi32(0x7fffffff));
    __mmask16 is_odd_one = _mm512_testn_epi32_mask(bits, _mm512_set1_epi32(0x7fffff)) |
                           _mm512_cmpge_epu32_mask(index, _mm512_set1_epi32(binary_exponents));
    // Zero is laid out as a number with decimal exponent 0.
    __m512i row = _mm512_maskz_permutex2var_epi8(0x1111111111111111, steps_low, index, steps_high);
    row = _mm512_and_si512(row, _mm512_set1_epi32(31));
    row = _mm512_mask_mov_epi32(row, is_zero, _mm512_set1_epi32(2 - smallest_decimal));
    number = _mm512_maskz_mov_epi32(~is_zero, number);
    __mmask16 has_nine = _mm512_cmpge_epu32_mask(number, _mm512_set1_epi32(100000000));
    row = _mm512_mask_add_epi32(row, ~has_nine, row, _mm512_set1_epi32(31));
    row = _mm512_mask_add_epi32(
        row, _mm512_cmplt_epu32_mask(number, _mm512_set1_epi32(10000000)), row, _mm512_set1_epi32(31));
    __m512i exponent = _mm512_and_si512(row, _mm512_set1_epi32(31));
    is_odd_one |= _mm512_cmpgt_epu32_mask(exponent, _mm512_set1_epi32(largest_float - smallest_decimal));
    is_odd_one &= ~is_zero;

    __m512i eight = _mm512_mask_sub_epi32(number, has_nine, number, _mm512_set1_epi32(100000000));
    __m512i low_digits = spread_eight(_mm512_unpacklo_epi32(eight, zero));
    __m512i high_digits = spread_eight(_mm512_unpackhi_epi32(eight, zero));
    __m512i zeros = _mm512_castps_si512(_mm512_shuffle_ps(
        _mm512_castsi512_ps(zeros_of_eight(low_digits)), _mm512_castsi512_ps(zeros_of_eight(high_digits)), 0x88));
    zeros = _mm512_add_epi32(_mm512_srli_epi32(row, 5), _mm512_srli_epi32(zeros, 3));
    // Digits and what stands in front of them: 1 for the point, or the zeros of a number below 1; 1 for what follows.
    __m512i added = _mm512_max_epi32(_mm512_sub_epi32(_mm512_set1_epi32(-smallest_decimal + 1), exponent), _mm512_set1_epi32(1));
    __m512i bytes = _mm512_sub_epi32(_mm512_add_epi32(added, _mm512_set1_epi32(9 + 1)), zeros);
    // A whole number has no point, and has the zeros that its digits end with.
    __m512i whole = _mm512_sub_epi32(exponent, _mm512_set1_epi32(-smallest_decimal - 3));
    bytes = _mm512_mask_sub_epi32(bytes, _mm512_cmple_epi32_mask(bytes, whole), whole, _mm512_set1_epi32(1));

    __m512i low_words = _mm512_slli_epi32(row, row_place);
    low_words = _mm512_mask_or_epi32(low_words, has_nine, low_words, _mm512_set1_epi32(1));
    __m512i high_words = _mm512_mask_add_epi32(bytes, _mm512_movepi32_mask(bits), bytes, _mm512_set1_epi32(0x101));
    high_words = _mm512_maskz_mov_epi32(~is_odd_one, high_words);
    __m512i low_pairs = _mm512_unpacklo_epi32(low_words, high_words);
    __m512i high_pairs = _mm512_unpackhi_epi32(low_words, high_words);
    _mm512_storeu_si512(entries->at + i, _mm512_unpacklo_epi64(low_digits, low_pairs));
    _mm512_storeu_si512(entries->at + i + 4, _mm512_unpackhi_epi64(low_digits, low_pairs));
    _mm512_storeu_si512(entries->at + i + 8, _mm512_unpacklo_epi64(high_digits, high_pairs));
    _mm512_storeu_si512(entries->at + i + 12, _mm512_unpackhi_epi64(high_digits, high_pairs));
  }
}

/// The shortest decimals of four floats, as integers. `scales` are the scales of these.
INLINE V3 __m256i float_decimals(__m256i bits, __m256i scale) {
  __m256i significand = _mm256_or_si256(_mm256_slli_epi64(bits, 8), _mm256_set1_epi64x(0x80000000));
  __m256i upper = _mm256_mul_epu32(significand, _mm256_srli_epi64(scale, 32));
  __m256i lower = _mm256_srli_epi64(_mm256_mul_epu32(significand, scale), 32);
  __m256i scaled = _mm256_add_epi64(upper, lower);
  __m256i odd = _mm256_slli_epi64(_mm256_and_si256(bits, _mm256_set1_epi64x(1)), 3);
  __m256i limit = _mm256_add_epi64(_mm256_srli_epi64(scale, 64 - FRACTION_BITS + 1), _mm256_set1_epi64x(4));
  limit = _mm256_sub_epi64(limit, odd);
  __m256i top = _mm256_srli_epi64(_mm256_add_epi64(scaled, limit), FRACTION_BITS);
  __m256i below = _mm256_sub_epi64(scaled, _mm256_add_epi64(limit, _mm256_set1_epi64x(1)));
  __m256i is_long = _mm256_cmpeq_epi32(top, _mm256_srli_epi64(below, FRACTION_BITS));
  __m256i fraction = _mm256_and_si256(scaled, _mm256_set1_epi64x(ONE - 1));
  __m256i tenfold = _mm256_add_epi64(_mm256_slli_epi64(fraction, 3), _mm256_slli_epi64(fraction, 1));
  __m256i to_even = _mm256_and_si256(_mm256_srli_epi64(tenfold, FRACTION_BITS - 5), _mm256_set1_epi64x(32));
  __m256i rounded = _mm256_add_epi64(_mm256_add_epi64(tenfold, _mm256_set1_epi64x(ONE / 2 - 16)), to_even);
  __m256i last = _mm256_and_si256(_mm256_srli_epi64(rounded, FRACTION_BITS), is_long);
  return _mm256_add_epi64(_mm256_mul_epu32(top, _mm256_set1_epi64x(10)), last);
}

/// Joins the low halves of the lanes of two registers; numbers 0 to 7 come as 0 1 4 5 2 3 6 7.
INLINE V3 __m256i join_halves(__m256i first, __m256i second) {
  return _mm256_castps_si256(_mm256_shuffle_ps(_mm256_castsi256_ps(first), _mm256_castsi256_ps(second), 0x88));
}

INLINE V3 __m256i scales_of(const uint64_t *scales, const uint32_t *index) {
  return _mm256_set_epi64x(
      (int64_t)scales[index[3]], (int64_t)scales[index[2]], (int64_t)scales[index[1]], (int64_t)scales[index[0]]);
}

INLINE V3 void store_entries(float_entry *entries, __m256i digits, __m256i words) {
  __m256i even = _mm256_unpacklo_epi64(digits, words), odd = _mm256_unpackhi_epi64(digits, words);
  _mm256_storeu_si256((__m256i *)entries, _mm256_permute2x128_si256(even, odd, 0x20));
  _mm256_storeu_si256((__m256i *)(entries + 2), _mm256_permute2x128_si256(even, odd, 0x31));
}

INLINE V3 void float_entries_v3(
    const double *values, size_t count, const facet_text_tables *tables, float_entries *entries) {
  const __m256i zero = _mm256_setzero_si256();
  float_numbers block;
  for (size_t i = 0; i < count; i += 8) {
    __m256i bits = _mm256_castps_si256(
        _mm256_set_m128(_mm256_cvtpd_ps(_mm256_loadu_pd(values + i + 4)), _mm256_cvtpd_ps(_mm256_loadu_pd(values + i))));
    __m256i biased = _mm256_and_si256(_mm256_srli_epi32(bits, 23), _mm256_set1_epi32(0xff));
    __m256i index = _mm256_sub_epi32(biased, _mm256_set1_epi32(first_float));
    _mm256_storeu_si256((__m256i *)(block.index + i), _mm256_min_epu32(index, _mm256_set1_epi32(binary_exponents)));
    _mm256_storeu_si256((__m256i *)(block.bits + i), bits);
  }
  for (size_t i = 0; i < count; i += 8) {
    __m256i low_scales = scales_of(tables->float_scales, block.index + i);
    __m256i high_scales = scales_of(tables->float_scales, block.index + i + 4);
    __m256i bits = _mm256_permute4x64_epi64(_mm256_loadu_si256((const __m256i *)(block.bits + i)), 0xd8);
    __m256i number = join_halves(
        float_decimals(_mm256_unpacklo_epi32(bits, zero), low_scales),
        float_decimals(_mm256_unpackhi_epi32(bits, zero), high_scales));
    _mm256_storeu_si256((__m256i *)(block.numbers + i), number);
  }
  for (size_t i = 0; i < count; i += 8) {
    __m256i number = _mm256_loadu_si256((const __m256i *)(block.numbers + i));
    __m256i bits = _mm256_permute4x64_epi64(_mm256_loadu_si256((const __m256i *)(block.bits + i)), 0xd8);
    __m256i index = _mm256_permute4x64_epi64(_mm256_loadu_si256((const __m256i *)(block.index + i)), 0xd8);
    // Zero is laid out as a number with decimal exponent 0.
    __m256i magnitude = _mm256_slli_epi32(bits, 1);
    __m256i is_zero = _mm256_cmpeq_epi32(magnitude, zero);
    number = _mm256_andnot_si256(is_zero, number);
    __m256i step = _mm256_srli_epi32(
        _mm256_add_epi32(_mm256_mullo_epi32(index, _mm256_set1_epi32(315653)), _mm256_set1_epi32(1005368)), 20);
    step = _mm256_blendv_epi8(step, _mm256_set1_epi32(2 - smallest_decimal), is_zero);
    __m256i has_nine = _mm256_cmpgt_epi32(number, _mm256_set1_epi32(99999999));
    __m256i has_seven = _mm256_cmpgt_epi32(_mm256_set1_epi32(10000000), number);
    // -1 for each: 1 of zeros without a ninth digit, and one more without an eighth.
    __m256i zeros = _mm256_sub_epi32(_mm256_add_epi32(_mm256_set1_epi32(1), has_nine), has_seven);
    __m256i exponent = _mm256_sub_epi32(step, zeros);
    __m256i is_plain = _mm256_cmpeq_epi32(
        _mm256_min_epu32(exponent, _mm256_set1_epi32(largest_float - smallest_decimal)), exponent);
    is_plain = _mm256_and_si256(is_plain, _mm256_cmpgt_epi32(_mm256_set1_epi32(binary_exponents), index));
    is_plain = _mm256_andnot_si256(_mm256_cmpeq_epi32(_mm256_slli_epi32(bits, 9), zero), is_plain);
    is_plain = _mm256_or_si256(is_plain, is_zero);

    __m256i eight = _mm256_sub_epi32(number, _mm256_and_si256(has_nine, _mm256_set1_epi32(100000000)));
    __m256i low_digits = spread_four(_mm256_unpacklo_epi32(eight, zero));
    __m256i high_digits = spread_four(_mm256_unpackhi_epi32(eight, zero));
    __m256i added = _mm256_max_epi32(_mm256_sub_epi32(_mm256_set1_epi32(-smallest_decimal + 1), exponent), _mm256_set1_epi32(1));
    __m256i all_zeros = _mm256_add_epi32(zeros, join_halves(zeros_of_four(low_digits), zeros_of_four(high_digits)));
    __m256i bytes = _mm256_sub_epi32(_mm256_add_epi32(added, _mm256_set1_epi32(9 + 1)), all_zeros);
    // A whole number has no point, and has the zeros that its digits end with.
    __m256i whole = _mm256_sub_epi32(exponent, _mm256_set1_epi32(-smallest_decimal - 3));
    __m256i has_point = _mm256_cmpgt_epi32(bytes, whole);
    bytes = _mm256_blendv_epi8(_mm256_sub_epi32(whole, _mm256_set1_epi32(1)), bytes, has_point);

    __m256i row = _mm256_add_epi32(exponent, _mm256_slli_epi32(zeros, 5));
    __m256i low_words = _mm256_sub_epi32(_mm256_slli_epi32(row, row_place), has_nine);
    __m256i sign = _mm256_and_si256(_mm256_srai_epi32(bits, 31), _mm256_set1_epi32(0x101));
    __m256i high_words = _mm256_and_si256(_mm256_add_epi32(bytes, sign), is_plain);
    store_entries(entries->at + i, low_digits, _mm256_unpacklo_epi32(low_words, high_words));
    store_entries(entries->at + i + 4, high_digits, _mm256_unpackhi_epi32(low_words, high_words));
  }
}

// MARK: Second pass

INLINE V3 uint8_t *put_float(
    uint8_t *cursor, const float_entries *entries, size_t i, double value, uint8_t end, const facet_text_tables *tables,
    size_t (*write_one)(double, uint8_t *)) {
  const float_entry *entry = &entries->at[i];
  uint64_t word = entry->word;
  size_t bytes = bytes_of(word);
  if (__builtin_expect(bytes == 0, 0)) {
    bytes = write_one(value, cursor) + 1;
  } else {
    const float_row *row = (const float_row *)((const uint8_t *)tables->floats + row_of(word));
    __m128i text = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)entry), _mm_loadu_si128((const __m128i *)row->shuffle));
    text = _mm_or_si128(text, _mm_loadu_si128((const __m128i *)row->constant));
    *cursor = '-';
    _mm_storeu_si128((__m128i *)(cursor + sign_of(word)), text);
  }
  cursor[bytes - 1] = end;
  return cursor + bytes;
}

NUMBER_LINES(float, v3, V3)
NUMBER_LINES(float, icl, ICL)

#else

NO_NUMBER_LINES(float, v3)
NO_NUMBER_LINES(float, icl)

#endif
