"""Pairs of radar and optical images to learn colours from, and splits with no scene and no ground on both sides."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..grid import Grid, equal_area_reference, transform_points
from ..raster import Raster

Array = NDArray[np.float32]
Box = tuple[float, float, float, float]
"""West, south, east, north, all in the coordinates of one data set."""

SUFFIXES = (".png", ".tif", ".tiff")
SEN12_NAME = re.compile(r"(?P<region>ROIs\d+_[a-z]+)_s1_(?P<scene>\d+)_p(?P<patch>\d+)")
TILE = re.compile(r"_(T\d\d[A-Z]{3})_")
WHITE = 255.0

HELD_OUT_SHARE = 0.2
"""Of the pairs, at least, in scenes that are held out where none are named."""


class Pair(NamedTuple):
    """One place, seen by radar and in colours."""

    radar: Path
    optical: Path
    scene: str
    """Pairs of one scene overlap or are neighbours: a split keeps them together."""

    ground: Box | None = None
    """Where it lies; None where the files do not say."""


class Split(NamedTuple):
    """Pairs to learn from, to judge by, and those left out as they show ground that is held out."""

    training: list[Pair]
    held_out: list[Pair]
    dropped: list[Pair]


def sen12_pairs(folder: Path) -> list[Pair]:
    """The SEN1-2 layout, in any subfolders: ROIs1158_spring_s1_1_p30.png beside ..._s2_1_p30.png.

    The scene is the region with its season and the scene's number in it; patches of one scene overlap. Copies of the
    data set that are sorted by terrain keep these names. Raises InputError if there are none or an optical image is
    missing. M. Schmitt, L. H. Hughes and X. X. Zhu, "The SEN1-2 dataset for deep learning in SAR-optical data fusion",
    ISPRS Annals IV-1, 2018.
    """
    named = [(path, SEN12_NAME.fullmatch(path.stem)) for path in _images(folder)]
    optical = {path.stem: path for path, found in named if not found}
    pairs, missing = [], []
    for path, found in named:
        if found:
            partner = optical.get(path.stem.replace("_s1_", "_s2_", 1))
            scene = f"{found['region']}_{found['scene']}"
            if partner is None:
                missing.append(path)
            else:
                pairs.append(Pair(path, partner, scene))
    return _complete(pairs, missing, folder)


def folder_pairs(radar: Path, optical: Path, scene: Callable[[str], str]) -> list[Pair]:
    """Images of the same name (whatever their extension) in two folders. `scene` makes the scene of a name.

    Georeferenced images know their ground. Raises InputError if there are none or an optical image is missing.
    """
    partners = {path.stem: path for path in _images(optical)}
    found, missing = [], []
    for path in _images(radar):
        if path.stem in partners:
            found.append(Pair(path, partners[path.stem], scene(path.stem), _ground_of(path)))
        else:
            missing.append(path)
    return _complete(found, missing, radar)


def scene_by(pattern: str) -> Callable[[str], str]:
    """The scene of a name is what the pattern's first group finds in it. Raises InputError where it finds nothing."""
    compiled = re.compile(pattern)
    if compiled.groups < 1:
        raise InputError(f"'{pattern}' has no group to name scenes by: put the part that names one in parentheses.")

    def scene(name: str) -> str:
        found = compiled.search(name)
        if not found:
            raise InputError(f"'{name}' does not tell its scene by the pattern '{pattern}': choose another pattern.")
        return found[1]

    return scene


def tiled_pairs(folder: Path) -> list[Pair]:
    """A folder with sar/, opt/ and a metadata.json that names the Sentinel-2 tile and the corners of each fragment.

    The scene is the tile. Neighbouring tiles overlap by some 10 km, so the corners matter too: see `split`.
    """
    facts = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    pairs = []
    for fact in facts:
        name, tile = fact["fragment_filename"], TILE.search(fact["opt_tile_name"])
        corners = np.array(next(value for key, value in fact.items() if key.startswith("corners")), np.float64)
        if not tile:
            raise InputError(f"{folder / 'metadata.json'} does not name the tile of {name}: complete it.")
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        pairs.append(Pair(folder / "sar" / name, folder / "opt" / name, tile[1], (west, south, east, north)))
    missing = [pair.radar for pair in pairs if not (pair.radar.is_file() and pair.optical.is_file())]
    return _complete(pairs, missing, folder)


def scenes_to_hold_out(pairs: Iterable[Pair], share: float, seed: int) -> set[str]:
    """Scenes in a random order until they have at least `share` of the pairs; one at least stays to learn from."""
    counts: dict[str, int] = {}
    for pair in pairs:
        counts[pair.scene] = counts.get(pair.scene, 0) + 1
    if len(counts) < 2:
        raise InputError("All pairs are of one scene, so none can be held out: add pairs of another scene.")
    order = np.random.default_rng(seed).permutation(sorted(counts))
    wanted, chosen = share * sum(counts.values()), set[str]()
    for scene in order[:-1]:
        if chosen and sum(counts[one] for one in chosen) >= wanted:
            break
        chosen.add(str(scene))
    return chosen


