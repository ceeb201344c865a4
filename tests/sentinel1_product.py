"""Small Sentinel-1 products that a test writes itself: annotation, calibration, noise, orbit file, pixels.

The satellite flies a circle in a plane that turns with the Earth, so that zero-Doppler times have a closed form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from osgeo import gdal

from aurora_qgis.core.elements import Element
from aurora_qgis.core.geometry import geometry, read_annotation
from aurora_qgis.core.geometry.ellipsoid import SEMI_MAJOR, to_cartesian
from aurora_qgis.core.geometry.interface import SPEED_OF_LIGHT
from aurora_qgis.core.geometry.zero_doppler import Sensed
from aurora_qgis.core.grid import Grid, reference
from aurora_qgis.core.raster import Content, Layout, read_xml, write

RADIUS = SEMI_MAJOR + 700_000.0
RATE = 0.00106
"""Radians a second."""

EPOCH = np.datetime64("2021-06-01T12:00:00.000000", "ns")


@dataclass(frozen=True)
class Circle:
    """A satellite on a circular path through the poles, over the meridian of `longitude`."""

    longitude: float = 10.0
    latitude: float = 45.0
    """Geocentric latitude below the satellite at time 0."""

    northward: bool = True

    def argument(self, times: np.ndarray) -> np.ndarray:
        return np.radians(self.latitude) + (1 if self.northward else -1) * RATE * np.asarray(times)

    def state(self, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Positions and velocities, (number, 3)."""
        u, lam = self.argument(times), np.radians(self.longitude)
        out = np.array([np.cos(lam), np.sin(lam), 0.0])
        pole = np.array([0.0, 0.0, 1.0])
        rate = RATE if self.northward else -RATE
        position = RADIUS * (np.cos(u)[:, None] * out + np.sin(u)[:, None] * pole)
        return position, RADIUS * rate * (-np.sin(u)[:, None] * out + np.cos(u)[:, None] * pole)

    def sense(self, latitude: np.ndarray, longitude: np.ndarray, height: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Closed form: the velocity is normal to the position, so X . V = 0 where X's projection has the argument u."""
        x, y, z = to_cartesian(latitude, longitude, height)
        lam = np.radians(self.longitude)
        u = np.arctan2(z, x * np.cos(lam) + y * np.sin(lam))
        times = (u - np.radians(self.latitude)) / (RATE if self.northward else -RATE)
        position = self.state(times)[0].T
        return times, np.sqrt(((np.stack([x, y, z]) - position) ** 2).sum(axis=0))


@dataclass(frozen=True)
class Written:
    """What a small product is to hold."""

    circle: Circle = Circle()
    shape: tuple[int, int] = (200, 300)
    interval: float = 0.0015
    near: float = 850_000.0
    spacing: float = 10.0
    kind: str = "GRD"
    swath: str = "IW"
    polarisations: Sequence[str] = ("VV",)
    bursts: int = 0
    lines_per_burst: int = 0
    burst_step: int = 0
    """Lines from burst to burst in time."""

    shift: float = 0.5
    """Slope of the bistatic shift in the geolocation grid."""

    pixels: Mapping[str, np.ndarray] = field(default_factory=dict)
    calibration: Callable[[np.ndarray, np.ndarray], dict[str, np.ndarray]] | None = None
    """Lines and pixels to the tables sigmaNought, betaNought, gamma."""

    noise: str = "new"
    """Form of the annotation: new, old, or none."""

    range_noise: Callable[[np.ndarray, np.ndarray], np.ndarray] = lambda line, pixel: 0 * (line + pixel)
    azimuth_noise: Callable[[np.ndarray], np.ndarray] = lambda line: 1 + 0 * line
    noise_removed: bool = False
    steering: float = 0.0
    """Degrees a second that the antenna turns by during a burst."""


SAMPLING = 64_345_238.0


def stem(made: Written, polarisation: str) -> str:
    return f"s1a-{made.swath.lower()}-{made.kind.lower()}-{polarisation.lower()}-20210601t120000-20210601t120001-1-001"


def write_product(folder: Path, made: Written) -> Path:
    """A SAFE folder."""
    safe = folder / f"S1A_IW_{made.kind}_TEST.SAFE"
    (safe / "annotation" / "calibration").mkdir(parents=True)
    (safe / "measurement").mkdir()
    (safe / "manifest.safe").write_text("<XFDU/>")
    for polarisation in made.polarisations:
        name = stem(made, polarisation)
        (safe / "annotation" / f"{name}.xml").write_text(annotation(made, polarisation))
        _write_tables(safe / "annotation" / "calibration", name, made)
        if polarisation in made.pixels:
            write_pixels(safe / "measurement" / f"{name}.tiff", made.pixels[polarisation])
    return safe


def small_product(folder: Path) -> str:
    """A product with all that calibration needs; written once."""
    pixels = np.random.default_rng(7).integers(60, 900, (200, 300))
    made = Written(
        pixels={"VV": pixels}, range_noise=lambda line, pixel: 400 + pixel,
        calibration=lambda line, pixel: dict.fromkeys(("sigmaNought", "betaNought", "gamma"), 500 + pixel),
    )  # fmt: skip
    found = next(folder.glob("*.SAFE"), None)
    return str(found or write_product(folder, made))


def small_scene(folder: Path) -> dict[str, str]:
    """A product, its pixels as a raster in its grid, and a level terrain model; written once."""
    product = small_product(folder)
    raster, terrain = folder / "small_radar.tif", folder / "small_terrain.tif"
    if not terrain.exists():
        pixels = np.random.default_rng(7).gamma(4, 0.02, (1, 200, 300)).astype(np.float32)
        write(str(raster), pixels, Content(Grid((200, 300)), ["sigma0_VV"], unit="intensity"), Layout.PLAIN)
        root = read_xml(str(next(Path(product).glob("annotation/*.xml"))))
        latitude, longitude = read_annotation(root).footprint()
        on = (longitude.min() - 0.02, 0.0005, 0.0, latitude.max() + 0.02, 0.0, -0.0005)
        shape = (int(np.ptp(latitude) / 0.0005) + 80, int(np.ptp(longitude) / 0.0005) + 80)
        content = Content(Grid(shape, on, reference("EPSG:4326").ExportToWkt()), ["height"])
        write(str(terrain), np.full(shape, 250, np.float32), content, Layout.PLAIN)
    return {"PRODUCT": product, "INPUT": str(raster), "DEM": str(terrain)}


def small_layer(folder: Path, terrain: str) -> str:
    """Two polygons with texts in the middle of a terrain model, as GeoJSON."""
    left, right, _, top, _, down = gdal.Open(terrain).GetGeoTransform()
    shape = gdal.Open(terrain).RasterYSize, gdal.Open(terrain).RasterXSize
    x, y, size = left + right * shape[1] / 2, top + down * shape[0] / 2, 0.002
    features = [
        {"type": "Feature", "properties": {"text": text}, "geometry": {"type": "Polygon", "coordinates": [[
            [x + east, y], [x + east + size, y], [x + east + size, y + size], [x + east, y + size], [x + east, y],
        ]]}}
        for text, east in (("wood", 0.0), ("field", 0.004))
    ]  # fmt: skip
    path = folder / "shapes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return str(path)


def write_pixels(path: Path, values: np.ndarray) -> None:
    """Amplitudes as 16-bit numbers, complex ones as pairs of them."""
    kind = gdal.GDT_CInt16 if np.iscomplexobj(values) else gdal.GDT_UInt16
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, kind)
    dataset.GetRasterBand(1).WriteArray(values)


