// How often a byte occurs, 64 bytes a step. Byte counters are summed before they can overflow.
#include "CFacetKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"))) size_t facet_count_byte(
    const uint8_t *from, const uint8_t *to, uint8_t byte, uint8_t folded) {
  const __m256i wanted = _mm256_set1_epi8((char)byte), fold = _mm256_set1_epi8((char)folded);
  size_t count = 0;
  while (to - from >= 64) {
    size_t steps = (size_t)(to - from) / 64;
    if (steps > 255) steps = 255;
    __m256i low = _mm256_setzero_si256(), high = low;
    for (; steps > 0; steps--, from += 64) {
      __m256i first = _mm256_loadu_si256((const __m256i *)from), second = _mm256_loadu_si256((const __m256i *)(from + 32));
      low = _mm256_sub_epi8(low, _mm256_cmpeq_epi8(_mm256_or_si256(first, fold), wanted));
      high = _mm256_sub_epi8(high, _mm256_cmpeq_epi8(_mm256_or_si256(second, fold), wanted));
    }
    const __m256i zero = _mm256_setzero_si256();
    __m256i sums = _mm256_add_epi64(_mm256_sad_epu8(low, zero), _mm256_sad_epu8(high, zero));
    count += (size_t)(_mm256_extract_epi64(sums, 0) + _mm256_extract_epi64(sums, 1) + _mm256_extract_epi64(sums, 2) +
                      _mm256_extract_epi64(sums, 3));
  }
  for (; from < to; from++) count += (*from | folded) == byte;
  return count;
}

#else

size_t facet_count_byte(const uint8_t *from, const uint8_t *to, uint8_t byte, uint8_t folded) {
  size_t count = 0;
  for (; from < to; from++) count += (*from | folded) == byte;
  return count;
}

#endif
