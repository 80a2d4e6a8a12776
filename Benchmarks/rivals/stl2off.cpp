// The strongest thing that can be put together by hand: a binary STL to OFF by fread, meshoptimizer's weld
// (libmeshoptimizer-dev) and std::to_chars. One thread. Usage: stl2off IN.stl OUT.off
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <meshoptimizer.h>

static const size_t piece = 1 << 20;

int main(int count, char **words) {
  FILE *in = count == 3 ? fopen(words[1], "rb") : nullptr;
  unsigned char head[84];
  if (!in || fread(head, 84, 1, in) != 1) return 1;
  uint32_t triangles;
  memcpy(&triangles, head + 80, 4);
  size_t corners = 3 * size_t(triangles);
  auto *positions = static_cast<float *>(malloc(12 * corners + 12));
  auto *block = static_cast<unsigned char *>(malloc(50 * 4096));
  for (size_t done = 0; done < triangles;) {
    size_t got = fread(block, 50, 4096, in);
    if (got == 0) return 1;
    for (size_t i = 0; i < got && done < triangles; i++, done++) memcpy(positions + 9 * done, block + 50 * i + 12, 36);
  }
  fclose(in);
  for (size_t i = 0; i < 3 * corners; i++) positions[i] += 0.0f;  // -0.0 becomes 0.0: the weld compares bytes
  auto *numbers = static_cast<uint32_t *>(malloc(4 * corners + 4));
  size_t vertices = meshopt_generateVertexRemap(numbers, nullptr, corners, positions, corners, 12);
  meshopt_remapVertexBuffer(positions, positions, corners, 12, numbers);

  FILE *out = fopen(words[2], "wb");
  if (!out) return 1;
  auto *text = static_cast<char *>(malloc(piece + 256));
  char *cursor = text + snprintf(text, 64, "OFF\n%zu %u 0\n", vertices, triangles);
  auto flush = [&](size_t room) {
    if (cursor + room < text + piece) return;
    fwrite(text, 1, size_t(cursor - text), out);
    cursor = text;
  };
  for (size_t i = 0; i < vertices; i++) {
    for (size_t k = 0; k < 3; k++) {
      cursor = std::to_chars(cursor, cursor + 32, positions[3 * i + k]).ptr;
      *cursor++ = k == 2 ? '\n' : ' ';
    }
    flush(128);
  }
  for (size_t i = 0; i < triangles; i++) {
    *cursor++ = '3';
    for (size_t k = 0; k < 3; k++) {
      *cursor++ = ' ';
      cursor = std::to_chars(cursor, cursor + 12, numbers[3 * i + k]).ptr;
    }
    *cursor++ = '\n';
    flush(128);
  }
  flush(piece);
  return fclose(out) == 0 ? 0 : 1;
}
