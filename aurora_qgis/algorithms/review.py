"""aurorasar:reviewqueue, aurorasar:reviewdecision and aurorasar:exportreview"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
    QgsProviderRegistry,
)

from ..core.errors import InputError
from ..core.jobs import (
    DECISIONS,
    LABELS,
    ORDERS,
    UNDO,
    Decision,
    ExportOptions,
    ReviewFiles,
    ReviewPolygons,
    decide,
    export_review,
    review_queue,
)
from .base import AuroraAlgorithm, listen
from .given import Given
from .parameters import DATES, Integer, choice, dates_bands, dates_scales, flag, number, raster, with_help, word

DEFAULT = ExportOptions()
NO_LABEL = "as decided"


class _Review(AuroraAlgorithm):
    """What the three have in common: the polygons."""

    GROUP = "Review"
    TAGS = ("review", "validation", "polygons", "active learning", "training")

    def polygon_layer(self) -> QgsProcessingParameterDefinition:
        return with_help(
            QgsProcessingParameterVectorLayer(
                "POLYGONS", "Change polygons", [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "In a GeoPackage, as 'Detect change between two dates' and 'Classify a change strength' write them.",
        )

    def vector_layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, tuple[str, str]]:
        """The file itself: decisions are written into it."""
        layer = self.parameterAsVectorLayer(parameters, "POLYGONS", context)
        parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()) if layer is not None else {}
        return {"POLYGONS": (str(parts.get("path") or ""), str(parts.get("layerName") or ""))}

    def polygons(self) -> ReviewPolygons:
        """While a run is on."""
        return ReviewPolygons(*self.vectors["POLYGONS"])


class ReviewQueueAlgorithm(_Review):
    """What is left to decide."""

    NAME = "reviewqueue"
    TITLE = "List the review queue"
    HELP = (
        "Lists the change polygons that nobody has decided on yet, in order of uncertainty or size, and counts the "
        "decisions that stand. What was skipped comes last. Nothing is written."
    )
    NUMBERS = {
        "POLYGON_COUNT": "Number of polygons",
        "DECIDED": "Accepted, rejected or relabelled",
        "SKIPPED": "Skipped",
        "LEFT": "Not decided, or skipped",
    }
    STRINGS = {"QUEUE": "Feature ids that are left, in order, and counts, as JSON"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        orders = "; ".join(f"{name}: {text}" for name, text in ORDERS.items())
        return (
            self.polygon_layer(),
            choice("ORDER", "Order", list(ORDERS), next(iter(ORDERS)), f"Which come first. {orders}."),
        )

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        order = given.word("ORDER")
        found = review_queue(self.polygons(), order, progress=listen(feedback), log=feedback.pushInfo)
        return {
            "QUEUE": found.as_json(),
            "POLYGON_COUNT": found.polygons,
            "DECIDED": found.decided,
            "SKIPPED": found.counts["skip"],
            "LEFT": len(found.left),
        }


class ReviewDecision(_Review):
    """Write one decision."""

    NAME = "reviewdecision"
    TITLE = "Write a review decision"
    HELP = (
        "Writes one decision about a change polygon into its GeoPackage: accept it, reject it, give it another label, "
        "skip it, or take back the reviewer's last decision. Each is appended to the table review_log in a "
        "transaction of its own, with reviewer, time and comment, and none is ever changed or removed; the view review "
        "says what stands. The polygons stay as they are."
    )
    NUMBERS = {"ENTRY": "Number of the log's new entry", "FEATURE": "Feature id of the polygon"}
    STRINGS = {"GIVEN_LABEL": "The label that the polygon has now"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            self.polygon_layer(),
            number("POLYGON", "Feature id", 0, "Of the polygon; of no effect for undo.", kind=Integer),
            choice("DECISION", "Decision", [*DECISIONS, UNDO], DECISIONS[0],
                   "accept: it is what the change detection says; reject: nothing changed; relabel: as LABEL says; "
                   "skip: later; undo: take back the reviewer's last decision that stands."),
            choice("LABEL", "Label", [NO_LABEL, *LABELS], NO_LABEL, "For relabel: what the polygon is."),
            word("COMMENT", "Comment", "", "Is kept with it."),
            word(
                "REVIEWER", "Reviewer", "",
                "Who decides. Empty means the full name of the user as QGIS knows it, or the account's name.",
            ),
        )  # fmt: skip

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        entry = decide(self.polygons(), self.options(given))
        feedback.pushInfo(f"{entry.reviewer}: {entry.decision} polygon {entry.polygon} at {entry.reviewed_at}.")
        return {"ENTRY": entry.number, "FEATURE": entry.polygon, "GIVEN_LABEL": entry.label}

    def options(self, given: Given) -> Decision:
        label = given.word("LABEL")
        reviewer = given.word("REVIEWER") or QgsApplication.userFullName() or QgsApplication.userLoginName()
        return Decision(
            given.whole("POLYGON"), given.word("DECISION"), reviewer,
            "" if label == NO_LABEL else label, given.word("COMMENT"),
        )  # fmt: skip


class ExportReview(_Review):
    """Write reviewed polygons and training chips."""

    NAME = "exportreview"
    TITLE = "Export a review"
    HELP = (
        "Writes the change polygons that were decided on, with decision, label, reviewer, time and comment, and on "
        "request chips around them to train on: the before and the after image as linear intensity, and the labels "
        "1 decrease, 2 none, 3 increase, 0 where nobody has decided, as GeoTIFFs on the before image's grid, with an "
        "index in JSON. What was skipped is left out."
    )
    NUMBERS = {"POLYGON_COUNT": "Polygons that were written", "CHIP_COUNT": "Chips that were written"}
    STYLES = {"OUTPUT": "change_polygons"}

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        images = [
            raster(
                date, f"{date.capitalize()} image",
                "For chips: the image that the polygons were made of.", optional=True,
            )
            for date in DATES
        ]
        return (self.polygon_layer(), *images, *self._method(), *self._advanced(), *self._files())

    def _method(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            flag(
                "REJECTED", "Rejected polygons, too", DEFAULT.rejected,
                "With the label none: to a training they tell where nothing changed.",
            ),
            number("CHIP", "Chips (pixels)", DEFAULT.chip, "Rows and columns of a chip.", least=16, most=4096,
                   kind=Integer),
            flag(
                "BACKGROUND", "Around the polygons nothing changed", DEFAULT.background,
                "Pixels of a chip in no polygon get the label 2, none; else 0, not known.",
            ),
        )  # fmt: skip

    def _advanced(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (*dates_bands(), *dates_scales(DEFAULT.before_scale))

    def _files(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterVectorDestination("OUTPUT", "Reviewed polygons", optional=True),
                "A GeoPackage (.gpkg) or GeoJSON file.",
            ),
            with_help(
                QgsProcessingParameterFolderDestination("FOLDER", "Chips", optional=True, createByDefault=False),
                "A folder for the chips and index.json.",
            ),
        )

    def validate(self, given: Given) -> None:
        super().validate(given)
        if "FOLDER" in given and not all(date in given for date in DATES):
            raise InputError("Chips are cut from both dates: choose the before and the after image.")

    def execute(self, given: Given, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        output, folder = given.wanted("OUTPUT"), given.wanted("FOLDER")
        images = [self.paths[date] for date in DATES if date in self.paths]
        found = export_review(
            self.polygons(), images, ReviewFiles(output, folder), self.options(given),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        return {"OUTPUT": output, "FOLDER": folder, "POLYGON_COUNT": found.polygons, "CHIP_COUNT": found.chips}

    def options(self, given: Given) -> ExportOptions:
        return ExportOptions(
            rejected=given.flag("REJECTED"),
            chip=given.whole("CHIP"),
            background=given.flag("BACKGROUND"),
            before_bands=given.bands("BEFORE_BANDS"),
            after_bands=given.bands("AFTER_BANDS"),
            before_scale=given.word("BEFORE_SCALE"),
            after_scale=given.word("AFTER_SCALE"),
        )
