// swift-format-ignore-file
// The rows of data/readers.csv about one format, which Scripts/prove-readers.py writes together with this file.
// Do not edit.

extension ReaderTable {
  static let off = #"""
    off,Geomview,libgeomview-dev 1.9.5-4+b1,reads,off/accept-box.off,
    off,CGAL,libcgal-dev 5.5.1-2,reads,off/accept-box.off,
    off,CGAL Polyhedron,libcgal-dev 5.5.1-2,reads,off/accept-box.off,
    off,OpenMesh,libopenmesh-dev 9.0-4+b1,reads,off/accept-box.off,
    off,MeshLab,pymeshlab 2025.7.post1,reads,off/accept-box.off,
    off,trimesh,trimesh 5.2.0,reads,off/accept-box.off,
    off,meshio,meshio 5.3.5,reads,off/accept-box.off,
    off,Open3D,open3d 0.20.0,reads,off/accept-box.off,
    off,libigl,libigl 2.6.3,reads,off/accept-box.off,
    off,Assimp,assimp-py 1.1.0,reads,off/accept-box.off,
    off,geogram,geogram 0.0.7,reads,off/accept-box.off,
    off,MeshLib,meshlib 3.1.4.297,reads,off/accept-box.off,
    off,VTK,vtk 9.7.2,reads,off/accept-box.off,
    off,Gmsh,gmsh 4.15.2,reads,off/accept-box.off,
    off,geometry-central,potpourri3d 1.4.0,reads,off/accept-box.off,
    off-byte-order-mark,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-bom.off,gives no reason
    off-byte-order-mark,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-bom.off,gives no reason
    off-byte-order-mark,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-bom.off,says: error: File_header_OFF: Missing header.
    off-byte-order-mark,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-bom.off,gives no reason
    off-byte-order-mark,meshio,meshio 5.3.5,refuses,off/accept-bom.off,says: Couldn't read file FILE as off
    off-byte-order-mark,Open3D,open3d 0.20.0,refuses,off/accept-bom.off,reads nothing; says: Read OFF failed: header keyword '?OFF' not supported.
    off-byte-order-mark,libigl,libigl 2.6.3,refuses,off/accept-bom.off,says: Failed to read mesh from: FILE
    off-byte-order-mark,geogram,geogram 0.0.7,refuses,off/accept-bom.off,reads nothing
    off-byte-order-mark,VTK,vtk 9.7.2,refuses,off/accept-bom.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-byte-order-mark,Gmsh,gmsh 4.15.2,refuses,off/accept-bom.off,says: Invalid OFF header
    off-byte-order-mark,geometry-central,potpourri3d 1.4.0,refuses,off/accept-bom.off,says: does not seem to be valid OFF file
    off-no-keyword,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-no-keyword.off,gives no reason
    off-no-keyword,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-no-keyword.off,says: error: File_header_OFF: Missing header.
    off-no-keyword,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-no-keyword.off,gives no reason
    off-no-keyword,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-no-keyword.off,says: Invalid file
    off-no-keyword,trimesh,trimesh 5.2.0,refuses,off/accept-no-keyword.off,says: not enough values to unpack (expected 3; got 1)
    off-no-keyword,meshio,meshio 5.3.5,refuses,off/accept-no-keyword.off,says: Couldn't read file FILE as off
    off-no-keyword,Open3D,open3d 0.20.0,refuses,off/accept-no-keyword.off,reads nothing; says: Read OFF failed: header keyword '8 12 0' not supported.
    off-no-keyword,libigl,libigl 2.6.3,refuses,off/accept-no-keyword.off,says: Failed to read mesh from: FILE
    off-no-keyword,geogram,geogram 0.0.7,refuses,off/accept-no-keyword.off,reads nothing
    off-no-keyword,MeshLib,meshlib 3.1.4.297,refuses,off/accept-no-keyword.off,says: File is not in OFF-format: FILE
    off-no-keyword,VTK,vtk 9.7.2,refuses,off/accept-no-keyword.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-no-keyword,Gmsh,gmsh 4.15.2,refuses,off/accept-no-keyword.off,says: Invalid OFF header
    off-no-keyword,geometry-central,potpourri3d 1.4.0,refuses,off/accept-no-keyword.off,says: does not seem to be valid OFF file
    off-glued-keyword,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-glued-counts.off,gives no reason
    off-glued-keyword,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-glued-counts.off,gives no reason
    off-glued-keyword,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-glued-counts.off,says: error: File_header_OFF: wrong format: neither OFF nor SKEL.
    off-glued-keyword,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-glued-counts.off,crashed with signal 6
    off-glued-keyword,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-glued-counts.off,says: Invalid file
    off-glued-keyword,meshio,meshio 5.3.5,refuses,off/accept-glued-counts.off,says: Couldn't read file FILE as
    off-glued-keyword,Open3D,open3d 0.20.0,refuses,off/accept-glued-counts.off,reads nothing; says: Read OFF failed: header keyword 'OFF8 12 0' not supported.
    off-glued-keyword,libigl,libigl 2.6.3,refuses,off/accept-glued-counts.off,reads 12 vertices but no face
    off-glued-keyword,geogram,geogram 0.0.7,refuses,off/accept-glued-counts.off,reads nothing
    off-glued-keyword,MeshLib,meshlib 3.1.4.297,refuses,off/accept-glued-counts.off,says: File is not in OFF-format: FILE
    off-glued-keyword,VTK,vtk 9.7.2,refuses,off/accept-glued-counts.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-glued-keyword,geometry-central,potpourri3d 1.4.0,refuses,off/accept-glued-counts.off,says: vector::_M_default_append
    off-counts-behind-keyword,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-counts-on-line-1.off,crashed with signal 6
    off-counts-behind-keyword,meshio,meshio 5.3.5,refuses,off/accept-counts-on-line-1.off,says: Couldn't read file FILE
    off-counts-behind-keyword,Open3D,open3d 0.20.0,refuses,off/accept-counts-on-line-1.off,reads nothing; says: Read OFF failed: header keyword 'OFF 8 12 0' not supported.
    off-counts-behind-keyword,geogram,geogram 0.0.7,refuses,off/accept-counts-on-line-1.off,reads nothing
    off-counts-behind-keyword,VTK,vtk 9.7.2,refuses,off/accept-counts-on-line-1.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-counts-behind-keyword,geometry-central,potpourri3d 1.4.0,refuses,off/accept-counts-on-line-1.off,says: vector::_M_default_append
    off-counts-over-lines,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-counts-on-lines.off,says: Invalid file
    off-counts-over-lines,trimesh,trimesh 5.2.0,refuses,off/accept-counts-on-lines.off,says: OFF file has a malformed vertex/face count line
    off-counts-over-lines,meshio,meshio 5.3.5,refuses,off/accept-counts-on-lines.off,says: not enough values to unpack (expected 3; got 1)
    off-counts-over-lines,Open3D,open3d 0.20.0,refuses,off/accept-counts-on-lines.off,reads nothing; says: Read OFF failed: could not read file info.
    off-counts-over-lines,libigl,libigl 2.6.3,refuses,off/accept-counts-on-lines.off,reads 8 vertices but no face
    off-counts-over-lines,geogram,geogram 0.0.7,refuses,off/accept-counts-on-lines.off,reads nothing
    off-counts-over-lines,VTK,vtk 9.7.2,refuses,off/accept-counts-on-lines.off,reads nothing; says: vtkOFFReader.cxx:136 ERR| vtkOFFReader: Failed to read n...
    off-counts-over-lines,geometry-central,potpourri3d 1.4.0,refuses,off/accept-counts-on-lines.off,says: read mesh has no faces
    off-no-edge-count,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-two-counts.off,says: PolyList FILE: bad 0'th polygon (of 12):
    off-no-edge-count,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-two-counts.off,gives no reason
    off-no-edge-count,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-two-counts.off,says: error while reading vertex.
    off-no-edge-count,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,off/accept-two-counts.off,12 triangles with other corners
    off-no-edge-count,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-two-counts.off,says: Invalid file
    off-no-edge-count,meshio,meshio 5.3.5,refuses,off/accept-two-counts.off,says: not enough values to unpack (expected 3; got 2)
    off-no-edge-count,Open3D,open3d 0.20.0,refuses,off/accept-two-counts.off,reads nothing; says: Read OFF failed: could not read file info.
    off-no-edge-count,geogram,geogram 0.0.7,refuses,off/accept-two-counts.off,reads nothing
    off-no-edge-count,MeshLib,meshlib 3.1.4.297,refuses,off/accept-two-counts.off,says: Unsupported OFF-format: FILE
    off-no-edge-count,Gmsh,gmsh 4.15.2,misreads,off/accept-two-counts.off,11 triangles instead of 12
    off-edge-count,MeshLib,meshlib 3.1.4.297,refuses,off/accept-edge-count.off,says: Unsupported OFF-format: FILE
    off-braces,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-braces.off,gives no reason
    off-braces,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-braces.off,says: error: File_header_OFF: Missing header.
    off-braces,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-braces.off,gives no reason
    off-braces,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-braces.off,says: Invalid file
    off-braces,meshio,meshio 5.3.5,refuses,off/accept-braces.off,says: Couldn't read file FILE as off
    off-braces,Open3D,open3d 0.20.0,refuses,off/accept-braces.off,reads nothing; says: Read OFF failed: header keyword '{ OFF' not supported.
    off-braces,libigl,libigl 2.6.3,refuses,off/accept-braces.off,says: Failed to read mesh from: FILE
    off-braces,Assimp,assimp-py 1.1.0,refuses,off/accept-braces.off,says: Assimp error loading 'FILE': OFF: Header is invalid
    off-braces,geogram,geogram 0.0.7,refuses,off/accept-braces.off,reads nothing
    off-braces,MeshLib,meshlib 3.1.4.297,refuses,off/accept-braces.off,says: File is not in OFF-format: FILE
    off-braces,VTK,vtk 9.7.2,refuses,off/accept-braces.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-braces,Gmsh,gmsh 4.15.2,refuses,off/accept-braces.off,says: Invalid OFF header
    off-braces,geometry-central,potpourri3d 1.4.0,refuses,off/accept-braces.off,says: does not seem to be valid OFF file
    off-comment-first,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-only-comment-first.off,gives no reason
    off-comment-first,meshio,meshio 5.3.5,refuses,off/accept-only-comment-first.off,says: Couldn't read file
    off-comment-first,libigl,libigl 2.6.3,refuses,off/accept-only-comment-first.off,says: Failed to read mesh from: FILE
    off-comment-first,geogram,geogram 0.0.7,refuses,off/accept-only-comment-first.off,reads nothing
    off-comment-first,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-comment-first.off,says: File is not in OFF-format: FILE
    off-comment-first,VTK,vtk 9.7.2,refuses,off/accept-only-comment-first.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-comment-first,Gmsh,gmsh 4.15.2,refuses,off/accept-only-comment-first.off,says: Invalid OFF header
    off-comment-behind-keyword,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-only-comment-behind-keyword.off,reads nothing
    off-comment-behind-keyword,meshio,meshio 5.3.5,refuses,off/accept-only-comment-behind-keyword.off,says: Couldn't read file
    off-comment-behind-keyword,Open3D,open3d 0.20.0,refuses,off/accept-only-comment-behind-keyword.off,reads nothing; says: Read OFF failed: header keyword 'OFF # a box' not suppor...
    off-comment-behind-keyword,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-comment-behind-keyword.off,says: Unsupported OFF-format: FILE
    off-comment-behind-keyword,VTK,vtk 9.7.2,refuses,off/accept-only-comment-behind-keyword.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-comment-behind-keyword,Gmsh,gmsh 4.15.2,refuses,off/accept-only-comment-behind-keyword.off,says: Invalid OFF header
    off-comment-before-counts,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-only-comment-before-counts.off,reads nothing
    off-comment-before-counts,geogram,geogram 0.0.7,refuses,off/accept-only-comment-before-counts.off,reads nothing
    off-comment-before-counts,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-comment-before-counts.off,says: Unsupported OFF-format: FILE
    off-comment-before-counts,Gmsh,gmsh 4.15.2,refuses,off/accept-only-comment-before-counts.off,says: Invalid OFF header
    off-comment-behind-counts,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-only-comment-behind-counts.off,reads 8 vertices but no face
    off-comment-behind-counts,trimesh,trimesh 5.2.0,misreads,off/accept-only-comment-behind-counts.off,11 triangles instead of 12
    off-comment-behind-counts,meshio,meshio 5.3.5,refuses,off/accept-only-comment-behind-counts.off,says: too many values to unpack (expected 3)
    off-comment-behind-counts,geogram,geogram 0.0.7,refuses,off/accept-only-comment-behind-counts.off,reads nothing
    off-comment-behind-counts,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-comment-behind-counts.off,says: Error when reading coordinates: FILE
    off-comment-behind-counts,Gmsh,gmsh 4.15.2,refuses,off/accept-only-comment-behind-counts.off,says: Could not read vertex
    off-empty-line-first,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-only-empty-line-first.off,gives no reason
    off-empty-line-first,meshio,meshio 5.3.5,refuses,off/accept-only-empty-line-first.off,says: Couldn't read file
    off-empty-line-first,VTK,vtk 9.7.2,refuses,off/accept-only-empty-line-first.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-empty-line-first,Gmsh,gmsh 4.15.2,refuses,off/accept-only-empty-line-first.off,says: Invalid OFF header
    off-keyword-COFF,meshio,meshio 5.3.5,refuses,off/accept-COFF.off,says: Couldn't read file FILE as off
    off-keyword-COFF,geogram,geogram 0.0.7,refuses,off/accept-COFF.off,reads nothing
    off-keyword-COFF,MeshLib,meshlib 3.1.4.297,refuses,off/accept-COFF.off,says: File is not in OFF-format: FILE
    off-keyword-COFF,VTK,vtk 9.7.2,refuses,off/accept-COFF.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-keyword-COFF,Gmsh,gmsh 4.15.2,refuses,off/accept-COFF.off,says: Invalid OFF header
    off-keyword-COFF,geometry-central,potpourri3d 1.4.0,refuses,off/accept-COFF.off,says: does not seem to be valid OFF file
    off-keyword-NOFF,meshio,meshio 5.3.5,refuses,off/accept-NOFF.off,says: Couldn't read file FILE as off
    off-keyword-NOFF,geogram,geogram 0.0.7,refuses,off/accept-NOFF.off,reads nothing
    off-keyword-NOFF,MeshLib,meshlib 3.1.4.297,refuses,off/accept-NOFF.off,says: File is not in OFF-format: FILE
    off-keyword-NOFF,VTK,vtk 9.7.2,refuses,off/accept-NOFF.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-keyword-NOFF,Gmsh,gmsh 4.15.2,refuses,off/accept-NOFF.off,says: Invalid OFF header
    off-keyword-NOFF,geometry-central,potpourri3d 1.4.0,refuses,off/accept-NOFF.off,says: does not seem to be valid OFF file
    off-keyword-STOFF,meshio,meshio 5.3.5,refuses,off/accept-STOFF.off,says: Couldn't read file FILE as off
    off-keyword-STOFF,Open3D,open3d 0.20.0,refuses,off/accept-STOFF.off,reads nothing; says: Read OFF failed: header keyword 'STOFF' not supported.
    off-keyword-STOFF,libigl,libigl 2.6.3,refuses,off/accept-STOFF.off,says: Failed to read mesh from: FILE
    off-keyword-STOFF,geogram,geogram 0.0.7,refuses,off/accept-STOFF.off,reads nothing
    off-keyword-STOFF,MeshLib,meshlib 3.1.4.297,refuses,off/accept-STOFF.off,says: File is not in OFF-format: FILE
    off-keyword-STOFF,VTK,vtk 9.7.2,refuses,off/accept-STOFF.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-keyword-STOFF,Gmsh,gmsh 4.15.2,refuses,off/accept-STOFF.off,says: Invalid OFF header
    off-keyword-STOFF,geometry-central,potpourri3d 1.4.0,refuses,off/accept-STOFF.off,says: does not seem to be valid OFF file
    off-keyword-CNOFF,meshio,meshio 5.3.5,refuses,off/accept-CNOFF.off,says: Couldn't read file FILE as off
    off-keyword-CNOFF,libigl,libigl 2.6.3,refuses,off/accept-CNOFF.off,says: Failed to read mesh from: FILE
    off-keyword-CNOFF,geogram,geogram 0.0.7,refuses,off/accept-CNOFF.off,reads nothing
    off-keyword-CNOFF,MeshLib,meshlib 3.1.4.297,refuses,off/accept-CNOFF.off,says: File is not in OFF-format: FILE
    off-keyword-CNOFF,VTK,vtk 9.7.2,refuses,off/accept-CNOFF.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-keyword-CNOFF,Gmsh,gmsh 4.15.2,refuses,off/accept-CNOFF.off,says: Invalid OFF header
    off-keyword-CNOFF,geometry-central,potpourri3d 1.4.0,refuses,off/accept-CNOFF.off,says: does not seem to be valid OFF file
    off-keyword-STCNOFF,meshio,meshio 5.3.5,refuses,off/accept-STCNOFF.off,says: Couldn't read file FILE as off
    off-keyword-STCNOFF,Open3D,open3d 0.20.0,refuses,off/accept-STCNOFF.off,reads nothing; says: Read OFF failed: header keyword 'STCNOFF' not supported.
    off-keyword-STCNOFF,libigl,libigl 2.6.3,refuses,off/accept-STCNOFF.off,says: Failed to read mesh from: FILE
    off-keyword-STCNOFF,geogram,geogram 0.0.7,refuses,off/accept-STCNOFF.off,reads nothing
    off-keyword-STCNOFF,MeshLib,meshlib 3.1.4.297,refuses,off/accept-STCNOFF.off,says: File is not in OFF-format: FILE
    off-keyword-STCNOFF,VTK,vtk 9.7.2,refuses,off/accept-STCNOFF.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-keyword-STCNOFF,Gmsh,gmsh 4.15.2,refuses,off/accept-STCNOFF.off,says: Invalid OFF header
    off-keyword-STCNOFF,geometry-central,potpourri3d 1.4.0,refuses,off/accept-STCNOFF.off,says: does not seem to be valid OFF file
    off-keyword-4OFF,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-4OFF.off,gives no reason
    off-keyword-4OFF,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-4OFF.off,says: Invalid file
    off-keyword-4OFF,trimesh,trimesh 5.2.0,misreads,off/accept-4OFF.off,12 triangles with other corners
    off-keyword-4OFF,meshio,meshio 5.3.5,refuses,off/accept-4OFF.off,says: Couldn't read file FILE as off
    off-keyword-4OFF,Open3D,open3d 0.20.0,refuses,off/accept-4OFF.off,reads nothing; says: Read OFF failed: header keyword '4OFF' not supported.
    off-keyword-4OFF,libigl,libigl 2.6.3,refuses,off/accept-4OFF.off,says: Failed to read mesh from: FILE
    off-keyword-4OFF,geogram,geogram 0.0.7,refuses,off/accept-4OFF.off,reads nothing
    off-keyword-4OFF,MeshLib,meshlib 3.1.4.297,refuses,off/accept-4OFF.off,says: File is not in OFF-format: FILE
    off-keyword-4OFF,VTK,vtk 9.7.2,refuses,off/accept-4OFF.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-keyword-4OFF,Gmsh,gmsh 4.15.2,refuses,off/accept-4OFF.off,says: Invalid OFF header
    off-keyword-4OFF,geometry-central,potpourri3d 1.4.0,refuses,off/accept-4OFF.off,says: does not seem to be valid OFF file
    off-keyword-nOFF,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-nOFF-3.off,says: nOFF FILE: dimension 3 must be > 4:
    off-keyword-nOFF,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-nOFF-3.off,gives no reason
    off-keyword-nOFF,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-nOFF-3.off,says: Invalid file
    off-keyword-nOFF,trimesh,trimesh 5.2.0,refuses,off/accept-nOFF-3.off,says: OFF file has a malformed vertex/face count line
    off-keyword-nOFF,meshio,meshio 5.3.5,refuses,off/accept-nOFF-3.off,says: Couldn't read file FILE as off
    off-keyword-nOFF,Open3D,open3d 0.20.0,refuses,off/accept-nOFF-3.off,reads nothing; says: Read OFF failed: header keyword 'nOFF' not supported.
    off-keyword-nOFF,libigl,libigl 2.6.3,refuses,off/accept-nOFF-3.off,says: Failed to read mesh from: FILE
    off-keyword-nOFF,geogram,geogram 0.0.7,refuses,off/accept-nOFF-3.off,reads nothing
    off-keyword-nOFF,MeshLib,meshlib 3.1.4.297,refuses,off/accept-nOFF-3.off,says: File is not in OFF-format: FILE
    off-keyword-nOFF,VTK,vtk 9.7.2,refuses,off/accept-nOFF-3.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-keyword-nOFF,Gmsh,gmsh 4.15.2,refuses,off/accept-nOFF-3.off,says: Invalid OFF header
    off-keyword-nOFF,geometry-central,potpourri3d 1.4.0,refuses,off/accept-nOFF-3.off,says: does not seem to be valid OFF file
    off-vertex-colours-3,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-OFF-vertex-colours.off,says: PolyList FILE: bad 0'th polygon (of 12):
    off-vertex-colours-3,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-OFF-vertex-colours.off,says: Invalid file
    off-vertex-colours-3,meshio,meshio 5.3.5,refuses,off/accept-OFF-vertex-colours.off,says: string or file could not be read to its end due to unmatched data
    off-vertex-colours-3,geogram,geogram 0.0.7,refuses,off/accept-OFF-vertex-colours.off,reads 8 vertices but no face
    off-vertex-colours-3,Gmsh,gmsh 4.15.2,misreads,off/accept-OFF-vertex-colours.off,8 triangles instead of 12
    off-vertex-colours-4,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-only-vertex-colours-4.off,says: PolyList: FILE: bad index 128 on 1'th polygon (of 255):
    off-vertex-colours-4,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-only-vertex-colours-4.off,says: Invalid file
    off-vertex-colours-4,meshio,meshio 5.3.5,refuses,off/accept-only-vertex-colours-4.off,says: string or file could not be read to its end due to unmatched data
    off-vertex-colours-4,geogram,geogram 0.0.7,refuses,off/accept-only-vertex-colours-4.off,reads 8 vertices but no face
    off-vertex-colours-4,Gmsh,gmsh 4.15.2,misreads,off/accept-only-vertex-colours-4.off,7 triangles instead of 12
    off-binary,CGAL,libcgal-dev 5.5.1-2,misreads,off/accept-binary.off,6 triangles instead of 12
    off-binary,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-binary.off,crashed with signal 6
    off-binary,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-binary.off,says: Invalid file
    off-binary,trimesh,trimesh 5.2.0,refuses,off/accept-binary.off,says: invalid literal for int() with base 10: 'BINARY'
    off-binary,meshio,meshio 5.3.5,refuses,off/accept-binary.off,says: 'utf-8' codec can't decode byte 0xbf in position 23: invalid start byte
    off-binary,Open3D,open3d 0.20.0,refuses,off/accept-binary.off,reads nothing; says: Read OFF failed: header keyword 'OFF BINARY' not supported.
    off-binary,libigl,libigl 2.6.3,refuses,off/accept-binary.off,says: Failed to read mesh from: FILE
    off-binary,Assimp,assimp-py 1.1.0,refuses,off/accept-binary.off,says: Assimp error loading 'FILE': OFF: There are no valid vertices
    off-binary,geogram,geogram 0.0.7,refuses,off/accept-binary.off,reads nothing
    off-binary,MeshLib,meshlib 3.1.4.297,refuses,off/accept-binary.off,says: Unsupported OFF-format: FILE
    off-binary,VTK,vtk 9.7.2,refuses,off/accept-binary.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-binary,Gmsh,gmsh 4.15.2,refuses,off/accept-binary.off,says: Invalid OFF header
    off-binary,geometry-central,potpourri3d 1.4.0,refuses,off/accept-binary.off,says: read mesh has no faces
    off-binary-without-colour-counts,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-binary-without-colour-counts.off,says: PolyList FILE: bad 6'th polygon (of 12):
    off-binary-without-colour-counts,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-binary-without-colour-counts.off,says: operator()(): input error: facet 6 has fewer than 3 vertices.
    off-binary-without-colour-counts,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-binary-without-colour-counts.off,crashed with signal 6
    off-binary-without-colour-counts,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-binary-without-colour-counts.off,says: Invalid file
    off-binary-without-colour-counts,trimesh,trimesh 5.2.0,refuses,off/accept-binary-without-colour-counts.off,says: invalid literal for int() with base 10: 'BINARY'
    off-binary-without-colour-counts,meshio,meshio 5.3.5,refuses,off/accept-binary-without-colour-counts.off,says: 'utf-8' codec can't decode byte 0xbf in position 23: invalid start byte
    off-binary-without-colour-counts,Open3D,open3d 0.20.0,refuses,off/accept-binary-without-colour-counts.off,reads nothing; says: Read OFF failed: header keyword 'OFF BINARY' not supported.
    off-binary-without-colour-counts,libigl,libigl 2.6.3,refuses,off/accept-binary-without-colour-counts.off,says: Failed to read mesh from: FILE
    off-binary-without-colour-counts,Assimp,assimp-py 1.1.0,refuses,off/accept-binary-without-colour-counts.off,says: Assimp error loading 'FILE': OFF: There are no valid vertices
    off-binary-without-colour-counts,geogram,geogram 0.0.7,refuses,off/accept-binary-without-colour-counts.off,reads nothing
    off-binary-without-colour-counts,MeshLib,meshlib 3.1.4.297,refuses,off/accept-binary-without-colour-counts.off,says: Unsupported OFF-format: FILE
    off-binary-without-colour-counts,VTK,vtk 9.7.2,refuses,off/accept-binary-without-colour-counts.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-binary-without-colour-counts,Gmsh,gmsh 4.15.2,refuses,off/accept-binary-without-colour-counts.off,says: Invalid OFF header
    off-binary-without-colour-counts,geometry-central,potpourri3d 1.4.0,refuses,off/accept-binary-without-colour-counts.off,says: read mesh has no faces
    off-binary-little-endian,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-binary-little-endian.off,says: Error <1>: OOGLNew: couldn't allocate -1610612736 bytes: PolyListFLoad...
    off-binary-little-endian,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-binary-little-endian.off,crashed with signal 6
    off-binary-little-endian,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-binary-little-endian.off,crashed: it goes on for ever
    off-binary-little-endian,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-binary-little-endian.off,says: Invalid file
    off-binary-little-endian,trimesh,trimesh 5.2.0,refuses,off/accept-binary-little-endian.off,says: invalid literal for int() with base 10: 'BINARY'
    off-binary-little-endian,meshio,meshio 5.3.5,refuses,off/accept-binary-little-endian.off,says: 'utf-8' codec can't decode byte 0x80 in position 25: invalid start byte
    off-binary-little-endian,Open3D,open3d 0.20.0,refuses,off/accept-binary-little-endian.off,reads nothing; says: Read OFF failed: header keyword 'OFF BINARY' not supported.
    off-binary-little-endian,libigl,libigl 2.6.3,refuses,off/accept-binary-little-endian.off,says: Failed to read mesh from: FILE
    off-binary-little-endian,Assimp,assimp-py 1.1.0,refuses,off/accept-binary-little-endian.off,says: Assimp error loading 'FILE': OFF: There are no valid vertices
    off-binary-little-endian,geogram,geogram 0.0.7,refuses,off/accept-binary-little-endian.off,reads nothing
    off-binary-little-endian,MeshLib,meshlib 3.1.4.297,refuses,off/accept-binary-little-endian.off,says: Unsupported OFF-format: FILE
    off-binary-little-endian,VTK,vtk 9.7.2,refuses,off/accept-binary-little-endian.off,reads nothing; says: vtkOFFReader.cxx:96 ERR| vtkOFFReader: File does not see...
    off-binary-little-endian,Gmsh,gmsh 4.15.2,refuses,off/accept-binary-little-endian.off,says: Invalid OFF header
    off-binary-little-endian,geometry-central,potpourri3d 1.4.0,refuses,off/accept-binary-little-endian.off,says: read mesh has no faces
    off-crlf,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-crlf.off,says: PolyList FILE: Bad vertex 0 (of 8):
    off-carriage-returns,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-carriage-returns.off,says: PolyList FILE: Bad vertex 0 (of 8):
    off-carriage-returns,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-carriage-returns.off,gives no reason
    off-carriage-returns,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-carriage-returns.off,says: error while reading vertex.
    off-carriage-returns,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-carriage-returns.off,crashed with signal 6
    off-carriage-returns,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-carriage-returns.off,says: Invalid file
    off-carriage-returns,meshio,meshio 5.3.5,refuses,off/accept-carriage-returns.off,says: int too big to convert
    off-carriage-returns,Open3D,open3d 0.20.0,refuses,off/accept-carriage-returns.off,reads nothing; says: Read OFF failed: header keyword 'OFF
    off-carriage-returns,libigl,libigl 2.6.3,refuses,off/accept-carriage-returns.off,says: Failed to read mesh from: FILE
    off-carriage-returns,geogram,geogram 0.0.7,refuses,off/accept-carriage-returns.off,reads nothing
    off-carriage-returns,geometry-central,potpourri3d 1.4.0,refuses,off/accept-carriage-returns.off,says: ran out of lines while parsing off file
    off-comments-among-vertices,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-only-comments-among-vertices.off,reads 8 vertices but no face
    off-comments-among-vertices,trimesh,trimesh 5.2.0,refuses,off/accept-only-comments-among-vertices.off,says: invalid literal for int() with base 10: '0.5'
    off-comments-among-vertices,meshio,meshio 5.3.5,refuses,off/accept-only-comments-among-vertices.off,says: string or file could not be read to its end due to unmatched data
    off-comments-among-vertices,Assimp,assimp-py 1.1.0,refuses,off/accept-only-comments-among-vertices.off,says: Assimp error loading 'FILE': Cannot parse string '# 7 7 7' as a real nu...
    off-comments-among-vertices,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-comments-among-vertices.off,says: Error when reading coordinates: FILE
    off-comments-among-vertices,Gmsh,gmsh 4.15.2,refuses,off/accept-only-comments-among-vertices.off,says: Could not read vertex
    off-comments-among-faces,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,off/accept-only-comments-among-faces.off,1 triangle instead of 12
    off-comments-among-faces,trimesh,trimesh 5.2.0,refuses,off/accept-only-comments-among-faces.off,says: invalid literal for int() with base 10: '0.5'
    off-comments-among-faces,meshio,meshio 5.3.5,refuses,off/accept-only-comments-among-faces.off,says: string or file could not be read to its end due to unmatched data
    off-comments-among-faces,Assimp,assimp-py 1.1.0,misreads,off/accept-only-comments-among-faces.off,6 triangles instead of 12
    off-comments-among-faces,geogram,geogram 0.0.7,misreads,off/accept-only-comments-among-faces.off,1 triangle instead of 12
    off-comments-among-faces,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-comments-among-faces.off,says: Failed to parse face in OFF-file: FILE
    off-comments-among-faces,Gmsh,gmsh 4.15.2,refuses,off/accept-only-comments-among-faces.off,says: Could not read face
    off-comments-behind-vertices,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-only-comments-behind-vertices.off,says: Invalid file
    off-comments-behind-vertices,trimesh,trimesh 5.2.0,refuses,off/accept-only-comments-behind-vertices.off,says: invalid literal for int() with base 10: '0.5'
    off-comments-behind-vertices,meshio,meshio 5.3.5,refuses,off/accept-only-comments-behind-vertices.off,says: string or file could not be read to its end due to unmatched data
    off-comments-behind-vertices,geogram,geogram 0.0.7,refuses,off/accept-only-comments-behind-vertices.off,reads 8 vertices but no face
    off-comments-behind-vertices,Gmsh,gmsh 4.15.2,refuses,off/accept-only-comments-behind-vertices.off,says: Could not read vertex
    off-comments-behind-faces,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,off/accept-only-comments-behind-faces.off,1 triangle instead of 12
    off-comments-behind-faces,trimesh,trimesh 5.2.0,refuses,off/accept-only-comments-behind-faces.off,says: invalid literal for int() with base 10: '0.5'
    off-comments-behind-faces,meshio,meshio 5.3.5,refuses,off/accept-only-comments-behind-faces.off,says: string or file could not be read to its end due to unmatched data
    off-comments-behind-faces,Gmsh,gmsh 4.15.2,refuses,off/accept-only-comments-behind-faces.off,says: Could not read face
    off-empty-lines,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-empty-lines-among-data.off,says: Error when reading coordinates: FILE
    off-vertices-on-one-line,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-only-vertices-on-one-line.off,gives no reason
    off-vertices-on-one-line,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-only-vertices-on-one-line.off,says: operator()(): input error: facet 5 has fewer than 3 vertices.
    off-vertices-on-one-line,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,off/accept-only-vertices-on-one-line.off,12 triangles with other corners
    off-vertices-on-one-line,trimesh,trimesh 5.2.0,misreads,off/accept-only-vertices-on-one-line.off,5 triangles instead of 12
    off-vertices-on-one-line,Open3D,open3d 0.20.0,misreads,off/accept-only-vertices-on-one-line.off,5 triangles instead of 12
    off-vertices-on-one-line,libigl,libigl 2.6.3,refuses,off/accept-only-vertices-on-one-line.off,says: Failed to read mesh from: FILE
    off-vertices-on-one-line,Assimp,assimp-py 1.1.0,refuses,off/accept-only-vertices-on-one-line.off,says: Assimp error loading 'FILE': OFF: The number of faces in the header is...
    off-vertices-on-one-line,geogram,geogram 0.0.7,refuses,off/accept-only-vertices-on-one-line.off,reads 8 vertices but no face
    off-vertices-on-one-line,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-vertices-on-one-line.off,says: Failed to parse face in OFF-file: FILE
    off-vertices-on-one-line,VTK,vtk 9.7.2,refuses,off/accept-only-vertices-on-one-line.off,reads nothing; says: vtkOFFReader.cxx:205 ERR| vtkOFFReader: Failed to read l...
    off-vertices-on-one-line,geometry-central,potpourri3d 1.4.0,refuses,off/accept-only-vertices-on-one-line.off,says: ran out of lines while parsing off file
    off-vertices-over-lines,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-only-vertices-over-lines.off,gives no reason
    off-vertices-over-lines,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-only-vertices-over-lines.off,says: error while reading vertex.
    off-vertices-over-lines,trimesh,trimesh 5.2.0,refuses,off/accept-only-vertices-over-lines.off,says: cannot reshape array of size 8 into shape (8;3)
    off-vertices-over-lines,Open3D,open3d 0.20.0,refuses,off/accept-only-vertices-over-lines.off,reads 8 vertices but no face
    off-vertices-over-lines,libigl,libigl 2.6.3,refuses,off/accept-only-vertices-over-lines.off,says: Failed to read mesh from: FILE
    off-vertices-over-lines,Assimp,assimp-py 1.1.0,refuses,off/accept-only-vertices-over-lines.off,says: Assimp error loading 'FILE': Cannot parse string '' as a real number: d...
    off-vertices-over-lines,geogram,geogram 0.0.7,refuses,off/accept-only-vertices-over-lines.off,reads 8 vertices but no face
    off-vertices-over-lines,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-vertices-over-lines.off,says: Error when reading coordinates: FILE
    off-vertices-over-lines,VTK,vtk 9.7.2,refuses,off/accept-only-vertices-over-lines.off,reads nothing; says: vtkOFFReader.cxx:186 ERR| vtkOFFReader: Failed to parse...
    off-vertices-over-lines,geometry-central,potpourri3d 1.4.0,refuses,off/accept-only-vertices-over-lines.off,says: std::bad_alloc
    off-faces-over-lines,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-only-faces-over-lines.off,gives no reason
    off-faces-over-lines,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-only-faces-over-lines.off,crashed with signal 6
    off-faces-over-lines,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-only-faces-over-lines.off,says: Invalid file
    off-faces-over-lines,trimesh,trimesh 5.2.0,refuses,off/accept-only-faces-over-lines.off,reads 8 vertices but no face
    off-faces-over-lines,Open3D,open3d 0.20.0,refuses,off/accept-only-faces-over-lines.off,reads 8 vertices but no face
    off-faces-over-lines,Assimp,assimp-py 1.1.0,refuses,off/accept-only-faces-over-lines.off,says: Mesh processing assumes triangulated faces (use aiProcess_Triangulate f...
    off-faces-over-lines,geogram,geogram 0.0.7,refuses,off/accept-only-faces-over-lines.off,reads 8 vertices but no face
    off-faces-over-lines,MeshLib,meshlib 3.1.4.297,refuses,off/accept-only-faces-over-lines.off,says: Failed to parse face in OFF-file: FILE
    off-faces-over-lines,VTK,vtk 9.7.2,refuses,off/accept-only-faces-over-lines.off,reads nothing; says: vtkOFFReader.cxx:243 ERR| vtkOFFReader: Failed to parse...
    off-faces-over-lines,geometry-central,potpourri3d 1.4.0,misreads,off/accept-only-faces-over-lines.off,13 triangles instead of 12
    off-plus-sign,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-plus-signs.off,says: PolyList FILE: Bad vertex 0 (of 3):
    off-fortran-exponent,Geomview,libgeomview-dev 1.9.5-4+b1,refuses,off/accept-fortran-exponents.off,says: PolyList FILE: Bad vertex 2 (of 3):
    off-fortran-exponent,CGAL,libcgal-dev 5.5.1-2,refuses,off/accept-fortran-exponents.off,gives no reason
    off-fortran-exponent,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-fortran-exponents.off,says: error while reading vertex.
    off-fortran-exponent,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,off/accept-fortran-exponents.off,reads 3 vertices but no face
    off-fortran-exponent,trimesh,trimesh 5.2.0,refuses,off/accept-fortran-exponents.off,says: could not convert string to float: '1D0'
    off-fortran-exponent,meshio,meshio 5.3.5,refuses,off/accept-fortran-exponents.off,says: string or file could not be read to its end due to unmatched data
    off-fortran-exponent,Open3D,open3d 0.20.0,refuses,off/accept-fortran-exponents.off,reads 3 vertices but no face
    off-fortran-exponent,libigl,libigl 2.6.3,refuses,off/accept-fortran-exponents.off,says: Failed to read mesh from: FILE
    off-fortran-exponent,Assimp,assimp-py 1.1.0,refuses,off/accept-fortran-exponents.off,says: Assimp error loading 'FILE': Cannot parse string 'D0 0 0' as a real num...
    off-fortran-exponent,geogram,geogram 0.0.7,refuses,off/accept-fortran-exponents.off,reads 3 vertices but no face
    off-fortran-exponent,MeshLib,meshlib 3.1.4.297,refuses,off/accept-fortran-exponents.off,says: Error when reading coordinates: FILE
    off-fortran-exponent,VTK,vtk 9.7.2,refuses,off/accept-fortran-exponents.off,reads nothing; says: vtkOFFReader.cxx:186 ERR| vtkOFFReader: Failed to parse...
    off-fortran-exponent,Gmsh,gmsh 4.15.2,refuses,off/accept-fortran-exponents.off,says: Could not read vertex
    off-face-colours-1,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,off/accept-face-colours-1.off,3 triangles instead of 12
    off-face-colours-1,MeshLab,pymeshlab 2025.7.post1,refuses,off/accept-face-colours-1.off,crashed with signal 11
    off-face-colours-1,meshio,meshio 5.3.5,refuses,off/accept-face-colours-1.off,says: Couldn't read file FILE as
    off-face-colours-1,Gmsh,gmsh 4.15.2,misreads,off/accept-face-colours-1.off,6 triangles instead of 12
    off-face-colours-3,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,off/accept-face-colours-3.off,1 triangle instead of 12
    off-face-colours-3,meshio,meshio 5.3.5,refuses,off/accept-face-colours-3.off,says: Couldn't read file FILE as
    off-face-colours-3,Gmsh,gmsh 4.15.2,misreads,off/accept-face-colours-3.off,6 triangles instead of 12
    off-face-colours-4,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,off/accept-face-colours-4.off,1 triangle instead of 12
    off-face-colours-4,meshio,meshio 5.3.5,refuses,off/accept-face-colours-4.off,says: string or file could not be read to its end due to unmatched data
    off-face-colours-4,Gmsh,gmsh 4.15.2,misreads,off/accept-face-colours-4.off,6 triangles instead of 12
    off-quads,meshio,meshio 5.3.5,refuses,off/accept-only-quads.off,says: Couldn't read file FILE as off
    off-polygons,meshio,meshio 5.3.5,refuses,off/accept-pentagon.off,says: Couldn't read file FILE as off
    off-polygons,Gmsh,gmsh 4.15.2,refuses,off/accept-pentagon.off,reads 5 vertices but no face
    off-no-faces,CGAL Polyhedron,libcgal-dev 5.5.1-2,refuses,off/accept-no-faces.off,reads nothing
    off-no-faces,Open3D,open3d 0.20.0,refuses,off/accept-no-faces.off,reads nothing
    off-no-faces,Assimp,assimp-py 1.1.0,refuses,off/accept-no-faces.off,says: Assimp error loading 'FILE': OFF: There are no valid faces
    off-no-faces,MeshLib,meshlib 3.1.4.297,refuses,off/accept-no-faces.off,says: Unsupported OFF-format: FILE
    off-no-faces,VTK,vtk 9.7.2,refuses,off/accept-no-faces.off,reads nothing
    off-no-faces,Gmsh,gmsh 4.15.2,refuses,off/accept-no-faces.off,reads nothing
    off-no-faces,geometry-central,potpourri3d 1.4.0,refuses,off/accept-no-faces.off,says: read mesh has no faces
    off-extra-data,geogram,geogram 0.0.7,misreads,off/accept-too-many-faces.off,12 triangles instead of 10
    """#
}
