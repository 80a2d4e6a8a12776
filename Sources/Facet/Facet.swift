// The whole of Facet behind one import.
@_exported import FacetArrays
@_exported import FacetCompression
@_exported import FacetConversion
@_exported import FacetFormats
@_exported import FacetGeometry
@_exported import FacetIsolation
@_exported import FacetMemory
@_exported import FacetMesh
@_exported import FacetText
@_exported import FacetThreads
@_exported import FacetWeld

#if LinearAlgebra
  @_exported import FacetLinearAlgebra
#endif
