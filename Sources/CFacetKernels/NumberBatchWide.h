// Numbers of a chunk by AVX-512 (the level of Ice Lake): like NumberBatch.h, eight tokens at a time.
//
// Idea: the digits of a chunk are pressed together, 64 bytes at a time, so that no point stands in the way of any number;
// where a number ends among them is the count of digits before it. Of 16 digits each, eight numbers are joined in one
// register.
//
// Source: as NumberBatch.h; pressing the digits together is ours.
#pragma once
#include "NumberBatch.h"

#if defined(__x86_64__)

#define WIDEST __attribute__((target( \
    "avx2,bmi,bmi2,lzcnt,popcnt,fma,avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512vbmi2")))
#define INLINE_WIDEST static inline __attribute__((always_inline)) WIDEST

INLINE_WIDEST __m512i byte_numbers(void) {
  const __m512i quads = _mm512_setr_epi32(
      0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x13121110, 0x17161514, 0x1b1a1918, 0x1f1e1d1c, 0x23222120,
      0x27262524, 0x2b2a2928, 0x2f2e2d2c, 0x33323130, 0x37363534, 0x3b3a3938, 0x3f3e3d3c);
  return quads;
}

/// For each of the bits, which are among the digits' places or between them, the count of digits before it.
INLINE_WIDEST void put_digit_places(uint16_t *places, uint64_t bits, uint64_t digits, size_t base) {
  // Among digits and bits, bit number k stands at k plus the digits before it.
  uint64_t among = _pext_u64(bits, digits | bits);
  __m512i numbers = byte_numbers();
  __m256i before = _mm512_castsi512_si256(_mm512_sub_epi8(_mm512_maskz_compress_epi8(among, numbers), numbers));
  __m512i wide = _mm512_add_epi16(_mm512_cvtepu8_epi16(before), _mm512_set1_epi16((short)base));
  _mm512_storeu_si512(places, wide);
}

INLINE_WIDEST void collect_numbers_wide(
    number_chunk *chunk, const number_marks *marks, uint64_t digits, size_t at, const bool are_integers) {
  __m512i text = _mm512_loadu_si512(chunk->text + at);
  size_t base = chunk->digit_count;
  _mm512_storeu_si512(
      chunk->digits + reach + base,
      _mm512_maskz_compress_epi8(digits, _mm512_sub_epi8(text, _mm512_set1_epi8('0'))));
  put_digit_places(chunk->end_places + 1 + chunk->ended, marks->ends, digits, base);
  if (!are_integers) put_digit_places(chunk->point_places + chunk->marked, marks->points, digits, base);
  chunk->digit_count = base + (size_t)__builtin_popcountll(digits);
  chunk->begun += (size_t)__builtin_popcountll(marks->starts);
  chunk->marked += (size_t)__builtin_popcountll(marks->points);
  chunk->ended += (size_t)__builtin_popcountll(marks->ends);
}

INLINE_WIDEST __m512i four_digit_runs(const uint8_t *digits, const uint16_t *ends) {
  __m512i runs = _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)(digits + ends[0])));
  runs = _mm512_inserti32x4(runs, _mm_loadu_si128((const __m128i *)(digits + ends[2])), 1);
  runs = _mm512_inserti32x4(runs, _mm_loadu_si128((const __m128i *)(digits + ends[4])), 2);
  return _mm512_inserti32x4(runs, _mm_loadu_si128((const __m128i *)(digits + ends[6])), 3);
}

