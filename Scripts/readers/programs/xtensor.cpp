// Reads the arrays of an NPZ archive, or of a pair of .npy files, with xtensor (and libzip for the archive), and writes them
// as worker.py expects a mesh. The element types are those that Facet writes: Float64 3×N and Int32 N×3.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <xtensor/xarray.hpp>
#include <xtensor/xnpy.hpp>
#include <zip.h>

static std::string member(const char *path, const char *name) {
  int error = 0;
  zip_t *archive = zip_open(path, ZIP_RDONLY, &error);
  if (archive == nullptr) throw std::runtime_error("no archive");
  zip_stat_t facts;
  if (zip_stat(archive, name, 0, &facts) != 0) throw std::runtime_error("no member");
  std::string bytes(facts.size, '\0');
  zip_file_t *file = zip_fopen(archive, name, 0);
  if (file == nullptr || zip_fread(file, bytes.data(), facts.size) != zip_int64_t(facts.size)) throw std::runtime_error("cut");
  zip_fclose(file);
  zip_close(archive);
  return bytes;
}

static std::string whole(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("no file");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

static void number(FILE *out, int64_t value) { fwrite(&value, sizeof value, 1, out); }

int main(int count, char **words) try {
  if (count != 3) return 1;
  std::string path = words[1], vertexBytes, triangleBytes;
  if (path.size() > 4 && path.substr(path.size() - 4) == ".npz") {
    vertexBytes = member(words[1], "vertices.npy"), triangleBytes = member(words[1], "triangles.npy");
  } else {
    const std::string ending = ".vertices.npy";
    vertexBytes = whole(path), triangleBytes = whole(path.substr(0, path.size() - ending.size()) + ".triangles.npy");
  }
  std::istringstream vertexStream(vertexBytes), triangleStream(triangleBytes);
  xt::xarray<double> vertices = xt::load_npy<double>(vertexStream);
  xt::xarray<int32_t> triangles = xt::load_npy<int32_t>(triangleStream);
  if (vertices.dimension() != 2 || vertices.shape(0) != 3 || triangles.dimension() != 2 || triangles.shape(1) != 3) return 1;
  FILE *out = fopen(words[2], "wb");
  if (out == nullptr) return 2;
  const size_t points = vertices.shape(1), faces = triangles.shape(0);
  number(out, points), number(out, faces), number(out, 3 * faces);
  for (size_t i = 0; i < points; i++) {
    double position[3] = {vertices(0, i), vertices(1, i), vertices(2, i)};
    fwrite(position, sizeof position, 1, out);
  }
  for (size_t i = 0; i < faces; i++) number(out, 3);
  for (size_t i = 0; i < faces; i++) {
    for (size_t k = 0; k < 3; k++) number(out, triangles(i, k));
  }
  return fclose(out) == 0 ? 0 : 2;
} catch (const std::exception &error) {
  fprintf(stderr, "%s\n", error.what());
  return 1;
}
