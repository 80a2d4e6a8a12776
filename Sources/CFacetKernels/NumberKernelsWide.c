// The kernels of NumberKernels.h by AVX-512.
#include "NumberBatchWide.h"

#if defined(__x86_64__)

#define KERNEL WIDEST
#define LEVEL(name) name##_avx512
#define BYTES_EQUAL bytes_equal_wide
#define BYTES_WITHIN bytes_within_wide
#define COLLECT collect_numbers_wide
#define CONVERT convert_numbers_wide
#define CONVERT_CORNERS convert_corners_wide
#define SPREAD spread_rows_wide
#include "NumberKernels.h"

#endif
