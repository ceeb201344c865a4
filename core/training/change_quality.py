"""Judge a change model on simulated pairs that neither training nor calibration saw.

python -m aurora_qgis.core.training.change_quality [MODEL.onnx] --data shared/data
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special

from ..change.evaluation import Confusion, Scores
from ..change.fusion import fused
from ..change.learned import change_model
from .change_fit import LOOKS, Known, collect, groups
from .change_grounds import Grounds, Question, Sample, read_floods, simulated
from .grounds import HELD_OUT, read_natural

SEED, PAIRS = 77, 960


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    given = parser.parse_args(arguments)
    model = change_model(given.model)

    def run(sample: Sample, question: Question) -> NDArray[np.float32]:
        asked = {"flood": float(question.flood), "threshold": question.threshold}
        rows, cols = sample.ratio.shape
        spread = [(0, 0), (0, 0), *((0, -length % model.stride) for length in (rows, cols))]
        dates = (np.pad(date[np.newaxis], spread, mode="symmetric") for date in (sample.before, sample.after))
        logits = model.network.run(
            **dict(zip(("before", "after"), dates)), **{name: np.float32([value]) for name, value in asked.items()}
        )
        found: NDArray[np.float32] = special.softmax(logits[0, :, :rows, :cols], axis=0)
        return found

    natural = read_natural(given.data / "natural_images" / "Train400")[-HELD_OUT:]
    floods = [flood for flood in read_floods(given.data / "flood_pairs_s1" / "train") if flood.held_out]
    grounds, rng = Grounds(natural, [flood.before for flood in floods], SEED), np.random.default_rng(SEED)
    known = collect([simulated(grounds, rng) for _ in range(PAIRS)], run, SEED)
    fitted = model.fitted_calibration()
    of_network = known.network / [fitted.temperature("learned", looks) for looks in known.looks]
    temperatures = [fitted.temperature("fused", looks) for looks in known.looks]
    together = fused(of_network, known.excess, fitted.weights) / temperatures
    print("| evidence | kappa | expected calibration error | the same by looks " + " ".join(map(str, LOOKS)) + " |")
    print("| --- | --- | --- | --- |")
    print(f"| smoothed log-ratio, Otsu | {_kappa(known.excess > 0, known.changed):.3f} | | |")
    for name, odds in (("learned, as it comes", known.network), ("learned", of_network), ("fused", together)):
        errors = " ".join(f"{one:.3f}" for one in _by_looks(odds, known))
        whole = _error(odds, known.changed)
        print(f"| {name} | {_kappa(odds > 0, known.changed):.3f} | {whole:.4f} | {errors} |")


def _by_looks(odds: NDArray[np.float64], known: Known) -> list[float]:
    return [_error(odds[part], known.changed[part]) for part in groups(known)]


def _error(odds: NDArray[np.float64], changed: NDArray[np.bool_]) -> float:
    """Expected calibration error in 15 bins."""
    scores = Scores(1.0)
    scores.add(special.expit(odds).astype(np.float32), changed)
    return float(scores.reliability.expected_error)


def _kappa(called: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    parts = (called & truth), (called & ~truth), (~called & truth), (~called & ~truth)
    return Confusion(*(int(np.count_nonzero(part)) for part in parts)).kappa


if __name__ == "__main__":
    main()
