"""What judges the training of colour networks, and what they learn to expect of themselves."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from aurora_qgis.core.colour import similarity  # noqa: E402
from aurora_qgis.core.colour.learned import ColourModel  # noqa: E402
from aurora_qgis.core.networks.network import MODELS as MODELS_FOLDER  # noqa: E402
from aurora_qgis.core.training.colour_confidence import learn_errors  # noqa: E402
from aurora_qgis.core.training.colour_grounds import Scene  # noqa: E402
from aurora_qgis.core.training.colour_losses import misjudged, ssim  # noqa: E402
from aurora_qgis.core.training.colour_model import halo  # noqa: E402
from aurora_qgis.core.training.colour_network import Colourer, Design  # noqa: E402
from aurora_qgis.core.training.colour_quality import frechet  # noqa: E402

SMALL = Design("adversarial", widths=(8, 16, 16))


def test_the_frechet_distance_of_gaussians_is_its_closed_form(rng):
    first = rng.normal(0, [1, 2], (200_000, 2))
    second = rng.normal([3, 0], [2, 2], (200_000, 2))
    assert frechet(first, second) == pytest.approx(3**2 + (2 - 1) ** 2, rel=0.02)
    assert frechet(first, first) == pytest.approx(0, abs=1e-9)


def test_the_structure_that_is_trained_for_is_the_one_that_is_judged_by(rng):
    one, two = (rng.random((3, 40, 50)).astype(np.float32) for _ in range(2))
    two = 0.5 * one + 0.5 * two
    trained = ssim(torch.from_numpy(one)[None], torch.from_numpy(two)[None])
    assert float(trained) == pytest.approx(np.nanmean(similarity.structural_similarity(one, two).ssim), abs=1e-5)


def test_the_right_expectation_of_an_error_costs_nothing_and_leaves_the_picture_alone(rng):
    wanted = torch.from_numpy(rng.random((1, 3, 64, 64)).astype(np.float32))
    found = (wanted + 0.2).requires_grad_(True)
    right, wrong = (torch.full((1, 1, 64, 64), error, requires_grad=True) for error in (0.2, 0.3))
    assert misjudged(right, found, wanted).item() == pytest.approx(0, abs=1e-9)
    loss = misjudged(wrong, found, wanted)
    loss.backward()
    assert loss.item() == pytest.approx(0.1**2, rel=1e-3)
    assert found.grad is None
    assert wrong.grad is not None


@pytest.mark.parametrize("kind", ["adversarial", "attention"])
def test_a_pixel_depends_on_nothing_beyond_the_halo_that_the_card_states(kind, rng):
    design = Design(kind, widths=(8, 16, 16), reach=1, dilation=2)
    network = Colourer(design).eval()
    reach, stride = halo(design), design.stride
    side = 2 * reach + 4 * stride
    logs = torch.from_numpy(rng.normal(size=(1, 1, side, side)).astype(np.float32)).requires_grad_(True)
    middle = side // 2 // stride * stride
    network(logs)[0, :, middle : middle + stride, middle : middle + stride].sum().backward()
    seen = logs.grad[0, 0].abs() > 0
    inner = torch.zeros_like(seen)
    inner[middle - reach : middle + stride + reach, middle - reach : middle + stride + reach] = True
    assert not (seen & ~inner).any()
    assert seen[middle, middle]


def test_errors_are_learned_into_the_card_and_leave_the_network_as_it_is(tmp_path, rng):
    for suffix in (".onnx", ".json"):
        shutil.copy(MODELS_FOLDER / f"colour_adversarial{suffix}", tmp_path / f"own{suffix}")
    path, shape = tmp_path / "own.onnx", (200, 240)
    logs = rng.normal(-0.5, 0.4, shape).astype(np.float32)
    before = ColourModel.open(str(path)).colour(np.exp(logs)[np.newaxis], (0.0,), 2).picture
    learn_errors(path, [Scene(logs.astype(np.float16), np.zeros((3, *shape), np.uint8), 0.0)])
    model = ColourModel.open(str(path))
    after = model.colour(np.exp(logs)[np.newaxis], (0.0,), 2).picture
    assert np.array_equal(before, after)
    brightness = float(np.sqrt(np.square(after).mean()))  # black is the truth, so this is the error
    assert model.familiar.errors == pytest.approx((brightness, brightness), rel=0.1)
