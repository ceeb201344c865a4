"""What the arguments of a command mean: the docstrings under the fields of dataclasses, and words for the rest.

Python keeps no docstrings of fields; they are read from the module's source, which an installed plugin has too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import MISSING
from enum import Enum
from functools import cache
from inspect import getmodule, getsource
from typing import Any

PARAMETERS = {
    "add": "An ONNX model, with its card beside or inside it, that is copied to the own models.",
    "after": "The later date.",
    "before": "The earlier date.",
    "bands": "Counted from 1; none means all.",
    "classes": "Classes of change (.tif).",
    "explanation": "What detectchange wrote as EXPLANATION: polygons get its figures.",
    "folder": "Of models or of the runtime, instead of that of the QGIS profile.",
    "image": "The radar image.",
    "images": "Before and after image, for chips.",
    "looks": "Equivalent number of looks; 0 means that they are estimated.",
    "mask": "Of layover and shadow, as geocode writes it: changes there are flagged.",
    "more": "Rasters with further bands, such as VH beside VV.",
    "name": "Of the model, as the list of models has it.",
    "order": "One of ORDERS.",
    "output": "What is written (.tif).",
    "path": "The raster that it is tried on.",
    "picture": "The colour picture that is judged.",
    "polygons": "A polygon per connected change (.gpkg or .geojson).",
    "primary": "The product or image whose grid counts.",
    "product": "A product (folder, zip or NISAR's HDF5), or a raster that says itself where its pixels lie.",
    "radar": "The radar image that the picture was made of.",
    "reference": "A picture of the same ground to compare with.",
    "remove": "Name of an own model that is deleted.",
    "report": "A page (.html).",
    "scale": "What the values mean, one of SCALES.",
    "secondary": "The other product or image.",
    "source": "The raster that is read.",
    "sources": "Rasters of one date each, or one whose bands are the dates.",
    "structure": "Local mean of the ratio of before and after, in dB (.tif).",
    "terrain": "A terrain model that covers the image; any text, such as '', where the product needs none.",
}
"""Of the jobs' own parameters, by their names."""

OWN_PARAMETERS = {
    "calibrate": {"product": "A Sentinel-1 product (folder or zip)."},
    "changehistogram": {"source": "A change strength, as detectchange writes it."},
    "classifychange": {"source": "A change strength, as detectchange writes it."},
    "conformalsets": {"source": "A probability of change."},
    "estimatelooks": {"output": "The looks of windows of 9 x 9 pixels (.tif)."},
    "evaluatechange": {"source": "The map of change that is judged."},
    "installruntime": {"source": "A wheel of onnxruntime, or a folder with wheels."},
    "lookuptable": {"product": "A product (folder, zip or NISAR's HDF5).", "terrain": "A terrain model."},
    "radarcode": {"source": "A map in any CRS."},
    "radarcodevector": {"source": "A vector file in any CRS."},
    "simulate": {"folder": "Where the scene is written."},
    "specklequality": {"before": "The image before filtering.", "after": "The filtered image."},
}
"""What a parameter means to one job alone."""

_CHOICE = re.compile(r"(?<=[Oo]ne of )[A-Z]\w+")


def parameter_text(job: str, name: str, known: Mapping[str, Any]) -> str:
    """What a job's own parameter means; `known` are the names of closed choices. Empty where nobody wrote it down."""
    return plain({**PARAMETERS, **OWN_PARAMETERS.get(job, {})}.get(name, ""), known)


def field_texts(made: type[Any], known: Mapping[str, Any]) -> dict[str, str]:
    """What the fields of a dataclass mean, by name, those that it inherits among them; no entry without a docstring."""
    found: dict[str, str] = {}
    for one in reversed(made.__mro__):
        module = getmodule(one)
        if module is not None and one is not object:
            found |= {name: plain(text, {**known, **vars(module)}) for name, text in _docstrings(one).items()}
    return found


def plain(text: str, known: Mapping[str, Any]) -> str:
    """One line; 'one of FILTERS', or of any other closed choice, names what there is to choose."""
    spelt = _CHOICE.sub(lambda name: ", ".join(choices(known.get(name[0]))) or name[0], text)
    return " ".join(spelt.replace("`", "").split())


def choices(one: Any) -> list[str]:
    """The words of a closed choice: keys, members or values; none for anything else."""
    if isinstance(one, type):
        one = [member.value for member in one] if issubclass(one, Enum) else ()
    listed = list(one) if isinstance(one, Collection) and not isinstance(one, (str, bytes)) else []
    return listed if all(isinstance(word, str) for word in listed) else []


def default_text(default: Any) -> str:
    """In brackets; nothing for a default that leaves out, whose meaning is in the docstring."""
    if default is MISSING or default in (None, "", ()) or default != default:
        return ""
    if isinstance(default, bool):
        return f" (default: {'yes' if default else 'no'})"
    return f" (default: {' '.join(map(str, default)) if isinstance(default, tuple) else default})"


def _docstrings(made: type[Any]) -> dict[str, str]:
    module = getmodule(made)
    body = _classes(getsource(module)).get(made.__qualname__, []) if module is not None else []
    return {
        field.target.id: str(text.value.value)
        for field, text in zip(body, body[1:])
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }  # fmt: skip


@cache
def _classes(source: str) -> dict[str, list[ast.stmt]]:
    return {one.name: one.body for one in ast.parse(source).body if isinstance(one, ast.ClassDef)}
