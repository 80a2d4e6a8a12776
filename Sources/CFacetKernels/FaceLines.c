// Lines of vertex numbers: a mark and three numbers of at most eight digits.
//
// Idea: with AVX-512 the digits of eight faces are spread in three registers, leading zeros become zero bytes, and two lines at a
// time are laid out at full length in one register, from which the bytes that are not zero are squeezed together. With AVX2 the
// first pass leaves, for each number, a word of text with the separator in it and the length; the second stores word after
// word. Numbers of eight digits, whose separator has no place in the word, have a second pass of their own.
//
// Source: P. Khuong, "How to print integers really fast" (2017); W. Mula for the lookup of leading zeros; the rest is ours.
#include "TextLines.h"

#if defined(__x86_64__)

// MARK: AVX-512

/// Digits backwards as characters; a zero byte for each leading zero but the last digit.
INLINE ICL __m512i visible_digits(const int32_t *numbers, __m512i first, __m512i *largest) {
  __m512i values = _mm512_add_epi32(
      _mm512_cvtepu32_epi64(_mm256_loadu_si256((const __m256i *)numbers)), first);
  *largest = _mm512_max_epu64(*largest, values);
  __m512i digits = spread_eight(values);
  __m512i leading = _mm512_lzcnt_epi64(_mm512_or_si512(digits, _mm512_set1_epi64(1)));
  leading = _mm512_and_si512(leading, _mm512_set1_epi64(0x38));
  return _mm512_or_si512(digits, _mm512_srlv_epi64(_mm512_set1_epi64(0x3030303030303030), leading));
}

/// Writes two faces, whose six words are the register's first.
INLINE ICL uint8_t *put_two(uint8_t *cursor, __m512i words, __m512i places, __mmask64 digits, __m512i frame) {
  __m512i text = _mm512_mask_permutexvar_epi8(frame, digits, places, words);
  __mmask64 kept = _mm512_test_epi8_mask(text, text);
  _mm512_storeu_si512(cursor, _mm512_maskz_compress_epi8(kept, text));
  return cursor + _mm_popcnt_u64(kept);
}

ICL size_t facet_face_lines_icl(const int32_t *corners, size_t count, uint8_t mark, uint32_t first, uint8_t **to) {
  uint8_t places[64] = {0}, frame[64] = {0};
  for (int face = 0, at = 0; face < 2; face++) {
    frame[at++] = mark;
    for (int corner = 0; corner < 3; corner++) {
      frame[at++] = ' ';
      for (int digit = 0; digit < 8; digit++) places[at++] = (uint8_t)(24 * face + 8 * corner + 7 - digit) | 0x80;
    }
    frame[at++] = '\n';
  }
  const __m512i place = _mm512_loadu_si512(places), empty = _mm512_loadu_si512(frame);
  const __mmask64 digits = _mm512_movepi8_mask(place);
  const __m512i base = _mm512_set1_epi64(first);
  uint8_t *cursor = *to;
  size_t done = 0;
  for (; done + 8 <= count; done += 8) {
    const int32_t *numbers = corners + 3 * done;
    __m512i largest = _mm512_setzero_si512();
    __m512i a = visible_digits(numbers, base, &largest);
    __m512i b = visible_digits(numbers + 8, base, &largest);
    __m512i c = visible_digits(numbers + 16, base, &largest);
    if (__builtin_expect(_mm512_cmpgt_epu64_mask(largest, _mm512_set1_epi64(99999999)) != 0, 0)) break;
    cursor = put_two(cursor, a, place, digits, empty);
    cursor = put_two(cursor, _mm512_alignr_epi64(b, a, 6), place, digits, empty);
    cursor = put_two(cursor, _mm512_alignr_epi64(c, b, 4), place, digits, empty);
    cursor = put_two(cursor, _mm512_alignr_epi64(c, c, 2), place, digits, empty);
  }
  *to = cursor;
  return done;
}

// MARK: AVX2

enum { faces_at_once = 8, words_at_once = 3 * faces_at_once };

/// The text of a group's numbers: words of characters without leading zeros, and their lengths with a separator.
typedef struct {
  uint64_t words[words_at_once], lengths[words_at_once];
} face_words;

