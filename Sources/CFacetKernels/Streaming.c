// Stores that go past the caches. An ordinary store first reads the line that it is about to overwrite; for a result larger
// than the caches that is a third of the traffic, and it throws out what was there.
#include "CFacetKernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"))) void facet_stream(void *to, const void *from, size_t bytes) {
  char *target = to;
  const char *source = from;
  // Up to the next whole vector.
  size_t head = (32 - ((uintptr_t)target & 31)) & 31;
  if (head > bytes) head = bytes;
  if (head > 0) memcpy(target, source, head);
  size_t index = head;
  for (; index + 128 <= bytes; index += 128) {
    const __m256i a = _mm256_loadu_si256((const __m256i *)(source + index));
    const __m256i b = _mm256_loadu_si256((const __m256i *)(source + index + 32));
    const __m256i c = _mm256_loadu_si256((const __m256i *)(source + index + 64));
    const __m256i d = _mm256_loadu_si256((const __m256i *)(source + index + 96));
    _mm256_stream_si256((__m256i *)(target + index), a);
    _mm256_stream_si256((__m256i *)(target + index + 32), b);
    _mm256_stream_si256((__m256i *)(target + index + 64), c);
    _mm256_stream_si256((__m256i *)(target + index + 96), d);
  }
  if (index < bytes) memcpy(target + index, source + index, bytes - index);
}

void facet_stream_end(void) { _mm_sfence(); }

#else

void facet_stream(void *to, const void *from, size_t bytes) { memcpy(to, from, bytes); }
void facet_stream_end(void) {}
#endif
