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

/// Writes numbers, each with a blank behind it; answers the bytes.
size_t rival_to_chars_double(const double *numbers, size_t count, char *text);
size_t rival_to_chars_float(const float *numbers, size_t count, char *text);

/// Writes lines `3 a b c` for triples of vertex numbers; answers the bytes.
size_t rival_to_chars_faces(const int32_t *corners, size_t triangles, char *text);

#ifdef __cplusplus
}
#endif
