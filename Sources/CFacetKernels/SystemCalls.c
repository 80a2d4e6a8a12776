// System calls whose C signature Swift can't import.
#define _GNU_SOURCE
#include "CFacetKernels.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>

void *facet_remap(void *address, size_t old_size, size_t new_size) {
  return mremap(address, old_size, new_size, MREMAP_MAYMOVE);
}

int facet_open_unnamed(const char *folder, int mode) { return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode); }

int facet_wake_descriptor(void) { return eventfd(0, EFD_CLOEXEC); }