/// The last 16 digits, or as many as there are, of eight numbers.
INLINE_WIDEST __m512i join_eight(const uint8_t *digits, const uint16_t *ends, __m128i counts) {
  // Numbers 0, 2, 4, 6, and 1, 3, 5, 7, so that packing brings them in order.
  __m512i even = four_digit_runs(digits, ends), odd = four_digit_runs(digits, ends + 1);
  const __m512i from_end = _mm512_broadcast_i32x4(_mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  const __m512i lanes = _mm512_setr_epi64(
      0, 0, 0x0404040404040404, 0x0404040404040404, 0x0808080808080808, 0x0808080808080808, 0x0c0c0c0c0c0c0c0c,
      0x0c0c0c0c0c0c0c0c);
  __m512i all = _mm512_broadcast_i32x4(counts);
  __m512i even_counts = _mm512_shuffle_epi8(all, lanes);
  __m512i odd_counts = _mm512_shuffle_epi8(all, _mm512_add_epi8(lanes, _mm512_set1_epi8(2)));
  even = _mm512_maskz_mov_epi8(_mm512_cmpgt_epu8_mask(even_counts, from_end), even);
  odd = _mm512_maskz_mov_epi8(_mm512_cmpgt_epu8_mask(odd_counts, from_end), odd);
  const __m512i tens = _mm512_set1_epi16(1 << 8 | 10);
  const __m512i hundreds = _mm512_set1_epi32(1 << 16 | 100), ten_thousands = _mm512_set1_epi32(1 << 16 | 10000);
  even = _mm512_madd_epi16(_mm512_maddubs_epi16(even, tens), hundreds);
  odd = _mm512_madd_epi16(_mm512_maddubs_epi16(odd, tens), hundreds);
  __m512i halves = _mm512_madd_epi16(_mm512_packus_epi32(even, odd), ten_thousands);
  return _mm512_add_epi64(_mm512_mul_epu32(halves, _mm512_set1_epi64(100000000)), _mm512_srli_epi64(halves, 32));
}

INLINE_WIDEST __m512d signed_eight(const number_chunk *chunk, size_t token, __m512d values) {
  __mmask8 negative = ((const uint8_t *)chunk->negative)[token / 8];
  return _mm512_mask_or_pd(values, negative, values, _mm512_set1_pd(-0.0));
}

/// Eight numbers of any length, with any exponent. What is odd about them is kept for the careful reader.
static __attribute__((noinline)) WIDEST void convert_any_eight(
    number_chunk *chunk, size_t token, __m128i counts, __m128i decimals) {
  const uint8_t *digits = chunk->digits + reach - 16;
  const uint16_t *ends = chunk->end_places + 1 + token;
  uint32_t odd = ((const uint8_t *)chunk->strange)[token / 8];
  const uint32_t exponents = ((const uint8_t *)chunk->with_exponent)[token / 8];
  if (exponents != 0) {
    int16_t changed[8];
    _mm_storeu_si128((__m128i *)changed, decimals);
    odd |= take_exponents(chunk, exponents, changed);
    decimals = _mm_loadu_si128((const __m128i *)changed);
  }
  __m512i significand = join_eight(digits, ends, counts);
  if (_mm_cmpgt_epu16_mask(counts, _mm_set1_epi16(16)) != 0) {
    // The four digits before the last 16.
    __m256i places = _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)ends));
    __m256i first = _mm256_i32gather_epi32((const int *)(digits - 4), places, 1);
    __m256i missing = _mm256_sub_epi32(_mm256_set1_epi32(20), _mm256_cvtepu16_epi32(counts));
    missing = _mm256_max_epi32(missing, _mm256_setzero_si256());
    first = _mm256_and_si256(first, _mm256_sllv_epi32(_mm256_set1_epi32(-1), _mm256_slli_epi32(missing, 3)));
    first = _mm256_madd_epi16(
        _mm256_maddubs_epi16(first, _mm256_set1_epi16(1 << 8 | 10)), _mm256_set1_epi32(1 << 16 | 100));
    significand = _mm512_add_epi64(
        significand, _mm512_mullo_epi64(_mm512_cvtepu32_epi64(first), _mm512_set1_epi64(10000000000000000)));
    odd |= _mm256_cmpgt_epi32_mask(first, _mm256_set1_epi32(900));
  }
  odd |= _mm_cmpgt_epu16_mask(_mm_sub_epi16(counts, _mm_set1_epi16(1)), _mm_set1_epi16(19));
  __m128i size = _mm_abs_epi16(decimals);
  odd |= _mm_cmpgt_epu16_mask(size, _mm_set1_epi16(22));
  __m256i power = _mm256_cvtepu16_epi32(_mm_min_epu16(size, _mm_set1_epi16(22)));
  __m512d tens = _mm512_i32gather_pd(power, pointed_powers + 1, 8);
  __m512d whole = _mm512_cvtepi64_pd(significand);
  __m512d rest = _mm512_cvtepi64_pd(_mm512_sub_epi64(significand, _mm512_cvtpd_epi64(whole)));
  __m512d value = _mm512_div_pd(whole, tens);
  __m512d error = _mm512_add_pd(_mm512_fnmadd_pd(value, tens, whole), rest);
  error = _mm512_mul_pd(error, _mm512_i32gather_pd(power, pointed_inverses + 1, 8));
  const __mmask8 times = (__mmask8)_mm_movepi16_mask(decimals);
  if (times != 0) {
    __m512d product = _mm512_mul_pd(whole, tens);
    value = _mm512_mask_mov_pd(value, times, product);
    error = _mm512_mask_mov_pd(error, times, _mm512_fmadd_pd(rest, tens, _mm512_fmsub_pd(whole, tens, product)));
  }
  // The error is right to 2^-50 of itself: where a little less and a little more of it round alike, so does the truth.
  __m512d least = _mm512_fmadd_pd(error, _mm512_set1_pd(1 - 0x1p-45), value);
  __m512d most = _mm512_fmadd_pd(error, _mm512_set1_pd(1 + 0x1p-45), value);
  odd |= _mm512_cmp_pd_mask(least, most, _CMP_NEQ_UQ);
  _mm512_storeu_pd(chunk->values + token, signed_eight(chunk, token, least));
  if (odd != 0) keep_odd(chunk, token, odd);
}

