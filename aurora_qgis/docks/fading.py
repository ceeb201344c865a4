"""Draw a change strength the fainter the less probable it is: another raster's band as the renderer's alpha band.

QGIS takes an alpha band from the layer itself only, so a virtual raster (GDAL's VRT, a page of text) puts both side by
side. No pixel is read until the map draws it.
"""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path
from tempfile import mkdtemp

from qgis.core import QgsProject, QgsProviderRegistry, QgsRasterLayer
from qgis.PyQt.QtCore import QTimer

from ..translation import tr

ALPHA_BAND = 2
BAND = """<VRTRasterBand dataType="Float32" band="{number}">{nodata}<ComplexSource>
<SourceFilename relativeToVRT="0">{path}</SourceFilename><SourceBand>{band}</SourceBand>{scale}
</ComplexSource></VRTRasterBand>
"""


class Fading:
    """A layer that stands in for the strength layer in the project; `remove` puts that back."""

    def __init__(self, strength: QgsRasterLayer, by: QgsRasterLayer, band: int, low_is_certain: bool) -> None:
        """Opacity is the value of the band, 0 to 1, or 1 less that. Raises ValueError with a sentence."""
        if (by.width(), by.height(), by.extent()) != (strength.width(), strength.height(), strength.extent()):
            raise ValueError(tr("The opacity must lie on the grid of the change strength: choose one of its run."))
        self.strength, self.by = strength.id(), by.id()
        self._folder = Path(mkdtemp(prefix="aurorasar"))
        path = self._folder / "faded.vrt"
        path.write_text(_virtual(strength, by, band, low_is_certain), encoding="utf-8")
        self.layer = QgsRasterLayer(str(path), tr("{name}, faded").format(name=strength.name()))
        self.identity = self.layer.id()
        project = QgsProject.instance()
        project.addMapLayer(self.layer, False)
        node = project.layerTreeRoot().findLayer(self.strength)
        if node is not None:
            node.parent().insertLayer(node.parent().children().index(node), self.layer)
            node.setItemVisibilityChecked(False)

    def remove(self) -> None:
        """With the next events: a project that is just removing layers bears no other removal in the middle of that."""
        QTimer.singleShot(0, lambda: self._remove())  # a bound method alone would not keep this object alive

    def _remove(self) -> None:
        project = QgsProject.instance()
        if project.mapLayer(self.identity) is not None:
            project.removeMapLayer(self.identity)
        node = project.layerTreeRoot().findLayer(self.strength)
        if node is not None:
            node.setItemVisibilityChecked(True)
        shutil.rmtree(self._folder, ignore_errors=True)


def _virtual(strength: QgsRasterLayer, by: QgsRasterLayer, band: int, low_is_certain: bool) -> str:
    box = strength.extent()
    right, down = strength.rasterUnitsPerPixelX(), strength.rasterUnitsPerPixelY()
    offset, ratio = (255, -255) if low_is_certain else (0, 255)
    scale = f"<ScaleOffset>{offset}</ScaleOffset><ScaleRatio>{ratio}</ScaleRatio><NODATA>nan</NODATA>"
    nodata = "<NoDataValue>nan</NoDataValue>"
    return (
        f'<VRTDataset rasterXSize="{strength.width()}" rasterYSize="{strength.height()}">'
        f"<SRS>{escape(strength.crs().toWkt())}</SRS>"
        f"<GeoTransform>{box.xMinimum()!r}, {right!r}, 0, {box.yMaximum()!r}, 0, {-down!r}</GeoTransform>\n"
        + BAND.format(number=1, nodata=nodata, path=_path(strength), band=1, scale="<NODATA>nan</NODATA>")
        + BAND.format(number=ALPHA_BAND, nodata="", path=_path(by), band=band, scale=scale)
        + "</VRTDataset>"
    )


def _path(layer: QgsRasterLayer) -> str:
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    whole = f"{parts.get('vsiPrefix') or ''}{parts.get('path') or layer.source()}{parts.get('vsiSuffix') or ''}"
    return escape(whole)
