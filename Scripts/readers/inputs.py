"""The meshes of `make interop`: files in other formats, and beside each the triangles that it holds, found without Facet."""
import os
import subprocess
import sys

import numpy as np

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "data")
FIXTURES = ["stl/accept-ascii-box.stl", "ply/accept-binary-big-endian-box.ply", "obj/accept-corners-negative.obj",
            "glb/accept-box.glb", "off/accept-4OFF.off"]


def make(facet, folder):
    """Answers name, path, N×3×3 float64 and the precision of the source, for each mesh."""
    def path(name):
        return os.path.join(folder, name)

    for kind, triangles in (("terrain", 20000), ("soup", 20000)):
        stl = path(kind + ".stl")
        subprocess.run([facet, "generate", kind, stl, "--triangles", str(triangles)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield {"terrain": "terrain", "soup": "sphere"}[kind], stl, read_stl(stl), "float32"

    yield "coordinates of 17 digits", path("digits.xyz"), digits(path("digits.xyz")), "float64"
    yield "polygons", path("polygons.off"), polygons(path("polygons.off")), "float32"
    sys.path.insert(0, DATA)
    from cases.shapes import NUMBERS
    for fixture in FIXTURES:
        name = f"box of {fixture.split('/')[1].split('.')[0][7:]}"
        yield name, os.path.join(DATA, fixture), np.array(NUMBERS).reshape(-1, 3, 3), "float32"


def read_stl(path):
    with open(path, "rb") as file:
        data = file.read()
    count = int.from_bytes(data[80:84], "little")
    record = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    return np.frombuffer(data, record, count, 84)["corners"].astype(np.float64)


def digits(path):
    """A closed surface of 3,000 triangles far from the origin; its coordinates need 17 digits, and float32 would merge many."""
    steps, rings = 50, 30
    random = np.random.default_rng(7)
    angle = np.arange(steps) * (2 * np.pi / steps)
    around = np.arange(rings) * (2 * np.pi / rings)
    wide = 2 + 0.5 * np.cos(around)[:, None]
    points = np.stack([400000 + wide * np.cos(angle), 5400000 + wide * np.sin(angle),
                       np.broadcast_to(0.5 * np.sin(around)[:, None], (rings, steps))], axis=-1)
    points = points + random.uniform(-1e-3, 1e-3, points.shape)
    a, b = points, np.roll(points, -1, axis=0)
    c, d = np.roll(b, -1, axis=1), np.roll(a, -1, axis=1)
    triangles = np.concatenate([np.stack([a, b, c], axis=2).reshape(-1, 3, 3), np.stack([a, c, d], axis=2).reshape(-1, 3, 3)])
    with open(path, "w") as file:
        for triangle in triangles.reshape(-1, 9):
            file.write(" ".join("%.17g" % number for number in triangle) + "\n")
    return triangles


def polygons(path):
    """A prism on a regular heptagon: squares and seven-cornered faces, all of them convex."""
    angle = np.arange(7) * (2 * np.pi / 7)
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1).astype(np.float32).astype(np.float64)
    points = np.concatenate([np.column_stack([ring, np.full(7, height)]) for height in (0.0, 1.5)])
    faces = [[i, (i + 1) % 7, 7 + (i + 1) % 7, 7 + i] for i in range(7)] + [list(range(6, -1, -1)), list(range(7, 14))]
    with open(path, "w") as file:
        file.write(f"OFF\n{len(points)} {len(faces)} 0\n")
        file.writelines(" ".join(np.format_float_positional(number, unique=True) for number in point) + "\n"
                        for point in points)
        file.writelines(f"{len(face)} {' '.join(map(str, face))}\n" for face in faces)
    return np.array([[points[face[0]], points[face[i]], points[face[i + 1]]]
                     for face in faces for i in range(1, len(face) - 1)])
