// The doors to the kernels by the processor's level, and lines of vertex numbers, a chunk of text at a time.
//
// What is taken are plain lines only: an optional letter, so many numbers, blanks between them, a line feed. The first
// line that has anything else stays where it is, and a careful reader has it.
#include "TextTokens.h"

#if defined(__x86_64__)

#define NUMBER_LINES(name)                                                                                           \
  size_t name(                                                                                                       \
      const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint8_t mark, size_t columns, double *x, double *y, \
      double *z, size_t first, size_t limit, const uint64_t *powers)
#define STL_FACETS(name)                                                                                      \
  size_t name(                                                                                                \
      const uint8_t **cursor, const uint8_t *end, double *x, double *y, double *z, size_t limit, const uint64_t *powers)

NUMBER_LINES(facet_number_lines_avx2);
NUMBER_LINES(facet_number_lines_avx512);
STL_FACETS(facet_stl_facets_avx2);
STL_FACETS(facet_stl_facets_avx512);
size_t facet_triangle_lines_avx512(
    const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint32_t base, uint32_t vertices, int32_t *corners,
    size_t limit);

size_t facet_number_lines(
    int32_t level, const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint8_t mark, size_t columns, double *x,
    double *y, double *z, size_t first, size_t limit, const uint64_t *powers) {
  if (level >= 5) return facet_number_lines_avx512(cursor, end, letter, mark, columns, x, y, z, first, limit, powers);
  return facet_number_lines_avx2(cursor, end, letter, mark, columns, x, y, z, first, limit, powers);
}

size_t facet_stl_facets(
    int32_t level, const uint8_t **cursor, const uint8_t *end, double *x, double *y, double *z, size_t limit,
    const uint64_t *powers) {
  if (level >= 5) return facet_stl_facets_avx512(cursor, end, x, y, z, limit, powers);
  return facet_stl_facets_avx2(cursor, end, x, y, z, limit, powers);
}

static WIDE size_t triangle_lines_avx2(
    const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint32_t base, uint32_t vertices, int32_t *corners,
    size_t limit) {
  token_index index;
  const uint8_t *const floor = *cursor;
  const uint8_t *text = floor;
  size_t line = 0;
  bool is_stopped = false;
  while (!is_stopped && line < limit) {
    // The first chunk is short: where its first line is odd, little was done for nothing.
    size_t bytes = chunk_of(text, end, text == floor ? first_chunk_bytes : chunk_bytes);
    if (bytes == 0) break;
    index_tokens(&index, text, bytes, ' ');
    const uint16_t *place = index.places, *const last = place + index.count;
    const uint8_t *taken = text;
    for (; line < limit && last - place >= 8; place += 8) {
      is_stopped = true;
      const uint8_t *token = text + place[0];
      if (token != taken && !are_blanks(taken, token, ' ')) break;
      if (place[1] - place[0] != 1 || *token != letter) break;
      uint64_t a, b, c;
      if (!are_blanks(text + place[1], text + place[2], ' ') || !are_blanks(text + place[3], text + place[4], ' ') ||
          !are_blanks(text + place[5], text + place[6], ' '))
        break;
      if (!read_integer(text + place[2], text + place[3], floor, &a) ||
          !read_integer(text + place[4], text + place[5], floor, &b) ||
          !read_integer(text + place[6], text + place[7], floor, &c))
        break;
      a -= base, b -= base, c -= base;
      if (a >= vertices || b >= vertices || c >= vertices) break;
      const uint8_t *next = behind_line(text + place[7], text + bytes);
      is_stopped = next == NULL && place + 8 < last;
      if (next == NULL) break;
      int32_t *corner = corners + 3 * line;
      corner[0] = (int32_t)a, corner[1] = (int32_t)b, corner[2] = (int32_t)c;
      taken = next;
      line++;
    }
    if (taken == text) break;
    text = taken;
  }
  *cursor = text;
  return line;
}

size_t facet_triangle_lines(
    int32_t level, const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint32_t base, uint32_t vertices,
    int32_t *corners, size_t limit) {
  if (level >= 5) return facet_triangle_lines_avx512(cursor, end, letter, base, vertices, corners, limit);
  return triangle_lines_avx2(cursor, end, letter, base, vertices, corners, limit);
}

#else

size_t facet_number_lines(
    int32_t level, const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint8_t mark, size_t columns, double *x,
    double *y, double *z, size_t first, size_t limit, const uint64_t *powers) {
  return 0;
}

size_t facet_stl_facets(
    int32_t level, const uint8_t **cursor, const uint8_t *end, double *x, double *y, double *z, size_t limit,
    const uint64_t *powers) {
  return 0;
}

size_t facet_triangle_lines(
    int32_t level, const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint32_t base, uint32_t vertices,
    int32_t *corners, size_t limit) {
  return 0;
}

#endif
