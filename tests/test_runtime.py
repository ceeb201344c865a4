"""onnxruntime from a wheel, and the doctor."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest

from aurora_qgis.core.errors import Cancelled, DependencyError, InputError
from aurora_qgis.core.jobs import check_installation, install_runtime, pinned_runtime, remove_runtime
from aurora_qgis.core.networks import runtime
from tests.wheels import make_wheel


@pytest.fixture(autouse=True)
def without_onnxruntime(monkeypatch, tmp_path):
    """Whatever this interpreter has is hidden, and what a test loads is gone afterwards."""
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "onnxruntime"}
    for name in kept:
        del sys.modules[name]
    monkeypatch.setattr(runtime._Place, "folder", None)
    searched = runtime.importlib.import_module

    def hidden(name: str) -> object:
        if name == "onnxruntime" and name not in sys.modules:
            raise ImportError("hidden by the test")
        return searched(name)

    monkeypatch.setattr(runtime.importlib, "import_module", hidden)
    yield
    runtime._forget()
    sys.modules.update(kept)


@pytest.fixture
def profile(tmp_path) -> Path:
    return tmp_path / "profile" / "runtime"


def test_a_wheel_is_used_at_once_and_neither_sys_path_nor_finders_change(tmp_path, profile):
    before = list(sys.path), list(sys.meta_path)
    summary = install_runtime(str(make_wheel(tmp_path)), str(profile))
    assert summary.version == "0.0.1"
    assert Path(summary.place).parent == profile
    assert runtime.load().get_available_providers() == ["TestExecutionProvider"]
    assert (list(sys.path), list(sys.meta_path)) == before
    assert not list(profile.rglob("stray.py"))
    assert [path.name for path in profile.iterdir()] == [Path(summary.place).name]


def test_a_later_session_finds_what_an_earlier_one_installed(tmp_path, profile):
    install_runtime(str(make_wheel(tmp_path)), str(profile))
    runtime._forget()
    runtime.use_folder(profile)
    assert runtime.load().__version__ == "0.0.1"


def test_what_the_interpreter_has_comes_first(tmp_path, profile, monkeypatch):
    own = type(sys)("onnxruntime")
    own.__version__, own.__file__ = "9.9", "/usr/lib/python3/dist-packages/onnxruntime/__init__.py"
    monkeypatch.setitem(sys.modules, "onnxruntime", own)
    said: list[str] = []
    assert install_runtime(str(make_wheel(tmp_path)), str(profile), log=said.append).version == "9.9"
    assert any("comes first" in sentence for sentence in said)


def test_removing_frees_the_folder(tmp_path, profile):
    assert install_runtime(str(make_wheel(tmp_path)), str(profile)).megabytes > 0
    assert remove_runtime().megabytes == 0
    assert list(profile.iterdir()) == []
    runtime._forget()
    with pytest.raises(ImportError):
        runtime.load()


def test_of_a_folder_the_wheel_that_fits_this_python_is_taken(tmp_path, profile):
    make_wheel(tmp_path, "0.0.2", "cp27-cp27m-win32")
    make_wheel(tmp_path, "0.0.3", f"{runtime.python_tag()}-{runtime.python_tag()}-any")
    (tmp_path / "notes.txt").write_text("not a wheel")
    assert install_runtime(str(tmp_path), str(profile)).version == "0.0.3"


def test_a_new_wheel_takes_the_place_of_the_old(tmp_path, profile):
    install_runtime(str(make_wheel(tmp_path)), str(profile))
    runtime._forget()
    assert install_runtime(str(make_wheel(tmp_path, "0.0.2")), str(profile)).version == "0.0.2"
    assert len(list(profile.iterdir())) == 1


def test_the_checksum_is_checked_where_it_is_known(tmp_path, profile, monkeypatch):
    wheel, said = make_wheel(tmp_path), []
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    grouped = " ".join(digest[start : start + 8] for start in range(0, 64, 8))
    monkeypatch.setattr(runtime, "_pins", lambda: {"versions": {}, "sha256": {wheel.name: grouped}})
    install_runtime(str(wheel), str(profile), log=said.append)
    assert any("has the SHA-256 that AuroraSAR knows" in sentence for sentence in said)
    monkeypatch.setattr(runtime, "_pins", lambda: {"versions": {}, "sha256": {wheel.name: "0" * 64}})
    with pytest.raises(InputError, match="not the file that its name says"):
        install_runtime(str(wheel), str(profile))


def test_an_unknown_wheel_is_taken_and_the_log_states_its_checksum(tmp_path, profile):
    wheel, said = make_wheel(tmp_path), []
    install_runtime(str(wheel), str(profile), log=said.append)
    assert any(hashlib.sha256(wheel.read_bytes()).hexdigest() in sentence for sentence in said)


def broken(folder: Path) -> Path:
    wheel = make_wheel(folder)
    wheel.write_bytes(wheel.read_bytes()[:200])
    return wheel


@pytest.mark.parametrize(
    ("make", "error", "sentence"),
    [
        (lambda folder: folder / "none.whl", InputError, "There is no file or folder"),
        (lambda folder: folder, InputError, "no wheel of onnxruntime for this Python"),
        (lambda folder: make_wheel(folder, tags="cp27-cp27m-win32"), InputError, "no wheel of onnxruntime"),
        (lambda folder: make_wheel(folder, tags="py3-none-plan9"), InputError, "no wheel of onnxruntime"),
        (broken, InputError, "not a complete wheel"),
        (lambda folder: make_wheel(folder, code="import no_such_module"), DependencyError, "no_such_module"),
    ],
)
def test_a_bad_wheel_is_refused_with_a_sentence_and_the_old_one_stays(make, error, sentence, tmp_path, profile):
    (tmp_path / "good").mkdir()
    (tmp_path / "bad").mkdir()
    install_runtime(str(make_wheel(tmp_path / "good")), str(profile))
    runtime._forget()
    with pytest.raises(error, match=sentence):
        install_runtime(str(make(tmp_path / "bad")), str(profile))
    assert runtime.load().__version__ == "0.0.1"
    assert len(list(profile.iterdir())) == 1


def test_cancelling_leaves_nothing(tmp_path, profile):
    with pytest.raises(Cancelled):
        install_runtime(str(make_wheel(tmp_path)), str(profile), progress=lambda share: share <= 0)
    assert not profile.exists() or list(profile.iterdir()) == []


def test_every_python_that_qgis_brings_has_a_version_with_checksums_for_its_systems():
    pins = json.loads(runtime.PINS.read_text())
    assert set(pins["versions"]) == {f"cp3{minor}" for minor in range(9, 15)}
    for python, version in pins["versions"].items():
        names = [name for name in pins["sha256"] if f"-{version}-{python}-" in name]
        for system in ("manylinux", "win_amd64", "macosx"):
            assert any(system in name for name in names), (python, system)
    assert all(len(digest.replace(" ", "")) == 64 for digest in pins["sha256"].values())
    assert pinned_runtime() == f"onnxruntime=={pins['versions'][runtime.python_tag()]}"


def test_the_doctor_finds_no_problem_and_lists_versions_models_and_folders(tmp_path):
    found = check_installation(str(tmp_path / "r.html"), {"QGIS": "3.22.16"}, {"Results": str(tmp_path)})
    assert found.problems == 0, found.text
    names = {one.name for one in found.findings}
    assert {"AuroraSAR", "QGIS", "Python", "numpy", "scipy", "GDAL", "despeckle.onnx", "Results"} <= names
    assert "checksum right" in found.text
    assert "not opened, since onnxruntime is not in use" in found.text
    assert "no problem found" in (tmp_path / "r.html").read_text()


def test_the_doctor_sees_a_damaged_model_and_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "bad.onnx").write_bytes(b"damaged")
    monkeypatch.setattr("aurora_qgis.core.jobs.library.checking.MODELS", tmp_path)
    found = check_installation(None, {}, {"Results": "/proc/none"})
    assert found.problems == 2
    assert found.text.count("PROBLEM: ") == 2
    assert "2 problems found" in found.html


def test_the_doctor_says_which_runtime_is_in_use_and_its_devices(tmp_path, profile, monkeypatch):
    monkeypatch.setattr("aurora_qgis.core.jobs.library.checking.MODELS", tmp_path)  # the tiny one opens no model
    install_runtime(str(make_wheel(tmp_path)), str(profile))
    text = check_installation().text
    assert f"0.0.1 in {profile}" in text
    assert "TestExecutionProvider" in text
