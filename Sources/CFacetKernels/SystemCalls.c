// System calls whose C signature Swift can't import.
#define _GNU_SOURCE
#include "CFacetKernels.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <malloc.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <unistd.h>

void *facet_remap(void *address, size_t old_size, size_t new_size) {
  return mremap(address, old_size, new_size, MREMAP_MAYMOVE);
}

int facet_open_unnamed(const char *folder, int mode) { return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode); }

int facet_wake_descriptor(void) { return eventfd(0, EFD_CLOEXEC); }

int facet_allocate(int descriptor, size_t size) {
  // Where a file system can't set blocks aside, this writes to each: a mapping must never be without one (SIGBUS).
  int code;
  do code = posix_fallocate(descriptor, 0, (off_t)size);
  while (code == EINTR);
  errno = code;
  return code == 0 ? 0 : -1;
}

void facet_release_free_blocks(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

void facet_return_blocks_from(size_t size) { mallopt(M_MMAP_THRESHOLD, (int)size); }

int facet_punch_hole(int descriptor, size_t offset, size_t size) {
  return fallocate(descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)offset, (off_t)size);
}

int facet_populate(int descriptor, size_t offset, size_t size) {
  return fallocate(descriptor, FALLOC_FL_KEEP_SIZE, (off_t)offset, (off_t)size);
}

static int is_memory(const struct statfs *status) {
  return status->f_type == TMPFS_MAGIC || status->f_type == RAMFS_MAGIC || status->f_type == HUGETLBFS_MAGIC;
}

int facet_is_memory_backed(const char *folder) {
  struct statfs status;
  return statfs(folder, &status) == 0 && is_memory(&status);
}

int facet_is_memory_file(int descriptor) {
  struct statfs status;
  return fstatfs(descriptor, &status) == 0 && is_memory(&status);
}
