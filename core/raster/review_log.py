"""The log of a review inside the GeoPackage of its polygons: appended to, one transaction each, never changed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from osgeo import gdal, ogr

from ..errors import InputError, OutputError
from ..review import Entry
from .gdal_errors import call, open_dataset

LOG = "review_log"
PATIENCE = "PRAGMA busy_timeout = 1500"
"""Milliseconds to wait for another program's lock; the reviewer waits too."""

LOCKED = "database is locked"
TURNS_S, PAUSE_S = 4.0, 0.03
"""How long to begin again when another writer is first, and how long to wait before that."""

FIELDS = {
    "layer": ogr.OFTString,
    "polygon": ogr.OFTInteger64,
    "decision": ogr.OFTString,
    "label": ogr.OFTString,
    "reviewer": ogr.OFTString,
    "reviewed_at": ogr.OFTString,
    "comment": ogr.OFTString,
    "undoes": ogr.OFTInteger64,
}
RULES = (
    "CREATE TRIGGER review_log_keeps_rows BEFORE DELETE ON review_log "
    "BEGIN SELECT RAISE(ABORT, 'the review log keeps every row'); END",
    "CREATE TRIGGER review_log_keeps_values BEFORE UPDATE ON review_log "
    "BEGIN SELECT RAISE(ABORT, 'the review log keeps every value'); END",
    "CREATE VIEW review AS SELECT max(number) AS number, layer, polygon, decision, label, reviewer, reviewed_at, "
    "comment FROM review_log WHERE undoes = 0 AND number NOT IN (SELECT undoes FROM review_log WHERE undoes > 0) "
    "GROUP BY layer, polygon",
    "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('review', 'attributes', 'review')",
)
"""Triggers that keep the log as it is, and a view of what stands (the row with the greatest number per polygon), which
the GeoPackage lists as a table of its own."""

POLYGONS = (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbCurvePolygon, ogr.wkbMultiSurface)


class Shape(NamedTuple):
    """A polygon as it lies in the file."""

    polygon: int
    attributes: dict[str, Any]


