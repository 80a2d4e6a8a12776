// Numbers of a chunk by AVX2: classes of bytes, tokens to lists, four tokens at a time to Double, and those to columns.
//
// Idea: a token is loaded by its end, so that its digits lie right-aligned whatever its length; a shuffle takes the point
// out. Up to 15 digits and a power of ten are exact in a Double, and so one division rounds rightly. More digits are the
// sum of two Doubles; the quotient's own error says whether the sum's rounding is safe.
//
// Source: W. D. Clinger, "How to read floating point numbers accurately" (PLDI 1990) for the exact division; W. Mula for
// joining digits by multiply-add; T. J. Dekker (1971) for the sum of two. The load by the end is ours.
#pragma once
#include "NumberChunk.h"

#if defined(__x86_64__)

INLINE uint64_t bits_of(__m256i low, __m256i high) {
  return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

INLINE uint64_t bytes_equal(const uint8_t *text, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  __m256i low = _mm256_loadu_si256((const __m256i *)text), high = _mm256_loadu_si256((const __m256i *)(text + 32));
  return bits_of(_mm256_cmpeq_epi8(low, wanted), _mm256_cmpeq_epi8(high, wanted));
}

/// The bytes from `first` on, `span` more of them.
INLINE uint64_t bytes_within(const uint8_t *text, uint8_t first, uint8_t span, uint8_t folded) {
  const __m256i from = _mm256_set1_epi8((char)first), most = _mm256_set1_epi8((char)span);
  const __m256i fold = _mm256_set1_epi8((char)folded);
  __m256i low = _mm256_loadu_si256((const __m256i *)text), high = _mm256_loadu_si256((const __m256i *)(text + 32));
  low = _mm256_sub_epi8(_mm256_or_si256(low, fold), from), high = _mm256_sub_epi8(_mm256_or_si256(high, fold), from);
  return bits_of(
      _mm256_cmpeq_epi8(_mm256_min_epu8(low, most), low), _mm256_cmpeq_epi8(_mm256_min_epu8(high, most), high));
}

/// Writes where the lowest bit of each list is, from `base` on, and takes it away: so many times.
#define TAKE_PLACES(times)                                               \
  for (size_t i = 0; i < (times); i++) {                                 \
    start_places[i] = (uint16_t)(base + _tzcnt_u64(starts));             \
    point_places[i] = (uint16_t)(base + _tzcnt_u64(points));             \
    end_places[i] = (uint16_t)(base + _tzcnt_u64(ends));                 \
    starts = _blsr_u64(starts), points = _blsr_u64(points), ends = _blsr_u64(ends); \
  }

INLINE void collect_numbers(
    number_chunk *chunk, const number_marks *marks, uint64_t digits, size_t base, const bool are_integers) {
  (void)digits, (void)are_integers;
  uint64_t starts = marks->first_digits, points = marks->points, ends = marks->ends;
  uint16_t *start_places = chunk->start_places + chunk->digit_count;
  uint16_t *point_places = chunk->point_places + chunk->marked, *end_places = chunk->end_places + chunk->ended;
  chunk->digit_count += (size_t)__builtin_popcountll(starts);
  chunk->begun += (size_t)__builtin_popcountll(marks->starts);
  chunk->marked += (size_t)__builtin_popcountll(points);
  chunk->ended += (size_t)__builtin_popcountll(ends);
  // Some at a time without a look at how many there are; what is too much is written over.
  TAKE_PLACES(8)
  while (__builtin_expect((starts | points | ends) != 0, 0)) {
    start_places += 8, point_places += 8, end_places += 8;
    TAKE_PLACES(4)
    start_places -= 4, point_places -= 4, end_places -= 4;
  }
}

#define IDENTITY 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
#define GONE 0x80

/// Takes the point out of 16 bytes whose last `row` are the point and what is behind it; row 0 has no point.
static const uint8_t point_shuffles[17][16] = {
    {IDENTITY},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15},
    {GONE, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15},
    {GONE, 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {GONE, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {GONE, 0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {GONE, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {GONE, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {GONE, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {GONE, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};

/// By the distance of the point from the end, which is one more than the decimals: 0 where there is no point.
static const double pointed_powers[24] = {1,    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10,
                                          1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
static const double pointed_inverses[24] = {1,     1e0,   1e-1,  1e-2,  1e-3,  1e-4,  1e-5,  1e-6,
                                            1e-7,  1e-8,  1e-9,  1e-10, 1e-11, 1e-12, 1e-13, 1e-14,
                                            1e-15, 1e-16, 1e-17, 1e-18, 1e-19, 1e-20, 1e-21, 1e-22};

/// Up to 15 digits as text, the point taken out.
INLINE __m128i short_digits(const number_chunk *chunk, size_t token) {
  size_t end = chunk->end_places[token];
  __m128i bytes = _mm_loadu_si128((const __m128i *)(chunk->text + end - 16));
  bytes = _mm_and_si128(bytes, last_bytes_mask(end - chunk->start_places[token]));
  return _mm_shuffle_epi8(
      bytes, _mm_loadu_si128((const __m128i *)point_shuffles[(size_t)(end - chunk->point_places[token])]));
}

INLINE __m256d signed_four(const number_chunk *chunk, size_t token, __m256d values) {
  uint32_t bits = ((const uint8_t *)chunk->negative)[token / 8] >> (token & 7);
  __m256i signs = _mm256_sllv_epi64(_mm256_set1_epi64x(bits), _mm256_setr_epi64x(63, 62, 61, 60));
  return _mm256_or_pd(values, _mm256_and_pd(_mm256_castsi256_pd(signs), _mm256_set1_pd(-0.0)));
}

/// Four numbers of at most 15 digits, as integers.
INLINE __m256d join_four(const number_chunk *chunk, size_t token) {
  // Numbers 0 and 2, and 1 and 3, so that packing brings them in order.
  __m256i even = _mm256_set_m128i(short_digits(chunk, token + 2), short_digits(chunk, token));
  __m256i odd = _mm256_set_m128i(short_digits(chunk, token + 3), short_digits(chunk, token + 1));
  const __m256i zero = _mm256_set1_epi8('0'), tens = _mm256_set1_epi16(1 << 8 | 10);
  const __m256i hundreds = _mm256_set1_epi32(1 << 16 | 100), ten_thousands = _mm256_set1_epi32(1 << 16 | 10000);
  even = _mm256_madd_epi16(_mm256_maddubs_epi16(_mm256_subs_epu8(even, zero), tens), hundreds);
  odd = _mm256_madd_epi16(_mm256_maddubs_epi16(_mm256_subs_epu8(odd, zero), tens), hundreds);
  // Each is its upper and its lower eight digits.
  const __m256i halves = _mm256_madd_epi16(_mm256_packus_epi32(even, odd), ten_thousands);
  const __m256i magic = _mm256_set1_epi64x(0x4330000000000000);
  __m256d upper = _mm256_castsi256_pd(_mm256_blend_epi32(halves, magic, 0xaa));
  __m256d lower = _mm256_castsi256_pd(_mm256_or_si256(_mm256_srli_epi64(halves, 32), magic));
  upper = _mm256_sub_pd(upper, _mm256_castsi256_pd(magic)), lower = _mm256_sub_pd(lower, _mm256_castsi256_pd(magic));
  return _mm256_fmadd_pd(upper, _mm256_set1_pd(1e8), lower);
}

INLINE void convert_four(number_chunk *chunk, size_t token) {
  const uint16_t *end = chunk->end_places + token, *point = chunk->point_places + token;
  __m256d power = _mm256_setr_pd(
      pointed_powers[end[0] - point[0]], pointed_powers[end[1] - point[1]], pointed_powers[end[2] - point[2]],
      pointed_powers[end[3] - point[3]]);
  __m256d values = _mm256_div_pd(join_four(chunk, token), power);
  _mm256_storeu_pd(chunk->values + token, signed_four(chunk, token, values));
}

/// Four numbers of any length, with any exponent. What is odd about them is kept for the careful reader.
static __attribute__((noinline)) WIDE void convert_any_four(number_chunk *chunk, size_t token) {
  double high[4], low[4], power[4], inverse[4];
  int16_t decimals[4];
  uint32_t odd = (uint32_t)(((const uint8_t *)chunk->strange)[token / 8] >> (token & 7)) & 15;
  const uint32_t exponents = (uint32_t)(((const uint8_t *)chunk->with_exponent)[token / 8] >> (token & 7)) & 15;
  bool is_short = true;
  for (size_t i = 0; i < 4; i++) {
    const size_t point = (size_t)(chunk->end_places[token + i] - chunk->point_places[token + i]);
    const size_t bytes = (size_t)(chunk->end_places[token + i] - chunk->start_places[token + i]) + (point == 0);
    decimals[i] = (int16_t)(point - (point != 0));
    is_short &= bytes - 2 <= 14;
  }
  if (exponents != 0) odd |= take_exponents(chunk, exponents, decimals);
  if (is_short) {
    __m256d over, under;
    for (size_t i = 0; i < 4; i++) {
      const int most = decimals[i] > 22 ? 22 : decimals[i] < -22 ? -22 : decimals[i];
      odd |= (uint32_t)(most != decimals[i]) << i;
      over[i] = pointed_powers[1 + (most < 0 ? -most : 0)], under[i] = pointed_powers[1 + (most > 0 ? most : 0)];
    }
    __m256d values = _mm256_div_pd(_mm256_mul_pd(join_four(chunk, token), over), under);
    _mm256_storeu_pd(chunk->values + token, signed_four(chunk, token, values));
    if (odd != 0) keep_odd(chunk, token, odd);
    return;
  }
  for (size_t i = 0; i < 4; i++) {
    const size_t end = chunk->end_places[token + i], point = end - chunk->point_places[token + i];
    const size_t digits = end - chunk->start_places[token + i] - (point != 0);
    const decimal_form form = {.digits = digits, .decimals = point == 0 ? 32 : point - 1};
    const size_t size = (size_t)(decimals[i] < 0 ? -decimals[i] : decimals[i]);
    high[i] = 1, low[i] = 0, power[i] = inverse[i] = 1;
    uint64_t significand;
    if (digits - 1 >= 32 || size > 22 || (odd >> i & 1) || !all_digits(chunk->text + end, &form, &significand) ||
        significand >> 63) {
      odd |= (uint32_t)1 << i;
      continue;
    }
    high[i] = (double)(int64_t)significand;
    low[i] = (double)((int64_t)significand - (int64_t)high[i]);
    power[i] = pointed_powers[size + 1], inverse[i] = pointed_inverses[size + 1];
  }
  __m256d tens = _mm256_loadu_pd(power), whole = _mm256_loadu_pd(high), rest = _mm256_loadu_pd(low);
  __m256d value = _mm256_div_pd(whole, tens);
  __m256d error = _mm256_add_pd(_mm256_fnmadd_pd(value, tens, whole), rest);
  error = _mm256_mul_pd(error, _mm256_loadu_pd(inverse));
  const __m256d times = _mm256_castsi256_pd(_mm256_cvtepi16_epi64(_mm_loadl_epi64((const __m128i *)decimals)));
  if (_mm256_movemask_pd(times) != 0) {
    __m256d product = _mm256_mul_pd(whole, tens);
    value = _mm256_blendv_pd(value, product, times);
    error = _mm256_blendv_pd(error, _mm256_fmadd_pd(rest, tens, _mm256_fmsub_pd(whole, tens, product)), times);
  }
  // The error is right to 2^-50 of itself: where a little less and a little more of it round alike, so does the truth.
  __m256d least = _mm256_fmadd_pd(error, _mm256_set1_pd(1 - 0x1p-45), value);
  __m256d most = _mm256_fmadd_pd(error, _mm256_set1_pd(1 + 0x1p-45), value);
  odd |= (uint32_t)_mm256_movemask_pd(_mm256_cmp_pd(least, most, _CMP_NEQ_UQ));
  _mm256_storeu_pd(chunk->values + token, signed_four(chunk, token, least));
  if (odd != 0) keep_odd(chunk, token, odd);
}

/// Turns the first `count` tokens into numbers, all of which have ended.
INLINE void convert_numbers(number_chunk *chunk, size_t count) {
  // Whole batches of eight: what is behind the last token is a token of one byte.
  const __m128i ones = _mm_set1_epi16(1);
  _mm_storeu_si128((__m128i *)(chunk->start_places + count), _mm_setzero_si128());
  _mm_storeu_si128((__m128i *)(chunk->end_places + count), ones);
  _mm_storeu_si128((__m128i *)(chunk->point_places + count), ones);
  for (size_t token = 0; token < count; token += 8) {
    __m128i starts = _mm_loadu_si128((const __m128i *)(chunk->start_places + token));
    __m128i ends = _mm_loadu_si128((const __m128i *)(chunk->end_places + token));
    __m128i points = _mm_loadu_si128((const __m128i *)(chunk->point_places + token));
    // 1 to 15 digits and a point, be it there or not, are 2 to 16 bytes.
    __m128i bytes = _mm_sub_epi16(_mm_sub_epi16(ends, starts), _mm_cmpeq_epi16(ends, points));
    __m128i wrong = _mm_subs_epu16(_mm_sub_epi16(bytes, _mm_set1_epi16(2)), _mm_set1_epi16(14));
    if (__builtin_expect(rare_tokens(chunk, token) != 0 || !_mm_testz_si128(wrong, wrong), 0)) {
      convert_any_four(chunk, token), convert_any_four(chunk, token + 4);
    } else {
      convert_four(chunk, token), convert_four(chunk, token + 4);
    }
  }
}

/// Parts triples to three columns.
INLINE void spread_rows(const double *values, size_t rows, double *x, double *y, double *z) {
  size_t row = 0;
  for (; row + 4 <= rows; row += 4, values += 12) {
    // x0 y0 z0 x1 | y1 z1 x2 y2 | z2 x3 y3 z3
    __m256d a = _mm256_loadu_pd(values), b = _mm256_loadu_pd(values + 4), c = _mm256_loadu_pd(values + 8);
    __m256d left = _mm256_blend_pd(a, b, 12), middle = _mm256_permute2f128_pd(a, c, 0x21), right = _mm256_blend_pd(b, c, 12);
    // left: x0 y0 x2 y2; middle: z0 x1 z2 x3; right: y1 z1 y3 z3
    _mm256_storeu_pd(x + row, _mm256_shuffle_pd(left, middle, 10));
    _mm256_storeu_pd(y + row, _mm256_shuffle_pd(left, right, 5));
    _mm256_storeu_pd(z + row, _mm256_shuffle_pd(middle, right, 10));
  }
  for (; row < rows; row++, values += 3) x[row] = values[0], y[row] = values[1], z[row] = values[2];
}

#endif
