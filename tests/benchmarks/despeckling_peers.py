"""Despecklers of others, run by the Python that has them: despeckling_peers.py METHOD FOLDER LOOKS

Reads every FOLDER/*.npy (intensity) and writes FOLDER/METHOD/*.npy (filtered intensity). Methods: bm3d (PyPI bm3d,
non-commercial licence), sar2sar and merlin (PyPI deepdespeckling, which also needs
GDAL's Python module: link /usr/lib/python3/dist-packages/osgeo into its environment).
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path

import numpy as np


def log_bm3d(intensity: np.ndarray, looks: float) -> np.ndarray:
    """BM3D on the logarithm, whose speckle has mean psi(L) - log L and variance psi1(L)."""
    from bm3d import bm3d
    from scipy import special

    logs = np.log(np.maximum(intensity, 1e-3)) - special.digamma(looks) + np.log(looks)
    return np.exp(bm3d(logs, np.sqrt(special.polygamma(1, looks))))


def sar2sar(intensity: np.ndarray, _looks: float) -> np.ndarray:
    # The package's weights are an old pickle, trusted as much as the package's code.
    os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
    from deepdespeckling.sar2sar.sar2sar_denoiser import Sar2SarDenoiser

    found = Sar2SarDenoiser().denoise_image(np.sqrt(intensity), *_tiles(intensity))
    return np.square(found["denoised"])


def merlin(intensity: np.ndarray, _looks: float) -> np.ndarray:
    """From a complex image whose phase is uniform, as that of speckle is."""
    from deepdespeckling.merlin.merlin_denoiser import MerlinDenoiser

    phase = np.random.default_rng(0).uniform(0, 2 * np.pi, intensity.shape)
    parts = np.sqrt(intensity)[..., np.newaxis] * np.stack([np.cos(phase), np.sin(phase)], axis=-1)
    found = MerlinDenoiser("stripmap", symetrise=False).denoise_image(parts, *_tiles(intensity))
    return np.square(found["denoised"]["full"])


def _tiles(intensity: np.ndarray) -> tuple[int, int]:
    """The package's own tile and step, or smaller where the image is."""
    side = 256 if min(intensity.shape) >= 256 else 128
    return side, side - 2


METHODS = {"bm3d": log_bm3d, "sar2sar": sar2sar, "merlin": merlin}


if __name__ == "__main__":
    method, folder, looks = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    (folder / method).mkdir(exist_ok=True)
    for path in sorted(folder.glob("*.npy")):
        with contextlib.redirect_stdout(io.StringIO()):
            result = METHODS[method](np.load(path).astype(np.float64), looks)
        np.save(folder / method / path.name, result.astype(np.float32))
