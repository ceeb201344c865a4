"""What ships: the staged plugin, its zip, and its life beside other plugins."""

from __future__ import annotations

import configparser
import importlib.util
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
REQUIRED = ("name", "qgisMinimumVersion", "description", "about", "version", "author", "email", "repository", "tracker")


def load(name: str) -> ModuleType:
    """A module of .ci, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def build(action: str, folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "stage.py", action, folder], check=True, capture_output=True, text=True
    )
    return Path(done.stdout.strip())


@pytest.fixture(scope="module")
def staged(tmp_path_factory) -> Path:
    return build("stage", tmp_path_factory.mktemp("plugins"))


def metadata() -> configparser.SectionProxy:
    read = configparser.ConfigParser()
    read.read(ROOT / "metadata.txt", encoding="utf-8")
    return read["general"]


def test_the_staged_plugin_has_what_it_needs_and_nothing_else(staged):
    for name in ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "core/jobs/__init__.py", "resources/styles"):
        assert (staged / name).exists(), name
    names = {part for path in staged.rglob("*") for part in path.relative_to(staged).parts}
    assert not list(staged.rglob("*.ts"))
    assert not names & {"tests", "training", "demo", "__pycache__", ".ci"}
    assert (staged / metadata()["icon"]).is_file()


def test_every_algorithm_and_panel_has_a_help_page_and_no_link_leads_nowhere(staged):
    algorithms = re.findall(r'^    NAME = "(\w+)"', sources("algorithms"), re.MULTILINE)
    panels = re.findall(r'HelpButton\(self, "([\w-]+)"\)', sources("docks"))
    assert len(algorithms) > 15
    assert {"change-explorer", "models-and-runtime"} <= set(panels)
    for name in (*algorithms, *panels):
        assert (staged / "help" / f"{name}.html").is_file(), name
    for page in (staged / "help").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<h1>" in text
        assert "<script" not in text
        for link in re.findall(r'(?:href|src)="([^"]+)"', text):
            assert link.startswith("https://") or (page.parent / link).is_file(), (page.name, link)


def sources(folder: str) -> str:
    return "\n".join(path.read_text() for path in sorted((ROOT / "aurora_qgis" / folder).glob("*.py")))


def test_sections_become_pages_named_by_their_algorithms(tmp_path):
    help_pages = load("help_pages")
    (tmp_path / "algorithms.md").write_text(
        "# Algorithms\nAll.\n## aurorasar:one, aurorasar:two\n| a | b |\n| - | - |\n| 1 < 2 | [x](panels.md) |\n"
    )
    (tmp_path / "panels.md").write_text("# Panels\n## Change explorer\nDrag.\n")
    made = {path.name for path in help_pages.build(tmp_path, tmp_path / "help")}
    assert made == {"algorithms.html", "one.html", "two.html", "panels.html", "change-explorer.html"}
    page = (tmp_path / "help" / "two.html").read_text()
    assert "<td>1 &lt; 2</td>" in page
    assert 'href="panels.html"' in page
    assert "All." not in page


def test_the_zip_has_one_folder_a_licence_and_is_small_and_reproducible(tmp_path):
    first, second = (build("zip", tmp_path / name) for name in "ab")
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"aurora_qgis"}
    assert "aurora_qgis/LICENSE" in names
    assert metadata()["version"] in first.name
    assert first.stat().st_size < 12e6
    assert first.read_bytes() == second.read_bytes()


def test_the_plugin_lives_beside_another_that_owns_a_module_called_core(staged, tmp_path):
    (tmp_path / "core.py").write_text("OWNER = 'another plugin'\n")
    script = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(staged.parent)!r}]; before = list(sys.path)\n"
        "import core, aurora_qgis.core.grid as grid, aurora_qgis.core.jobs\n"
        "assert core.OWNER == 'another plugin', core\n"
        f"assert grid.__file__.startswith({str(staged)!r}), grid.__file__\n"
        "assert sys.path == before, 'sys.path was edited'\n"
        "assert sys.modules['core'] is core\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_importing_the_plugin_imports_no_qt_and_no_qgis(staged):
    script = (
        f"import sys; sys.path.insert(0, {str(staged.parent)!r}); import aurora_qgis, aurora_qgis.core.jobs\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('qgis', 'PyQt5', 'PyQt6')]\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_missing_library_is_one_clear_sentence(monkeypatch):
    from aurora_qgis import dependencies

    monkeypatch.setattr(dependencies, "REQUIRED", {"numpy": "python3-numpy", "no_such_module": "python3-nothing"})
    sentence = dependencies.missing_sentence()
    assert "no_such_module" in sentence
    assert "apt install python3-nothing" in sentence
    assert "\n" not in sentence


def test_the_metadata_says_what_the_plugin_site_asks_for():
    found = metadata()
    assert all(found.get(key) for key in REQUIRED)
    assert found["hasProcessingProvider"] == "yes"
    assert f"## {found['version']}" in (ROOT / "CHANGELOG.md").read_text()
