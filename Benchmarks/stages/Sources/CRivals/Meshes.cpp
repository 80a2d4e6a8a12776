// The rivals of the stages that are no text: meshoptimizer's weld (libmeshoptimizer-dev), a plain loop over the records of
// an STL, plain reading and writing, and what memory allows.
#include "Rivals.h"

#include <cstring>
#include <fcntl.h>
#include <meshoptimizer.h>
#include <unistd.h>
#include <vector>

size_t rival_meshopt(const float *positions, size_t corners, uint32_t *numbers) {
  return meshopt_generateVertexRemap(numbers, nullptr, corners, positions, corners, 12);
}

void rival_meshopt_vertices(const float *positions, size_t corners, const uint32_t *numbers, float *vertices) {
  meshopt_remapVertexBuffer(vertices, positions, corners, 12, numbers);
}

void rival_decode(const uint8_t *records, size_t triangles, float *x, float *y, float *z) {
  for (size_t i = 0; i < triangles; i++) {
    float corners[9];
    std::memcpy(corners, records + 50 * i + 12, 36);
    for (size_t k = 0; k < 3; k++) {
      x[3 * i + k] = corners[3 * k];
      y[3 * i + k] = corners[3 * k + 1];
      z[3 * i + k] = corners[3 * k + 2];
    }
  }
}

size_t rival_pread(const char *path, size_t block) {
  static std::vector<char> room;
  room.resize(block);
  int file = open(path, O_RDONLY);
  if (file < 0) return 0;
  size_t total = 0;
  for (ssize_t got; (got = pread(file, room.data(), block, off_t(total))) > 0;) total += size_t(got);
  close(file);
  return total;
}

size_t rival_write(const char *path, const void *piece, size_t bytes, size_t pieces) {
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (file < 0) return 0;
  size_t total = 0;
  for (size_t i = 0; i < pieces; i++) {
    ssize_t put = write(file, piece, bytes);
    if (put < 0) break;
    total += size_t(put);
  }
  close(file);
  return total;
}

uint64_t rival_read_memory(const uint64_t *words, size_t count) {
  uint64_t total = 0;
  for (size_t i = 0; i < count; i++) total += words[i];
  return total;
}

void rival_copy_memory(void *to, const void *from, size_t bytes) { std::memcpy(to, from, bytes); }
