// Tokens of a text, and what they are worth: what the kernels of text share.
//
// Idea: 64 bytes at a time become a bit mask of what parts tokens; where the mask changes, a token begins or ends. With all
// ends of a few KiB known in advance, tokens do not wait for each other: the processor has several in work at once. A
// token is loaded by its end, so that its digits lie right-aligned in a register whatever its length; the point
// is taken out by joining two loads that are one byte apart.
//
// Source: G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second" (VLDB Journal 2019) for the mask of
// ends; D. Lemire, "Number parsing at a gigabyte per second" (SPE 2021) for the product; W. Mula for joining digits by
// multiply-add. The load by the end is ours.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "CFacetKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,fma")))
#define INLINE static inline __attribute__((always_inline)) WIDE

enum { first_chunk_bytes = 512, chunk_bytes = 4096, reach = 64 };

/// The tokens of a chunk: where each begins and where it ends, in turn, from the chunk's beginning.
typedef struct {
  const uint8_t *text;
  size_t count;
  uint16_t places[chunk_bytes + 32];
} token_index;

/// Finds the tokens of `bytes` bytes, a multiple of 64 and at most chunk_bytes. Blanks, tabs, line feeds, vertical tabs, form
/// feeds and carriage returns part tokens, and so does `mark` (a blank for nothing more). A token that is not over
/// at the end has no end in the list.
INLINE void index_tokens(token_index *index, const uint8_t *text, size_t bytes, uint8_t mark) {
  const __m256i blank = _mm256_set1_epi8(' '), other = _mm256_set1_epi8((char)mark);
  const __m256i first = _mm256_set1_epi8('\t'), span = _mm256_set1_epi8('\r' - '\t');
  uint16_t *out = index->places;
  uint64_t before = 1;
  for (size_t at = 0; at < bytes; at += 64) {
    __m256i low = _mm256_loadu_si256((const __m256i *)(text + at));
    __m256i high = _mm256_loadu_si256((const __m256i *)(text + at + 32));
    __m256i low_control = _mm256_sub_epi8(low, first), high_control = _mm256_sub_epi8(high, first);
    __m256i low_parts = _mm256_or_si256(
        _mm256_or_si256(_mm256_cmpeq_epi8(low, blank), _mm256_cmpeq_epi8(low, other)),
        _mm256_cmpeq_epi8(_mm256_min_epu8(low_control, span), low_control));
    __m256i high_parts = _mm256_or_si256(
        _mm256_or_si256(_mm256_cmpeq_epi8(high, blank), _mm256_cmpeq_epi8(high, other)),
        _mm256_cmpeq_epi8(_mm256_min_epu8(high_control, span), high_control));
    uint64_t parts = (uint32_t)_mm256_movemask_epi8(low_parts) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high_parts) << 32;
    uint64_t changes = parts ^ (parts << 1 | before);
    before = parts >> 63;
    int count = __builtin_popcountll(changes);
    // Eight at a time without a look at how many there are; what is too much is written over.
    int written = 0;
    do {
      for (int i = 0; i < 8; i++) {
        out[written + i] = (uint16_t)(at + _tzcnt_u64(changes));
        changes &= changes - 1;
      }
      written += 8;
    } while (written < count);
    out += count;
  }
  index->text = text;
  index->count = (size_t)(out - index->places);
}

/// The bytes of the next chunk, at most `most`; 0 when too few are left.
INLINE size_t chunk_of(const uint8_t *text, const uint8_t *end, size_t most) {
  size_t left = (size_t)(end - text);
  if (left < 2 * reach) return 0;
  left = (left - reach) & ~(size_t)63;
  return left < most ? left : most;
}

