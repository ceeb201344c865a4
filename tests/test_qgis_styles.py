"""The styles in resources/styles, loaded by QGIS onto layers that they are made for, and drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from aurora_qgis.core.paths import RESOURCES
from aurora_qgis.core.raster import Content, write
from aurora_qgis.core.report import DECREASE, INCREASE
from aurora_qgis.styling import apply_style
from tests.conftest import grid

pytestmark = pytest.mark.usefixtures("qgis_app")

STYLES = sorted((RESOURCES / "styles").glob("*.qml"))
SIZE = 60
"""Pixels of a square test raster and of its picture."""

MakeRaster = Callable[[Any], QgsRasterLayer]


@pytest.fixture
def raster(tmp_path: Path) -> MakeRaster:
    """Makes a raster layer of an array: floats with NaN as no data, bytes with 0."""

    def make(values: Any) -> QgsRasterLayer:
        path, kind = str(tmp_path / "layer.tif"), gdal.GDT_Byte if values.dtype == np.uint8 else gdal.GDT_Float32
        file = gdal.GetDriverByName("GTiff").Create(path, values.shape[1], values.shape[0], 1, kind)
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(32633)
        file.SetProjection(crs.ExportToWkt())
        file.SetGeoTransform((500000, 10, 0, 6000000, 0, -10))
        file.GetRasterBand(1).SetNoDataValue(0 if kind == gdal.GDT_Byte else float("nan"))
        file.GetRasterBand(1).WriteArray(values)
        file = None
        return QgsRasterLayer(path, "layer")

    return make


@pytest.fixture
def polygons() -> QgsVectorLayer:
    """Two squares: a decrease on the left, an increase on the right."""
    fields = "field=direction:string&field=area_ha:double&field=mean_db:double&field=pixels:integer"
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:32633&{fields}", "polygons", "memory")
    for values, left in ((("decrease", 12.345, -6.72, 1234), 0), (("increase", 3.2, 5.11, 320), 100)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        square = f"{left} 0, {left + 80} 0, {left + 80} 180, {left} 180, {left} 0"
        feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({square}))"))
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def halves(left: float, right: float, kind: Any = np.float32) -> Any:
    values = np.full((SIZE, SIZE), left, kind)
    values[:, SIZE // 2 :] = right
    return values


def style_path(name: str) -> str:
    return str(RESOURCES / "styles" / f"{name}.qml")


def drawn(layer: Any, background: str = "#ffffff") -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(SIZE, SIZE))
    settings.setBackgroundColor(QColor(background))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def pixel(image: QImage, across: float) -> QColor:
    return image.pixelColor(int(across * SIZE), SIZE // 2)


def legend(layer: Any) -> list[str]:
    tree = QgsLayerTree()
    node = tree.addLayer(layer)
    model = QgsLayerTreeModel(tree)  # owns the nodes: it must outlive them
    return [str(one.data(0)) for one in model.layerLegendNodes(node)]


def hue_apart(one: QColor, other: QColor) -> float:
    """Degrees between two hues on the circle; grey has none and is an error of the test."""
    assert one.hueF() >= 0, f"{one.name()} is grey"
    apart = abs(one.hueF() - other.hueF()) * 360
    return float(min(apart, 360 - apart))


def looks(colour: QColor, hue: str) -> bool:
    """Whether a colour is a strong one of about the given hue."""
    return colour.saturationF() > 0.2 and hue_apart(colour, QColor(hue)) < 25


def stretch(layer: QgsRasterLayer) -> tuple[float, float]:
    enhancement = layer.renderer().contrastEnhancement()
    return enhancement.minimumValue(), enhancement.maximumValue()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_qgis_accepts_every_style(path: Path, raster: MakeRaster, polygons: QgsVectorLayer) -> None:
    is_vector = "<renderer-v2" in path.read_text(encoding="utf-8")
    layer = polygons if is_vector else raster(halves(1, 3))
    message, accepted = layer.loadNamedStyle(str(path))
    assert accepted, message
    assert layer.isValid()
    assert layer.opacity() == 1


def test_strong_decrease_is_blue_strong_increase_orange_and_no_change_near_white(raster: MakeRaster) -> None:
    layer = raster(halves(-8, 8))
    layer.loadNamedStyle(style_path("change_strength"))
    image = drawn(layer)
    assert looks(pixel(image, 0.25), DECREASE)
    assert looks(pixel(image, 0.75), INCREASE)
    none = raster(halves(0, np.nan))
    none.loadNamedStyle(style_path("change_strength"))
    image = drawn(none, "#ffffff")
    assert pixel(image, 0.25).lightnessF() > 0.95
    assert pixel(image, 0.75).name() == "#ffffff"


def test_change_beyond_the_ends_of_the_scale_is_drawn_like_the_ends(raster: MakeRaster) -> None:
    pictures = []
    for values in (halves(-10, 10), halves(-40, 40)):
        layer = raster(values)
        layer.loadNamedStyle(style_path("change_strength"))
        pictures.append([pixel(drawn(layer), across).name() for across in (0.25, 0.75)])
    assert pictures[0] == pictures[1]


def test_more_change_is_never_drawn_lighter(raster: MakeRaster) -> None:
    levels = np.repeat(np.linspace(0, 10, SIZE, dtype=np.float32)[None], SIZE, axis=0)
    for signed in (levels, -levels):
        layer = raster(signed)
        layer.loadNamedStyle(style_path("change_strength"))
        image = drawn(layer)
        light = [QColor(image.pixel(x, SIZE // 2)).lightnessF() for x in range(SIZE)]
        assert all(after <= before + 0.01 for before, after in zip(light, light[1:]))


def test_the_legend_of_change_strength_names_its_steps(raster: MakeRaster) -> None:
    layer = raster(halves(-8, 8))
    layer.loadNamedStyle(style_path("change_strength"))
    steps = [label for label in legend(layer) if "dB" in label]
    assert [float(label.split(" dB")[0]) for label in steps] == [-10, -6, -3, 0, 3, 6, 10]
    assert "darker" in steps[0]
    assert "no change" in steps[3]
    assert "brighter" in steps[-1]


def test_classes_are_drawn_in_the_hues_of_the_report_and_no_change_lets_the_map_through(raster: MakeRaster) -> None:
    values = np.zeros((SIZE, SIZE), np.uint8)  # no data, decrease, no change, increase
    for number in (1, 2, 3):
        values[:, number * SIZE // 4 :] = number
    layer = raster(values)
    layer.loadNamedStyle(style_path("change_classes"))
    colours = [pixel(drawn(layer, "#00ff00"), across).name() for across in (0.125, 0.375, 0.625, 0.875)]
    assert colours == ["#00ff00", DECREASE, "#00ff00", INCREASE]
    assert legend(layer)[-3:] == [
        "Decrease (darker in the after image)",
        "No change",
        "Increase (brighter in the after image)",
    ]


def test_polygons_are_drawn_by_direction_and_let_the_map_through(polygons: QgsVectorLayer) -> None:
    polygons.loadNamedStyle(style_path("change_polygons"))
    image = drawn(polygons)
    left, right = pixel(image, 0.22), pixel(image, 0.78)
    assert looks(left, DECREASE)
    assert looks(right, INCREASE)
    assert min(left.lightnessF(), right.lightnessF()) > QColor(DECREASE).lightnessF()
    assert [label.split(" ")[0] for label in legend(polygons)] == ["Decrease", "Increase"]


def test_the_map_tip_of_a_polygon_tells_its_area_and_mean_change(polygons: QgsVectorLayer) -> None:
    polygons.loadNamedStyle(style_path("change_polygons"))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(polygons))
    context.setFeature(next(polygons.getFeatures()))
    tip = QgsExpression.replaceExpressionText(polygons.mapTipTemplate(), context)
    assert "12.35 ha" in tip or "12.34 ha" in tip
    assert "-6.7 dB" in tip


@pytest.mark.parametrize(("middle", "spread"), [(-12.0, 4.0), (0.1, 0.02), (300.0, 60.0)])
def test_grey_images_are_stretched_to_their_own_values(raster: MakeRaster, middle: float, spread: float) -> None:
    values = np.random.default_rng(1).normal(middle, spread, (300, 300)).astype(np.float32)
    values[:30] = np.nan
    layer = raster(values)
    apply_style(layer, "backscatter")
    wanted = np.nanpercentile(values, [2, 98])
    assert stretch(layer) == pytest.approx(wanted, abs=0.1 * spread)


def test_colours_are_drawn_as_they_are_stored_and_what_is_missing_lets_the_map_through(tmp_path: Path) -> None:
    levels = np.array([[30, 90], [60, 120], [200, 10], [255, 0]], np.uint8)
    values = np.repeat(np.repeat(levels[:, np.newaxis], SIZE, axis=1), SIZE // 2, axis=2)
    content = Content(grid(SIZE, SIZE), ["Red", "Green", "Blue", "Alpha"], np.uint8, 0, colours=True)
    write(str(tmp_path / "colours.tif"), values, content)
    layer = QgsRasterLayer(str(tmp_path / "colours.tif"), "colours")
    plain = [pixel(drawn(layer, "#00ff00"), across).name() for across in (0.25, 0.75)]
    layer.loadNamedStyle(style_path("colours"))
    assert [pixel(drawn(layer, "#00ff00"), across).name() for across in (0.25, 0.75)] == plain == ["#1e3cc8", "#00ff00"]


def test_grey_images_are_averaged_when_zoomed_out(raster: MakeRaster) -> None:
    layer = raster(halves(1, 3))
    apply_style(layer, "backscatter")
    assert layer.resampleFilter().zoomedOutResampler().type() == "bilinear"


def test_the_colours_of_dates_are_spread_over_the_dates_of_the_layer(raster: MakeRaster) -> None:
    values = np.repeat(np.linspace(2, 22, SIZE, dtype=np.float32)[None], SIZE, axis=0)
    layer = raster(values)
    apply_style(layer, "series_date")
    image = drawn(layer)
    assert pixel(image, 0.01).name() == "#440154"
    assert looks(pixel(image, 0.99), "#fde725")
    assert [label for label in legend(layer) if "date" in label] == [f"date {number}" for number in (2, 7, 12, 17, 22)]


def test_speckle_lets_the_map_through_and_small_p_values_are_dark(raster: MakeRaster) -> None:
    layer = raster(halves(0.5, 1e-9))
    layer.loadNamedStyle(style_path("p_value"))
    image = drawn(layer, "#00ff00")
    assert pixel(image, 0.25).name() == "#00ff00"
    assert pixel(image, 0.75).lightnessF() < 0.3


def test_more_changes_are_darker_and_no_change_lets_the_map_through(raster: MakeRaster) -> None:
    layer = raster(np.repeat((np.arange(SIZE, dtype=np.float32) // (SIZE // 6))[None], SIZE, axis=0))
    layer.loadNamedStyle(style_path("series_number"))
    image = drawn(layer, "#00ff00")
    places = [(number + 0.5) / 6 for number in range(6)]
    assert pixel(image, places[0]).name() == "#00ff00"
    light = [pixel(image, place).lightnessF() for place in places[1:]]
    assert all(after <= before for before, after in zip(light, light[1:]))
    assert light[0] > light[3]


def test_mixed_changes_have_a_colour_of_their_own(raster: MakeRaster) -> None:
    layer = raster(halves(1, 4, np.uint8))
    layer.loadNamedStyle(style_path("series_direction"))
    image = drawn(layer)
    assert pixel(image, 0.25).name() == DECREASE
    assert hue_apart(pixel(image, 0.75), QColor(INCREASE)) > 60
    assert any("Mixed" in label for label in legend(layer))


def test_the_explanation_shows_the_difference_of_its_first_polarisation(tmp_path: Path) -> None:
    values = np.stack([np.full((SIZE, SIZE), -12.0), np.full((SIZE, SIZE), -20.0), halves(-8, 8)]).astype(np.float32)
    names = ["VV before (dB)", "VV after (dB)", "VV difference (dB)"]
    write(str(tmp_path / "why.tif"), values, Content(grid(SIZE, SIZE), names))
    layer = QgsRasterLayer(str(tmp_path / "why.tif"), "why")
    layer.loadNamedStyle(style_path("change_explanation"))
    image = drawn(layer)
    assert looks(pixel(image, 0.25), DECREASE)
    assert looks(pixel(image, 0.75), INCREASE)


def test_only_no_change_lets_the_map_through_and_doubt_is_lighter_than_change(raster: MakeRaster) -> None:
    values = np.repeat((1 + np.arange(SIZE) // (SIZE // 4))[np.newaxis], SIZE, axis=0).astype(np.uint8)
    layer = raster(values)
    layer.loadNamedStyle(style_path("conformal_sets"))
    change, none, both, neither = (pixel(drawn(layer, "#00ff00"), (place + 0.5) / 4) for place in range(4))
    assert none.name() == "#00ff00"
    assert both.lightnessF() > change.lightnessF()
    assert neither.saturationF() < 0.1
    assert [label.split(":")[0] for label in legend(layer)[-4:]] == ["Change", "No change", "Both", "Neither"]


def test_the_map_tip_of_a_polygon_tells_its_sentence_where_it_has_one(polygons: QgsVectorLayer) -> None:
    polygons.loadNamedStyle(style_path("change_polygons"))
    fields = "field=direction:string&field=area_ha:double&field=mean_db:double&field=sentence:string"
    told = QgsVectorLayer(f"Polygon?crs=EPSG:32633&{fields}", "told", "memory")
    feature = QgsFeature(told.fields())
    feature.setAttributes(["decrease", 1.5, -6.0, "Likely water appeared."])
    for layer, one, end in (
        (polygons, next(polygons.getFeatures()), " dB"),
        (told, feature, " dB<br>Likely water appeared."),
    ):
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        context.setFeature(one)
        tip = QgsExpression.replaceExpressionText(polygons.mapTipTemplate(), context)
        assert tip.endswith(end)
        assert "[%" not in tip
