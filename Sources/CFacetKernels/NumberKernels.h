// Lines of numbers and facets of ASCII STL, by the instructions of one level: included once for AVX2 and once for AVX-512.
//
// Idea: a chunk of text goes through three loops, each over arrays in the nearest cache: bytes to masks and places of tokens;
// tokens to numbers; numbers to columns. Whether lines are plain is asked of the masks too: what begins a token and what
// ends a line must follow each other as in a plain line, over and over.
//
// The including file defines KERNEL (attributes), LEVEL(name), BYTES_EQUAL, BYTES_WITHIN, COLLECT, CONVERT,
// SPREAD, and CONVERT_CORNERS where lines of vertex numbers are to be read this way.
#include "NumberChunk.h"

#define KERNEL_INLINE static inline __attribute__((always_inline)) KERNEL

/// Bit i is whether i + phase is in step with `first`, every `period`. Periods and phases are at most 21.
KERNEL_INLINE uint64_t pattern(uint64_t once, size_t period, size_t phase) {
  unsigned __int128 all = 0;
  for (size_t at = 0; at < 96; at += period) all |= (unsigned __int128)once << at;
  return (uint64_t)(all >> phase);
}

/// The chunk's text: what stands so near the beginning of what may be read that looks back would leave it is copied.
KERNEL_INLINE const uint8_t *readable_text(
    uint8_t *copy, const uint8_t *floor, const uint8_t *text, size_t bytes) {
  if (text - floor >= reach) return text;
  memset(copy, 0, reach);
  memcpy(copy + reach, text, bytes + reach);
  return copy + reach;
}

/// How the numbers of a line are parted: by blanks; by blanks, behind a letter; by a mark.
typedef enum { by_blanks, behind_letter, by_mark } line_kind;

/// Plain lines at the beginning of a chunk: how many, and where the last of them ends.
typedef struct {
  size_t lines, taken;
  bool is_stopped;
} plain_lines;

/// Finds the lines of `columns` numbers at the beginning of a chunk, and the places of these. Integers have no signs, points
/// and exponents.
KERNEL_INLINE plain_lines find_lines(
    number_chunk *chunk, size_t bytes, const line_kind kind, const uint8_t mark, const size_t columns,
    const bool are_integers) {
  const size_t period = kind == by_mark ? 2 * columns : columns + (kind == behind_letter) + 1;
  const uint64_t feed_once = (uint64_t)1 << (period - 1);
  const uint64_t start_once = kind == by_mark ? 0x5555555555555555 & (feed_once - 1)
                                              : (feed_once - 1) & ~(uint64_t)(kind == behind_letter);
  block_carry carry = {0};
  plain_lines result = {0};
  size_t phase = 0;
  for (size_t at = 0; at < bytes; at += 64) {
    const uint8_t *here = chunk->text + at;
    byte_classes classes = {0};
    const uint64_t low = BYTES_WITHIN(here, 0, ' ', 0), blanks = BYTES_EQUAL(here, ' '), feeds = BYTES_EQUAL(here, '\n');
    const uint64_t marks = kind == by_blanks ? 0 : BYTES_EQUAL(here, mark);
    classes.digits = BYTES_WITHIN(here, '0', 9, 0);
    if (!are_integers) {
      classes.points = BYTES_EQUAL(here, '.');
      classes.minuses = BYTES_EQUAL(here, '-');
      classes.exponents = BYTES_WITHIN(here, 'e', 0, 0x20);
    }
    // Bytes that end the plain lines, whatever stands before and behind them.
    const uint64_t odd_controls = low & ~(blanks | feeds | marks), tokens = ~(low | marks);
    uint64_t bad = are_integers ? tokens & ~classes.digits : 0;
    if (__builtin_expect((odd_controls | carry.feed_return) != 0, 0)) {
      uint64_t returns = BYTES_EQUAL(here, '\r');
      bad |= odd_controls & ~(returns | BYTES_EQUAL(here, '\t'));
      bad |= moved_on(returns, &carry.feed_return) & ~feeds;
    }
    if (kind == behind_letter) {
      bad |= moved_on(marks, &carry.letter) & ~low;
      bad |= moved_on(tokens, &carry.word) & marks;
    }
    number_marks numbers = mark_numbers(chunk, tokens, &classes, &carry, are_integers);
    COLLECT(chunk, &numbers, classes.digits & numbers.tokens, at, are_integers);
    // Beginnings of tokens, marks and line ends in their order.
    const uint64_t signs = numbers.starts | feeds | marks | bad;
    const size_t count = (size_t)__builtin_popcountll(signs);
    uint64_t differing = (_pext_u64(feeds | bad, signs) ^ pattern(feed_once, period, phase)) |
                         (_pext_u64(numbers.starts | bad, signs) ^ pattern(start_once, period, phase));
    differing = _bzhi_u64(differing, (uint32_t)count);
    if (__builtin_expect(differing != 0, 0)) {
      const uint64_t good = _bzhi_u64(_pext_u64(feeds, signs), (uint32_t)_tzcnt_u64(differing));
      result.lines += (size_t)__builtin_popcountll(good);
      if (good != 0) result.taken = at + place_of(signs, 63 - _lzcnt_u64(good)) + 1;
      result.is_stopped = true;
      break;
    }
    if (feeds != 0) result.taken = at + 64 - _lzcnt_u64(feeds);
    result.lines += (size_t)__builtin_popcountll(feeds);
    phase = (phase + count) % period;
  }
  return result;
}

