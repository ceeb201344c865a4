"""The library of models: what is there and what its cards say; the user's own added and removed."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ...blocks import Progress, check_cancelled, unheard
from ...errors import AuroraError, DependencyError, InputError, OutputError
from ...networks import (
    Card,
    Network,
    card_inside,
    devices,
    own_models,
    own_models_folder,
    read_card,
    runtime,
    shipped_models,
    use_models_folder,
)
from ...networks.card import GROUPED, grouped, sha256
from ...outputs import Outputs
from ...paths import version
from ...report import page, table
from ..change.files import REPORT_SUFFIXES
from ..opening import Log, unsaid
from .installing import MEGABYTE, runtime_megabytes

UNSTATED = "not stated"


@dataclass(frozen=True)
class ModelFacts:
    """What the card of a model says, and whether it can be used; words to be shown."""

    name: str
    shipped: bool
    path: str
    megabytes: float
    title: str = ""
    description: str = ""
    task: str = ""
    bands: str = ""
    scale: str = ""
    looks: str = ""
    licence: str = ""
    quality: str = ""
    training: str = ""
    provider: str = ""
    """What computes it; empty while it is not opened."""

    problem: str = ""
    """Why it cannot be used; empty for a good one, or while onnxruntime is not in use."""


@dataclass(frozen=True)
class Library:
    """All models, and what they run on."""

    models: tuple[ModelFacts, ...]
    runtime_version: str
    """Empty where onnxruntime is not in use."""

    runtime_place: str
    runtime_megabytes: float
    """Of the QGIS profile's own folder."""

    providers: tuple[str, ...]
    """Which could be asked to compute."""

    device: str
    """Which is asked."""

    devices: tuple[str, ...]
    """Which of those that AuroraSAR knows this onnxruntime offers; the processor always."""

    @property
    def text(self) -> str:
        """JSON, for programs and panels."""
        return json.dumps(asdict(self), indent=1)

    @property
    def html(self) -> str:
        sections = [("onnxruntime", table([(name, value) for name, value in self._runtime().items()]))]
        sections += [(one.title or one.name, table(_rows(one))) for one in self.models]
        return page("AuroraSAR: models", sections, f"AuroraSAR {version()}, aurorasar:models")

    def _runtime(self) -> dict[str, str]:
        if not self.runtime_version:
            return {"Version": "not in use: run 'Install onnxruntime' (aurorasar:installruntime)"}
        return {
            "Version": f"{self.runtime_version} in {self.runtime_place}",
            "Size in the QGIS profile": f"{self.runtime_megabytes:.0f} MB",
            "Providers": ", ".join(self.providers),
            "Networks are computed on": self.device,
        }


def list_models(report: str | None = None, folder: str | None = None, *, progress: Progress = unheard) -> Library:
    """All models, each opened where onnxruntime is in use; on request as an HTML page.

    `folder` takes the place of the QGIS profile's. Raises OutputError for the report, or Cancelled.
    """
    if folder is not None:
        use_models_folder(Path(folder))
    with Outputs() as outputs:
        part = outputs.reserve(report, REPORT_SUFFIXES) if report else None
        paths = [*((path, True) for path in shipped_models()), *((path, False) for path in own_models())]
        found = []
        for index, (path, shipped) in enumerate(paths):
            check_cancelled(progress, index / len(paths))
            found.append(model_facts(path, shipped))
        library = Library(tuple(found), *_runtime_facts())
        if part:
            part.write_text(library.html, encoding="utf-8")
        check_cancelled(progress, 1.0)
        outputs.publish()
    return library


def add_model(source: str, folder: str | None = None, *, log: Log = unsaid) -> ModelFacts:
    """Copy an ONNX model and its card to the user's own, once both have been checked.

    The card is NAME.json beside NAME.onnx, or else the one inside the file. Raises InputError for a model that is
    broken, has no card, is not what its card says, or has the name of another; OutputError where the folder cannot be
    written; DependencyError where only onnxruntime could read the card.
    """
    if folder is not None:
        use_models_folder(Path(folder))
    model, place = Path(source), own_models_folder()
    _check_name(model)
    item = _own_item(model)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {place} cannot be made ({error.strerror}): models need it.") from error
    with Outputs([source]) as outputs:
        size = model.stat().st_size
        part = outputs.reserve(str(place / model.name), (".onnx",), size)
        card = outputs.reserve(str(place / f"{model.stem}.json"), (".json",))
        shutil.copyfile(model, part)
        card.write_text(json.dumps(item, indent=2), encoding="utf-8")
        _check_copy(part, log)
        outputs.publish()
    log(f"{model.stem} is in {place}.")
    return model_facts(place / model.name, shipped=False)


