// OBJ to OFF by rapidobj, whose single header comes from its package on PyPI, and std::to_chars. Usage: obj2off IN.obj OUT.off
#include <charconv>
#include <cstdio>
#include <string>
#include <rapidobj.hpp>

int main(int count, char **words) {
  if (count != 3) return 1;
  auto result = rapidobj::ParseFile(words[1]);
  if (result.error || !rapidobj::Triangulate(result)) return 1;
  const auto &positions = result.attributes.positions;
  size_t triangles = 0;
  for (const auto &shape : result.shapes) triangles += shape.mesh.indices.size() / 3;
  FILE *out = fopen(words[2], "wb");
  if (!out) return 1;
  const size_t piece = 1 << 20;
  std::string room(piece + 256, ' ');
  char *text = room.data();
  char *cursor = text + snprintf(text, 64, "OFF\n%zu %zu 0\n", positions.size() / 3, triangles);
  auto flush = [&](size_t wanted) {
    if (cursor + wanted < text + piece) return;
    fwrite(text, 1, size_t(cursor - text), out);
    cursor = text;
  };
  for (size_t i = 0; i < positions.size(); i += 3) {
    for (size_t k = 0; k < 3; k++) {
      cursor = std::to_chars(cursor, cursor + 32, positions[i + k]).ptr;
      *cursor++ = k == 2 ? '\n' : ' ';
    }
    flush(128);
  }
  for (const auto &shape : result.shapes) {
    const auto &indices = shape.mesh.indices;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
      *cursor++ = '3';
      for (size_t k = 0; k < 3; k++) {
        *cursor++ = ' ';
        cursor = std::to_chars(cursor, cursor + 12, indices[i + k].position_index).ptr;
      }
      *cursor++ = '\n';
      flush(128);
    }
  }
  flush(piece);
  return fclose(out) == 0 ? 0 : 1;
}
