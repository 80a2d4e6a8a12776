"""Reads files with one outside reader, and writes what it read as NPZ: points, degrees and corners of the polygons.

usage: worker.py READER [PROGRAM]     (started by runner.py)

Each line of standard input is a path and the path of the NPZ, with a tab between them. To each it answers a line of JSON. What
the reader itself prints is caught: its last words are the reason of a refusal.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile

import numpy as np

SECONDS = 20
MOST_MEMORY = 6 << 30


def triangles(points, faces):
    faces = np.asarray(faces, dtype=np.int64).reshape(-1, np.shape(faces)[-1] if np.size(faces) else 3)
    return points, np.full(len(faces), faces.shape[1]), faces


def polygons(points, faces):
    return points, [len(face) for face in faces], [corner for face in faces for corner in face]


def several(parts):
    """Puts the parts of a scene behind each other."""
    points, faces, first = [np.zeros((0, 3))], [np.zeros((0, 3), np.int64)], 0
    for part_points, part_faces in parts:
        points.append(np.asarray(part_points).reshape(-1, 3))
        faces.append(np.asarray(part_faces, dtype=np.int64).reshape(-1, 3) + first)
        first += len(points[-1])
    return triangles(np.concatenate(points), np.concatenate(faces))


def read_trimesh(path):
    import trimesh
    mesh = trimesh.load(path, process=False, maintain_order=True)
    mesh = mesh.to_mesh() if isinstance(mesh, trimesh.Scene) else mesh
    return triangles(mesh.vertices, getattr(mesh, "faces", []))


def read_meshio(path):
    import meshio
    mesh = meshio.read(path)
    return polygons(mesh.points, [list(face) for block in mesh.cells for face in block.data if len(face) > 2])


def read_open3d(path):
    import open3d
    mesh = open3d.io.read_triangle_mesh(path)
    return triangles(np.asarray(mesh.vertices), np.asarray(mesh.triangles))


def read_libigl(path):
    import igl
    found = igl.read_triangle_mesh(path)
    return triangles(found[0], found[1])


def read_meshlab(path):
    import pymeshlab
    meshes = pymeshlab.MeshSet()
    meshes.load_new_mesh(path)
    # A file may hold several.
    return several((mesh.vertex_matrix(), mesh.face_matrix()) for mesh in meshes)


def read_assimp(path):
    import assimp_py
    flags = assimp_py.Process_Triangulate | assimp_py.Process_PreTransformVertices
    scene = assimp_py.import_file(path, flags)
    return several((mesh.vertices, mesh.indices) for mesh in scene.meshes)


def read_geogram(path):
    import geogram
    points, faces = geogram.mesh.load_surface(path)[:2]
    return triangles(points, faces)


def read_meshlib(path):
    from meshlib import mrmeshnumpy, mrmeshpy
    mesh = mrmeshpy.loadMesh(path)
    return triangles(mrmeshnumpy.getNumpyVerts(mesh), mrmeshnumpy.getNumpyFaces(mesh.topology))


def read_vtk(path):
    import vtk
    from vtk.util.numpy_support import vtk_to_numpy
    kind = path.rsplit(".", 1)[-1].lower()
    reader = {"off": vtk.vtkOFFReader, "stl": vtk.vtkSTLReader, "ply": vtk.vtkPLYReader, "obj": vtk.vtkOBJReader,
              "glb": vtk.vtkGLTFReader}[kind]()
    reader.SetFileName(path)
    reader.Update()
    found = reader.GetOutput()
    if kind == "glb":
        together = vtk.vtkCompositeDataGeometryFilter()
        together.SetInputConnection(reader.GetOutputPort())
        together.Update()
        found = together.GetOutput()
    if found is None or found.GetPoints() is None:
        return triangles(np.zeros((0, 3)), [])
    faces = found.GetPolys()
    offsets = vtk_to_numpy(faces.GetOffsetsArray()).astype(np.int64)
    return (vtk_to_numpy(found.GetPoints().GetData()), np.diff(offsets), vtk_to_numpy(faces.GetConnectivityArray()))


def read_gmsh(path):
    import gmsh
    if not gmsh.isInitialized():
        gmsh.initialize()
    gmsh.clear()
    gmsh.merge(path)
    tags, positions, _ = gmsh.model.mesh.getNodes()
    number = {tag: index for index, tag in enumerate(tags)}
    faces = []
    for kind, _, nodes in zip(*gmsh.model.mesh.getElements(2)):
        degree = gmsh.model.mesh.getElementProperties(kind)[3]
        faces += [[number[tag] for tag in face] for face in np.reshape(nodes, (-1, degree))]
    return polygons(positions.reshape(-1, 3), faces)


def read_geometry_central(path):
    import potpourri3d
    return polygons(*potpourri3d.read_polygon_mesh(path))


def read_numpy(path):
    if path.endswith(".npz"):
        found = np.load(path)
        return triangles(found["vertices"].T, found["triangles"])
    # Half of a pair: the other half lies beside it.
    halves = sorted(name for name in os.listdir(os.path.dirname(path)) if name.endswith(".npy"))
    arrays = [np.load(os.path.join(os.path.dirname(path), name)) for name in halves]
    points = next(array for array in arrays if array.dtype.kind == "f")
    faces = next(array for array in arrays if array.dtype.kind in "iu")
    return triangles(points.T, faces)


def read_numpy_stl(path):
    from stl import mesh
    corners = mesh.Mesh.from_file(path, calculate_normals=False, remove_empty_areas=False).vectors.reshape(-1, 3)
    return triangles(corners, np.arange(len(corners)).reshape(-1, 3))


def read_with(program):
    """Answers a function that runs a program, whose output is three counts, the points, the degrees and the corners."""
    def read(path):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "mesh")
            try:
                code = subprocess.run([program, path, out], stdin=subprocess.DEVNULL, timeout=SECONDS).returncode
            except subprocess.TimeoutExpired:
                raise RuntimeError("crashed: it goes on for ever") from None
            if code != 0:
                raise RuntimeError(f"crashed with signal {-code}" if code < 0 else "")
            with open(out, "rb") as file:
                points, faces, corners = np.fromfile(file, np.int64, 3)
                return (np.fromfile(file, np.float64, 3 * points).reshape(-1, 3), np.fromfile(file, np.int64, faces),
                        np.fromfile(file, np.int64, corners))
    return read


READ = {
    "trimesh": read_trimesh, "meshio": read_meshio, "Open3D": read_open3d, "libigl": read_libigl, "MeshLab": read_meshlab,
    "Assimp": read_assimp, "geogram": read_geogram, "MeshLib": read_meshlib, "VTK": read_vtk, "Gmsh": read_gmsh,
    "geometry-central": read_geometry_central, "NumPy": read_numpy, "numpy-stl": read_numpy_stl,
}


def main():
    # A count that is taken at its word shall not cost the machine.
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    name = sys.argv[1]
    read = read_with(sys.argv[2]) if len(sys.argv) > 2 else READ[name]
    answers = os.fdopen(os.dup(1), "w")
    said = tempfile.TemporaryFile()
    os.dup2(said.fileno(), 1)
    os.dup2(said.fileno(), 2)
    for line in sys.stdin:
        path, out = line.rstrip("\n").split("\t")
        said.seek(0)
        said.truncate()
        answer = {}
        try:
            points, degrees, corners = read(path)
            points = np.asarray(points)
            degrees, corners = np.asarray(degrees, dtype=np.int64).ravel(), np.asarray(corners, dtype=np.int64).ravel()
            np.savez(out, points=points.astype(np.float64).reshape(-1, 3), degrees=degrees, corners=corners)
            answer["held"] = str(points.dtype)
        except BaseException as error:  # meshio leaves the process by SystemExit
            if isinstance(error, KeyboardInterrupt):
                raise
            is_told = str(error) and not isinstance(error, SystemExit)
            answer["error"] = f"{type(error).__name__}: {error}" if is_told else ""
        sys.stdout.flush()
        said.seek(0)
        answer["said"] = said.read(8192).decode("utf-8", "replace")
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
