"""Judge colour models: python -m aurora_qgis.core.training.colour_quality MODEL ... --tiles FOLDER --hold-out SCENE

Pairs and split are named as for training. Prints PSNR, SSIM, spectral angle and FID on the held-out pairs. The FID is
the Frechet distance of M. Heusel et al., NeurIPS 2017, but NOT on Inception features, whose weights cannot be had
offline: on those of a network with 33 000 weights that is trained here, in half a minute and always the same, to mend
damaged pictures of all the pairs. Compare it with figures of this command alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from ..colour import similarity
from ..colour.learned import ColourModel
from .colour_grounds import Array, Grounds, Scene, clipped, read_scenes
from .colour_losses import damaged
from .colour_model import coloured
from .colour_network import Colourer, Features
from .colour_pairs import pairs_of, pairs_parser, split_of

PATCH = 8
"""Rows and columns of features, of 8 pixels each, whose mean is one sample of a picture."""

FEATURE_STEPS = 400
ORIENTATIONS = 2


def fitted(found: Array, wanted: Array) -> Array:
    """The picture with the gain and offset per band that bring it closest to the true one."""
    mean, goal = (one.mean(axis=(1, 2), keepdims=True) for one in (found, wanted))
    apart = found - mean
    gain = (apart * (wanted - goal)).mean(axis=(1, 2), keepdims=True) / (apart**2).mean(axis=(1, 2), keepdims=True)
    return np.clip(gain * apart + goal, 0, 1)


def scores(found: Array, wanted: Array) -> tuple[float, float, float]:
    """PSNR in dB, SSIM and spectral angle in degrees."""
    angle = similarity.spectral_angle(found, wanted)
    index = similarity.structural_similarity(found, wanted).ssim
    error = float(np.mean(np.square(found - wanted)))
    return similarity.psnr(error), float(np.nanmean(index)), float(np.nanmean(angle))


def validate(network: Colourer, scenes: Sequence[Scene]) -> dict[str, float]:
    """Means over the scenes, each normalised by itself; fitted ones are of pictures as `fitted` makes them."""
    found = []
    for scene in scenes:
        wanted = scene.colours / np.float32(255)
        picture = coloured(network, scene.logs)[:3]
        found.append((*scores(picture, wanted), *scores(fitted(picture, wanted), wanted)))
    names = ("psnr_db", "ssim", "spectral_angle_degrees", "fitted_psnr_db", "fitted_ssim", "fitted_angle_degrees")
    return {name: round(float(value), 4) for name, value in zip(names, np.mean(found, axis=0))}


def mending_network(grounds: Grounds, seed: int = 1) -> Features:
    """A network that has learned to mend damaged pictures of these scenes."""
    torch.manual_seed(seed)
    network = Features()
    optimiser = torch.optim.Adam(network.parameters(), 2e-3)
    for step in range(FEATURE_STEPS):
        rng = np.random.default_rng((seed, step, 1))
        wanted = torch.from_numpy(grounds.batch(8, 128, rng).colours)
        loss = functional.l1_loss(network.mended(damaged(wanted, rng)), wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return network.eval()


def samples(network: Features, picture: Array) -> NDArray[np.float64]:
    """Mean features of each 64 x 64 pixels of a picture (3, rows, cols): (samples, 64)."""
    with torch.no_grad():
        found = functional.avg_pool2d(network(torch.from_numpy(picture)[None])[-1], PATCH)[0]
    return found.flatten(1).T.numpy().astype(np.float64)


def frechet(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Squared Frechet distance of the Gaussians with the means and covariances of two sets (samples, features)."""
    apart = first.mean(axis=0) - second.mean(axis=0)
    one, two = np.cov(first, rowvar=False), np.cov(second, rowvar=False)
    values, vectors = np.linalg.eigh(one)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    shared = np.sqrt(np.maximum(np.linalg.eigvalsh(root @ two @ root), 0)).sum()
    return float(apart @ apart + np.trace(one) + np.trace(two) - 2 * shared)


def fid(network: Features, made: Iterable[Array], true: Iterable[Array]) -> float:
    """On features that are scaled to a standard deviation of 1 over the true pictures."""
    first, second = (np.concatenate([samples(network, one) for one in pictures]) for pictures in (made, true))
    scale = second.std(axis=0) + 1e-6
    return frechet(first / scale, second / scale)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = pairs_parser(__doc__)
    parser.add_argument("models", nargs="+", help="models of AuroraSAR by name, or ONNX files with their cards")
    given = parser.parse_args(arguments)
    pairs = pairs_of(given)
    parts = split_of(pairs, given)
    learned, held_out = (read_scenes(part, given.register) for part in (parts.training, parts.held_out))
    network = mending_network(Grounds([*learned, *held_out]))
    true = [scene.colours / np.float32(255) for scene in held_out]
    print(f"{len(held_out)} pairs held out. FID is on features of a mending network, not Inception.")
    halves = fid(network, true[::2], true[1::2])
    print(f"true pictures, every second against the others: FID {halves:.2f}", flush=True)
    mean = np.mean([scene.colours.mean(axis=(1, 2)) for scene in learned], axis=0)[:, None, None] / 255
    _tell("mean colour", [np.broadcast_to(mean, one.shape).astype(np.float32) for one in true], true, network)
    for name in given.models:
        model = ColourModel.open(name)
        made = [
            model.colour(np.exp(clipped(scene.logs))[np.newaxis], (0.0,), ORIENTATIONS).picture for scene in held_out
        ]
        _tell(name, made, true, network)


def _tell(name: str, made: Sequence[Array], true: Sequence[Array], network: Features) -> None:
    psnr, ssim, angle = np.mean([scores(*both) for both in zip(made, true)], axis=0)
    print(f"{name}: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}, spectral angle {angle:.2f}, "
          f"FID {fid(network, made, true):.2f}", flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
