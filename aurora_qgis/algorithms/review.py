"""aurorasar:reviewqueue, aurorasar:reviewdecision and aurorasar:exportreview"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
    QgsProviderRegistry,
)

from ..core.errors import InputError
from ..core.jobs import (
    DECISIONS,
    LABELS,
    ORDERS,
    SCALES,
    UNDO,
    Decision,
    ExportOptions,
    ReviewFiles,
    ReviewPolygons,
    decide,
    export_review,
    review_queue,
)
from .base import AuroraAlgorithm, Integer, choice, listen, number, with_help

DEFAULT = ExportOptions()
NO_LABEL = "as decided"


class _Review(AuroraAlgorithm):
    """What the three have in common: the polygons."""

    GROUP = "Review"
    TAGS = ("review", "validation", "polygons", "active learning", "training")

    polygons = ReviewPolygons("")
    """While a run is on."""

    def polygon_layer(self) -> QgsProcessingParameterDefinition:
        return with_help(
            QgsProcessingParameterVectorLayer(
                "POLYGONS", "Change polygons", [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "In a GeoPackage, as 'Detect change between two dates' and 'Classify a change strength' write them.",
        )

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsVectorLayer(parameters, "POLYGONS", context)
        parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()) if layer is not None else {}
        self.polygons = ReviewPolygons(str(parts.get("path") or ""), str(parts.get("layerName") or ""))
        return bool(super().prepareAlgorithm(parameters, context, feedback))


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

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("QUEUE", "Feature ids that are left, in order, and counts, as JSON"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        orders = "; ".join(f"{name}: {text}" for name, text in ORDERS.items())
        return (
            self.polygon_layer(),
            choice("ORDER", "Order", list(ORDERS), next(iter(ORDERS)), f"Which come first. {orders}."),
        )

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        order = self.parameterAsString(parameters, "ORDER", context)
        found = review_queue(self.polygons, order, progress=listen(feedback), log=feedback.pushInfo)
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

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputString("GIVEN_LABEL", "The label that the polygon has now"))

    def definitions(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            self.polygon_layer(),
            number("POLYGON", "Feature id", 0, "Of the polygon; of no effect for undo.", kind=Integer),
            choice("DECISION", "Decision", [*DECISIONS, UNDO], DECISIONS[0],
                   "accept: it is what the change detection says; reject: nothing changed; relabel: as LABEL says; "
                   "skip: later; undo: take back the reviewer's last decision that stands."),
            choice("LABEL", "Label", [NO_LABEL, *LABELS], NO_LABEL, "For relabel: what the polygon is."),
            with_help(
                QgsProcessingParameterString("COMMENT", "Comment", "", optional=True), "Is kept with it."
            ),
            with_help(
                QgsProcessingParameterString("REVIEWER", "Reviewer", "", optional=True),
                "Who decides. Empty means the full name of the user as QGIS knows it, or the account's name.",
            ),
        )  # fmt: skip

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._decision(parameters, context).check()

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        entry = decide(self.polygons, self._decision(parameters, context))
        feedback.pushInfo(f"{entry.reviewer}: {entry.decision} polygon {entry.polygon} at {entry.reviewed_at}.")
        return {"ENTRY": entry.number, "FEATURE": entry.polygon, "GIVEN_LABEL": entry.label}

    def _decision(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Decision:
        def word(name: str) -> str:
            return str(self.parameterAsString(parameters, name, context))

        given = word("LABEL")
        reviewer = word("REVIEWER") or QgsApplication.userFullName() or QgsApplication.userLoginName()
        return Decision(
            self.parameterAsInt(parameters, "POLYGON", context), word("DECISION"), reviewer,
            "" if given == NO_LABEL else given, word("COMMENT"),
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
            with_help(
                QgsProcessingParameterRasterLayer(date, f"{date.capitalize()} image", optional=True),
                "For chips: the image that the polygons were made of.",
            )
            for date in ("BEFORE", "AFTER")
        ]
        return (self.polygon_layer(), *images, *self._method(), *self._advanced(), *self._files())

    def _method(self) -> Sequence[QgsProcessingParameterDefinition]:
        return (
            with_help(
                QgsProcessingParameterBoolean("REJECTED", "Rejected polygons, too", DEFAULT.rejected),
                "With the label none: to a training they tell where nothing changed.",
            ),
            number("CHIP", "Chips (pixels)", DEFAULT.chip, "Rows and columns of a chip.", least=16, most=4096,
                   kind=Integer),
            with_help(
                QgsProcessingParameterBoolean("BACKGROUND", "Around the polygons nothing changed", DEFAULT.background),
                "Pixels of a chip in no polygon get the label 2, none; else 0, not known.",
            ),
        )  # fmt: skip

    def _advanced(self) -> Sequence[QgsProcessingParameterDefinition]:
        bands = [
            with_help(
                QgsProcessingParameterBand(
                    f"{date}_BANDS", f"Bands of the {date.lower()} image", parentLayerParameterName=date,
                    optional=True, allowMultiple=True,
                ),
                "None chosen means all bands that both images have.", advanced=True,
            )
            for date in ("BEFORE", "AFTER")
        ]  # fmt: skip
        scales = [
            choice(f"{date}_SCALE", f"Scale of the {date.lower()} image", SCALES, DEFAULT.before_scale,
                   "How its pixels state backscatter; auto finds it out.", advanced=True)
            for date in ("BEFORE", "AFTER")
        ]  # fmt: skip
        return (*bands, *scales)

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

    def validate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options(parameters, context).check()
        if not self._left_out(parameters, "FOLDER") and any(
            self._left_out(parameters, date) for date in ("BEFORE", "AFTER")
        ):
            raise InputError("Chips are cut from both dates: choose the before and the after image.")

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context) or None
        folder = None if self._left_out(parameters, "FOLDER") else self.parameterAsString(parameters, "FOLDER", context)
        images = [self.paths[date] for date in ("BEFORE", "AFTER") if date in self.paths]
        found = export_review(
            self.polygons, images, ReviewFiles(output, folder), self._options(parameters, context),
            progress=listen(feedback), log=feedback.pushInfo,
        )  # fmt: skip
        places = {name: path for name, path in (("OUTPUT", output), ("FOLDER", folder)) if path}
        return {**places, "POLYGON_COUNT": found.polygons, "CHIP_COUNT": found.chips}

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ExportOptions:
        return ExportOptions(
            rejected=self.parameterAsBool(parameters, "REJECTED", context),
            chip=self.parameterAsInt(parameters, "CHIP", context),
            background=self.parameterAsBool(parameters, "BACKGROUND", context),
            before_bands=tuple(self.parameterAsInts(parameters, "BEFORE_BANDS", context)),
            after_bands=tuple(self.parameterAsInts(parameters, "AFTER_BANDS", context)),
            before_scale=self.parameterAsString(parameters, "BEFORE_SCALE", context),
            after_scale=self.parameterAsString(parameters, "AFTER_SCALE", context),
        )
