"""Filters of other projects, run by the Python of an environment that has them (see peers.py).

python peer_filters.py NAME LOOKS IN.npz OUT.npz: filters every array of IN (intensity, or complex for merlin) to
intensity, and stores the seconds that it took as `seconds`.
"""

from __future__ import annotations

import sys
import time
import types

import numpy as np

# deepdespeckling imports GDAL to read files, which it is not asked to do here.
sys.modules.setdefault("osgeo", types.SimpleNamespace(gdal=None))


def log_bm3d(image, looks):
    import bm3d
    from scipy.special import polygamma, psi

    logs = np.log(np.maximum(image, 1e-3)) - (psi(looks) - np.log(looks))
    return np.exp(bm3d.bm3d(logs, sigma_psd=float(np.sqrt(polygamma(1, looks)))))


def log_nlm(image, looks):
    from scipy.special import polygamma, psi
    from skimage.restoration import denoise_nl_means

    logs = np.log(np.maximum(image, 1e-3)) - (psi(looks) - np.log(looks))
    deviation = float(np.sqrt(polygamma(1, looks)))
    return np.exp(denoise_nl_means(logs, patch_size=7, patch_distance=10, h=0.8 * deviation, fast_mode=True))


def merlin(image, looks):
    from deepdespeckling.merlin.merlin_denoiser import MerlinDenoiser

    stacked = np.stack([image.real, image.imag], axis=-1)
    found = MerlinDenoiser("Sentinel-TOPS", symetrise=False).denoise_image(stacked, 256, 128)
    return np.square(np.asarray(found["denoised"]["full"], dtype=float))


def sar2sar(image, looks):
    import torch
    from deepdespeckling.sar2sar.sar2sar_denoiser import Sar2SarDenoiser

    # Its check point holds a numpy number, which torch no longer reads unless told that it may.
    scalar = np._core.multiarray.scalar
    torch.serialization.add_safe_globals([(scalar, "numpy.core.multiarray.scalar"), np.dtype, np.dtypes.Float64DType])

    found = Sar2SarDenoiser().denoise_image(np.sqrt(image), 256, 128)
    return np.square(found["denoised"])


def findpeaks_lee(image, looks):
    from findpeaks.filters.lee import lee_filter

    return lee_filter(image, win_size=7, cu=looks**-0.5)


def findpeaks_frost(image, looks):
    from findpeaks.filters.frost import frost_filter

    return frost_filter(image, damping_factor=1.0, win_size=7)


def findpeaks_lee_sigma(image, looks):
    from findpeaks.filters.lee_sigma import lee_sigma_filter

    return lee_sigma_filter(image, win_size=7, num_looks=int(looks))


def main() -> None:
    name, looks, source, target = sys.argv[1:]
    function = globals()[name]
    arrays = np.load(source)
    given = [arrays[key] for key in sorted(arrays.files)]
    start = time.perf_counter()
    found = [function(one, float(looks)) for one in given]
    seconds = time.perf_counter() - start
    np.savez(target, seconds=seconds, **{f"{index:04d}": one for index, one in enumerate(found)})


if __name__ == "__main__":
    main()
