"""The outside readers: what they are called, where they come from, and which formats of ours they claim to read.

A reader of the kind `python` is a package from PyPI in a version that is pinned here; one of the kind `program` is a library
of Debian with a small program of ours in programs/ around it.
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Reader:
    name: str
    kind: str                # python or program
    package: str             # as pip or apt-get calls it
    version: str             # of pip; Debian's is asked for when it is installed
    formats: tuple           # the endings of the files that it claims to read
    compile: tuple = ()      # more words for the compiler
    libraries: tuple = ()    # more packages of Debian that it needs

    @property
    def program(self):
        """The name of its program."""
        return self.name.lower().replace(" ", "-")


MESHES = ("off", "stl", "ply", "obj")

READERS = [
    Reader("Geomview", "program", "libgeomview-dev", "", ("off",), ("-lgeomview", "-lm")),
    Reader("CGAL", "program", "libcgal-dev", "", MESHES, ("-lgmp", "-lmpfr")),
    Reader("CGAL Polyhedron", "program", "libcgal-dev", "", ("off",), ("-lgmp", "-lmpfr")),
    Reader("OpenMesh", "program", "libopenmesh-dev", "", MESHES, ("-lOpenMeshCore",)),
    Reader("MeshLab", "python", "pymeshlab", "2025.7.post1", MESHES + ("glb",), libraries=("libgl1", "libegl1", "libopengl0")),
    Reader("trimesh", "python", "trimesh", "5.2.0", MESHES + ("glb",)),
    Reader("meshio", "python", "meshio", "5.3.5", MESHES),
    Reader("Open3D", "python", "open3d", "0.20.0", MESHES + ("glb",), libraries=("libusb-1.0-0", "libgl1", "libgomp1")),
    Reader("libigl", "python", "libigl", "2.6.3", MESHES),
    Reader("Assimp", "python", "assimp-py", "1.1.0", MESHES + ("glb",)),
    Reader("geogram", "python", "geogram", "0.0.7", MESHES),
    Reader("MeshLib", "python", "meshlib", "3.1.4.297", MESHES),
    Reader("VTK", "python", "vtk", "9.7.2", MESHES + ("glb",), libraries=("libgl1", "libxrender1")),
    Reader("Gmsh", "python", "gmsh", "4.15.2", MESHES,
           libraries=("libglu1-mesa", "libxcursor1", "libxft2", "libxinerama1")),
    Reader("geometry-central", "python", "potpourri3d", "1.4.0", MESHES),
    # Not among the sixteen readers of OFF, but the readers of their formats.
    Reader("NumPy", "python", "numpy", "2.4.6", ("npz", "npy")),
    Reader("xtensor", "program", "libxtensor-dev", "", ("npz", "npy"), ("-std=c++17", "-lzip"), libraries=("libzip-dev",)),
    Reader("numpy-stl", "python", "numpy-stl", "4.1.1", ("stl",)),
]

# Of the sixteen, these have neither a Debian package nor one on PyPI.
UNREACHABLE = {"PMP": "not in Debian, not on PyPI", "Euclid": "a Swift package, not in Debian, not on PyPI"}
SIXTEEN = [reader.name for reader in READERS if "off" in reader.formats and reader.name != "CGAL Polyhedron"] \
    + list(UNREACHABLE)
