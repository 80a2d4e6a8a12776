// swift-format-ignore-file
// The rows of data/readers.csv about one format, which Scripts/prove-readers.py writes together with this file.
// Do not edit.

extension ReaderTable {
  static let obj = #"""
    obj,CGAL,libcgal-dev 5.5.1-2,reads,obj/accept-box.obj,
    obj,OpenMesh,libopenmesh-dev 9.0-4+b1,reads,obj/accept-box.obj,
    obj,MeshLab,pymeshlab 2025.7.post1,reads,obj/accept-box.obj,
    obj,trimesh,trimesh 5.2.0,reads,obj/accept-box.obj,
    obj,meshio,meshio 5.3.5,reads,obj/accept-box.obj,
    obj,Open3D,open3d 0.20.0,reads,obj/accept-box.obj,
    obj,libigl,libigl 2.6.3,reads,obj/accept-box.obj,
    obj,Assimp,assimp-py 1.1.0,reads,obj/accept-box.obj,
    obj,geogram,geogram 0.0.7,reads,obj/accept-box.obj,
    obj,MeshLib,meshlib 3.1.4.297,reads,obj/accept-box.obj,
    obj,VTK,vtk 9.7.2,reads,obj/accept-box.obj,
    obj,Gmsh,gmsh 4.15.2,reads,obj/accept-box.obj,
    obj,geometry-central,potpourri3d 1.4.0,reads,obj/accept-box.obj,
    obj-byte-order-mark,CGAL,libcgal-dev 5.5.1-2,refuses,obj/accept-bom.obj,says: error: unrecognized line: ?v
    obj-byte-order-mark,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,obj/accept-bom.obj,8 triangles instead of 12
    obj-byte-order-mark,MeshLab,pymeshlab 2025.7.post1,refuses,obj/accept-bom.obj,crashed with signal 6
    obj-byte-order-mark,trimesh,trimesh 5.2.0,refuses,obj/accept-bom.obj,says: index 7 is out of bounds for axis 0 with size 7
    obj-byte-order-mark,meshio,meshio 5.3.5,misreads,obj/accept-bom.obj,reads faces of vertices that are not there
    obj-byte-order-mark,libigl,libigl 2.6.3,misreads,obj/accept-bom.obj,reads faces of vertices that are not there
    obj-byte-order-mark,Assimp,assimp-py 1.1.0,refuses,obj/accept-bom.obj,says: Assimp error loading 'FILE': OBJ: vertex index out of range
    obj-byte-order-mark,geogram,geogram 0.0.7,misreads,obj/accept-bom.obj,3 triangles instead of 12
    obj-byte-order-mark,VTK,vtk 9.7.2,misreads,obj/accept-bom.obj,reads faces of vertices that are not there
    obj-byte-order-mark,Gmsh,gmsh 4.15.2,refuses,obj/accept-bom.obj,crashed with signal 11
    obj-byte-order-mark,geometry-central,potpourri3d 1.4.0,misreads,obj/accept-bom.obj,reads faces of vertices that are not there
    obj-carriage-returns,CGAL,libcgal-dev 5.5.1-2,refuses,obj/accept-carriage-returns.obj,says: warning: empty file?
    obj-carriage-returns,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,obj/accept-carriage-returns.obj,reads 1 vertices but no face
    obj-carriage-returns,MeshLab,pymeshlab 2025.7.post1,refuses,obj/accept-carriage-returns.obj,reads 1 vertices but no face
    obj-carriage-returns,trimesh,trimesh 5.2.0,refuses,obj/accept-carriage-returns.obj,says: string or file could not be read to its end due to unmatched data
    obj-carriage-returns,libigl,libigl 2.6.3,refuses,obj/accept-carriage-returns.obj,reads 1 vertices but no face
    obj-carriage-returns,geogram,geogram 0.0.7,refuses,obj/accept-carriage-returns.obj,reads 1 vertices but no face
    obj-carriage-returns,geometry-central,potpourri3d 1.4.0,refuses,obj/accept-carriage-returns.obj,says: read mesh has no faces
    obj-negative-indices,meshio,meshio 5.3.5,misreads,obj/accept-only-negative-indices.obj,reads faces of vertices that are not there
    obj-negative-indices,geometry-central,potpourri3d 1.4.0,misreads,obj/accept-only-negative-indices.obj,3 triangles instead of 12
    obj-continuation,CGAL,libcgal-dev 5.5.1-2,refuses,obj/accept-only-continuation.obj,says: error: unrecognized line: 3
    obj-continuation,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,obj/accept-only-continuation.obj,reads 8 vertices but no face
    obj-continuation,meshio,meshio 5.3.5,refuses,obj/accept-only-continuation.obj,says: invalid literal for int() with base 10: '\\'
    obj-continuation,libigl,libigl 2.6.3,refuses,obj/accept-only-continuation.obj,says: Failed to read mesh from: FILE
    obj-continuation,MeshLib,meshlib 3.1.4.297,refuses,obj/accept-only-continuation.obj,says: Face with less than 3 vertices in OBJ-file: FILE
    obj-continuation,Gmsh,gmsh 4.15.2,refuses,obj/accept-only-continuation.obj,says: tinyobjreader: Failed to parse `f' line (e.g. a zero value for vertex i...
    obj-continuation,geometry-central,potpourri3d 1.4.0,misreads,obj/accept-only-continuation.obj,12 triangles with other corners
    obj-weights,meshio,meshio 5.3.5,refuses,obj/accept-weights.obj,says: cannot reshape array of size 32 into shape (3)
    obj-colours-3,meshio,meshio 5.3.5,misreads,obj/accept-colours-3.obj,12 triangles with other corners
    obj-colours-4,meshio,meshio 5.3.5,refuses,obj/accept-colours-4.obj,says: cannot reshape array of size 56 into shape (3)
    obj-colours-4,Open3D,open3d 0.20.0,refuses,obj/accept-colours-4.obj,reads nothing; says: Unable to load file FILE with ASSIMP: OBJ: vertex index...
    obj-colours-4,Assimp,assimp-py 1.1.0,refuses,obj/accept-colours-4.obj,says: Assimp error loading 'FILE': OBJ: vertex index out of range
    obj-texture,meshio,meshio 5.3.5,refuses,obj/accept-only-texture.obj,says: len(points) = 8; but len(point_data['obj:vt']) = 1
    obj-normals,meshio,meshio 5.3.5,refuses,obj/accept-only-normals.obj,says: len(points) = 8; but len(point_data['obj:vn']) = 1
    obj-texture-and-normals,meshio,meshio 5.3.5,refuses,obj/accept-only-texture-and-normals.obj,says: len(points) = 8; but len(point_data['obj:vt']) = 1
    obj-quads,Open3D,open3d 0.20.0,refuses,obj/accept-only-quads.obj,reads nothing; says: [Open3D INFO] Skipping non-triangle primitive geometry o...
    obj-polygons,Open3D,open3d 0.20.0,refuses,obj/accept-pentagon.obj,reads nothing; says: [Open3D INFO] Skipping non-triangle primitive geometry o...
    obj-polygons,Gmsh,gmsh 4.15.2,refuses,obj/accept-pentagon.obj,reads 5 vertices but no face
    obj-faces-first,MeshLab,pymeshlab 2025.7.post1,refuses,obj/accept-faces-first.obj,reads 8 vertices but no face
    obj-faces-first,geogram,geogram 0.0.7,refuses,obj/accept-faces-first.obj,reads nothing
    obj-fo,CGAL,libcgal-dev 5.5.1-2,refuses,obj/accept-old-keyword-fo.obj,says: error: unrecognized line: fo
    obj-fo,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,obj/accept-old-keyword-fo.obj,reads 8 vertices but no face
    obj-fo,MeshLab,pymeshlab 2025.7.post1,refuses,obj/accept-old-keyword-fo.obj,reads 8 vertices but no face
    obj-fo,trimesh,trimesh 5.2.0,refuses,obj/accept-old-keyword-fo.obj,reads 8 vertices but no face
    obj-fo,meshio,meshio 5.3.5,refuses,obj/accept-old-keyword-fo.obj,reads 8 vertices but no face
    obj-fo,libigl,libigl 2.6.3,refuses,obj/accept-old-keyword-fo.obj,reads 8 vertices but no face
    obj-fo,geogram,geogram 0.0.7,refuses,obj/accept-old-keyword-fo.obj,reads 8 vertices but no face
    obj-fo,MeshLib,meshlib 3.1.4.297,refuses,obj/accept-old-keyword-fo.obj,says: Invalid face vertex count in OBJ-file: FILE
    obj-fo,VTK,vtk 9.7.2,refuses,obj/accept-old-keyword-fo.obj,reads 8 vertices but no face
    obj-fo,Gmsh,gmsh 4.15.2,refuses,obj/accept-old-keyword-fo.obj,reads 8 vertices but no face
    obj-fo,geometry-central,potpourri3d 1.4.0,refuses,obj/accept-old-keyword-fo.obj,says: read mesh has no faces
    obj-plus-sign,Open3D,open3d 0.20.0,refuses,obj/accept-plus-signs.obj,reads nothing; says: [Open3D INFO] Skipping non-triangle primitive geometry o...
    obj-plus-sign,Assimp,assimp-py 1.1.0,misreads,obj/accept-plus-signs.obj,2 triangles instead of 1
    obj-plus-sign,VTK,vtk 9.7.2,refuses,obj/accept-plus-signs.obj,reads nothing; says: vtkOBJReader.cxx:340 ERR| vtkOBJReader: Failed to parse...
    obj-fortran-exponent,CGAL,libcgal-dev 5.5.1-2,refuses,obj/accept-fortran-exponents.obj,says: error while reading OBJ vertex.
    obj-fortran-exponent,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,obj/accept-fortran-exponents.obj,reads 1 vertices but no face
    obj-fortran-exponent,trimesh,trimesh 5.2.0,refuses,obj/accept-fortran-exponents.obj,says: string or file could not be read to its end due to unmatched data
    obj-fortran-exponent,meshio,meshio 5.3.5,refuses,obj/accept-fortran-exponents.obj,says: could not convert string to float: '1D0'
    obj-fortran-exponent,libigl,libigl 2.6.3,refuses,obj/accept-fortran-exponents.obj,says: Failed to read mesh from: FILE
    obj-fortran-exponent,geogram,geogram 0.0.7,refuses,obj/accept-fortran-exponents.obj,reads nothing
    obj-fortran-exponent,MeshLib,meshlib 3.1.4.297,refuses,obj/accept-fortran-exponents.obj,says: Failed to parse vertex: v 1D0 0 0: FILE
    obj-fortran-exponent,VTK,vtk 9.7.2,refuses,obj/accept-fortran-exponents.obj,reads nothing; says: vtkOBJReader.cxx:340 ERR| vtkOBJReader: Failed to parse...
    obj-no-faces,CGAL,libcgal-dev 5.5.1-2,refuses,obj/accept-points-only.obj,says: warning: empty file?
    obj-no-faces,Open3D,open3d 0.20.0,refuses,obj/accept-points-only.obj,reads nothing
    obj-no-faces,Assimp,assimp-py 1.1.0,refuses,obj/accept-points-only.obj,says: Assimp error loading 'FILE': No output meshes: all meshes are orphaned...
    obj-no-faces,MeshLib,meshlib 3.1.4.297,refuses,obj/accept-points-only.obj,says: No vertex found in OBJ-file: FILE
    obj-no-faces,geometry-central,potpourri3d 1.4.0,refuses,obj/accept-points-only.obj,says: read mesh has no faces
    """#
}
