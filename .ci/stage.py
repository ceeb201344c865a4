"""Build the installed form of the plugin, its zip, or install it: stage.py (stage|zip|install) FOLDER."""

from __future__ import annotations

import configparser
import shutil
import sys
import zipfile
from pathlib import Path

import help_pages
import translations

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns("__pycache__", "training", "demo", "*.aux.xml", "*.ts")
EPOCH = (2020, 1, 1, 0, 0, 0)
"""One time stamp for all files, so that the same tree gives the same zip."""


def stage(folder: Path) -> Path:
    """Copy what the plugin needs to FOLDER/aurora_qgis, and nothing else."""
    plugin = folder / "aurora_qgis"
    if plugin.is_symlink():
        sys.exit(f"{plugin} is a link to {plugin.resolve()}. Remove the link to put a copy there.")
    shutil.rmtree(plugin, ignore_errors=True)
    shutil.copytree(ROOT / "aurora_qgis", plugin, ignore=LEFT_OUT)
    for name in ("core", "resources"):
        shutil.copytree(ROOT / name, plugin / name, ignore=LEFT_OUT)
    for name in ("metadata.txt", "LICENSE", "README.md", "CHANGELOG.md"):
        shutil.copy2(ROOT / name, plugin / name)
    help_pages.build(ROOT / "docs", plugin / "help")
    translations.release(plugin / "resources" / "i18n")
    return plugin


def version() -> str:
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "version")


def make_zip(folder: Path) -> Path:
    """FOLDER/aurora_qgis-VERSION.zip, as the plugin site wants it."""
    plugin = stage(folder / "stage")
    target = folder / f"aurora_qgis-{version()}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(plugin.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(plugin.parent).as_posix(), EPOCH)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    return target


if __name__ == "__main__":
    action, folder = sys.argv[1], Path(sys.argv[2]).expanduser()
    print({"stage": stage, "install": stage, "zip": make_zip}[action](folder))