INLINE_WIDEST void convert_numbers_wide(number_chunk *chunk, size_t count) {
  const uint16_t *ends = chunk->end_places + 1;
  const uint8_t *digits = chunk->digits + reach - 16;
  const __m512d low_powers = _mm512_setr_pd(1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7);
  const __m512d high_powers = _mm512_setr_pd(1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15);
  // Whole batches of eight: what is behind the last token is a token of one digit.
  __m128i behind = _mm_add_epi16(_mm_set1_epi16((short)chunk->end_places[count]), _mm_setr_epi16(1, 2, 3, 4, 5, 6, 7, 8));
  _mm_storeu_si128((__m128i *)(chunk->end_places + 1 + count), behind);
  _mm_storeu_si128((__m128i *)(chunk->point_places + count), behind);
  for (size_t token = 0; token < count; token += 8) {
    __m128i here = _mm_loadu_si128((const __m128i *)(ends + token));
    __m128i counts = _mm_sub_epi16(here, _mm_loadu_si128((const __m128i *)(chunk->end_places + token)));
    __m128i decimals = _mm_sub_epi16(here, _mm_loadu_si128((const __m128i *)(chunk->point_places + token)));
    __mmask8 wrong = _mm_cmpgt_epu16_mask(_mm_sub_epi16(counts, _mm_set1_epi16(1)), _mm_set1_epi16(14));
    if (__builtin_expect((wrong | rare_tokens(chunk, token)) != 0, 0)) {
      convert_any_eight(chunk, token, counts, decimals);
      continue;
    }
    __m512d whole = _mm512_cvtepi64_pd(join_eight(digits, ends + token, counts));
    __m512d power = _mm512_permutex2var_pd(low_powers, _mm512_cvtepu16_epi64(decimals), high_powers);
    _mm512_storeu_pd(chunk->values + token, signed_eight(chunk, token, _mm512_div_pd(whole, power)));
  }
}

