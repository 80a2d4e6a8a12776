// Lines of numbers as text, a block at a time: what FloatLines.c and DoubleLines.c share.
//
// Idea: a block of 64 lines goes through two passes. The first works on whole registers of numbers and leaves, for each
// number, its digits and a word that says how they are laid out. The second writes them one after the other: a shuffle,
// whose row the decimal exponent picks, parts the digits for the point; an `or` puts in the point and the zeros in front;
// one store writes it all, and what is too much is written over by what follows. Neither pass branches on the data. A
// number that the first pass is not sure of (a power of two, too near a tie, not finite, in need of an exponent) is
// marked, and the second leaves it to the function for one number.
//
// Source: the fraction form of Schubfach as in ShortestDecimal.swift; the row per exponent is V. Zverovich's (zmij,
// 2025-26); two passes, and the scale by the binary exponent in place of power and shift, are ours.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "CFacetKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define V3 __attribute__((target("avx2,fma,bmi,bmi2,lzcnt,popcnt")))
#define ICL                                                                                                     \
  __attribute__((target(                                                                                        \
      "avx2,fma,bmi,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512cd,avx512ifma,avx512vbmi,avx512vbmi2")))
#define INLINE static inline __attribute__((always_inline))

enum {
  block_lines = 64,
  /// The rows of a table: decimal exponents from -5 on, and 32 for each zero that the digits begin with.
  float_rows = 96,
  double_rows = 64,
  /// The first biased binary exponent of what needs no decimal exponent, and how many there are.
  first_float = 110,
  first_double = 1006,
  binary_exponents = 71,
  /// A decimal exponent of 0 stands for this one.
  smallest_decimal = -5,
  largest_float = 15,
  largest_double = 14,
};

/// How the digits of a number are laid out. Nine digits of a Float: the last eight backwards, then the first. Seventeen of a
/// Double: eight backwards, eight more backwards; then, for what comes behind the sixteenth byte, these and the last.
typedef struct {
  uint8_t shuffle[16], constant[16];
} float_row;
typedef struct {
  uint8_t shuffle[32], constant[32];
} double_row;

struct facet_text_tables {
  float_row floats[float_rows];
  double_row doubles[double_rows];
  /// 2^exponent · 10^power, where 10^-(power + 1) <= 2^exponent < 10^-power, as a fraction of 64 and 128 bits (high word
  /// first), by the biased exponent less the first. One more for all others.
  uint64_t float_scales[binary_exponents + 1];
  uint64_t double_scales[2 * (binary_exponents + 1)];
  /// By the biased exponent less the first: the step, which is the decimal exponent of the first digit, less the smallest
  /// one; from bit 5 on, how far to shift the step's power right to have the scale.
  uint8_t float_steps[128], double_steps[128];
  /// The powers of ten by steps; for Double the high words, then the low ones.
  uint64_t float_powers[32], double_powers[2][32];
};

// The word beside the digits: the place of the row in bits 16 to 31, the bytes of the number with its sign and what stands
// behind it in bits 32 to 39, 1 for a sign in bits 40 to 47. No bytes: the number is left to the function for one.
#define row_of(word) ((uint16_t)((word) >> 16))
#define bytes_of(word) ((uint8_t)((word) >> 32))
#define sign_of(word) ((uint8_t)((word) >> 40))

/// Spreads numbers below 10^8 into their eight digits, the first in byte 7: as DecimalDigits.spread, but turned round, for
/// then a single multiplication and addition move the upper part up and take it away below.
INLINE V3 __m256i spread_four(__m256i value) {
  __m256i upper = _mm256_srli_epi64(_mm256_mul_epu32(value, _mm256_set1_epi64x(109951163)), 40);
  __m256i halves = _mm256_add_epi64(value, _mm256_mul_epu32(upper, _mm256_set1_epi64x((1ll << 32) - 10000)));
  __m256i hundreds = _mm256_srli_epi32(_mm256_mulhi_epu16(halves, _mm256_set1_epi32(5243)), 3);
  __m256i quarters = _mm256_add_epi32(halves, _mm256_mullo_epi32(hundreds, _mm256_set1_epi32((1 << 16) - 100)));
  __m256i tens = _mm256_mulhi_epu16(quarters, _mm256_set1_epi16(6554));
  return _mm256_add_epi16(quarters, _mm256_mullo_epi16(tens, _mm256_set1_epi16((1 << 8) - 10)));
}

