// A chunk of text on its way to numbers: the masks of each 64 bytes, and what is kept of its tokens.
//
// Idea: every question about tokens is asked of 64 bytes at once, in the bits of an integer. A token's bits are a run of
// ones, so that adding its points to it carries to its end what it holds: one point, two, or none. No token is looked
// at by itself before its digits are joined.
//
// Source: G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second" (VLDB Journal 2019) for masks that add up.
// The use for points, signs and lines is ours.
#pragma once
#include "TextTokens.h"

#if defined(__x86_64__)

enum { most_blocks = chunk_bytes / 64, most_tokens = chunk_bytes / 2 };

/// What the bytes of tokens are, of 64: one bit a byte, the first byte the lowest.
typedef struct {
  uint64_t digits, points, minuses, exponents;
} byte_classes;

/// What the block before handed on: whether its last byte was in a token, and what that token held so far.
typedef struct {
  uint64_t token, point, strange, minus, exponent, letter, word, feed_return;
} block_carry;

/// The tokens of a chunk that are numbers.
typedef struct {
  const uint8_t *text;
  size_t blocks, begun, ended, marked;
  /// Where tokens begin, and where they or what is before their exponent end, a bit a byte; whether they are negative,
  /// odd, or have an exponent, a bit a token.
  uint64_t starts[most_blocks], ends[most_blocks];
  uint64_t negative[most_tokens / 64 + 2], strange[most_tokens / 64 + 2], with_exponent[most_tokens / 64 + 2];
  /// For each token: where its digits begin, where they end, and its point; where it has none, its end. AVX-512 counts
  /// places in `digits`, without beginnings: they are the ends before.
  uint16_t start_places[most_tokens + 32], end_places[most_tokens + 33], point_places[most_tokens + 32];
  uint8_t digits[reach + chunk_bytes + 64];
  size_t digit_count;
  /// Where exponents begin, and how many of them are taken.
  uint16_t exponent_places[most_tokens];
  size_t exponents, exponents_taken;
  uint8_t mark;
  /// The numbers, and which of them the careful reader must see.
  double values[most_tokens + 8];
  uint16_t odd[most_tokens + 8];
  size_t odd_count;
} number_chunk;

INLINE void begin_chunk(number_chunk *chunk, const uint8_t *text, uint8_t mark) {
  chunk->text = text;
  chunk->mark = mark;
  chunk->blocks = chunk->begun = chunk->ended = chunk->marked = chunk->digit_count = chunk->odd_count = 0;
  chunk->exponents = chunk->exponents_taken = 0;
  chunk->end_places[0] = 0;
  memset(chunk->negative, 0, sizeof chunk->negative);
  memset(chunk->strange, 0, sizeof chunk->strange);
  memset(chunk->with_exponent, 0, sizeof chunk->with_exponent);
}

INLINE uint64_t add_carrying(uint64_t a, uint64_t b, uint64_t *carry) {
  unsigned long long sum;
  *carry = _addcarry_u64((unsigned char)*carry, a, b, &sum);
  return sum;
}

/// The bits one byte on; what falls out is handed on.
INLINE uint64_t moved_on(uint64_t bits, uint64_t *carry) {
  uint64_t moved = bits << 1 | *carry;
  *carry = bits >> 63;
  return moved;
}

/// Writes bits from number `first` on; those above are overwritten.
INLINE void put_bits(uint64_t *words, size_t first, uint64_t bits) {
  uint64_t *word = words + first / 64;
  size_t shift = first & 63;
  word[0] |= bits << shift;
  word[1] = bits >> 1 >> (63 - shift);
}

/// Adds bits from number `first` on to words that hold 0 there.
INLINE void add_bits(uint64_t *words, size_t first, uint64_t bits) {
  words[first / 64] |= bits << (first & 63);
  words[first / 64 + 1] |= bits >> 1 >> (63 - (first & 63));
}

/// The marks of numbers in 64 bytes.
typedef struct {
  uint64_t tokens, starts, first_digits, points, ends;
} number_marks;