/// Turns the first `count` tokens into numbers of vertices; of four in a line the first is a 3. Answers how many are good before
/// the first that is not.
INLINE_WIDEST size_t convert_corners_wide(
    number_chunk *chunk, size_t count, const size_t columns, uint32_t base, uint32_t vertices, int32_t *corners) {
  const uint16_t *ends = chunk->end_places + 1;
  const uint8_t *digits = chunk->digits + reach - 16;
  const __m512i bases = _mm512_set1_epi64(base), most = _mm512_set1_epi64(vertices);
  const __m128i last = _mm_set1_epi16((short)chunk->end_places[count]);
  _mm_storeu_si128((__m128i *)(chunk->end_places + 1 + count), last);
  for (size_t token = 0; token < count; token += 8) {
    __m128i here = _mm_loadu_si128((const __m128i *)(ends + token));
    __m128i counts = _mm_sub_epi16(here, _mm_loadu_si128((const __m128i *)(chunk->end_places + token)));
    __m512i numbers = join_eight(digits, ends + token, counts);
    __m512i places = _mm512_sub_epi64(numbers, bases);
    __mmask8 good = _mm512_cmplt_epu64_mask(places, most);
    if (columns == 4) good = (good & 0xee) | _mm512_mask_cmpeq_epi64_mask(0x11, numbers, _mm512_set1_epi64(3));
    good &= _mm_cmple_epu16_mask(counts, _mm_set1_epi16(10));
    const size_t left = count - token, most_here = left < 8 ? left : 8;
    const size_t good_here = _tzcnt_u32(~(uint32_t)good), taken = good_here < most_here ? good_here : most_here;
    const __m256i narrow = _mm512_cvtepi64_epi32(places);
    if (columns == 4) {
      _mm256_mask_storeu_epi32(
          corners + token / 4 * 3, (__mmask8)((1u << taken / 4 * 3) - 1), _mm256_maskz_compress_epi32(0xee, narrow));
    } else {
      _mm256_mask_storeu_epi32(corners + token, (__mmask8)((1u << taken) - 1), narrow);
    }
    if (__builtin_expect(taken < most_here, 0)) return token + taken;
  }
  return count;
}

INLINE_WIDEST uint64_t bytes_equal_wide(const uint8_t *text, uint8_t byte) {
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(text), _mm512_set1_epi8((char)byte));
}

INLINE_WIDEST uint64_t bytes_within_wide(const uint8_t *text, uint8_t first, uint8_t span, uint8_t folded) {
  __m512i bytes = _mm512_or_si512(_mm512_loadu_si512(text), _mm512_set1_epi8((char)folded));
  return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8((char)first)), _mm512_set1_epi8((char)span));
}

/// Parts triples to three columns.
INLINE_WIDEST void spread_rows_wide(const double *values, size_t rows, double *x, double *y, double *z) {
  const __m512i x_low = _mm512_setr_epi64(0, 3, 6, 9, 12, 15, 0, 0), x_high = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 10, 13);
  const __m512i y_low = _mm512_setr_epi64(1, 4, 7, 10, 13, 0, 0, 0), y_high = _mm512_setr_epi64(0, 1, 2, 3, 4, 8, 11, 14);
  const __m512i z_low = _mm512_setr_epi64(2, 5, 8, 11, 14, 0, 0, 0), z_high = _mm512_setr_epi64(0, 1, 2, 3, 4, 9, 12, 15);
  size_t row = 0;
  for (; row + 8 <= rows; row += 8, values += 24) {
    __m512d a = _mm512_loadu_pd(values), b = _mm512_loadu_pd(values + 8), c = _mm512_loadu_pd(values + 16);
    _mm512_storeu_pd(x + row, _mm512_permutex2var_pd(_mm512_permutex2var_pd(a, x_low, b), x_high, c));
    _mm512_storeu_pd(y + row, _mm512_permutex2var_pd(_mm512_permutex2var_pd(a, y_low, b), y_high, c));
    _mm512_storeu_pd(z + row, _mm512_permutex2var_pd(_mm512_permutex2var_pd(a, z_low, b), z_high, c));
  }
  for (; row < rows; row++, values += 3) x[row] = values[0], y[row] = values[1], z[row] = values[2];
}

#endif
