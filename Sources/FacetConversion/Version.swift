/// The version of Facet, in the command, the reports and the manual.
public let facetVersion = "0.1.0"
