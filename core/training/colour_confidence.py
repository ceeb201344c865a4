"""Learn how far a colour model can be trusted: python -m aurora_qgis.core.training.colour_confidence MODEL --tiles ...

Pairs and split are named as for training; --register as then. Writes into the model's card (and the copy inside the
model) how wrong its colours are on the training pairs, by what can be seen without the true ones. The network stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from ..colour import expectation, familiarity
from ..colour.learned import ColourModel
from .colour_grounds import Array, Scene, clipped, read_scenes
from .colour_pairs import pairs_of, pairs_parser, split_of
from .publish import amend

ORIENTATIONS = 2
APART = familiarity.AROUND // 2
"""Boxes from one piece of evidence to the next, which see 9 x 9."""


def learn_errors(path: Path, scenes: Sequence[Scene]) -> None:
    """Put an error table and the usual errors into the card of a published model, which expects errors."""
    model = ColourModel.open(str(path))
    evidence = [_evidence(model, scene) for scene in scenes]
    table = expectation.fit(evidence)
    asked = np.concatenate([table.ask(found) for found, _ in evidence])
    usual = np.quantile(asked, [1 - familiarity.USUAL, familiarity.USUAL]).tolist()

    def change(facts: dict[str, Any]) -> None:
        facts["statistics"].update({"errors": usual, "error_table": asdict(table)})

    amend(path, change)


def _evidence(model: ColourModel, scene: Scene) -> tuple[Array, Array]:
    """Quantities (3, n) of boxes spread over a scene, and the squared errors of the colours around them (n)."""
    rows, cols = (length // familiarity.BOX * familiarity.BOX for length in scene.logs.shape)
    look = model.look(clipped(scene.logs[:rows, :cols])[np.newaxis], (0.0,), ORIENTATIONS)
    if look.expected is None:
        raise SystemExit(f"{model.network.card.name} expects no errors: there is nothing to learn about them.")
    true = scene.colours[:, :rows, :cols] / np.float32(255)
    squares = np.square(look.picture[(..., *look.inner)] - true).mean(axis=0)
    inner = tuple(slice(one.start // familiarity.BOX, one.stop // familiarity.BOX) for one in look.inner)
    found = expectation.quantities(look.expected, look.statistics)[(..., *inner)]
    wrong = familiarity.around(familiarity.box_means(squares))
    chosen = np.s_[..., APART::APART, APART::APART]
    return found[chosen].reshape(3, -1), wrong[chosen].ravel()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = pairs_parser(__doc__)
    parser.add_argument("models", nargs="+", type=Path, help="ONNX files with their cards")
    given = parser.parse_args(arguments)
    scenes = read_scenes(split_of(pairs_of(given), given).training, given.register)
    for path in given.models:
        learn_errors(path, scenes)
        print(f"{path}: errors learned from {len(scenes)} pairs", flush=True)


if __name__ == "__main__":
    main()
