// What C++ offers for the stages that Facet has, each as a loop over the same work.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Reads numbers between white space; answers how many, and their sum.
size_t rival_fast_float(const char *text, size_t bytes, double *sum);
size_t rival_from_chars(const char *text, size_t bytes, double *sum);

/// Reads numbers as rival_fast_float does; the digest minds the bits of each and its place. Never timed.
size_t rival_digest(const char *text, size_t bytes, uint64_t *digest);

/// Writes lines `x y z`; answers the bytes.
size_t rival_to_chars_double(const double *x, const double *y, const double *z, size_t lines, char *text);
size_t rival_to_chars_float(const float *x, const float *y, const float *z, size_t lines, char *text);

/// Writes lines `3 a b c` for triples of vertex numbers; answers the bytes.
size_t rival_to_chars_faces(const int32_t *corners, size_t triangles, char *text);

/// Numbers the corners by meshopt_generateVertexRemap: positions of three floats side by side. Answers the vertices.
size_t rival_meshopt(const float *positions, size_t corners, uint32_t *numbers);

/// The vertices of those numbers, by meshopt_remapVertexBuffer.
void rival_meshopt_vertices(const float *positions, size_t corners, const uint32_t *numbers, float *vertices);

/// Takes the corners out of records of 50 bytes into three columns.
void rival_decode(const uint8_t *records, size_t triangles, float *x, float *y, float *z);

/// Reads a file in blocks; writes a fresh file in pieces of those bytes. Answers the bytes, 0 when it fails.
size_t rival_pread(const char *path, size_t block);
size_t rival_write(const char *path, const void *piece, size_t bytes, size_t pieces);

/// What memory allows: a sum over all words, and a copy.
uint64_t rival_read_memory(const uint64_t *words, size_t count);
void rival_copy_memory(void *to, const void *from, size_t bytes);

#ifdef __cplusplus
}
#endif
