// Sorts keys in place with AVX-512: a quicksort whose partition moves whole vectors by compressing them, down to networks of
// 16 vectors. Sources: J. Blacher, J. Giesen, L. Kühne, "Fast and Robust Vectorized In-Place Sorting of Primitive Types" (SEA
// 2021), for the partition with vectors held at both ends; K. E. Batcher, "Sorting networks and their applications" (1968).
// Numbers of vectors are known at compile time: the loops over them leave only registers.
#include "CFacetKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#define WIDE __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi2")))
#define WIDE_INLINE WIDE static inline __attribute__((always_inline))
#define ALL_ONES _mm512_set1_epi64(-1)

#define ORDER(low, high)                                                            \
  do {                                                                              \
    const __m512i smaller = LESSER(low, high);                                      \
    high = GREATER(low, high);                                                      \
    low = smaller;                                                                  \
  } while (0)

/// Batcher's network of 19 steps: sorts each column of eight vectors.
#define SORT_EIGHT(v)                                                               \
  do {                                                                              \
    ORDER(v[0], v[1]); ORDER(v[2], v[3]); ORDER(v[4], v[5]); ORDER(v[6], v[7]);     \
    ORDER(v[0], v[2]); ORDER(v[1], v[3]); ORDER(v[4], v[6]); ORDER(v[5], v[7]);     \
    ORDER(v[1], v[2]); ORDER(v[5], v[6]);                                           \
    ORDER(v[0], v[4]); ORDER(v[1], v[5]); ORDER(v[2], v[6]); ORDER(v[3], v[7]);     \
    ORDER(v[2], v[4]); ORDER(v[3], v[5]);                                           \
    ORDER(v[1], v[2]); ORDER(v[3], v[4]); ORDER(v[5], v[6]);                        \
  } while (0)

/// One step in a register: each lane meets the one that `partner` holds in its place; lanes of `upper` keep the larger.
#define STEP(v, partner, upper) BLEND(upper, LESSER(v, partner), GREATER(v, partner))

// MARK: 64 bits

#define LESSER _mm512_min_epu64
#define GREATER _mm512_max_epu64
#define BLEND _mm512_mask_blend_epi64

WIDE_INLINE __mmask8 first_lanes_64(size_t count) { return (__mmask8)((1u << count) - 1); }

WIDE_INLINE __m512i reversed_64(__m512i v) {
  return _mm512_permutexvar_epi64(_mm512_set_epi64(0, 1, 2, 3, 4, 5, 6, 7), v);
}

WIDE_INLINE __m512i merge_lane_64(__m512i v) {
  v = STEP(v, _mm512_shuffle_i64x2(v, v, 0x4e), 0xf0);
  v = STEP(v, _mm512_permutex_epi64(v, 0x4e), 0xcc);
  return STEP(v, _mm512_shuffle_epi32(v, 0x4e), 0xaa);
}

/// Sorts 64 keys to eight ascending vectors: by columns, which then become rows.
WIDE_INLINE void sort_columns_64(__m512i *v) {
  SORT_EIGHT(v);
  __m512i pair[8];
  for (int index = 0; index < 4; index++) {
    pair[index] = _mm512_unpacklo_epi64(v[2 * index], v[2 * index + 1]);
    pair[4 + index] = _mm512_unpackhi_epi64(v[2 * index], v[2 * index + 1]);
  }
  for (int half = 0; half < 2; half++) {
    const __m512i *p = pair + 4 * half;
    const __m512i a = _mm512_shuffle_i64x2(p[0], p[1], 0x88), b = _mm512_shuffle_i64x2(p[0], p[1], 0xdd);
    const __m512i c = _mm512_shuffle_i64x2(p[2], p[3], 0x88), d = _mm512_shuffle_i64x2(p[2], p[3], 0xdd);
    v[4 * half] = _mm512_shuffle_i64x2(a, c, 0x88);
    v[4 * half + 1] = _mm512_shuffle_i64x2(b, d, 0x88);
    v[4 * half + 2] = _mm512_shuffle_i64x2(a, c, 0xdd);
    v[4 * half + 3] = _mm512_shuffle_i64x2(b, d, 0xdd);
  }
}

