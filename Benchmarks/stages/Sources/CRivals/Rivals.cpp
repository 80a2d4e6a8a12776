// The loops around fast_float (libfast-float-dev) and the C++ library's own from_chars and to_chars.
#include "Rivals.h"

#include <charconv>
#include <cstring>
#include <fast_float/fast_float.h>

namespace {

template <typename Parse>
size_t sum_of(const char *text, size_t bytes, double *sum, Parse parse) {
  const char *end = text + bytes;
  size_t count = 0;
  double total = 0;
  while (text < end) {
    double value = 0;
    text = parse(text, end, value) + 1;
    total += value;
    count++;
  }
  *sum = total;
  return count;
}

template <typename Number>
size_t lines_of(const Number *x, const Number *y, const Number *z, size_t lines, char *text) {
  char *cursor = text;
  for (size_t i = 0; i < lines; i++) {
    cursor = std::to_chars(cursor, cursor + 32, x[i]).ptr;
    *cursor++ = ' ';
    cursor = std::to_chars(cursor, cursor + 32, y[i]).ptr;
    *cursor++ = ' ';
    cursor = std::to_chars(cursor, cursor + 32, z[i]).ptr;
    *cursor++ = '\n';
  }
  return size_t(cursor - text);
}

}  // namespace

size_t rival_fast_float(const char *text, size_t bytes, double *sum) {
  return sum_of(text, bytes, sum, [](const char *from, const char *to, double &value) {
    return fast_float::from_chars(from, to, value).ptr;
  });
}

size_t rival_from_chars(const char *text, size_t bytes, double *sum) {
  return sum_of(text, bytes, sum, [](const char *from, const char *to, double &value) {
    return std::from_chars(from, to, value).ptr;
  });
}

size_t rival_digest(const char *text, size_t bytes, uint64_t *digest) {
  uint64_t place = 1, total = 0;
  double unused;
  size_t count = sum_of(text, bytes, &unused, [&](const char *from, const char *to, double &value) {
    auto read = fast_float::from_chars(from, to, value);
    uint64_t bits;
    std::memcpy(&bits, &value, 8);
    total += (bits ^ (bits >> 29)) * place;
    place += 2;
    return read.ptr;
  });
  *digest = total;
  return count;
}

size_t rival_to_chars_double(const double *x, const double *y, const double *z, size_t lines, char *text) {
  return lines_of(x, y, z, lines, text);
}

size_t rival_to_chars_float(const float *x, const float *y, const float *z, size_t lines, char *text) {
  return lines_of(x, y, z, lines, text);
}

size_t rival_to_chars_faces(const int32_t *corners, size_t triangles, char *text) {
  char *cursor = text;
  for (size_t i = 0; i < triangles; i++) {
    *cursor++ = '3';
    for (size_t k = 0; k < 3; k++) {
      *cursor++ = ' ';
      cursor = std::to_chars(cursor, cursor + 12, corners[3 * i + k]).ptr;
    }
    *cursor++ = '\n';
  }
  return size_t(cursor - text);
}