/// Finds the numbers among the bytes of tokens, and keeps of them what takes one bit. An exponent is cut off.
INLINE number_marks mark_numbers(
    number_chunk *chunk, uint64_t tokens, const byte_classes *bytes, block_carry *carry, const bool are_integers) {
  uint64_t exponents = 0, marks_e = bytes->exponents & tokens & (tokens << 1 | carry->token);
  if (!are_integers && __builtin_expect((marks_e | carry->exponent) != 0, 0)) {
    // From its e on a token's bits are added up to 0.
    uint64_t sums = add_carrying(tokens, marks_e, &carry->exponent);
    tokens &= sums, exponents = marks_e & ~sums;
  }
  uint64_t behind = moved_on(tokens, &carry->token);
  number_marks marks;
  marks.starts = tokens & ~behind;
  marks.ends = behind & ~tokens;
  uint64_t points = bytes->points & tokens, minuses = bytes->minuses & marks.starts;
  // From its first point on a token's bits are added up to 0, and the bit at its end to 1; a second point stays 1.
  uint64_t sums = add_carrying(tokens, points, &carry->point);
  uint64_t strange = (tokens & ~(bytes->digits | points | minuses)) | (points & sums);
  if (!are_integers && __builtin_expect((strange | carry->strange) != 0, 0)) {
    uint64_t flags = add_carrying(tokens, strange, &carry->strange) & marks.ends;
    add_bits(chunk->strange, chunk->ended, _pext_u64(flags, marks.ends));
  }
  if (__builtin_expect(exponents != 0, 0)) {
    add_bits(chunk->with_exponent, chunk->ended, _pext_u64(exponents, marks.ends));
    for (; exponents != 0; exponents &= exponents - 1)
      chunk->exponent_places[chunk->exponents++] = (uint16_t)(64 * chunk->blocks + _tzcnt_u64(exponents));
  }
  marks.points = (points | marks.ends) & ~sums;
  marks.first_digits = (marks.starts & ~minuses) | moved_on(minuses, &carry->minus);
  if (!are_integers) put_bits(chunk->negative, chunk->begun, _pext_u64(minuses, marks.starts));
  chunk->starts[chunk->blocks] = marks.starts;
  chunk->ends[chunk->blocks] = marks.ends;
  chunk->blocks++;
  marks.tokens = tokens;
  return marks;
}

/// Takes the exponents of the tokens from number `token` on whose bits are set from how many decimals these have. Answers
/// which of them are no plain exponents of one to three digits.
INLINE uint32_t take_exponents(number_chunk *chunk, uint32_t bits, int16_t *decimals) {
  uint32_t odd = 0;
  for (; bits != 0; bits &= bits - 1) {
    const uint8_t *digit = chunk->text + chunk->exponent_places[chunk->exponents_taken++] + 1;
    const bool is_negative = *digit == '-';
    digit += is_negative || *digit == '+';
    uint32_t value = 0, count = 0;
    for (; count < 4 && (uint8_t)(digit[count] - '0') <= 9; count++) value = value * 10 + digit[count] - '0';
    const size_t index = _tzcnt_u32(bits);
    if (count - 1 > 2 || (digit[count] > ' ' && digit[count] != chunk->mark)) odd |= (uint32_t)1 << index;
    decimals[index] = (int16_t)(decimals[index] + (is_negative ? (int)value : -(int)value));
  }
  return odd;
}

/// Adds what the careful reader must see: bits of tokens from number `first` on.
INLINE void keep_odd(number_chunk *chunk, size_t first, uint32_t bits) {
  for (; bits != 0; bits &= bits - 1) chunk->odd[chunk->odd_count++] = (uint16_t)(first + _tzcnt_u32(bits));
}

/// The place of bit number `rank` among the bits.
INLINE size_t place_of(uint64_t bits, size_t rank) { return _tzcnt_u64(_pdep_u64((uint64_t)1 << rank, bits)); }

/// Whether a group of eight tokens has any that is odd, or an exponent.
INLINE uint32_t rare_tokens(const number_chunk *chunk, size_t token) {
  return ((const uint8_t *)chunk->strange)[token / 8] | ((const uint8_t *)chunk->with_exponent)[token / 8];
}

/// Reads the odd tokens below number `count` one at a time. Answers the first that is no plain number, or `count`; and
/// in `place` where that token begins.
static __attribute__((noinline, unused)) WIDE size_t read_odd(
    number_chunk *chunk, size_t count, const uint64_t *powers, size_t *place) {
  size_t start_block = 0, end_block = 0, started = 0, ended = 0;
  for (size_t index = 0; index < chunk->odd_count && chunk->odd[index] < count; index++) {
    size_t token = chunk->odd[index], tokens;
    while ((tokens = (size_t)__builtin_popcountll(chunk->starts[start_block])) <= token - started)
      started += tokens, start_block++;
    while ((tokens = (size_t)__builtin_popcountll(chunk->ends[end_block])) <= token - ended)
      ended += tokens, end_block++;
    *place = 64 * start_block + place_of(chunk->starts[start_block], token - started);
    size_t end = 64 * end_block + place_of(chunk->ends[end_block], token - ended);
    // A mark ends a token only where it is one; elsewhere it is 0.
    if ((chunk->text[end] | 0x20) == 'e')
      while (chunk->text[end] > ' ' && chunk->text[end] != chunk->mark) end++;
    if (!read_number(chunk->text + *place, chunk->text + end, false, powers, chunk->values + token)) return token;
  }
  return count;
}

#endif
