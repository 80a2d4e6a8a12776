// Reads a polygon soup with CGAL, which is the most forgiving of its readers, and writes it as worker.py expects it.
#include <CGAL/IO/polygon_soup_io.h>
#include <CGAL/Simple_cartesian.h>
#include <cstdint>
#include <cstdio>
#include <vector>

static void number(FILE *out, int64_t value) { fwrite(&value, sizeof value, 1, out); }

int main(int count, char **words) {
  std::vector<CGAL::Simple_cartesian<double>::Point_3> points;
  std::vector<std::vector<std::size_t>> polygons;
  if (count != 3 || !CGAL::IO::read_polygon_soup(words[1], points, polygons, CGAL::parameters::verbose(true))) return 1;
  FILE *out = fopen(words[2], "wb");
  if (out == nullptr) return 2;
  int64_t corners = 0;
  for (auto &polygon : polygons) corners += polygon.size();
  number(out, points.size()), number(out, polygons.size()), number(out, corners);
  for (auto &point : points) {
    double position[3] = {point.x(), point.y(), point.z()};
    fwrite(position, sizeof position, 1, out);
  }
  for (auto &polygon : polygons) number(out, polygon.size());
  for (auto &polygon : polygons)
    for (auto index : polygon) number(out, index);
  return fclose(out) == 0 ? 0 : 2;
}
