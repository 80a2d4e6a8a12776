// swift-format-ignore-file
// The rows of data/readers.csv about one format, which Scripts/prove-readers.py writes together with this file.
// Do not edit.

extension ReaderTable {
  static let stl = #"""
    stl-ascii,CGAL,libcgal-dev 5.5.1-2,reads,stl/accept-ascii-box.stl,
    stl-ascii,OpenMesh,libopenmesh-dev 9.0-4+b1,reads,stl/accept-ascii-box.stl,
    stl-ascii,MeshLab,pymeshlab 2025.7.post1,reads,stl/accept-ascii-box.stl,
    stl-ascii,trimesh,trimesh 5.2.0,reads,stl/accept-ascii-box.stl,
    stl-ascii,meshio,meshio 5.3.5,reads,stl/accept-ascii-box.stl,
    stl-ascii,Open3D,open3d 0.20.0,reads,stl/accept-ascii-box.stl,
    stl-ascii,libigl,libigl 2.6.3,reads,stl/accept-ascii-box.stl,
    stl-ascii,Assimp,assimp-py 1.1.0,reads,stl/accept-ascii-box.stl,
    stl-ascii,geogram,geogram 0.0.7,reads,stl/accept-ascii-box.stl,
    stl-ascii,MeshLib,meshlib 3.1.4.297,reads,stl/accept-ascii-box.stl,
    stl-ascii,VTK,vtk 9.7.2,reads,stl/accept-ascii-box.stl,
    stl-ascii,Gmsh,gmsh 4.15.2,reads,stl/accept-ascii-box.stl,
    stl-ascii,geometry-central,potpourri3d 1.4.0,reads,stl/accept-ascii-box.stl,
    stl-ascii,numpy-stl,numpy-stl 4.1.1,reads,stl/accept-ascii-box.stl,
    stl-binary,CGAL,libcgal-dev 5.5.1-2,reads,stl/accept-binary-box.stl,
    stl-binary,OpenMesh,libopenmesh-dev 9.0-4+b1,reads,stl/accept-binary-box.stl,
    stl-binary,MeshLab,pymeshlab 2025.7.post1,reads,stl/accept-binary-box.stl,
    stl-binary,trimesh,trimesh 5.2.0,reads,stl/accept-binary-box.stl,
    stl-binary,meshio,meshio 5.3.5,reads,stl/accept-binary-box.stl,
    stl-binary,Open3D,open3d 0.20.0,reads,stl/accept-binary-box.stl,
    stl-binary,libigl,libigl 2.6.3,reads,stl/accept-binary-box.stl,
    stl-binary,Assimp,assimp-py 1.1.0,reads,stl/accept-binary-box.stl,
    stl-binary,geogram,geogram 0.0.7,reads,stl/accept-binary-box.stl,
    stl-binary,MeshLib,meshlib 3.1.4.297,reads,stl/accept-binary-box.stl,
    stl-binary,VTK,vtk 9.7.2,reads,stl/accept-binary-box.stl,
    stl-binary,Gmsh,gmsh 4.15.2,reads,stl/accept-binary-box.stl,
    stl-binary,geometry-central,potpourri3d 1.4.0,reads,stl/accept-binary-box.stl,
    stl-binary,numpy-stl,numpy-stl 4.1.1,reads,stl/accept-binary-box.stl,
    stl-binary-solid,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-binary-header-solid.stl,says: read mesh has no faces
    stl-binary-trailing-bytes,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,stl/accept-binary-a-byte-too-many.stl,reads nothing
    stl-binary-trailing-bytes,trimesh,trimesh 5.2.0,refuses,stl/accept-binary-a-byte-too-many.stl,reads nothing
    stl-binary-trailing-bytes,meshio,meshio 5.3.5,refuses,stl/accept-binary-a-byte-too-many.stl,reads nothing
    stl-binary-trailing-bytes,Open3D,open3d 0.20.0,refuses,stl/accept-binary-a-byte-too-many.stl,reads nothing; says: Unable to load file FILE with ASSIMP: Failed to determin...
    stl-binary-trailing-bytes,Assimp,assimp-py 1.1.0,refuses,stl/accept-binary-a-byte-too-many.stl,says: Assimp error loading 'FILE': Failed to determine STL storage representa...
    stl-binary-trailing-bytes,geogram,geogram 0.0.7,refuses,stl/accept-binary-a-byte-too-many.stl,reads nothing
    stl-binary-trailing-bytes,VTK,vtk 9.7.2,refuses,stl/accept-binary-a-byte-too-many.stl,reads nothing; says: vtkSTLReader.cxx:309 ERR| vtkSTLReader: STLReader error...
    stl-binary-no-triangles,Assimp,assimp-py 1.1.0,refuses,stl/accept-binary-no-triangles.stl,says: Assimp error loading 'FILE': STL: file is empty. There are no facets de...
    stl-binary-no-triangles,Gmsh,gmsh 4.15.2,refuses,stl/accept-binary-no-triangles.stl,says: Error loading 'FILE'
    stl-binary-no-triangles,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-binary-no-triangles.stl,says: read mesh has no faces
    stl-byte-order-mark,CGAL,libcgal-dev 5.5.1-2,misreads,stl/accept-ascii-bom.stl,40 triangles instead of 12
    stl-byte-order-mark,libigl,libigl 2.6.3,refuses,stl/accept-ascii-bom.stl,says: Failed to parse face 28 from STL file
    stl-byte-order-mark,VTK,vtk 9.7.2,refuses,stl/accept-ascii-bom.stl,reads nothing; says: vtkSTLReader.cxx:309 ERR| vtkSTLReader: STLReader error...
    stl-byte-order-mark,Gmsh,gmsh 4.15.2,refuses,stl/accept-ascii-bom.stl,says: No facets found in STL file for solid 0 solid box facet normal 0 0 0 ou...
    stl-byte-order-mark,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-ascii-bom.stl,says: std::bad_alloc
    stl-byte-order-mark,numpy-stl,numpy-stl 4.1.1,refuses,stl/accept-ascii-bom.stl,says: File too large; got 2019914866 triangles which exceeds the maximum of 1...
    stl-carriage-returns,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,stl/accept-ascii-carriage-returns.stl,reads 1 vertices but no face
    stl-carriage-returns,MeshLab,pymeshlab 2025.7.post1,refuses,stl/accept-ascii-carriage-returns.stl,no answer in 30 s
    stl-carriage-returns,trimesh,trimesh 5.2.0,refuses,stl/accept-ascii-carriage-returns.stl,says: string or file could not be read to its end due to unmatched data
    stl-carriage-returns,meshio,meshio 5.3.5,refuses,stl/accept-ascii-carriage-returns.stl,reads nothing
    stl-carriage-returns,libigl,libigl 2.6.3,refuses,stl/accept-ascii-carriage-returns.stl,no answer in 30 s
    stl-carriage-returns,geogram,geogram 0.0.7,refuses,stl/accept-ascii-carriage-returns.stl,reads nothing
    stl-carriage-returns,Gmsh,gmsh 4.15.2,refuses,stl/accept-ascii-carriage-returns.stl,says: No facets found in STL file for solid 0 box facet normal 0 0 0 outer lo...
    stl-carriage-returns,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-ascii-carriage-returns.stl,says: read mesh has no faces
    stl-carriage-returns,numpy-stl,numpy-stl 4.1.1,refuses,stl/accept-ascii-carriage-returns.stl,says: File too large; got 825041016 triangles which exceeds the maximum of 10...
    stl-blank-first,libigl,libigl 2.6.3,refuses,stl/accept-ascii-blank-before-solid.stl,says: Failed to parse face 28 from STL file
    stl-blank-first,MeshLib,meshlib 3.1.4.297,refuses,stl/accept-ascii-blank-before-solid.stl,says: Binary STL-file is too short Failed to find 'solid' prefix in ascii STL...
    stl-blank-first,Gmsh,gmsh 4.15.2,refuses,stl/accept-ascii-blank-before-solid.stl,says: No facets found in STL file for solid 0 solid box facet normal 0 0 0 ou...
    stl-blank-first,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-ascii-blank-before-solid.stl,says: std::bad_alloc
    stl-upper-case,CGAL,libcgal-dev 5.5.1-2,refuses,stl/accept-ascii-only-upper-case.stl,says: Error while reading vertex coordinates (premature end of file)
    stl-upper-case,meshio,meshio 5.3.5,refuses,stl/accept-ascii-only-upper-case.stl,says: could not convert string to float: 'OUTER'
    stl-upper-case,Open3D,open3d 0.20.0,refuses,stl/accept-ascii-only-upper-case.stl,reads nothing; says: Unable to load file FILE with ASSIMP: Failed to determin...
    stl-upper-case,libigl,libigl 2.6.3,refuses,stl/accept-ascii-only-upper-case.stl,says: Failed to parse face 28 from STL file
    stl-upper-case,Assimp,assimp-py 1.1.0,refuses,stl/accept-ascii-only-upper-case.stl,says: Assimp error loading 'FILE': Failed to determine STL storage representa...
    stl-upper-case,geogram,geogram 0.0.7,refuses,stl/accept-ascii-only-upper-case.stl,reads nothing
    stl-upper-case,MeshLib,meshlib 3.1.4.297,refuses,stl/accept-ascii-only-upper-case.stl,says: Binary STL-file is too short Failed to find 'solid' prefix in ascii STL...
    stl-upper-case,VTK,vtk 9.7.2,refuses,stl/accept-ascii-only-upper-case.stl,reads nothing; says: vtkSTLReader.cxx:309 ERR| vtkSTLReader: STLReader error...
    stl-upper-case,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-ascii-only-upper-case.stl,says: Failed to parse ASCII stl file. Error on line 3. Expected 'facet' but t...
    stl-several-solids,geometry-central,potpourri3d 1.4.0,misreads,stl/accept-ascii-only-two-solids.stl,6 triangles instead of 12
    stl-several-solids,numpy-stl,numpy-stl 4.1.1,misreads,stl/accept-ascii-only-two-solids.stl,6 triangles instead of 12
    stl-no-endsolid,CGAL,libcgal-dev 5.5.1-2,refuses,stl/accept-ascii-no-endsolid.stl,says: Error while parsing ASCII file
    stl-no-endsolid,trimesh,trimesh 5.2.0,refuses,stl/accept-ascii-no-endsolid.stl,reads nothing
    stl-no-endsolid,VTK,vtk 9.7.2,refuses,stl/accept-ascii-no-endsolid.stl,reads nothing; says: vtkSTLReader.cxx:309 ERR| vtkSTLReader: STLReader error...
    stl-no-endsolid,numpy-stl,numpy-stl 4.1.1,refuses,stl/accept-ascii-no-endsolid.stl,says: File too large; got 825041016 triangles which exceeds the maximum of 10...
    stl-one-line,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,stl/accept-ascii-one-line.stl,reads 1 vertices but no face
    stl-one-line,MeshLab,pymeshlab 2025.7.post1,refuses,stl/accept-ascii-one-line.stl,no answer in 30 s
    stl-one-line,trimesh,trimesh 5.2.0,refuses,stl/accept-ascii-one-line.stl,says: string or file could not be read to its end due to unmatched data
    stl-one-line,meshio,meshio 5.3.5,refuses,stl/accept-ascii-one-line.stl,reads nothing
    stl-one-line,libigl,libigl 2.6.3,refuses,stl/accept-ascii-one-line.stl,no answer in 30 s
    stl-one-line,geogram,geogram 0.0.7,refuses,stl/accept-ascii-one-line.stl,reads nothing
    stl-one-line,MeshLib,meshlib 3.1.4.297,refuses,stl/accept-ascii-one-line.stl,reads nothing
    stl-one-line,VTK,vtk 9.7.2,refuses,stl/accept-ascii-one-line.stl,reads nothing; says: vtkSTLReader.cxx:309 ERR| vtkSTLReader: STLReader error...
    stl-one-line,Gmsh,gmsh 4.15.2,refuses,stl/accept-ascii-one-line.stl,says: No facets found in STL file for solid 0 box facet normal 0 0 0 outer lo...
    stl-one-line,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-ascii-one-line.stl,says: read mesh has no faces
    stl-one-line,numpy-stl,numpy-stl 4.1.1,refuses,stl/accept-ascii-one-line.stl,says: File too large; got 892219424 triangles which exceeds the maximum of 10...
    stl-word-a-line,OpenMesh,libopenmesh-dev 9.0-4+b1,refuses,stl/accept-ascii-a-word-a-line.stl,reads 1 vertices but no face
    stl-word-a-line,trimesh,trimesh 5.2.0,refuses,stl/accept-ascii-a-word-a-line.stl,reads nothing
    stl-word-a-line,meshio,meshio 5.3.5,refuses,stl/accept-ascii-a-word-a-line.stl,says: could not convert string to float: 'facet'
    stl-word-a-line,Open3D,open3d 0.20.0,refuses,stl/accept-ascii-a-word-a-line.stl,reads nothing; says: Unable to load file FILE with ASSIMP: Cannot parse strin...
    stl-word-a-line,libigl,libigl 2.6.3,refuses,stl/accept-ascii-a-word-a-line.stl,says: Failed to read mesh from: FILE
    stl-word-a-line,Assimp,assimp-py 1.1.0,refuses,stl/accept-ascii-a-word-a-line.stl,says: Assimp error loading 'FILE': Cannot parse string '?0?0?outer?loop?verte...
    stl-word-a-line,geogram,geogram 0.0.7,refuses,stl/accept-ascii-a-word-a-line.stl,reads nothing
    stl-word-a-line,MeshLib,meshlib 3.1.4.297,refuses,stl/accept-ascii-a-word-a-line.stl,says: Binary STL-file is too short Failed to parse coord line: 36: FILE
    stl-word-a-line,VTK,vtk 9.7.2,refuses,stl/accept-ascii-a-word-a-line.stl,reads nothing; says: vtkSTLReader.cxx:309 ERR| vtkSTLReader: STLReader error...
    stl-word-a-line,Gmsh,gmsh 4.15.2,refuses,stl/accept-ascii-a-word-a-line.stl,says: No facets found in STL file for solid 0
    stl-word-a-line,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-ascii-a-word-a-line.stl,says: Failed to parse ASCII stl file. Error on line 3. Expected 'normal' but...
    stl-word-a-line,numpy-stl,numpy-stl 4.1.1,refuses,stl/accept-ascii-a-word-a-line.stl,says: File too large; got 839528714 triangles which exceeds the maximum of 10...
    stl-empty-lines,meshio,meshio 5.3.5,refuses,stl/accept-ascii-only-empty-lines.stl,says: cannot reshape array of size 144 into shape (0)
    stl-empty-lines,geometry-central,potpourri3d 1.4.0,refuses,stl/accept-ascii-only-empty-lines.stl,says: Failed to parse ASCII stl file. Error on line 10. Expected 'facet' but...
    stl-fortran-exponent,CGAL,libcgal-dev 5.5.1-2,refuses,stl/accept-ascii-fortran-exponents.stl,says: Error while reading point coordinates (premature end of file)
    stl-fortran-exponent,OpenMesh,libopenmesh-dev 9.0-4+b1,misreads,stl/accept-ascii-fortran-exponents.stl,1 triangle with other corners
    stl-fortran-exponent,MeshLab,pymeshlab 2025.7.post1,refuses,stl/accept-ascii-fortran-exponents.stl,says: Premature end of file
    stl-fortran-exponent,trimesh,trimesh 5.2.0,refuses,stl/accept-ascii-fortran-exponents.stl,says: string or file could not be read to its end due to unmatched data
    stl-fortran-exponent,meshio,meshio 5.3.5,refuses,stl/accept-ascii-fortran-exponents.stl,says: could not convert string to float: '1.5D2'
    stl-fortran-exponent,Open3D,open3d 0.20.0,refuses,stl/accept-ascii-fortran-exponents.stl,reads nothing; says: Unable to load file FILE with ASSIMP: Cannot parse strin...
    stl-fortran-exponent,libigl,libigl 2.6.3,refuses,stl/accept-ascii-fortran-exponents.stl,says: Failed to read mesh from: FILE
    stl-fortran-exponent,Assimp,assimp-py 1.1.0,refuses,stl/accept-ascii-fortran-exponents.stl,says: Assimp error loading 'FILE': Cannot parse string 'D2 0 0? vertex 1 0 0?...
    stl-fortran-exponent,geogram,geogram 0.0.7,refuses,stl/accept-ascii-fortran-exponents.stl,reads nothing
    stl-fortran-exponent,MeshLib,meshlib 3.1.4.297,refuses,stl/accept-ascii-fortran-exponents.stl,says: Binary STL-file is too short Failed to parse coord line: 46: FILE
    stl-fortran-exponent,VTK,vtk 9.7.2,refuses,stl/accept-ascii-fortran-exponents.stl,reads nothing; says: vtkSTLReader.cxx:309 ERR| vtkSTLReader: STLReader error...
    stl-fortran-exponent,Gmsh,gmsh 4.15.2,refuses,stl/accept-ascii-fortran-exponents.stl,says: No facets found in STL file for solid 0 box
    stl-fortran-exponent,geometry-central,potpourri3d 1.4.0,misreads,stl/accept-ascii-fortran-exponents.stl,1 triangle with other corners
    stl-fortran-exponent,numpy-stl,numpy-stl 4.1.1,refuses,stl/accept-ascii-fortran-exponents.stl,says: could not convert string to float: b'1.5d2'
    """#
}
