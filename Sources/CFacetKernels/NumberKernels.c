// The kernels of NumberKernels.h by AVX2.
#include "NumberBatch.h"

#if defined(__x86_64__)

#define KERNEL WIDE
#define LEVEL(name) name##_avx2
#define BYTES_EQUAL bytes_equal
#define BYTES_WITHIN bytes_within
#define COLLECT collect_numbers
#define CONVERT convert_numbers
#define SPREAD spread_rows
#include "NumberKernels.h"

#endif