def remove_model(name: str, folder: str | None = None, *, log: Log = unsaid) -> None:
    """Remove one of the user's own models and its card.

    Raises InputError for another model, OutputError where a file is in use.
    """
    if folder is not None:
        use_models_folder(Path(folder))
    known = {path.stem: path for path in own_models()}
    if name not in known:
        shipped = name in {path.stem for path in shipped_models()}
        why = "comes with AuroraSAR and stays" if shipped else "is not there"
        raise InputError(f"The model '{name}' {why}: only models that were added can be removed ({_listed(known)}).")
    try:
        for path in (known[name], known[name].with_suffix(".json")):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path} cannot be removed ({error.strerror}): restart QGIS and try again.") from error
    log(f"{name} has been removed from {own_models_folder()}.")


def model_facts(path: Path, shipped: bool) -> ModelFacts:
    """What its card says; a model that cannot be used says why instead."""
    megabytes = path.stat().st_size / MEGABYTE
    try:
        facts = _stated(read_card(path))
    except AuroraError as error:
        return ModelFacts(path.stem, shipped, str(path), megabytes, problem=str(error))
    try:
        provider = Network(path).provider
    except DependencyError:
        return ModelFacts(path.stem, shipped, str(path), megabytes, **facts)
    except (AuroraError, AttributeError) as error:  # a module of that name may be no onnxruntime at all
        return ModelFacts(path.stem, shipped, str(path), megabytes, **facts, problem=str(error))
    return ModelFacts(path.stem, shipped, str(path), megabytes, **facts, provider=provider)


def _stated(card: Card) -> dict[str, str]:
    properties = card.item["properties"]
    radar = card.facts
    bands = [str(band) for one in card.inputs for band in one.get("bands") or []]
    looks = radar.get("looks")
    return {
        "title": str(properties.get("title", card.name)),
        "description": str(properties.get("description", "")),
        "task": ", ".join(map(str, properties.get("mlm:tasks", []))) or UNSTATED,
        "bands": ", ".join(bands) or str(radar.get("polarisations", UNSTATED)),
        "scale": str(radar.get("scale", UNSTATED)),
        "looks": " to ".join(f"{one:g}" for one in looks) if isinstance(looks, list) else UNSTATED,
        "licence": str(properties.get("license", UNSTATED)),
        "quality": _worded(radar.get("quality", UNSTATED)),
        "training": str(radar.get("training_data", UNSTATED)),
    }


def _worded(quality: Any) -> str:
    """Figures by name, or a sentence."""
    if isinstance(quality, dict):
        return ", ".join(f"{name} {value}" for name, value in quality.items())
    return str(quality)


def _runtime_facts() -> tuple[str, str, float, tuple[str, ...], str, tuple[str, ...]]:
    """Also where there is no QGIS profile, and so no folder of its own."""
    device = devices.chosen_device()
    try:
        module = runtime.load()
    except ImportError:
        return "", "", runtime_megabytes(), (), device, (devices.CPU,)
    place, offered = str(Path(module.__file__).parents[1]), (devices.CPU, *devices.offered_devices(module))
    there = tuple(module.get_available_providers())
    return str(module.__version__), place, runtime_megabytes(), there, device, tuple(dict.fromkeys(offered))


def _check_name(model: Path) -> None:
    if not model.is_file() or model.suffix.lower() != ".onnx":
        raise InputError(f"{model} is no ONNX file: choose a file NAME.onnx.")
    if model.stem in {path.stem for path in (*shipped_models(), *own_models())}:
        raise InputError(f"There is a model '{model.stem}' already: remove it first, or rename the files.")


def _own_item(model: Path) -> dict[str, Any]:
    """The card to be laid beside the copy, which must be read by `read_card`."""
    if model.with_suffix(".json").is_file():
        return read_card(model).item
    item = card_inside(model)
    if item is None:
        raise InputError(
            f"{model} has no card: AuroraSAR uses only models that say what they are made for. Lay {model.stem}.json, "
            "a STAC Item with the MLM extension, beside it."
        )
    for asset in item.get("assets", {}).values():
        if "mlm:model" in asset.get("roles", ()):
            asset[GROUPED] = grouped(sha256(model))
    return item


def _check_copy(part: Path, log: Log) -> None:
    """The part files of a model and its card differ in nothing but their ends, as the final ones do."""
    try:
        Network(part)
    except DependencyError:
        read_card(part)
        log("Its checksum is right; it has not been opened, since onnxruntime is not in use.")


def _listed(known: dict[str, Path]) -> str:
    return ", ".join(sorted(known)) or "there are none"


def _rows(one: ModelFacts) -> list[tuple[str, str]]:
    state = one.problem or (f"opens; computed by {one.provider}" if one.provider else "onnxruntime is not in use")
    return [
        ("State", state),
        ("Name", f"{one.name} ({'comes with AuroraSAR' if one.shipped else 'added'}, {one.megabytes:.1f} MB)"),
        ("What it does", one.description),
        ("Task", one.task),
        ("Bands", one.bands),
        ("Scale", one.scale),
        ("Looks", one.looks),
        ("Licence", one.licence),
        ("Measured quality", one.quality),
        ("Training data", one.training),
    ]
