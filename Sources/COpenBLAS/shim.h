// What Facet uses of OpenBLAS: BLAS from its own header, and prototypes of LAPACK's routines, which OpenBLAS holds but
// declares nowhere. Fortran takes everything by address, and the length of each text as a hidden argument at the end.
#ifndef FACET_OPENBLAS_H
#define FACET_OPENBLAS_H

// Another BLAS has a cblas.h as well, but not the second header.
#if !__has_include(<cblas.h>) || !__has_include(<openblas_config.h>)
#error "Facet's trait LinearAlgebra needs OpenBLAS: sudo apt-get install libopenblas-dev, or depend on Facet with traits: []"
#else
#include <cblas.h>
#include <stddef.h>

#define FACET_LAPACK(T, getrf, getri, potrf, geqrf, orgqr, syevd, gesdd, gelsd)                                       \
  void getrf(const int *m, const int *n, T *a, const int *lda, int *ipiv, int *info);                                 \
  void getri(const int *n, T *a, const int *lda, const int *ipiv, T *work, const int *lwork, int *info);              \
  void potrf(const char *uplo, const int *n, T *a, const int *lda, int *info, size_t);                                \
  void geqrf(const int *m, const int *n, T *a, const int *lda, T *tau, T *work, const int *lwork, int *info);         \
  void orgqr(const int *m, const int *n, const int *k, T *a, const int *lda, const T *tau, T *work, const int *lwork, \
             int *info);                                                                                              \
  void syevd(const char *jobz, const char *uplo, const int *n, T *a, const int *lda, T *w, T *work, const int *lwork, \
             int *iwork, const int *liwork, int *info, size_t, size_t);                                               \
  void gesdd(const char *jobz, const int *m, const int *n, T *a, const int *lda, T *s, T *u, const int *ldu, T *vt,   \
             const int *ldvt, T *work, const int *lwork, int *iwork, int *info, size_t);                              \
  void gelsd(const int *m, const int *n, const int *nrhs, T *a, const int *lda, T *b, const int *ldb, T *s,           \
             const T *rcond, int *rank, T *work, const int *lwork, int *iwork, int *info);

FACET_LAPACK(double, dgetrf_, dgetri_, dpotrf_, dgeqrf_, dorgqr_, dsyevd_, dgesdd_, dgelsd_)
FACET_LAPACK(float, sgetrf_, sgetri_, spotrf_, sgeqrf_, sorgqr_, ssyevd_, sgesdd_, sgelsd_)
#undef FACET_LAPACK

#endif
#endif
