// Facets of ASCII STL, a chunk of text at a time. TextTokens.h has the idea.
//
// A facet is 21 tokens, wherever the lines end; case does not matter. The first facet that is not just that stays
// where it is, and a careful reader has it.
#include "TextTokens.h"

#if defined(__x86_64__)

enum { facet_tokens = 21 };

/// Up to eight letters, the first in the lowest byte.
#define WORD(a, b, c, d, e, f, g, h)                                                                      \
  ((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | (uint64_t)(e) << 32 | \
   (uint64_t)(f) << 40 | (uint64_t)(g) << 48 | (uint64_t)(h) << 56)

static const uint64_t word_facet = WORD('f', 'a', 'c', 'e', 't', 0, 0, 0);
static const uint64_t word_normal = WORD('n', 'o', 'r', 'm', 'a', 'l', 0, 0);
static const uint64_t word_outer = WORD('o', 'u', 't', 'e', 'r', 0, 0, 0);
static const uint64_t word_loop = WORD('l', 'o', 'o', 'p', 0, 0, 0, 0);
static const uint64_t word_vertex = WORD('v', 'e', 'r', 't', 'e', 'x', 0, 0);
static const uint64_t word_endloop = WORD('e', 'n', 'd', 'l', 'o', 'o', 'p', 0);
static const uint64_t word_endfacet = WORD('e', 'n', 'd', 'f', 'a', 'c', 'e', 't');

/// Whether a token is a word of 4 to 8 letters, in any case.
INLINE bool is_word(const uint8_t *text, const uint16_t *token, uint64_t word) {
  const uint64_t length = 8 - (_lzcnt_u64(word) >> 3);
  uint64_t letters;
  memcpy(&letters, text + token[0], sizeof letters);
  return (uint64_t)(token[1] - token[0]) == length &&
         _bzhi_u64(letters | 0x2020202020202020, (uint32_t)(8 * length)) == word;
}

WIDE size_t facet_stl_facets(
    const uint8_t **cursor, const uint8_t *end, double *x, double *y, double *z, size_t limit, const uint64_t *powers) {
  token_index index;
  const uint8_t *const floor = *cursor;
  const uint8_t *text = floor;
  size_t facet = 0;
  bool is_stopped = false;
  while (!is_stopped && facet < limit) {
    // The first chunk is short: where its first line is odd, little was done for nothing.
    size_t bytes = chunk_of(text, end, text == floor ? 2 * first_chunk_bytes : chunk_bytes);
    if (bytes == 0) break;
    index_tokens(&index, text, bytes, ' ');
    const uint16_t *token = index.places, *const last = token + index.count;
    const uint8_t *taken = text;
    for (; facet < limit && last - token >= 2 * facet_tokens; token += 2 * facet_tokens) {
      is_stopped = true;
      if (!is_word(text, token, word_facet) || !is_word(text, token + 2, word_normal) ||
          !is_word(text, token + 10, word_outer) || !is_word(text, token + 12, word_loop) ||
          !is_word(text, token + 14, word_vertex) || !is_word(text, token + 22, word_vertex) ||
          !is_word(text, token + 30, word_vertex) || !is_word(text, token + 38, word_endloop) ||
          !is_word(text, token + 40, word_endfacet))
        break;
      const bool is_near = text + token[0] - floor < reach;
      int number = 0;
      double ignored;
      for (; number < 3; number++) {
        const uint16_t *place = token + 4 + 2 * number;
        if (!read_number(text + place[0], text + place[1], is_near, powers, &ignored)) break;
      }
      if (number < 3) break;
      int corner = 0;
      for (; corner < 3; corner++) {
        const uint16_t *place = token + 16 + 8 * corner;
        size_t at = 3 * facet + (size_t)corner;
        if (!read_number(text + place[0], text + place[1], is_near, powers, x + at) ||
            !read_number(text + place[2], text + place[3], is_near, powers, y + at) ||
            !read_number(text + place[4], text + place[5], is_near, powers, z + at))
          break;
      }
      if (corner < 3) break;
      is_stopped = false;
      taken = text + token[2 * facet_tokens - 1];
      facet++;
    }
    if (taken == text) break;
    text = taken;
  }
  *cursor = text;
  return facet;
}

#else

size_t facet_stl_facets(
    const uint8_t **cursor, const uint8_t *end, double *x, double *y, double *z, size_t limit, const uint64_t *powers) {
  return 0;
}

#endif
