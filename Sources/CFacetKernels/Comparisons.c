// Comparisons to bytes of 0 and 1, and the cast of Double to Int32. Left to itself, the compiler widens the bytes to the
// width of the operands; told to take 32 elements at once, it packs masks, which is 1.6 times as fast.
#include "CFacetKernels.h"

// The floor of the package; the check at start comes before any call.
#if defined(__x86_64__)
#include <immintrin.h>
#define WIDE __attribute__((target("avx2")))
#else
#define WIDE
#endif

#define LOOP(expression)                                                            \
  _Pragma("clang loop vectorize_width(32)") for (size_t index = 0; index < count; index++) result[index] = expression

#define COMPARISONS(name, type)                                                                            \
  WIDE void facet_compare_##name(                                                                          \
      facet_comparison how, const type *restrict left, const type *restrict right, uint8_t *restrict result, \
      size_t count) {                                                                                      \
    switch (how) {                                                                                         \
    case facet_less: LOOP(left[index] < right[index]); break;                                              \
    case facet_less_or_equal: LOOP(left[index] <= right[index]); break;                                    \
    case facet_equal: LOOP(left[index] == right[index]); break;                                            \
    case facet_not_equal: LOOP(left[index] != right[index]); break;                                        \
    case facet_greater_or_equal: LOOP(left[index] >= right[index]); break;                                 \
    case facet_greater: LOOP(left[index] > right[index]); break;                                           \
    }                                                                                                      \
  }                                                                                                        \
  WIDE void facet_compare_scalar_##name(                                                                   \
      facet_comparison how, const type *restrict left, type right, uint8_t *restrict result, size_t count) { \
    switch (how) {                                                                                         \
    case facet_less: LOOP(left[index] < right); break;                                                     \
    case facet_less_or_equal: LOOP(left[index] <= right); break;                                           \
    case facet_equal: LOOP(left[index] == right); break;                                                   \
    case facet_not_equal: LOOP(left[index] != right); break;                                               \
    case facet_greater_or_equal: LOOP(left[index] >= right); break;                                        \
    case facet_greater: LOOP(left[index] > right); break;                                                  \
    }                                                                                                      \
  }

COMPARISONS(double, double)
COMPARISONS(float, float)
COMPARISONS(int32, int32_t)
COMPARISONS(int64, int64_t)

/// One value by the rule: NaN to 0, what is out of range to the nearest end, the fraction cut off.
static inline int32_t saturated(double value) {
  if (value != value) return 0;
  return value <= -0x1p31 ? INT32_MIN : value >= 0x1p31 - 1 ? INT32_MAX : (int32_t)value;
}

WIDE void facet_double_to_int32(const double *values, int32_t *result, size_t count) {
  size_t index = 0;
#if defined(__x86_64__)
  const __m256d least = _mm256_set1_pd(-0x1p31), largest = _mm256_set1_pd(0x1p31 - 1);
#pragma clang loop unroll_count(4)
  for (; index + 4 <= count; index += 4) {
    const __m256d now = _mm256_loadu_pd(values + index);
    const __m256d inside = _mm256_min_pd(_mm256_max_pd(now, least), largest);
    // All bits where the value is a number: NaN becomes +0.
    const __m256d number = _mm256_cmp_pd(now, now, _CMP_ORD_Q);
    _mm_storeu_si128((__m128i *)(result + index), _mm256_cvttpd_epi32(_mm256_and_pd(inside, number)));
  }
#endif
  for (; index < count; index++) result[index] = saturated(values[index]);
}
