"""Read text and XML documents from any place that GDAL reads, such as folders and /vsizip/ paths."""

from __future__ import annotations

import os
import re
from typing import Any

from osgeo import gdal, osr

from ..elements import Element
from ..errors import InputError
from .gdal_errors import call

LARGEST_DOCUMENT = 256 * 1024 * 1024
"""Bytes; the annotations of Sentinel-1 stay below 5 MB, precise orbit files too."""

_OWN_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)")
_ELEMENT, _TEXT, _ATTRIBUTE = 0, 1, 2
"""Node types of gdal.ParseXMLString; comments are another one."""


def entries(folder: str) -> list[str]:
    """Names in a folder, sorted; empty where there is no such folder."""
    found, _ = call(gdal.ReadDir, folder)
    return sorted(name for name in found or () if name not in (".", ".."))


def exists(path: str) -> bool:
    """There is such a file or folder."""
    return call(gdal.VSIStatL, path)[0] is not None


def proj_file(name: str) -> str | None:
    """Path of one of PROJ's own files, such as a geoid's grid; None where it is not installed."""
    folders = [*osr.GetPROJSearchPaths(), *(os.environ.get(one, "") for one in ("PROJ_DATA", "PROJ_LIB"))]
    return next((f"{folder}/{name}" for folder in folders if folder and exists(f"{folder}/{name}")), None)


def read_xml(path: str) -> Element:
    """The root element of an XML document.

    Document type declarations and entities of its own are refused: no product needs them, and they are how
    XML does harm. Raises InputError if the file is missing, too large, truncated or not XML.
    """
    name = path.rstrip("/").rsplit("/", 1)[-1]
    content = read_bytes(path)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or _OWN_ENTITY.search(content):
        raise InputError(f"{name} declares a document type or entities, which no radar product does: it is not read.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not text: the file is damaged. Download it again.") from error
    tree, reason = call(gdal.ParseXMLString, text)
    if tree is None or reason:
        raise InputError(f"{name} is not complete XML: download it again. (GDAL: {reason})")
    return _element(_root(tree, name), "", name)


def read_bytes(path: str) -> bytes:
    """The whole content of a file; InputError if it is missing or larger than LARGEST_DOCUMENT."""
    status = call(gdal.VSIStatL, path)[0]
    if status is None:
        raise InputError(f"There is no file {path}: the product is not complete, or the name is wrong.")
    if status.size > LARGEST_DOCUMENT:
        raise InputError(f"{path} has {status.size / 1e6:.0f} MB, too much for a document: choose another file.")
    handle = gdal.VSIFOpenL(path, "rb")
    if handle is None:
        raise InputError(f"{path} cannot be read: check the permissions.")
    try:
        content, _ = call(gdal.VSIFReadL, 1, status.size, handle)
    finally:
        gdal.VSIFCloseL(handle)
    return bytes(content or b"")


def _root(tree: Any, name: str) -> Any:
    """The document's only element; GDAL puts a nameless one around it where a declaration precedes it."""
    nodes = tree[2:] if tree[0] == _ELEMENT and not tree[1] else [tree]
    roots = [node for node in nodes if node[0] == _ELEMENT and not node[1].startswith("?")]
    if len(roots) != 1:
        raise InputError(f"{name} holds {len(roots)} root elements: it is not the document that was expected.")
    return roots[0]


def _element(node: Any, above: str, file: str) -> Element:
    name = node[1].rpartition(":")[2]
    path = f"{above}/{name}" if above else name
    children, attributes, text = [], {}, ""
    for kind, value, *below in node[2:]:
        if kind == _ELEMENT:
            children.append(_element((kind, value, *below), path, file))
        elif kind == _ATTRIBUTE:
            attributes[value.rpartition(":")[2]] = below[0][1] if below else ""
        elif kind == _TEXT:
            text += value
    return Element(name, text.strip(), attributes, tuple(children), path, file)