def split(pairs: Sequence[Pair], held_out: Collection[str]) -> Split:
    """Hold whole scenes out, and drop what shares ground with them from the rest.

    Raises InputError for scenes that are not there, and where nothing is left to learn from.
    """
    unknown = set(held_out) - {pair.scene for pair in pairs}
    if unknown or not held_out:
        raise InputError(f"No pairs are of the scene '{', '.join(sorted(unknown))}': name scenes of these pairs.")
    kept = [pair for pair in pairs if pair.scene in held_out]
    boxes = np.array([pair.ground for pair in kept if pair.ground], np.float64).reshape(-1, 4)
    training, dropped = [], []
    for pair in pairs:
        if pair.scene not in held_out:
            (dropped if _meets(pair.ground, boxes) else training).append(pair)
    if not training:
        raise InputError("Nothing is left to learn from: hold fewer scenes out.")
    return Split(training, kept, dropped)


def random_split(pairs: Sequence[Pair], share: float, seed: int) -> Split:
    """Pairs held out whatever their scene: neighbours land on both sides. Only to show what that flatters."""
    order = np.random.default_rng(seed).permutation(len(pairs))
    count = max(1, round(share * len(pairs)))
    return Split([pairs[one] for one in sorted(order[count:])], [pairs[one] for one in sorted(order[:count])], [])


def pairs_parser(description: str | None) -> argparse.ArgumentParser:
    """The options that name pairs and what is held out."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("tiles", "sen12", "radar", "optical"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--scene", default="(.+)", help="pattern whose group names the scene in a file's name")
    parser.add_argument("--register", action="store_true",
                        help="bring pictures onto radar images that were not corrected for terrain")  # fmt: skip
    parser.add_argument("--hold-out", nargs="*", default=[], help="scenes to judge by; a share of them if not given")
    parser.add_argument("--random", action="store_true", help="hold out pairs at random, only to show what it flatters")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def pairs_of(given: argparse.Namespace) -> list[Pair]:
    if given.sen12:
        return sen12_pairs(given.sen12)
    if given.radar and given.optical:
        return folder_pairs(given.radar, given.optical, scene_by(given.scene))
    if given.tiles:
        return tiled_pairs(given.tiles)
    sys.exit("Name the pairs to learn from: --tiles, --sen12, or --radar and --optical.")


def split_of(pairs: Sequence[Pair], given: argparse.Namespace) -> Split:
    if given.random:
        return random_split(pairs, HELD_OUT_SHARE, given.seed)
    return split(pairs, set(given.hold_out) or scenes_to_hold_out(pairs, HELD_OUT_SHARE, given.seed))


def read_pair(pair: Pair) -> tuple[Array, Array]:
    """Radar as stored (bands, rows, cols) and colours 0 to 1 (3, rows, cols); NaN is missing.

    Raises InputError for sizes that differ and for optical images that are not of 8 bits with three bands.
    """
    with Raster.open(str(pair.radar)) as radar, Raster.open(str(pair.optical)) as optical:
        if radar.grid.shape != optical.grid.shape:
            raise InputError(
                f"{radar.name} has {radar.grid.shape} pixels and its optical image {optical.grid.shape}: bring both "
                "onto one grid first."
            )
        if optical.count != 3 or not optical.is_byte:
            raise InputError(f"{pair.optical} is no 8-bit picture of red, green and blue: convert it first.")
        return radar.read(), optical.read() / np.float32(WHITE)


def _images(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}: check the name.")
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def _complete(pairs: list[Pair], missing: Sequence[Path], folder: Path) -> list[Pair]:
    if missing:
        raise InputError(
            f"{len(missing)} radar image(s) have no optical image, such as {missing[0]}: add these or remove those."
        )
    if not pairs:
        raise InputError(f"{folder} holds no pairs of radar and optical images: choose another folder.")
    return pairs


def _ground_of(path: Path) -> Box | None:
    """The extent in degrees; None without a CRS on the ellipsoid."""
    with Raster.open(str(path)) as raster:
        grid = raster.grid
    if not grid.on_ellipsoid:
        return None
    geographic = equal_area_reference(grid).CloneGeogCS()
    x, y = grid.to_map(*grid.outline(grid.window))
    longitude, latitude = transform_points(grid, Grid((1, 1), crs=geographic.ExportToWkt()), x, y)
    return float(longitude.min()), float(latitude.min()), float(longitude.max()), float(latitude.max())


def _meets(ground: Box | None, boxes: NDArray[np.float64]) -> bool:
    """Whether a box shares area with any of the others, (n, 4)."""
    if ground is None or not len(boxes):
        return False
    west, south, east, north = ground
    across = np.minimum(boxes[:, 2], east) > np.maximum(boxes[:, 0], west)
    along = np.minimum(boxes[:, 3], north) > np.maximum(boxes[:, 1], south)
    return bool((across & along).any())
