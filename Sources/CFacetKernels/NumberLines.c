// Lines of numbers, and lines of vertex numbers, a chunk of text at a time. TextTokens.h has the idea.
//
// What is taken are plain lines only: an optional letter, so many numbers, blanks between them, a line feed. The first
// line that has anything else stays where it is, and a careful reader has it.
#include "TextTokens.h"

#if defined(__x86_64__)

INLINE size_t number_lines(
    const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint8_t mark, size_t columns, double *const *targets,
    size_t step, size_t first, size_t limit, const uint64_t *powers) {
  token_index index;
  const uint8_t *const floor = *cursor;
  const uint8_t *text = floor;
  size_t line = first;
  bool is_stopped = false;
  while (!is_stopped && line < limit) {
    // The first chunk is short: where its first line is odd, little was done for nothing.
    size_t bytes = chunk_of(text, end, text == floor ? first_chunk_bytes : chunk_bytes);
    if (bytes == 0) break;
    index_tokens(&index, text, bytes, mark);
    const uint16_t *place = index.places, *const last = place + index.count;
    const size_t tokens = columns + (letter != 0);
    const uint8_t *taken = text;
    while (line < limit && (size_t)(last - place) >= 2 * tokens) {
      is_stopped = true;
      const uint16_t *token = place;
      const bool is_near = text + token[0] - floor < reach;
      // What stands before the first token of a line: nothing, or blanks.
      if (text + token[0] != taken && !are_blanks(taken, text + token[0], ' ')) break;
      if (letter) {
        if (token[1] - token[0] != 1 || text[token[0]] != letter || !are_blanks(text + token[1], text + token[2], ' ')) break;
        token += 2;
      }
      size_t column = 0;
      for (; column < columns; column++, token += 2) {
        if (column > 0 && !are_blanks(text + token[-1], text + token[0], mark)) break;
        if (!read_number(text + token[0], text + token[1], is_near, powers, targets[column] + line * step)) break;
      }
      if (column < columns) break;
      const uint8_t *next = behind_line(text + token[-1], text + bytes);
      // The line end may stand in the next chunk.
      if (next == NULL) {
        is_stopped = token != last;
        break;
      }
      is_stopped = false;
      taken = next;
      place = token;
      line++;
    }
    // A chunk without a line holds one that is too long.
    if (taken == text) break;
    text = taken;
  }
  *cursor = text;
  return line - first;
}

WIDE size_t facet_number_lines(
    const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint8_t mark, size_t columns, double *const *targets,
    size_t step, size_t first, size_t limit, const uint64_t *powers) {
  // The usual counts have loops of their own.
  if (columns == 3) return number_lines(cursor, end, letter, mark, 3, targets, step, first, limit, powers);
  if (columns == 9) return number_lines(cursor, end, letter, mark, 9, targets, step, first, limit, powers);
  return number_lines(cursor, end, letter, mark, columns, targets, step, first, limit, powers);
}

WIDE size_t facet_triangle_lines(
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

#else

size_t facet_number_lines(
    const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint8_t mark, size_t columns, double *const *targets,
    size_t step, size_t first, size_t limit, const uint64_t *powers) {
  return 0;
}

size_t facet_triangle_lines(
    const uint8_t **cursor, const uint8_t *end, uint8_t letter, uint32_t base, uint32_t vertices, int32_t *corners,
    size_t limit) {
  return 0;
}

#endif
