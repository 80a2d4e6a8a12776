// The few things Swift 6.3 can't say: a prefetch, the processor's level, a retain count, a thread-local variable, and a
// start-up check that runs before any wide instruction. Everything else is Swift.
#ifndef CFACETKERNELS_H
#define CFACETKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Asks for the cache line at `address`, which will be read. Never faults.
static inline void facet_prefetch(const void *_Nullable address) { __builtin_prefetch(address, 0, 3); }

/// Of the slots of a cache line, 16 at an address of whole lines: how far behind one of them the first stands that is 0 or has
/// a tag; where there is none, the distance to the next line.
static inline int facet_first_slot(const uint32_t *_Nonnull line, int from, uint32_t tag, uint32_t tag_mask) {
#if defined(__AVX2__)
  typedef int32_t lanes __attribute__((vector_size(32)));
  typedef float floats __attribute__((vector_size(32)));
  lanes low, high;
  __builtin_memcpy(&low, line, 32);
  __builtin_memcpy(&high, line + 8, 32);
  const int32_t mask = (int32_t)tag_mask, wanted = (int32_t)tag;
  low = (low == 0) | (((low ^ wanted) & mask) == 0);
  high = (high == 0) | (((high ^ wanted) & mask) == 0);
  unsigned found =
      (unsigned)__builtin_ia32_movmskps256((floats)low) | (unsigned)__builtin_ia32_movmskps256((floats)high) << 8;
  return __builtin_ctz((found | 1u << 16) >> from);
#else
  int place = from;
  while (place < 16 && line[place] != 0 && ((line[place] ^ tag) & tag_mask) != 0) ++place;
  return place - from;
#endif
}

/// Tells the processor that this thread looks again and again for what another one will write.
static inline void facet_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// The processor's level: 2 below the floor of the package, 3 for x86-64-v3 (AVX2), 4 for x86-64-v4 (AVX-512),
/// 5 for v4 with IFMA, VBMI and VBMI2. Other architectures answer 3. `FACET_CPU=v3|v4|icl` lowers or forces it.
int32_t facet_processor_level(void);

/// How many strong references the Swift object holds now. Read it only while the object can't be freed.
static inline size_t facet_retain_count(void *_Nonnull object) {
  extern size_t swift_retainCount(void *);
  return swift_retainCount(object);
}

/// Changes the size of a mapping, moving it when it must (`mremap` is variadic, which Swift does not import).
void *_Nullable facet_remap(void *_Nonnull address, size_t old_size, size_t new_size);

/// Opens a file without a name in `folder` for writing (`O_TMPFILE`); -1 with errno where the file system can't.
int facet_open_unnamed(const char *_Nonnull folder, int mode);

/// Makes a file at least `size` bytes long with its blocks set aside. Answers 0, or -1 with `errno`.
int facet_allocate(int descriptor, size_t size);

/// Gives back to the system what `malloc` keeps of freed blocks.
void facet_release_free_blocks(void);

/// Makes `malloc` give blocks of `size` bytes and more back to the system when they are freed, for good.
void facet_return_blocks_from(size_t size);

/// Gives the blocks of a range of a file back. Answers 0, or -1 with `errno`.
int facet_punch_hole(int descriptor, size_t offset, size_t size);

/// Sets blocks aside for a range of a file, beyond its end too; its size stays. Answers 0, or -1 with `errno`.
int facet_populate(int descriptor, size_t offset, size_t size);

/// Whether the file system of a folder, or of a file, keeps its files in memory.
int facet_is_memory_backed(const char *_Nonnull folder);
int facet_is_memory_file(int descriptor);

/// Makes a descriptor that another thread can make readable by writing 8 bytes (`eventfd`).
int facet_wake_descriptor(void);

/// What this thread keeps freed pages in, or null.
void *_Nullable facet_thread_recycler(void);
void facet_set_thread_recycler(void *_Nullable value);

/// Writes the square root of each value, correctly rounded. `result` may be `values`.
void facet_square_roots_double(const double *_Nonnull values, double *_Nonnull result, size_t count);
void facet_square_roots_float(const float *_Nonnull values, float *_Nonnull result, size_t count);

/// How two numbers are compared.
typedef enum facet_comparison {
  facet_less,
  facet_less_or_equal,
  facet_equal,
  facet_not_equal,
  facet_greater_or_equal,
  facet_greater
} facet_comparison;

/// Writes 1 where the comparison holds, else 0. `result` must not overlap the operands.
#define FACET_COMPARISONS(name, type)                                                                        \
  void facet_compare_##name(                                                                                 \
      facet_comparison how, const type *_Nonnull left, const type *_Nonnull right, uint8_t *_Nonnull result, \
      size_t count);                                                                                         \
  void facet_compare_scalar_##name(                                                                          \
      facet_comparison how, const type *_Nonnull left, type right, uint8_t *_Nonnull result, size_t count);

