"""The Python rivals as a user writes them, one conversion a process: `peers.py NAME IN OUT`. Names are those of programs.py."""
import sys


def write_off(path, vertices, triangles):
    """Writes OFF by polars, which prints the shortest digits of a float32: the fastest way that Python has."""
    import numpy
    import polars
    with open(path, "wb") as file:
        file.write(f"OFF\n{len(vertices)} {len(triangles)} 0\n".encode())
        polars.DataFrame(vertices).write_csv(file, separator=" ", include_header=False)
        faces = numpy.column_stack([numpy.full(len(triangles), 3, triangles.dtype), triangles])
        polars.DataFrame(faces).write_csv(file, separator=" ", include_header=False)


def meshlib(source, target):
    from meshlib import mrmeshpy
    mrmeshpy.saveMesh(mrmeshpy.loadMesh(source), target)


def pyminiply(source, target):
    import pyminiply
    vertices, faces, *_ = pyminiply.read(source)
    write_off(target, vertices, faces.reshape(-1, 3))


def stl_reader(source, target):
    import stl_reader
    vertices, triangles = stl_reader.read(source)
    write_off(target, vertices, triangles)


def libigl(source, target):
    import igl
    vertices, faces = igl.read_triangle_mesh(source)
    if source.endswith(".stl"):
        vertices, _, _, faces = igl.remove_duplicate_vertices(vertices, faces, 0)
    igl.write_triangle_mesh(target, vertices, faces)


def trimesh(source, target):
    import trimesh as library
    library.load(source, process=False).export(target)


def text_soup(source, target):
    """Nine numbers a line: polars reads, NumPy makes the vertices unique."""
    import numpy
    import polars
    rows = polars.read_csv(source, separator=" ", has_header=False).to_numpy().astype(numpy.float32)
    vertices, index = numpy.unique(rows.reshape(-1, 3) + numpy.float32(0), axis=0, return_inverse=True)
    write_off(target, vertices, index.reshape(-1, 3))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:4])
