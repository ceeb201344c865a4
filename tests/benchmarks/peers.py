"""Other projects' filters, in an environment of their own so that ours stays as QGIS has it.

    python3 -m venv build/peers
    build/peers/bin/pip install bm3d scikit-image findpeaks deepdespeckling

AURORASAR_PEERS names another such Python. bm3d is for non-commercial use only.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tests.benchmarks.measure import ROOT

PYTHON = Path(os.environ.get("AURORASAR_PEERS", ROOT / "build" / "peers" / "bin" / "python"))


class Filtered(NamedTuple):
    """Images in intensity, and the seconds for all of them on one core."""

    images: list[np.ndarray]
    seconds: float


def available() -> bool:
    """Whether the environment is there; says so if it is not."""
    if not PYTHON.exists():
        print(f"No peers in this run: there is no {PYTHON} (see tests/benchmarks/peers.py).")
    return PYTHON.exists()


def peer(name: str, images: Sequence[np.ndarray], looks: float) -> Filtered:
    """Filter images with a function of peer_filters.py. SystemExit if that fails."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.npz", Path(folder) / "out.npz"
        np.savez(source, **{f"{index:04d}": image for index, image in enumerate(images)})
        command = [str(PYTHON), str(Path(__file__).with_name("peer_filters.py")), name, str(looks), source, target]
        single = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS")}
        run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **single})
        if run.returncode:
            raise SystemExit(f"{name} failed:\n{run.stderr[-2000:]}")
        with np.load(target) as found:
            return Filtered([found[key] for key in sorted(found.files) if key != "seconds"], float(found["seconds"]))
