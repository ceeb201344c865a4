"""Pairs to learn colours from: readers, and splits that do not leak."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from aurora_qgis.core.errors import InputError
from aurora_qgis.core.training.colour_pairs import (
    Pair,
    folder_pairs,
    random_split,
    read_pair,
    scene_by,
    scenes_to_hold_out,
    sen12_pairs,
    split,
    tiled_pairs,
)
from tests.conftest import grid


def picture(path: Path, bands: int, level: int = 100, shape: tuple[int, int] = (8, 9)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    memory = gdal.GetDriverByName("MEM").Create("", shape[1], shape[0], bands, gdal.GDT_Byte)
    for number in range(bands):
        memory.GetRasterBand(number + 1).Fill(level + number)
    gdal.GetDriverByName("PNG").CreateCopy(str(path), memory)


@pytest.fixture
def sen12(tmp_path: Path) -> Path:
    """Two regions with two scenes each, one of them numbered alike; three patches per scene."""
    for region, season in (("ROIs1158", "spring"), ("ROIs1868", "summer")):
        for scene in (1, 23):
            for patch in (7, 30, 301):
                for number, bands in (("1", 1), ("2", 3)):
                    name = f"{region}_{season}_s{number}_{scene}_p{patch}.png"
                    picture(tmp_path / f"{region}_{season}" / f"s{number}_{scene}" / name, bands, patch % 100)
    return tmp_path


def synthetic(scenes: int, each: int) -> list[Pair]:
    return [
        Pair(Path(f"r{scene}_{number}"), Path(f"o{scene}_{number}"), f"scene {scene}")
        for scene in range(scenes)
        for number in range(each + scene % 3)
    ]


def scenes(pairs: list[Pair]) -> set[str]:
    return {pair.scene for pair in pairs}


def test_the_sen12_layout_gives_pairs_by_scene(sen12):
    pairs = sen12_pairs(sen12)
    assert len(pairs) == 12
    assert scenes(pairs) == {"ROIs1158_spring_1", "ROIs1158_spring_23", "ROIs1868_summer_1", "ROIs1868_summer_23"}
    for pair in pairs:
        assert pair.radar.name.replace("_s1_", "_s2_") == pair.optical.name
        radar, optical = read_pair(pair)
        assert radar.shape == (1, 8, 9)
        assert optical.shape == (3, 8, 9)
        assert optical[2] == pytest.approx((radar[0] + 2) / 255)


def test_a_radar_image_without_its_optical_image_is_told(sen12):
    next(sen12.rglob("*_s2_23_p301.png")).unlink()
    with pytest.raises(InputError, match="have no optical image"):
        sen12_pairs(sen12)


def test_two_folders_are_paired_by_name_with_scenes_from_a_pattern(tmp_path):
    for name in ("dhaka_01", "dhaka_02", "lagos_01"):
        picture(tmp_path / "radar" / f"{name}.png", 1)
        picture(tmp_path / "optical" / f"{name}.png", 3)
    pairs = folder_pairs(tmp_path / "radar", tmp_path / "optical", scene_by(r"^([a-z]+)_"))
    assert [(pair.radar.stem, pair.optical.stem, pair.scene) for pair in pairs] == [
        ("dhaka_01", "dhaka_01", "dhaka"), ("dhaka_02", "dhaka_02", "dhaka"), ("lagos_01", "lagos_01", "lagos"),
    ]  # fmt: skip
    with pytest.raises(InputError, match="does not tell its scene"):
        folder_pairs(tmp_path / "radar", tmp_path / "optical", scene_by(r"^(\d+)_"))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.99])
def test_no_scene_is_on_both_sides_and_every_pair_on_one(seed, share):
    pairs = synthetic(9, 4)
    made = split(pairs, scenes_to_hold_out(pairs, share, seed))
    assert not scenes(made.training) & scenes(made.held_out)
    assert sorted(made.training + made.held_out) == sorted(pairs)
    assert made.training
    assert made.held_out
    if share <= 0.5:
        assert share <= len(made.held_out) / len(pairs) < share + 0.17


def test_the_same_seed_holds_the_same_scenes_out_whatever_the_order_of_the_pairs(rng):
    pairs = synthetic(9, 4)
    shuffled = [pairs[one] for one in rng.permutation(len(pairs))]
    assert scenes_to_hold_out(pairs, 0.3, 5) == scenes_to_hold_out(shuffled, 0.3, 5)
    assert len({frozenset(scenes_to_hold_out(pairs, 0.3, seed)) for seed in range(10)}) > 3


def test_a_random_split_does_leak_which_is_why_it_is_named_so():
    made = random_split(synthetic(9, 6), 0.3, 1)
    assert scenes(made.training) & scenes(made.held_out)
    assert not set(made.training) & set(made.held_out)


def test_pairs_whose_ground_is_held_out_are_not_learned_from():
    def at(west: float, scene: str) -> Pair:
        return Pair(Path(f"{scene}{west}"), Path("o"), scene, (west, 0.0, west + 10, 10.0))

    pairs = [at(0, "a"), at(10, "a"), at(15, "a"), at(20, "b"), at(30, "b")]
    made = split(pairs, {"b"})
    assert made.training == pairs[:2]  # touching is not sharing
    assert made.dropped == pairs[2:3]
    assert made.held_out == pairs[3:]


def test_georeferenced_pairs_know_their_ground_whatever_their_crs(save, tmp_path):
    image = np.full((3, 20, 30), 90, np.uint8)
    for kind in ("radar", "optical"):
        (tmp_path / kind).mkdir()
        save(image, f"{kind}/west.tif", grid(20, 30))
        save(image, f"{kind}/near.tif", grid(20, 30, x=420_200))
        save(image, f"{kind}/east.tif", grid(20, 30, x=430_000))
    pairs = folder_pairs(tmp_path / "radar", tmp_path / "optical", lambda name: name)
    made = split(pairs, {"west"})
    assert [pair.scene for pair in made.dropped] == ["near"]
    west = next(pair for pair in pairs if pair.scene == "west")
    assert west.ground is not None
    assert west.ground[0] == pytest.approx(13.94, abs=0.02)
    assert west.ground[3] == pytest.approx(47.04, abs=0.02)


def test_neither_tile_nor_ground_of_the_real_pairs_is_on_both_sides(shared_data):
    pairs = tiled_pairs(shared_data / "s1s2_pairs")
    assert len(pairs) == 50
    made = split(pairs, {"T11SMT"})
    assert scenes(made.training) == {"T11SLT"}
    assert {pair.radar.stem for pair in made.dropped} == {"050", "063", "076"}  # the tiles overlap by some 10 km
    for pair in made.training:
        for other in made.held_out:
            apart = (
                pair.ground[2] <= other.ground[0] or other.ground[2] <= pair.ground[0]
                or pair.ground[3] <= other.ground[1] or other.ground[3] <= pair.ground[1]
            )  # fmt: skip
            assert apart
    radar, optical = read_pair(pairs[0])
    assert radar.shape == (1, 1024, 1024)
    assert optical.shape == (3, 1024, 1024)
    assert 0 <= optical.min() < optical.max() <= 1


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda folder: sen12_pairs(folder / "none"), "There is no folder"),
        (lambda folder: sen12_pairs(folder), "holds no pairs"),
        (lambda folder: scene_by("ROIs"), "no group"),
        (lambda folder: scenes_to_hold_out(synthetic(1, 5), 0.2, 0), "one scene"),
        (lambda folder: split(synthetic(3, 2), {"scene 9"}), "No pairs are of the scene 'scene 9'"),
        (lambda folder: split(synthetic(2, 2), {"scene 0", "scene 1"}), "Nothing is left"),
    ],
)
def test_what_cannot_be_split_is_refused_with_a_sentence(make, sentence, tmp_path):
    with pytest.raises(InputError, match=sentence):
        make(tmp_path)


def test_pictures_of_another_size_or_kind_are_refused(tmp_path):
    picture(tmp_path / "r.png", 1)
    picture(tmp_path / "small.png", 3, shape=(8, 8))
    picture(tmp_path / "grey.png", 1)
    with pytest.raises(InputError, match="onto one grid"):
        read_pair(Pair(tmp_path / "r.png", tmp_path / "small.png", ""))
    with pytest.raises(InputError, match="red, green and blue"):
        read_pair(Pair(tmp_path / "r.png", tmp_path / "grey.png", ""))
