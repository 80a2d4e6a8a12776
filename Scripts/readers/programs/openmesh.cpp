// Reads a polygon mesh with OpenMesh, with Float64 coordinates, and writes it as worker.py expects it.
#include <OpenMesh/Core/IO/MeshIO.hh>
#include <OpenMesh/Core/Mesh/PolyMesh_ArrayKernelT.hh>
#include <OpenMesh/Core/Mesh/Traits.hh>
#include <cstdint>
#include <cstdio>

static void number(FILE *out, int64_t value) { fwrite(&value, sizeof value, 1, out); }

int main(int count, char **words) {
  OpenMesh::PolyMesh_ArrayKernelT<OpenMesh::DefaultTraitsDouble> mesh;
  if (count != 3 || !OpenMesh::IO::read_mesh(mesh, words[1])) return 1;
  FILE *out = fopen(words[2], "wb");
  if (out == nullptr) return 2;
  int64_t corners = 0;
  for (auto face : mesh.faces()) corners += mesh.valence(face);
  number(out, mesh.n_vertices()), number(out, mesh.n_faces()), number(out, corners);
  for (auto vertex : mesh.vertices()) {
    auto point = mesh.point(vertex);
    double position[3] = {point[0], point[1], point[2]};
    fwrite(position, sizeof position, 1, out);
  }
  for (auto face : mesh.faces()) number(out, mesh.valence(face));
  for (auto face : mesh.faces())
    for (auto vertex : mesh.fv_range(face)) number(out, vertex.idx());
  return fclose(out) == 0 ? 0 : 2;
}