class ReviewLog:
    """Polygons of a GeoPackage and the log beside them.

    The file is opened for each call and closed again, so that other programs, and QGIS itself, can have it open all the
    time. GDAL is asked rather than Python's sqlite3, because QGIS holds the file through GDAL, and two copies of SQLite
    in one process break each other's locks (sqlite.org/howtocorrupt.html, section 2.2.1).
    """

    def __init__(self, path: str, layer: str = "") -> None:
        """Raises InputError for what is no GeoPackage with such polygons."""
        self.path = path
        if Path(path).suffix.lower() != ".gpkg":
            raise InputError(f"{path} is no GeoPackage, which a review is kept in: save the polygons as one (.gpkg).")
        dataset = self._open(False)
        names = [dataset.GetLayer(index).GetName() for index in range(dataset.GetLayerCount())]
        self.layer = layer or next((name for name in names if _has_polygons(dataset.GetLayerByName(name))), "")
        if self.layer not in names or not _has_polygons(dataset.GetLayerByName(self.layer)):
            raise InputError(f"{path} has no polygons{f' named {layer}' if layer else ''}: choose others.")
        self.fields: tuple[str, ...] = _field_names(dataset.GetLayerByName(self.layer))
        if "direction" not in self.fields:
            raise InputError(
                f"The polygons of {path} have no attribute 'direction': choose what 'Detect change between two dates' "
                "or 'Classify a change strength' wrote."
            )

    def shapes(self, fields: Sequence[str]) -> Iterator[Shape]:
        """All polygons with some of their attributes, in the order of the file."""
        dataset = self._open(False)
        layer = dataset.GetLayerByName(self.layer)
        for feature in layer:
            yield Shape(feature.GetFID(), {name: feature.GetField(name) for name in fields})
        del layer, dataset

    def shape(self, polygon: int, fields: Sequence[str]) -> Shape:
        """Raises InputError if there is no such polygon."""
        dataset = self._open(False)
        feature, _ = call(dataset.GetLayerByName(self.layer).GetFeature, polygon)
        if feature is None:
            raise InputError(f"{self.path} has no polygon {polygon}: was it deleted? List the queue again.")
        return Shape(polygon, {name: feature.GetField(name) for name in fields})

    def entries(self) -> list[Entry]:
        """The whole log of this layer, in order."""
        dataset = self._open(False)
        log = dataset.GetLayerByName(LOG)
        return [] if log is None else [_entry(one) for one in log if one.GetField("layer") == self.layer]

    def append(self, entry: Entry) -> Entry:
        """Write one line in a transaction of its own; once this returns it is on the disk.

        Raises OutputError where the file cannot be written to, or stays locked. Of two writers who have both begun to
        read, SQLite turns one away at once, without any patience: that one begins again.
        """
        until = time.monotonic() + TURNS_S
        while True:
            try:
                return self._append(entry)
            except OutputError as error:
                if LOCKED not in str(error) or time.monotonic() > until:
                    raise
            time.sleep(PAUSE_S)

    def _append(self, entry: Entry) -> Entry:
        dataset = self._open(True)
        call(dataset.ExecuteSQL, PATIENCE)
        try:
            self._must(dataset.StartTransaction)
            log = dataset.GetLayerByName(LOG) or self._made(dataset)
            feature = ogr.Feature(log.GetLayerDefn())
            values = {**entry._asdict(), "layer": self.layer}
            for name in FIELDS:
                feature.SetField(name, values[name])
            self._must(log.CreateFeature, feature)
            number = int(feature.GetFID())
            self._must(log.SyncToDisk)  # GDAL's own book-keeping too, else closing takes three more transactions
            self._must(dataset.CommitTransaction)
        except OutputError:
            call(dataset.RollbackTransaction)
            raise
        finally:
            feature = log = dataset = None
        return entry._replace(number=number)

    def _made(self, dataset: gdal.Dataset) -> ogr.Layer:
        """The log, empty, with its rules."""
        options = ["ASPATIAL_VARIANT=GPKG_ATTRIBUTES", "FID=number"]
        log, reason = call(dataset.CreateLayer, LOG, None, ogr.wkbNone, options)
        if log is None:
            raise self._unwritable(reason)
        for name, kind in FIELDS.items():
            self._must(log.CreateField, ogr.FieldDefn(name, kind))
        for rule in RULES:
            _, reason = call(dataset.ExecuteSQL, rule)
            if reason:
                raise self._unwritable(reason)
        return log

    def _open(self, update: bool) -> gdal.Dataset:
        flags = gdal.OF_VECTOR | (gdal.OF_UPDATE if update else gdal.OF_READONLY)
        dataset, reason = open_dataset(self.path, flags, ["GPKG"])
        if dataset is None and not update and Path(f"{self.path}-journal").exists():
            # After a crash SQLite first takes back what was not committed, which it cannot while it may only read.
            dataset, _ = open_dataset(self.path, gdal.OF_VECTOR | gdal.OF_UPDATE, ["GPKG"])
        if dataset is None and update:
            raise self._unwritable(reason)
        if dataset is None:
            raise InputError(f"{self.path} cannot be opened as a GeoPackage: choose another file. (GDAL: {reason})")
        return dataset

    def _must(self, function: Any, *arguments: Any) -> None:
        code, reason = call(function, *arguments)
        if code != 0:
            raise self._unwritable(reason)

    def _unwritable(self, reason: str) -> OutputError:
        told = f" (GDAL: {reason})" if reason else ""
        return OutputError(
            f"The decision could not be written to {self.path}, and is not kept: is the file read-only, or locked by "
            f"another program? Make it writable and decide again.{told}"
        )


def _has_polygons(layer: ogr.Layer | None) -> bool:
    return layer is not None and ogr.GT_Flatten(layer.GetGeomType()) in POLYGONS


def _field_names(layer: ogr.Layer) -> tuple[str, ...]:
    definition = layer.GetLayerDefn()
    return tuple(definition.GetFieldDefn(index).GetName() for index in range(definition.GetFieldCount()))


def _entry(feature: ogr.Feature) -> Entry:
    words = ("decision", "label", "reviewer", "reviewed_at", "comment")
    said = {name: feature.GetField(name) or "" for name in words}
    return Entry(
        number=feature.GetFID(), polygon=feature.GetField("polygon"), undoes=feature.GetField("undoes") or 0, **said
    )