/// 16 bytes of 0, then 0xff: loaded from `n`, the last n bytes are 0xff; all of them from 16 on.
static const uint8_t last_bytes[48] = {
    [16] = 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff,        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

INLINE __m128i last_bytes_mask(size_t count) { return _mm_loadu_si128((const __m128i *)(last_bytes + count)); }

/// The number that 16 digits of 0...9 make, the first the most significant.
INLINE uint64_t join_digits(__m128i digits) {
  const __m128i tens = _mm_set1_epi16(1 << 8 | 10);
  const __m128i hundreds = _mm_set1_epi32(1 << 16 | 100);
  const __m128i ten_thousands = _mm_set1_epi32(1 << 16 | 10000);
  __m128i pairs = _mm_maddubs_epi16(digits, tens);
  __m128i quads = _mm_madd_epi16(pairs, hundreds);
  __m128i packed = _mm_packus_epi32(quads, quads);
  uint64_t halves = (uint64_t)_mm_cvtsi128_si64(_mm_madd_epi16(packed, ten_thousands));
  return (halves & 0xffffffff) * 100000000 + (halves >> 32);
}

/// Digits with at most one point among them: how many digits, how many of them behind the point (32 without one), and the
/// bytes that are neither.
typedef struct {
  size_t digits;
  size_t decimals;
  uint32_t strange;
} decimal_form;

/// Looks at the 1 to 32 bytes that end at `end`. Answers whether they are digits with at most one point, and one digit.
INLINE bool find_form(const uint8_t *end, size_t length, decimal_form *form) {
  __m256i text = _mm256_loadu_si256((const __m256i *)(end - 32));
  __m256i digits = _mm256_sub_epi8(text, _mm256_set1_epi8('0'));
  uint32_t are_digits =
      (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(digits, _mm256_set1_epi8(9)), digits));
  uint32_t points = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(text, _mm256_set1_epi8('.')));
  uint32_t inside = ~(uint32_t)0 << (-length & 31);
  points &= inside;
  form->strange = inside & ~(are_digits | points);
  form->decimals = _lzcnt_u32(points);
  form->digits = length - 1 + (form->decimals >> 5);
  return ((form->strange | _blsr_u32(points)) == 0) & (form->digits != 0);
}

/// The last 16 digits, or as many as there are, of a number that ends at `end`: those before the point are loaded one
/// byte earlier. 17 bytes before `end` are readable.
INLINE uint64_t last_digits(const uint8_t *end, size_t decimals, size_t digits) {
  __m128i before = _mm_loadu_si128((const __m128i *)(end - 17));
  __m128i behind = _mm_loadu_si128((const __m128i *)(end - 16));
  __m128i text = _mm_blendv_epi8(before, behind, last_bytes_mask(decimals));
  return join_digits(_mm_and_si128(_mm_sub_epi8(text, _mm_set1_epi8('0')), last_bytes_mask(digits)));
}

/// All digits as an integer; 33 bytes before `end` are readable. Answers false for what takes more than 64 bits.
INLINE bool all_digits(const uint8_t *end, const decimal_form *form, uint64_t *significand) {
  size_t more_digits = form->digits < 16 ? 0 : form->digits - 16, more_decimals = form->decimals < 16 ? 0 : form->decimals - 16;
  uint64_t upper = last_digits(end - 16, more_decimals, more_digits);
  *significand = last_digits(end, form->decimals, form->digits) + upper * 10000000000000000;
  return upper <= 1843;
}

