#!/usr/bin/env python3
"""Writes what trimesh, libigl and NumPy say about meshes, for the tests of `facet check`: three tables beside this script.

usage: make-goldens.py [CORPUS]      needs trimesh, libigl, scipy and NumPy 2 from PyPI

fixtures.json   the small files of ../off, ../ply and ../stl that trimesh reads
generated.json  random meshes with all faults, and closed ones, made here from fixed seeds; each stands in it as OFF
corpus.json     real files below CORPUS; only counts stand in it, and it is left alone without CORPUS

Corners of an STL are made one vertex where they are equal, with NumPy, not by trimesh, which rounds. Faces with the same vertex
twice are counted and left out, as Facet does. Each fact is what an outside program says: `oracle` below tells which.
"""
import glob
import json
import os
import sys
import warnings

import igl
import numpy as np
import trimesh

FOLDER = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.dirname(FOLDER)
warnings.filterwarnings("ignore")
# Files that trimesh reads, but not as Geomview does: four coordinates a vertex, points at infinity, a header of another format, faces
# that begin in the line of another one.
MISREAD = ("accept-4OFF.off", "accept-free-faces.off", "hypercube.off", "simplex.off", "trapezoid.4d.off", "unitcube.off",
           "dodecaplex.off", "octaplex.off", "orthoplex.off", "tetraplex.off", "textured/dodec.off")


def oracle(vertices, triangles):
    vertices, triangles = np.asarray(vertices, np.float64).reshape(-1, 3), np.asarray(triangles, np.int64).reshape(-1, 3)
    a, b, c = triangles.T
    proper = triangles[(a != b) & (b != c) & (a != c)]
    mesh = trimesh.Trimesh(vertices, proper, process=False, validate=False)
    facts = {"vertices": len(vertices), "triangles": len(triangles), "degenerate_faces": len(triangles) - len(proper)}
    whole = trimesh.Trimesh(vertices, triangles, process=False, validate=False)
    facts["unreferenced_vertices"] = int((~whole.referenced_vertices).sum()) if len(vertices) else 0
    # Both zeros are one value.
    facts["duplicate_vertices"] = len(vertices) - len(np.unique(vertices + 0.0, axis=0))
    if len(proper) == 0:
        return facts
    facts["duplicates_in_any_winding"] = len(proper) - len(trimesh.grouping.unique_rows(np.sort(proper, axis=1))[0])
    turned = np.array([np.roll(f, -int(f.argmin())) for f in proper])
    facts["duplicate_faces"] = len(turned) - len(np.unique(turned, axis=0))
    facts["edges"] = len(mesh.edges_unique)
    per_edge = np.bincount(mesh.edges_unique_inverse)
    facts["boundary_edges"] = int((per_edge == 1).sum())
    facts["non_manifold_edges"] = int((per_edge > 2).sum())
    # trimesh's euler_number counts vertices that are referenced.
    facts["euler_number"] = int(mesh.euler_number)
    facts["closed"] = bool(mesh.is_watertight)
    if facts["closed"]:
        facts["oriented"] = bool(mesh.is_winding_consistent)
    # libigl wants each vertex used.
    used, compact = np.unique(proper, return_inverse=True)
    compact = np.ascontiguousarray(compact.reshape(-1, 3))
    facts["components"] = int(np.max(igl.vertex_components(compact))) + 1
    facts["edge_components"] = int(igl.facet_components(compact)[0])
    facts["non_manifold_vertices"] = int((~np.asarray(igl.is_vertex_manifold(compact)).ravel()).sum())
    edge_manifold = igl.is_edge_manifold(compact)
    edge_manifold = edge_manifold[0] if isinstance(edge_manifold, tuple) else edge_manifold
    assert bool(edge_manifold) == (facts["non_manifold_edges"] == 0)
    if np.isfinite(vertices).all():
        facts["area"] = float(mesh.area)
        if facts["closed"] and facts["oriented"]:
            facts["volume"] = float(trimesh.triangles.mass_properties(mesh.triangles, skip_inertia=True).volume)
    return facts


