"""One place explained, and polygons judged by an analyst."""
