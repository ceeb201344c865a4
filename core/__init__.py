"""The engine of AuroraSAR: rasters in blocks, speckle, change. numpy, scipy and GDAL; no Qt, no QGIS."""