def read(path):
    """Vertices and triangles as trimesh reads them; None where it can't."""
    try:
        mesh = trimesh.load(path, process=False, force="mesh")
        vertices, triangles = np.asarray(mesh.vertices), np.asarray(mesh.faces)
    except Exception:
        return None
    if triangles.ndim != 2 or triangles.shape[1] != 3 or len(triangles) == 0 or triangles.max() >= len(vertices):
        return None
    if path.lower().endswith(".stl"):
        corners = vertices[triangles].reshape(-1, 3)
        vertices, triangles = np.unique(corners + 0.0, axis=0, return_inverse=True)
        triangles = triangles.reshape(-1, 3)
    return vertices, triangles


def table(folder, patterns):
    rows = {}
    for path in sorted(p for pattern in patterns for p in glob.glob(os.path.join(folder, pattern), recursive=True)):
        mesh = None if path.endswith(MISREAD) else read(path)
        if mesh is None:
            print("left out, trimesh does not read it rightly:", os.path.relpath(path, folder))
        else:
            rows[os.path.relpath(path, folder)] = oracle(*mesh)
    return rows


def generated():
    rng = np.random.default_rng(20261121)
    for kind in range(60):
        vertex_count, face_count = int(rng.integers(3, 20)), int(rng.integers(1, 60))
        vertices = rng.integers(-3, 4, (vertex_count, 3)).astype(float)
        yield f"random-{kind}", vertices, rng.integers(0, vertex_count, (face_count, 3))
    for name, mesh in [
        ("box", trimesh.creation.box()), ("icosphere", trimesh.creation.icosphere(1)),
        ("torus", trimesh.creation.torus(2, 0.5, major_sections=8, minor_sections=5)),
        ("annulus", trimesh.creation.annulus(1, 2, 1, sections=8)), ("cone", trimesh.creation.cone(1, 2, sections=40)),
    ]:
        vertices, triangles = mesh.vertices, mesh.faces
        yield name, vertices, triangles
        yield name + "-inside-out", vertices, triangles[:, ::-1]
        yield name + "-one-face-less", vertices, triangles[1:]
        turned = triangles.copy()
        turned[3] = turned[3][::-1]
        yield name + "-one-face-turned", vertices, turned
        yield name + "-one-face-twice", vertices, np.vstack([triangles, np.roll(triangles[2:3], 1, axis=1)])
        yield name + "-twice", np.vstack([vertices, vertices + 10]), np.vstack([triangles, triangles + len(vertices)])
        # Two bodies that touch in one vertex.
        touching = np.where(triangles == 0, 0, triangles + len(vertices))
        yield name + "-touching", np.vstack([vertices, -vertices + 2 * vertices[0]]), np.vstack([triangles, touching[:, ::-1]])
        yield name + "-soup", vertices[triangles].reshape(-1, 3), np.arange(triangles.size).reshape(-1, 3)


def write(name, rows):
    with open(os.path.join(FOLDER, name), "w") as file:
        lines = [json.dumps(key) + ": " + json.dumps(row, separators=(",", ":")) for key, row in rows.items()]
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
    print(name, len(rows))


write("fixtures.json", table(DATA, ["off/accept-*.off", "ply/accept-*.ply", "stl/accept-*.stl"]))
rows = {}
for name, vertices, triangles in generated():
    facts = oracle(vertices, triangles)
    text = f"OFF\n{len(vertices)} {len(triangles)} 0\n"
    text += "".join("%r %r %r\n" % tuple(map(float, vertex)) for vertex in vertices)
    text += "".join("3 %d %d %d\n" % tuple(triangle) for triangle in triangles)
    rows[name] = {"off": text, "facts": facts}
write("generated.json", rows)
if sys.argv[1:]:
    write("corpus.json", table(sys.argv[1], ["**/*.off", "**/*.ply", "**/*.stl", "**/*.STL"]))
