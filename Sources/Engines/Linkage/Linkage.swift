// Linkage
