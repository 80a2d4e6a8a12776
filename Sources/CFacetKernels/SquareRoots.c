// Square roots of whole arrays. Swift's squareRoot() is compiled to one scalar instruction at a time, because C's sqrt sets
// errno; the vector builtin does not.
#include "CFacetKernels.h"

#include <string.h>

// The floor of the package; the check at start comes before any call.
#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2")))
#else
#define WIDE
#endif

#define SQUARE_ROOTS(name, type)                                                    \
  WIDE void name(const type *values, type *result, size_t count) {                  \
    typedef type lanes __attribute__((vector_size(32)));                            \
    const size_t width = sizeof(lanes) / sizeof(type);                              \
    lanes now;                                                                      \
    size_t index = 0;                                                               \
    for (; index + width <= count; index += width) {                                \
      memcpy(&now, values + index, sizeof now);                                     \
      now = __builtin_elementwise_sqrt(now);                                        \
      memcpy(result + index, &now, sizeof now);                                     \
    }                                                                               \
    if (index < count) {                                                            \
      now = (lanes){0};                                                             \
      memcpy(&now, values + index, (count - index) * sizeof(type));                 \
      now = __builtin_elementwise_sqrt(now);                                        \
      memcpy(result + index, &now, (count - index) * sizeof(type));                 \
    }                                                                               \
  }

SQUARE_ROOTS(facet_square_roots_double, double)
SQUARE_ROOTS(facet_square_roots_float, float)
