// Reads OFF with CGAL's Polyhedron_3, whose scanner is another than that of its polygon soups, and writes it as worker.py
// expects it.
#include <CGAL/IO/Polyhedron_iostream.h>
#include <CGAL/Polyhedron_3.h>
#include <CGAL/Simple_cartesian.h>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>

static void number(FILE *out, int64_t value) { fwrite(&value, sizeof value, 1, out); }

int main(int count, char **words) {
  CGAL::Polyhedron_3<CGAL::Simple_cartesian<double>> mesh;
  std::ifstream in(count == 3 ? words[1] : "", std::ios::binary);
  if (!(in >> mesh)) return 1;
  FILE *out = fopen(words[2], "wb");
  if (out == nullptr) return 2;
  std::map<const void *, int64_t> index;
  int64_t corners = 0;
  for (auto face = mesh.facets_begin(); face != mesh.facets_end(); ++face) corners += face->facet_degree();
  number(out, mesh.size_of_vertices()), number(out, mesh.size_of_facets()), number(out, corners);
  for (auto vertex = mesh.vertices_begin(); vertex != mesh.vertices_end(); ++vertex) {
    int64_t next = index.size();
    index[&*vertex] = next;
    double position[3] = {vertex->point().x(), vertex->point().y(), vertex->point().z()};
    fwrite(position, sizeof position, 1, out);
  }
  for (auto face = mesh.facets_begin(); face != mesh.facets_end(); ++face) number(out, face->facet_degree());
  for (auto face = mesh.facets_begin(); face != mesh.facets_end(); ++face) {
    auto corner = face->facet_begin();
    do number(out, index[&*corner->vertex()]);
    while (++corner != face->facet_begin());
  }
  return fclose(out) == 0 ? 0 : 2;
}