#define EXPAND _mm512_mask_expand_epi64
#define KEY uint64_t
#define WIDTH 8
#define MASK __mmask8
#define NAME(word) word##_64
#define SPREAD(key) _mm512_set1_epi64((long long)(key))
#define BELOW _mm512_cmplt_epu64_mask
#define COMPRESS _mm512_maskz_compress_epi64
#define LOAD_SOME _mm512_mask_loadu_epi64
#define STORE_SOME _mm512_mask_storeu_epi64
#include "VectorSort.h"
#undef KEY
#undef WIDTH
#undef MASK
#undef NAME
#undef SPREAD
#undef BELOW
#undef COMPRESS
#undef LOAD_SOME
#undef STORE_SOME
#undef LESSER
#undef GREATER
#undef BLEND
#undef EXPAND

// MARK: 32 bits

#define LESSER _mm512_min_epu32
#define GREATER _mm512_max_epu32
#define BLEND _mm512_mask_blend_epi32

WIDE_INLINE __mmask16 first_lanes_32(size_t count) { return (__mmask16)((1u << count) - 1); }

WIDE_INLINE __m512i reversed_32(__m512i v) {
  return _mm512_permutexvar_epi32(_mm512_set_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), v);
}

WIDE_INLINE __m512i merge_eights(__m512i v) {
  v = STEP(v, _mm512_permutex_epi64(v, 0x4e), 0xf0f0);
  v = STEP(v, _mm512_shuffle_epi32(v, 0x4e), 0xcccc);
  return STEP(v, _mm512_shuffle_epi32(v, 0xb1), 0xaaaa);
}

WIDE_INLINE __m512i merge_lane_32(__m512i v) { return merge_eights(STEP(v, _mm512_shuffle_i64x2(v, v, 0x4e), 0xff00)); }

/// Sorts 128 keys to eight ascending vectors: by columns, two of which become a row that is merged.
WIDE_INLINE void sort_columns_32(__m512i *v) {
  SORT_EIGHT(v);
  __m512i four[8];
  for (int half = 0; half < 2; half++) {
    const __m512i *w = v + 4 * half;
    const __m512i a = _mm512_unpacklo_epi32(w[0], w[1]), b = _mm512_unpackhi_epi32(w[0], w[1]);
    const __m512i c = _mm512_unpacklo_epi32(w[2], w[3]), d = _mm512_unpackhi_epi32(w[2], w[3]);
    four[4 * half] = _mm512_unpacklo_epi64(a, c);
    four[4 * half + 1] = _mm512_unpackhi_epi64(a, c);
    four[4 * half + 2] = _mm512_unpacklo_epi64(b, d);
    four[4 * half + 3] = _mm512_unpackhi_epi64(b, d);
  }
  const __m512i lower = _mm512_set_epi64(11, 10, 3, 2, 9, 8, 1, 0), upper = _mm512_set_epi64(15, 14, 7, 6, 13, 12, 5, 4);
  for (int index = 0; index < 4; index++) {
    v[2 * index] = _mm512_permutex2var_epi64(four[index], lower, four[4 + index]);
    v[2 * index + 1] = _mm512_permutex2var_epi64(four[index], upper, four[4 + index]);
  }
  for (int index = 0; index < 8; index++) v[index] = merge_eights(STEP(v[index], reversed_32(v[index]), 0xff00));
}

#define KEY uint32_t
#define WIDTH 16
#define MASK __mmask16
#define NAME(word) word##_32
#define SPREAD(key) _mm512_set1_epi32((int)(key))
#define BELOW _mm512_cmplt_epu32_mask
#define COMPRESS _mm512_maskz_compress_epi32
#define EXPAND _mm512_mask_expand_epi32
#define LOAD_SOME _mm512_mask_loadu_epi32
#define STORE_SOME _mm512_mask_storeu_epi32
#include "VectorSort.h"

#else

// Never called: facet_processor_level() is below 4 here.
void facet_sort_64(uint64_t *keys, size_t count, int depth) { (void)keys, (void)count, (void)depth; }
void facet_sort_32(uint32_t *keys, size_t count, int depth) { (void)keys, (void)count, (void)depth; }
#endif