/// Leaves all lines but the first `limit` out.
KERNEL_INLINE void keep_lines(plain_lines *found, const number_chunk *chunk, size_t limit) {
  if (found->lines <= limit) return;
  found->lines = limit, found->taken = 0;
  for (size_t i = 0; i < limit; i++) {
    while (chunk->text[found->taken] != '\n') found->taken++;
    found->taken++;
  }
}

KERNEL_INLINE size_t number_lines(
    const uint8_t **cursor, const uint8_t *end, const line_kind kind, const uint8_t mark, const size_t columns, double *x,
    double *y, double *z, size_t first, size_t limit, const uint64_t *powers) {
  number_chunk chunk;
  uint8_t copy[reach + first_chunk_bytes + reach];
  const uint8_t *const floor = *cursor;
  const uint8_t *text = floor;
  size_t line = first;
  plain_lines found = {0};
  while (!found.is_stopped && line < limit) {
    size_t bytes = chunk_of(text, end, text - floor < reach ? first_chunk_bytes : chunk_bytes);
    if (bytes == 0) break;
    begin_chunk(&chunk, readable_text(copy, floor, text, bytes), kind == by_mark ? mark : 0);
    found = find_lines(&chunk, bytes, kind, mark, columns, false);
    // A chunk without a line holds one that is too long.
    if (found.lines == 0) break;
    keep_lines(&found, &chunk, limit - line);
    CONVERT(&chunk, found.lines * columns);
    if (__builtin_expect(chunk.odd_count != 0, 0)) {
      size_t place = 0, plain = read_odd(&chunk, found.lines * columns, powers, &place);
      if (plain < found.lines * columns) {
        found.lines = plain / columns, found.is_stopped = true;
        for (found.taken = place; found.taken > 0 && chunk.text[found.taken - 1] != '\n';) found.taken--;
      }
    }
    const size_t row = line * columns / 3;
    SPREAD(chunk.values, found.lines * columns / 3, x + row, y + row, z + row);
    line += found.lines;
    text += found.taken;
  }
  *cursor = text;
  return line - first;
}

#ifdef CONVERT_CORNERS