/// How many digits each of four words ends with that are zeros.
INLINE V3 __m256i zeros_of_four(__m256i words) {
  const __m256i ones = _mm256_set1_epi8(-1);
  __m256i below = _mm256_andnot_si256(words, _mm256_add_epi64(words, ones));
  __m256i are_zero = _mm256_cmpeq_epi8(below, ones);
  return _mm256_sad_epu8(_mm256_sub_epi8(_mm256_setzero_si256(), are_zero), _mm256_setzero_si256());
}

/// The same, eight at once.
INLINE ICL __m512i spread_eight(__m512i value) {
  __m512i upper = _mm512_srli_epi64(_mm512_mul_epu32(value, _mm512_set1_epi64(109951163)), 40);
  __m512i halves = _mm512_add_epi64(value, _mm512_mul_epu32(upper, _mm512_set1_epi64((1ll << 32) - 10000)));
  __m512i hundreds = _mm512_srli_epi32(_mm512_mulhi_epu16(halves, _mm512_set1_epi32(5243)), 3);
  __m512i quarters = _mm512_add_epi32(halves, _mm512_mullo_epi32(hundreds, _mm512_set1_epi32((1 << 16) - 100)));
  __m512i tens = _mm512_mulhi_epu16(quarters, _mm512_set1_epi16(6554));
  return _mm512_add_epi16(quarters, _mm512_mullo_epi16(tens, _mm512_set1_epi16((1 << 8) - 10)));
}

/// Eight times the zeros that each of eight words ends with, and some more.
INLINE ICL __m512i zeros_of_eight(__m512i words) {
  const __m512i turn = _mm512_broadcast_i32x4(_mm_setr_epi8(7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8));
  return _mm512_lzcnt_epi64(_mm512_shuffle_epi8(words, turn));
}

/// Writes the mark of a line and a blank behind it where there is one.
INLINE uint8_t *put_mark(uint8_t *cursor, uint8_t mark) {
  uint16_t text = (uint16_t)(0x2000 | mark);
  memcpy(cursor, &text, 2);
  return cursor + 2 * (mark != 0);
}

/// How many numbers of each column the first pass of a block takes: a multiple of sixteen.
INLINE size_t lanes_of(size_t lines) { return (lines + 15) & ~(size_t)15; }

/// A block's column: the caller's, or a copy with zeros behind where its length is no multiple of sixteen.
INLINE const double *full_column(const double *values, size_t count, double *copy) {
  if (count == block_lines) return values;
  memcpy(copy, values, count * sizeof(double));
  memset(copy + count, 0, (lanes_of(count) - count) * sizeof(double));
  return copy;
}

/// The function that writes lines `x y z`: both passes, a block at a time.
#define NUMBER_LINES(type, level, target)                                                                           \
  target size_t facet_##type##_lines_##level(                                                                       \
      const double *x, const double *y, const double *z, size_t count, uint8_t mark, const facet_text_tables *tables, \
      size_t (*write_one)(double, uint8_t *), uint8_t *to) {                                                        \
    double copy[3][block_lines];                                                                                    \
    type##_entries entries[3];                                                                                      \
    uint8_t *cursor = to;                                                                                           \
    for (size_t done = 0; done < count; done += block_lines) {                                                      \
      const size_t lines = count - done < block_lines ? count - done : block_lines;                                 \
      const double *columns[3] = {                                                                                  \
          full_column(x + done, lines, copy[0]), full_column(y + done, lines, copy[1]),                             \
          full_column(z + done, lines, copy[2])};                                                                   \
      for (int column = 0; column < 3; column++) {                                                                  \
        type##_entries_##level(columns[column], lanes_of(lines), tables, &entries[column]);                         \
      }                                                                                                             \
      for (size_t i = 0; i < lines; i++) {                                                                          \
        cursor = put_mark(cursor, mark);                                                                            \
        cursor = put_##type(cursor, &entries[0], i, columns[0][i], ' ', tables, write_one);                         \
        cursor = put_##type(cursor, &entries[1], i, columns[1][i], ' ', tables, write_one);                         \
        cursor = put_##type(cursor, &entries[2], i, columns[2][i], '\n', tables, write_one);                        \
      }                                                                                                             \
    }                                                                                                               \
    return (size_t)(cursor - to);                                                                                   \
  }

#else

/// What stands in its place on another kind of processor; nobody calls it there.
#define NO_NUMBER_LINES(type, level)                                                                                \
  size_t facet_##type##_lines_##level(                                                                              \
      const double *x, const double *y, const double *z, size_t count, uint8_t mark, const facet_text_tables *tables, \
      size_t (*write_one)(double, uint8_t *), uint8_t *to) {                                                        \
    return 0;                                                                                                       \
  }

#endif