FACET_COMPARISONS(double, double)
FACET_COMPARISONS(float, float)
FACET_COMPARISONS(int32, int32_t)
FACET_COMPARISONS(int64, int64_t)

/// Cuts fractions off; NaN becomes 0, and what is out of range the nearest end.
void facet_double_to_int32(const double *_Nonnull values, int32_t *_Nonnull result, size_t count);

/// Sorts keys in place. What is not sorted after `depth` partitions, because its pivots were bad, is sorted by a heap. Call
/// it only at processor level 4 or above.
void facet_sort_64(uint64_t *_Nonnull keys, size_t count, int depth);
void facet_sort_32(uint32_t *_Nonnull keys, size_t count, int depth);

/// Copies past the caches, for results that don't fit them. Other threads see it after `facet_stream_end`.
void facet_stream(void *_Nonnull to, const void *_Nonnull from, size_t bytes);
void facet_stream_end(void);

/// How many bytes between two places are `byte`, after an or with `folded`: 0x20 makes letters small ones.
size_t facet_count_byte(const uint8_t *_Nonnull from, const uint8_t *_Nonnull to, uint8_t byte, uint8_t folded);

/// Reads plain lines of three numbers, behind a `letter` where it is not 0, or of nine: three rows of three. The numbers
/// of a row go to x, y and z. Lines count from `first`, below `limit`. A `mark` other than a blank stands between two
/// numbers. Moves the cursor behind the last line taken and answers how many they are: 0 where the first line is anything
/// but plain, longer than 4 KiB, or too near `end`. Reads between the cursor and `end` only. `powers` are 128-bit
/// significands of 10^-342 to 10^342, high word first. Numbers are rounded to nearest, ties to even. `level` is that of
/// the processor, or a lower one.
size_t facet_number_lines(
    int32_t level, const uint8_t *_Nonnull *_Nonnull cursor, const uint8_t *_Nonnull end, uint8_t letter, uint8_t mark,
    size_t columns, double *_Nonnull x, double *_Nonnull y, double *_Nonnull z, size_t first, size_t limit,
    const uint64_t *_Nonnull powers);

/// Reads plain lines of a `letter` and three numbers of vertices, from `base` on and fewer than `vertices`, to `corners`, from 0
/// on. At most `limit`. Cursor and answer as above.
size_t facet_triangle_lines(
    int32_t level, const uint8_t *_Nonnull *_Nonnull cursor, const uint8_t *_Nonnull end, uint8_t letter, uint32_t base,
    uint32_t vertices, int32_t *_Nonnull corners, size_t limit);

/// Reads plain facets of ASCII STL, three corners each. At most `limit`. Cursor and answer as above.
size_t facet_stl_facets(
    int32_t level, const uint8_t *_Nonnull *_Nonnull cursor, const uint8_t *_Nonnull end, double *_Nonnull x,
    double *_Nonnull y, double *_Nonnull z, size_t limit, const uint64_t *_Nonnull powers);

/// The tables that lines of numbers are made with: `facet_text_tables_size` bytes, aligned to 64, made from `powers` as above.
typedef struct facet_text_tables facet_text_tables;
size_t facet_text_tables_size(void);
void facet_text_tables_make(facet_text_tables *_Nonnull tables, const uint64_t *_Nonnull powers);

/// Writes `count` lines of three numbers, shortest as Float or as Double, behind `mark` and a blank where it is not 0. What
/// a kernel leaves to others, `write_one` writes. `to` has 98 bytes a line. Answers the bytes written. `_v3` needs processor
/// level 3, `_icl` level 5.
#define FACET_TEXT_LINES(name)                                                                                          \
  size_t facet_##name(                                                                                                  \
      const double *_Nonnull x, const double *_Nonnull y, const double *_Nonnull z, size_t count, uint8_t mark,         \
      const facet_text_tables *_Nonnull tables, size_t (*_Nonnull write_one)(double value, uint8_t *_Nonnull to),       \
      uint8_t *_Nonnull to);

FACET_TEXT_LINES(float_lines_v3)
FACET_TEXT_LINES(float_lines_icl)
FACET_TEXT_LINES(double_lines_v3)
FACET_TEXT_LINES(double_lines_icl)

/// Writes lines of `mark` and three vertex numbers, from `first` on, and stops before a group of faces that has a number of
/// more than eight digits, or when fewer faces are left than make a group. Moves `to` on; `to` has 40 bytes a line, and 64.
/// Answers how many lines it wrote. `_v3` needs processor level 3, `_icl` level 5.
size_t facet_face_lines_v3(
    const int32_t *_Nonnull corners, size_t count, uint8_t mark, uint32_t first, uint8_t *_Nonnull *_Nonnull to);
size_t facet_face_lines_icl(
    const int32_t *_Nonnull corners, size_t count, uint8_t mark, uint32_t first, uint8_t *_Nonnull *_Nonnull to);

#endif