/// Makes four numbers' words. Below 10^7 the separator is the word's last character; else, with `is_wide`, it has no place.
INLINE V3 void spell_four(__m256i values, bool is_wide, uint64_t *words, uint64_t *lengths) {
  const __m256i zero = _mm256_setzero_si256();
  // The first digit of eight to byte 0, or the first of seven and an empty byte behind the last.
  const __m256i turn =
      is_wide ? _mm256_setr_epi8(
                    7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8)
              : _mm256_setr_epi8(
                    6, 5, 4, 3, 2, 1, 0, -1, 14, 13, 12, 11, 10, 9, 8, -1, 6, 5, 4, 3, 2, 1, 0, -1, 14, 13, 12, 11, 10, 9, 8, -1);
  const __m256i digits = _mm256_shuffle_epi8(spread_four(values), turn);
  // Bytes of ones for zeros that the digits begin with: an addition runs through them. The last digit is not looked at.
  const __m256i last = _mm256_set1_epi64x((int64_t)(is_wide ? 0xff00000000000000 : 0xffff000000000000));
  const __m256i are_zero = _mm256_cmpeq_epi8(digits, last);
  const __m256i leading = _mm256_andnot_si256(_mm256_sub_epi64(are_zero, _mm256_set1_epi64x(-1)), are_zero);
  const __m256i shift = _mm256_sad_epu8(_mm256_and_si256(leading, _mm256_set1_epi8(8)), zero);
  const __m256i frame = _mm256_set1_epi64x(is_wide ? 0x3030303030303030 : 0x2030303030303030);
  const __m256i text = _mm256_srlv_epi64(_mm256_or_si256(digits, frame), shift);
  const __m256i length = _mm256_sub_epi64(_mm256_set1_epi64x(is_wide ? 9 : 8), _mm256_srli_epi64(shift, 3));
  _mm256_storeu_si256((__m256i *)words, text);
  _mm256_storeu_si256((__m256i *)lengths, length);
}

/// Writes a number and leaves the cursor behind its separator.
INLINE V3 uint8_t *put_word(uint8_t *cursor, const face_words *text, size_t i) {
  memcpy(cursor, &text->words[i], 8);
  return cursor + text->lengths[i];
}

INLINE V3 uint8_t *put_faces(uint8_t *cursor, const int32_t *numbers, __m256i base, uint16_t mark, bool is_wide) {
  face_words text;
  for (size_t i = 0; i < words_at_once; i += 8) {
    __m256i values = _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)(numbers + i)), base);
    spell_four(_mm256_cvtepu32_epi64(_mm256_castsi256_si128(values)), is_wide, text.words + i, text.lengths + i);
    spell_four(_mm256_cvtepu32_epi64(_mm256_extracti128_si256(values, 1)), is_wide, text.words + i + 4, text.lengths + i + 4);
  }
  for (size_t i = 0; i < words_at_once; i += 3) {
    memcpy(cursor, &mark, 2);
    cursor = put_word(cursor + 2, &text, i);
    if (is_wide) cursor[-1] = ' ';
    cursor = put_word(cursor, &text, i + 1);
    if (is_wide) cursor[-1] = ' ';
    cursor = put_word(cursor, &text, i + 2);
    cursor[-1] = '\n';
  }
  return cursor;
}

INLINE V3 bool are_below(__m256i values, uint32_t limit) {
  __m256i most = _mm256_min_epu32(values, _mm256_set1_epi32((int32_t)limit - 1));
  return _mm256_testc_si256(_mm256_cmpeq_epi32(most, values), _mm256_set1_epi32(-1));
}

V3 size_t facet_face_lines_v3(const int32_t *corners, size_t count, uint8_t mark, uint32_t first, uint8_t **to) {
  const __m256i base = _mm256_set1_epi32((int32_t)first);
  const uint16_t mark_and_blank = (uint16_t)(0x2000 | mark);
  uint8_t *cursor = *to;
  size_t done = 0;
  for (; done + faces_at_once <= count; done += faces_at_once) {
    const int32_t *numbers = corners + 3 * done;
    __m256i largest = _mm256_setzero_si256();
    for (size_t i = 0; i < words_at_once; i += 8) {
      largest = _mm256_max_epu32(
          largest, _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)(numbers + i)), base));
    }
    if (__builtin_expect(are_below(largest, 10000000), 1)) {
      cursor = put_faces(cursor, numbers, base, mark_and_blank, false);
    } else if (are_below(largest, 100000000)) {
      cursor = put_faces(cursor, numbers, base, mark_and_blank, true);
    } else {
      break;
    }
  }
  *to = cursor;
  return done;
}

#else

size_t facet_face_lines_v3(const int32_t *corners, size_t count, uint8_t mark, uint32_t first, uint8_t **to) { return 0; }
size_t facet_face_lines_icl(const int32_t *corners, size_t count, uint8_t mark, uint32_t first, uint8_t **to) { return 0; }

#endif