/// The nearest Double of significand · 10^power, a tie to even; infinity and what is below the normal numbers are left to
/// others by NaN. `powers` are 128-bit significands from 10^-342 to 10^342, high word first.
static inline __attribute__((always_inline)) double scaled(uint64_t significand, int power, const uint64_t *powers) {
  if (significand == 0) return 0;
  if (power < -300 || power > 280) return __builtin_nan("");
  int shift = __builtin_clzll(significand);
  uint64_t shifted = significand << shift;
  const uint64_t *factor = powers + 2 * (power + 342);
  unsigned __int128 product = (unsigned __int128)shifted * factor[0];
  uint64_t high = (uint64_t)(product >> 64), low = (uint64_t)product;
  if ((high & 0x1ff) == 0x1ff) {
    uint64_t carry = (uint64_t)((unsigned __int128)shifted * factor[1] >> 64);
    low += carry;
    high += low < carry;
  }
  int upper = (int)(high >> 63);
  uint64_t mantissa = high >> (upper + 9);
  int biased = (power * 217706 >> 16) + 64 + upper - shift + 1022;
  if (biased <= 0 || biased >= 2046) return __builtin_nan("");
  if (low <= 1 && power >= -4 && power <= 23 && (mantissa & 3) == 1 && mantissa << (upper + 9) == high) {
    mantissa &= ~(uint64_t)1;
  }
  mantissa = (mantissa + (mantissa & 1)) >> 1;
  if (mantissa >= (uint64_t)1 << 53) {
    mantissa = (uint64_t)1 << 52;
    biased++;
  }
  uint64_t bits = (uint64_t)biased << 52 | (mantissa & (((uint64_t)1 << 52) - 1));
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/// Powers of ten that Double holds exactly; the last is for a number without a point, which has no decimals.
static const double exact_powers[33] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, [32] = 1};

INLINE double with_sign(double value, uint64_t is_negative) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  bits |= is_negative << 63;
  memcpy(&value, &bits, sizeof bits);
  return value;
}

/// Reads an exponent as nearly all programs print it, `e-01`. Answers where it begins, `end` where there is none.
INLINE const uint8_t *find_short_exponent(const uint8_t *start, const uint8_t *end, int *power) {
  uint32_t tens = (uint32_t)end[-2] - '0', ones = (uint32_t)end[-1] - '0';
  const uint8_t *mark = end - 4;
  if (mark <= start || (*mark | 0x20) != 'e' || (mark[1] != '-' && mark[1] != '+') || tens > 9 || ones > 9) return end;
  int value = (int)(tens * 10 + ones);
  *power = mark[1] == '-' ? -value : value;
  return mark;
}

/// Reads an exponent at the end of a token: the letter e, an optional sign, one to three digits. Answers where it
/// begins, NULL where there is none. `strange` marks the bytes that are no digits.
INLINE const uint8_t *find_exponent(const uint8_t *start, const uint8_t *end, uint32_t strange, int *power) {
  const uint8_t *mark = end - 32 + _tzcnt_u32(strange);
  if (mark <= start || end - mark < 2 || (*mark | 0x20) != 'e') return NULL;
  const uint8_t *digit = mark + 1 + (mark[1] == '-' || mark[1] == '+');
  if (digit >= end || end - digit > 3) return NULL;
  int value = 0;
  for (; digit < end; digit++) {
    if ((uint8_t)(*digit - '0') > 9) return NULL;
    value = value * 10 + (*digit - '0');
  }
  *power = mark[1] == '-' ? -value : value;
  return mark;
}

/// Reads a number with an exponent, or of more than 15 digits. Like read_number.
static __attribute__((noinline)) WIDE bool read_long_number(
    const uint8_t *start, const uint8_t *end, const uint64_t *powers, double *result) {
  const uint64_t is_negative = *start == '-';
  start += is_negative;
  const uint8_t *mark = end;
  int power = 0;
  if ((end[-4] | 0x20) == 'e') mark = find_short_exponent(start, end, &power);
  if ((size_t)(mark - start) - 1 >= 32) return false;
  decimal_form form;
  if (!find_form(mark, (size_t)(mark - start), &form)) {
    if (form.strange == 0 || mark != end) return false;
    mark = find_exponent(start, end, form.strange, &power);
    if (mark == NULL || !find_form(mark, (size_t)(mark - start), &form)) return false;
  }
  power -= (int)(form.decimals & 31);
  // A significand of 16 digits may be exact too, but to ask for that is a branch that nobody can foretell.
  if (form.digits <= 15 && power >= -22 && power <= 22) {
    double exact = (double)(int64_t)last_digits(mark, form.decimals, form.digits);
    exact = power < 0 ? exact / exact_powers[-power] : exact * exact_powers[power];
    *result = with_sign(exact, is_negative);
    return true;
  }
  uint64_t significand;
  if (!all_digits(mark, &form, &significand)) return false;
  double value = scaled(significand, power, powers);
  *result = with_sign(value, is_negative);
  return value == value;
}