KERNEL_INLINE size_t triangle_lines(
    const uint8_t **cursor, const uint8_t *end, const line_kind kind, uint8_t letter, uint32_t base, uint32_t vertices,
    int32_t *corners, size_t limit) {
  number_chunk chunk;
  uint8_t copy[reach + first_chunk_bytes + reach];
  const uint8_t *const floor = *cursor;
  const uint8_t *text = floor;
  const size_t columns = kind == by_blanks ? 4 : 3;
  size_t line = 0;
  plain_lines found = {0};
  while (!found.is_stopped && line < limit) {
    size_t bytes = chunk_of(text, end, text - floor < reach ? first_chunk_bytes : chunk_bytes);
    if (bytes == 0) break;
    begin_chunk(&chunk, readable_text(copy, floor, text, bytes), 0);
    found = find_lines(&chunk, bytes, kind, letter, columns, true);
    if (found.lines == 0) break;
    keep_lines(&found, &chunk, limit - line);
    const size_t good = CONVERT_CORNERS(&chunk, found.lines * columns, columns, base, vertices, corners + 3 * line);
    if (__builtin_expect(good < found.lines * columns, 0)) {
      keep_lines(&found, &chunk, good / columns);
      found.is_stopped = true;
    }
    line += found.lines;
    text += found.taken;
  }
  *cursor = text;
  return line;
}

KERNEL size_t LEVEL(facet_triangle_lines)(
    const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint32_t base, uint32_t vertices, int32_t *corners,
    size_t limit) {
  if (letter == '3') return triangle_lines(cursor, end, by_blanks, 0, base, vertices, corners, limit);
  return triangle_lines(cursor, end, behind_letter, letter, base, vertices, corners, limit);
}

#endif

KERNEL size_t LEVEL(facet_number_lines)(
    const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint8_t mark, size_t columns, double *x, double *y,
    double *z, size_t first, size_t limit, const uint64_t *powers) {
  if (letter != 0) return number_lines(cursor, end, behind_letter, letter, 3, x, y, z, first, limit, powers);
  if (columns == 3 && mark == ' ') return number_lines(cursor, end, by_blanks, 0, 3, x, y, z, first, limit, powers);
  if (columns == 3) return number_lines(cursor, end, by_mark, mark, 3, x, y, z, first, limit, powers);
  if (mark == ' ') return number_lines(cursor, end, by_blanks, 0, 9, x, y, z, first, limit, powers);
  return number_lines(cursor, end, by_mark, mark, 9, x, y, z, first, limit, powers);
}

// Facets of ASCII STL: 21 tokens, wherever the lines end; case does not matter.

enum { facet_tokens = 21, facet_words = 9, facet_numbers = 12 };