def annotation(made: Written, polarisation: str) -> str:
    """The annotation with a geolocation grid by the closed form of the circle."""
    draft = _annotation(made, polarisation, [(0.0, 0.0, made.near + i, 0.0, 0.0, 0.0, 0.0) for i in range(4)])
    root = parsed(draft)
    geo = geometry(read_annotation(root))
    rows, cols = made.shape
    lines = np.arange(made.bursts + 1) * made.lines_per_burst if made.bursts else np.linspace(0, rows - 1, 5).round()
    lines = np.minimum(lines, rows - 1)
    line, pixel = (axis.ravel() for axis in np.meshgrid(lines, np.linspace(0, cols - 1, 7).round(), indexing="ij"))
    burst = np.minimum(line // made.lines_per_burst, made.bursts - 1) if made.bursts else 0 * line
    inside = line - burst * made.lines_per_burst
    times = (burst * made.burst_step + inside) * made.interval
    slant = geo.columns.slant_range(times, pixel)
    middle = (slant.min() + slant.max()) / 2
    times = times + made.shift * 2 * (slant - middle) / SPEED_OF_LIGHT
    height = 200 + 100 * np.sin(pixel / 40)
    ground = geo.locate(Sensed(times, slant), height)
    incidence = geo.incidence(*ground, height)
    return _annotation(made, polarisation, list(zip(times, line, slant, pixel, *ground, height, incidence)))


def parsed(text: str) -> Element:
    """The root of a document in memory."""
    gdal.FileFromMemBuffer("/vsimem/aurorasar_test.xml", text.encode())
    try:
        return read_xml("/vsimem/aurorasar_test.xml")
    finally:
        gdal.Unlink("/vsimem/aurorasar_test.xml")


def utc(seconds: float) -> str:
    """To a tenth of a nanosecond's rounding: nine digits."""
    return str(EPOCH + np.timedelta64(round(seconds * 1e9), "ns"))


def _annotation(made: Written, polarisation: str, points: Sequence[tuple[float, ...]]) -> str:
    times = np.arange(-60.0, 70.0, 10.0)
    orbits = "".join(
        f"<orbit><time>{utc(t)}</time><frame>Earth Fixed</frame>"
        f"<position><x>{p[0]:.6f}</x><y>{p[1]:.6f}</y><z>{p[2]:.6f}</z></position>"
        f"<velocity><x>{v[0]:.9f}</x><y>{v[1]:.9f}</y><z>{v[2]:.9f}</z></velocity></orbit>"
        for t, p, v in zip(times, *made.circle.state(times))
    )
    grid = "".join(
        f"<geolocationGridPoint><azimuthTime>{utc(p[0])}</azimuthTime><line>{p[1]:.0f}</line>"
        f"<slantRangeTime>{2 * p[2] / SPEED_OF_LIGHT:.18e}</slantRangeTime><pixel>{p[3]:.0f}</pixel>"
        f"<latitude>{p[4]:.15e}</latitude><longitude>{p[5]:.15e}</longitude><height>{p[6]:.15e}</height>"
        f"<incidenceAngle>{p[-1]:.15e}</incidenceAngle></geolocationGridPoint>"
        for p in points
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<product><adsHeader>'
        f"<missionId>S1A</missionId><productType>{made.kind}</productType><polarisation>{polarisation}</polarisation>"
        f"<mode>IW</mode><swath>{made.swath}</swath></adsHeader><generalAnnotation><productInformation>"
        f"<platformHeading>-10</platformHeading><rangeSamplingRate>{SAMPLING}</rangeSamplingRate>"
        "<radarFrequency>5.405e9</radarFrequency>"
        f"<azimuthSteeringRate>{made.steering}</azimuthSteeringRate></productInformation>{_rates(made)}"
        f'<orbitList count="{times.size}">{orbits}</orbitList></generalAnnotation><imageAnnotation><imageInformation>'
        f"<productFirstLineUtcTime>{utc(0)}</productFirstLineUtcTime>"
        f"<slantRangeTime>{2 * made.near / SPEED_OF_LIGHT:.18e}</slantRangeTime>"
        f"<rangePixelSpacing>{made.spacing}</rangePixelSpacing>"
        f"<azimuthTimeInterval>{made.interval:.15e}</azimuthTimeInterval>"
        f"<numberOfSamples>{made.shape[1]}</numberOfSamples><numberOfLines>{made.shape[0]}</numberOfLines>"
        "</imageInformation><processingInformation><thermalNoiseCorrectionPerformed>"
        f"{str(made.noise_removed).lower()}</thermalNoiseCorrectionPerformed></processingInformation></imageAnnotation>"
        f"{_centroids(made)}<swathTiming><linesPerBurst>{made.lines_per_burst}</linesPerBurst>{_bursts(made)}</swathTiming>"
        f'<geolocationGrid><geolocationGridPointList count="{len(points)}">{grid}</geolocationGridPointList>'
        f"</geolocationGrid><coordinateConversion>{_conversions(made)}</coordinateConversion></product>"
    )


def _bursts(made: Written) -> str:
    valid = [-1 if i < 2 or i >= made.lines_per_burst - 2 else 5 for i in range(made.lines_per_burst)]
    last = [-1 if one < 0 else made.shape[1] - 6 for one in valid]
    each = "".join(
        f"<burst><azimuthTime>{utc(i * made.burst_step * made.interval)}</azimuthTime>"
        f'<firstValidSample count="{len(valid)}">{" ".join(map(str, valid))}</firstValidSample>'
        f'<lastValidSample count="{len(last)}">{" ".join(map(str, last))}</lastValidSample></burst>'
        for i in range(made.bursts)
    )
    return f'<burstList count="{made.bursts}">{each}</burstList>'


def _rates(made: Written) -> str:
    """Of an azimuth FM rate like Sentinel-1's, that changes along range."""
    record = (
        f"<azimuthFmRate><azimuthTime>{utc(0)}</azimuthTime><t0>{2 * made.near / SPEED_OF_LIGHT:.15e}</t0>"
        '<azimuthFmRatePolynomial count="3">-2300 4.5e5 -8e7</azimuthFmRatePolynomial></azimuthFmRate>'
    )
    return f'<azimuthFmRateList count="1">{record}</azimuthFmRateList>'


def _centroids(made: Written) -> str:
    record = (
        f"<dcEstimate><azimuthTime>{utc(0)}</azimuthTime><t0>{2 * made.near / SPEED_OF_LIGHT:.15e}</t0>"
        '<dataDcPolynomial count="2">-15 4e4</dataDcPolynomial></dcEstimate>'
    )
    return f'<dopplerCentroid><dcEstimateList count="1">{record}</dcEstimateList></dopplerCentroid>'


def _conversions(made: Written) -> str:
    """Ground range g = 2 (r - near), and a second record 0.2 s later with g = 2 (r - near) + 40 m."""
    if made.kind != "GRD":
        return '<coordinateConversionList count="0"/>'
    each = "".join(
        f"<coordinateConversion><azimuthTime>{utc(time)}</azimuthTime><sr0>{made.near}</sr0>"
        f'<srgrCoefficients count="2">{offset} 2</srgrCoefficients><gr0>{offset}</gr0>'
        f'<grsrCoefficients count="2">{made.near} 0.5</grsrCoefficients></coordinateConversion>'
        for time, offset in ((0.0, 0.0), (0.2, 40.0))
    )
    return f'<coordinateConversionList count="2">{each}</coordinateConversionList>'


def _write_tables(folder: Path, name: str, made: Written) -> None:
    rows, cols = made.shape
    lines = np.unique(np.linspace(0, rows - 1, 4).round())
    pixels = np.unique(np.append(np.arange(0, cols, 40), cols - 1)).astype(float)
    if made.calibration is not None:
        (folder / f"calibration-{name}.xml").write_text(_calibration(lines, pixels, made))
    if made.noise == "old":
        vectors = _vectors("noiseVector", lines, pixels, {"noiseLut": made.range_noise})
        (folder / f"noise-{name}.xml").write_text(f"<noise>{vectors}</noise>")
    if made.noise == "new":
        vectors = _vectors("noiseRangeVector", lines, pixels, {"noiseRangeLut": made.range_noise})
        (folder / f"noise-{name}.xml").write_text(f"<noise>{vectors}{_azimuth(made)}</noise>")


def _calibration(lines: np.ndarray, pixels: np.ndarray, made: Written) -> str:
    names = ("sigmaNought", "betaNought", "gamma")
    calibration = made.calibration or dict
    tables = {name: lambda line, pixel, name=name: calibration(line, pixel)[name] for name in names}
    return f"<calibration>{_vectors('calibrationVector', lines, pixels, tables)}</calibration>"


def _vectors(name: str, lines: np.ndarray, pixels: np.ndarray, tables: Mapping[str, Callable]) -> str:
    each = "".join(
        f"<{name}><azimuthTime>{utc(0)}</azimuthTime><line>{line:.0f}</line>"
        f'<pixel count="{pixels.size}">{" ".join(f"{one:.0f}" for one in pixels)}</pixel>'
        + "".join(
            f'<{table} count="{pixels.size}">{_numbers(values(np.full(pixels.size, line), pixels))}</{table}>'
            for table, values in tables.items()
        )
        + f"</{name}>"
        for line in lines
    )
    return f'<{name}List count="{lines.size}">{each}</{name}List>'


def _azimuth(made: Written) -> str:
    rows, cols = made.shape
    lines = np.unique(np.append(np.arange(0, rows, 10), rows - 1)).astype(float)
    where = "" if made.kind == "SLC" else (
        f"<firstAzimuthLine>0</firstAzimuthLine><firstRangeSample>0</firstRangeSample>"
        f"<lastAzimuthLine>{rows - 1}</lastAzimuthLine><lastRangeSample>{cols - 1}</lastRangeSample>"
    )  # fmt: skip
    return (
        f'<noiseAzimuthVectorList count="1"><noiseAzimuthVector><swath>{made.swath}</swath>{where}'
        f'<line count="{lines.size}">{" ".join(f"{one:.0f}" for one in lines)}</line>'
        f'<noiseAzimuthLut count="{lines.size}">{_numbers(made.azimuth_noise(lines))}</noiseAzimuthLut>'
        "</noiseAzimuthVector></noiseAzimuthVectorList>"
    )


def _numbers(values: np.ndarray) -> str:
    return " ".join(f"{one:.9e}" for one in values)


def orbit_file(circle: Circle, start: float = -3600.0, stop: float = 3600.0, mission: str = "Sentinel-1A") -> str:
    """An EOF document with a state vector every ten seconds."""
    times = np.arange(start, stop + 1, 10.0)
    vectors = "".join(
        f"<OSV><UTC>UTC={utc(t)}</UTC><X>{p[0]:.6f}</X><Y>{p[1]:.6f}</Y><Z>{p[2]:.6f}</Z>"
        f"<VX>{v[0]:.6f}</VX><VY>{v[1]:.6f}</VY><VZ>{v[2]:.6f}</VZ><Quality>NOMINAL</Quality></OSV>"
        for t, p, v in zip(times, *circle.state(times))
    )
    return (
        f"<Earth_Explorer_File><Earth_Explorer_Header><Fixed_Header><Mission>{mission}</Mission><Validity_Period>"
        f"<Validity_Start>UTC={utc(start)}</Validity_Start><Validity_Stop>UTC={utc(stop)}</Validity_Stop>"
        "</Validity_Period></Fixed_Header><Variable_Header><Ref_Frame>EARTH_FIXED</Ref_Frame>"
        "<Time_Reference>UTC</Time_Reference></Variable_Header></Earth_Explorer_Header><Data_Block>"
        f'<List_of_OSVs count="{times.size}">{vectors}</List_of_OSVs></Data_Block></Earth_Explorer_File>'
    )