/// Reads a number so near the beginning of what may be read that it is copied first. Like read_number.
static __attribute__((noinline)) WIDE bool read_near_number(
    const uint8_t *start, const uint8_t *end, const uint64_t *powers, double *result) {
  uint8_t copy[2 * reach] = {0};
  size_t length = (size_t)(end - start);
  if (length > 33) return false;
  memcpy(copy + sizeof copy - length, start, length);
  return read_long_number(copy + sizeof copy - length, copy + sizeof copy, powers, result);
}

/// Reads a number that is a whole token, rounded to the nearest Double. Answers false for what is not plainly one: a plus
/// sign, words, more than 32 digits, infinities and subnormal values too are for the careful reader.
/// 64 bytes before `end` are readable, or `is_near`.
INLINE bool read_number(
    const uint8_t *start, const uint8_t *end, bool is_near, const uint64_t *powers, double *result) {
  if (__builtin_expect(is_near, 0)) return read_near_number(start, end, powers, result);
  const uint64_t is_negative = *start == '-';
  const size_t length = (size_t)(end - start) - is_negative;
  const bool has_exponent = (end[-4] | 0x20) == 'e';
  decimal_form form;
  // Mostly there are at most 15 digits, an integer that is exact in a Double, and so is the power of ten.
  if (__builtin_expect(has_exponent | (length - 1 >= 16), 0) || __builtin_expect(!find_form(end, length, &form), 0) ||
      __builtin_expect(form.digits > 15, 0))
    return read_long_number(start, end, powers, result);
  double exact = (double)(int64_t)last_digits(end, form.decimals, form.digits);
  *result = with_sign(exact / exact_powers[form.decimals], is_negative);
  return true;
}

/// Reads a number without a sign of 1 to 10 digits that is a whole token.
INLINE bool read_integer(const uint8_t *start, const uint8_t *end, const uint8_t *floor, uint64_t *result) {
  size_t length = (size_t)(end - start);
  if (__builtin_expect(length > 10 || (size_t)(end - floor) < 16, 0)) {
    if (length > 10) return false;
    uint64_t value = 0;
    for (; start < end; start++) {
      uint8_t digit = (uint8_t)(*start - '0');
      if (digit > 9) return false;
      value = value * 10 + digit;
    }
    *result = value;
    return true;
  }
  __m128i digits = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(end - 16)), _mm_set1_epi8('0'));
  digits = _mm_and_si128(digits, last_bytes_mask(length));
  __m128i wrong = _mm_subs_epu8(digits, _mm_set1_epi8(9));
  if (__builtin_expect(!_mm_testz_si128(wrong, wrong), 0)) return false;
  *result = join_digits(digits);
  return true;
}

/// Whether the bytes between two tokens of a line are blanks, with one `mark` among them if the mark is no blank.
INLINE bool are_blanks(const uint8_t *from, const uint8_t *to, uint8_t mark) {
  if (__builtin_expect(to - from == 1, 1)) return *from == mark || (mark == ' ' && *from == '\t');
  size_t marks = 0;
  for (; from < to; from++) {
    if (*from == mark && mark != ' ') {
      marks++;
    } else if (*from != ' ' && *from != '\t') {
      return false;
    }
  }
  return mark == ' ' || marks == 1;
}

/// The place behind the line end that follows a token, blanks before it included; NULL where something else follows.
INLINE const uint8_t *behind_line(const uint8_t *end, const uint8_t *limit) {
  if (__builtin_expect(*end == '\n', 1)) return end + 1;
  while (end < limit && (*end == ' ' || *end == '\t')) end++;
  if (end < limit && *end == '\r') end++;
  return end < limit && *end == '\n' ? end + 1 : NULL;
}

#endif
