/* Reads an object with Geomview's own library, and writes it as the other programs here do: see worker.py. */
/* What its headers want to know of the system that they were configured on. */
#define _GNU_SOURCE
#define HAVE_BCOPY 1
#define HAVE_BZERO 1
#define HAVE_FINITE 1
#define HAVE_DECL_STRCASECMP 1
#define HAVE_DECL_STRNCASECMP 1
#define HAVE_DECL_ACOSH 1
#define HAVE_DECL_STRDUP 1
#define HAVE_DECL_PUTENV 1
#define HAVE_DECL_FMEMOPEN 1
#define HAVE_DECL_GETOPT 1
#define HAVE_DECL_OPTARG 1
#define HAVE_DECL_OPTIND 1
#define VARARRAY(name, type, count) type name[count]
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <geomview/geom.h>
#include <geomview/private/polylistP.h>
#include <geomview/private/npolylistP.h>
#include <stdint.h>
#include <stdio.h>

static void number(FILE *out, int64_t value) { fwrite(&value, sizeof value, 1, out); }

int main(int count, char **words) {
  Geom *geom = count == 3 ? GeomLoad(words[1]) : NULL;
  if (geom == NULL) return 1;
  FILE *out = fopen(words[2], "wb");
  if (out == NULL) return 2;
  if (geom->magic == PLMAGIC) {
    PolyList *list = (PolyList *)geom;
    int64_t corners = 0;
    for (int i = 0; i < list->n_polys; i++) corners += list->p[i].n_vertices;
    number(out, list->n_verts), number(out, list->n_polys), number(out, corners);
    for (int i = 0; i < list->n_verts; i++) {
      HPoint3 p = list->vl[i].pt;
      double w = p.w == 0 ? 1 : p.w, position[3] = {p.x / w, p.y / w, p.z / w};
      fwrite(position, sizeof position, 1, out);
    }
    for (int i = 0; i < list->n_polys; i++) number(out, list->p[i].n_vertices);
    for (int i = 0; i < list->n_polys; i++)
      for (int j = 0; j < list->p[i].n_vertices; j++) number(out, list->p[i].v[j] - list->vl);
  } else if (geom->magic == NPLMAGIC) {
    NPolyList *list = (NPolyList *)geom;
    int64_t corners = 0;
    for (int i = 0; i < list->n_polys; i++) corners += list->p[i].n_vertices;
    number(out, list->n_verts), number(out, list->n_polys), number(out, corners);
    for (int i = 0; i < list->n_verts; i++) {
      /* The first component is the divisor. */
      HPtNCoord *p = list->v + (int64_t)i * list->pdim;
      double position[3] = {p[1] / p[0], p[2] / p[0], p[3] / p[0]};
      fwrite(position, sizeof position, 1, out);
    }
    for (int i = 0; i < list->n_polys; i++) number(out, list->p[i].n_vertices);
    for (int i = 0; i < list->n_polys; i++)
      for (int j = 0; j < list->p[i].n_vertices; j++) number(out, list->vi[list->pv[i] + j]);
  } else {
    fprintf(stderr, "not a list of polygons\n");
    return 3;
  }
  return fclose(out) == 0 ? 0 : 2;
}