/// Up to eight letters, the first in the lowest byte.
#define WORD(a, b, c, d, e, f, g, h)                                                                      \
  ((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | (uint64_t)(e) << 32 | \
   (uint64_t)(f) << 40 | (uint64_t)(g) << 48 | (uint64_t)(h) << 56)

static const uint64_t words_of_facet[facet_words] = {
    WORD('f', 'a', 'c', 'e', 't', 0, 0, 0),       WORD('n', 'o', 'r', 'm', 'a', 'l', 0, 0),
    WORD('o', 'u', 't', 'e', 'r', 0, 0, 0),       WORD('l', 'o', 'o', 'p', 0, 0, 0, 0),
    WORD('v', 'e', 'r', 't', 'e', 'x', 0, 0),     WORD('v', 'e', 'r', 't', 'e', 'x', 0, 0),
    WORD('v', 'e', 'r', 't', 'e', 'x', 0, 0),     WORD('e', 'n', 'd', 'l', 'o', 'o', 'p', 0),
    WORD('e', 'n', 'd', 'f', 'a', 'c', 'e', 't')};

KERNEL_INLINE bool is_space(uint8_t byte) { return byte == ' ' || (uint8_t)(byte - '\t') <= '\r' - '\t'; }

/// Whether the words at nine places are those of a facet, each a whole token.
KERNEL_INLINE bool are_words_of_facet(const uint8_t *text, const uint16_t *places) {
  bool are_right = true;
#pragma clang loop unroll(full)
  for (int i = 0; i < facet_words; i++) {
    const uint64_t word = words_of_facet[i], length = 8 - (uint64_t)(__builtin_clzll(word) >> 3);
    uint64_t letters;
    memcpy(&letters, text + places[i], sizeof letters);
    are_right &= ((letters | 0x2020202020202020) & (~(uint64_t)0 >> (64 - 8 * length))) == word;
    are_right &= is_space(text[places[i] + length]);
  }
  return are_right;
}

KERNEL size_t LEVEL(facet_stl_facets)(
    const uint8_t **cursor, const uint8_t *end, double *x, double *y, double *z, size_t limit, const uint64_t *powers) {
  number_chunk chunk;
  uint16_t word_places[chunk_bytes / 2 + 8];
  uint8_t copy[reach + 2 * first_chunk_bytes + reach];
  const uint8_t *const floor = *cursor;
  const uint8_t *text = floor;
  // Words 0, 1, 5, 6, 7, 11, 15, 19 and 20 of 21 tokens.
  const uint64_t words_once = 0x1888e3;
  size_t facet = 0;
  bool is_stopped = false;
  while (!is_stopped && facet < limit) {
    size_t bytes = chunk_of(text, end, text - floor < reach ? 2 * first_chunk_bytes : chunk_bytes);
    if (bytes == 0) break;
    begin_chunk(&chunk, readable_text(copy, floor, text, bytes), 0);
    block_carry carry = {0};
    size_t phase = 0, words = 0, tokens_begun = 0, good_tokens = ~(size_t)0;
    for (size_t at = 0; at < bytes; at += 64) {
      const uint8_t *here = chunk.text + at;
      byte_classes classes;
      const uint64_t letters = BYTES_WITHIN(here, 'a', 25, 0x20);
      classes.digits = BYTES_WITHIN(here, '0', 9, 0);
      classes.points = BYTES_EQUAL(here, '.');
      classes.minuses = BYTES_EQUAL(here, '-');
      classes.exponents = BYTES_WITHIN(here, 'e', 0, 0x20);
      uint64_t tokens = ~(BYTES_EQUAL(here, ' ') | BYTES_WITHIN(here, '\t', '\r' - '\t', 0));
      uint64_t starts = tokens & ~moved_on(tokens, &carry.word), word_starts = starts & letters;
      // From its first letter on a word's bits are added up to 0.
      uint64_t numbers_only = tokens & add_carrying(tokens, word_starts, &carry.letter);
      number_marks numbers = mark_numbers(&chunk, numbers_only, &classes, &carry, false);
      COLLECT(&chunk, &numbers, classes.digits & numbers.tokens, at, false);
      size_t count = (size_t)__builtin_popcountll(starts);
      uint64_t differing = _bzhi_u64(
          _pext_u64(word_starts, starts) ^ pattern(words_once, facet_tokens, phase), (uint32_t)count);
      for (; word_starts != 0; word_starts &= word_starts - 1) word_places[words++] = (uint16_t)(at + _tzcnt_u64(word_starts));
      if (__builtin_expect(differing != 0, 0)) {
        good_tokens = tokens_begun + _tzcnt_u64(differing);
        is_stopped = true;
        break;
      }
      tokens_begun += count;
      phase = (phase + count) % facet_tokens;
    }
    size_t facets = words / facet_words, taken = 0;
    if (facets > chunk.ended / facet_numbers) facets = chunk.ended / facet_numbers;
    if (facets > good_tokens / facet_tokens) facets = good_tokens / facet_tokens;
    if (facets > limit - facet) facets = limit - facet;
    CONVERT(&chunk, facets * facet_numbers);
    if (__builtin_expect(chunk.odd_count != 0, 0)) {
      size_t place = 0, plain = read_odd(&chunk, facets * facet_numbers, powers, &place);
      if (plain < facets * facet_numbers) facets = plain / facet_numbers, is_stopped = true;
    }
    size_t good = 0;
    for (; good < facets; good++) {
      const uint16_t *places = word_places + good * facet_words;
      if (!are_words_of_facet(chunk.text, places)) break;
      const double *corners = chunk.values + good * facet_numbers + 3;
      const size_t first = 3 * (facet + good);
      for (size_t i = 0; i < 3; i++) {
        x[first + i] = corners[3 * i], y[first + i] = corners[3 * i + 1], z[first + i] = corners[3 * i + 2];
      }
      taken = places[facet_words - 1] + (size_t)8;
    }
    is_stopped |= good < facets;
    if (good == 0) break;
    facet += good;
    text += taken;
  }
  *cursor = text;
  return facet;
}
