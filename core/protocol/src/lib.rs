//! What client and service say to each other: wire types, paths, problem codes, limits.
