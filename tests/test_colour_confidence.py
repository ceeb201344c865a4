"""What generated colours are trusted for: the table of errors that training scenes had."""

from __future__ import annotations

import json

import numpy as np
import pytest

from aurora_qgis.core.colour import expectation, familiarity
from aurora_qgis.core.colour.expectation import ErrorTable
from aurora_qgis.core.colour.learned import MODELS, ColourModel, bundled
from aurora_qgis.core.simulate import Options, simulate


def evidence(rng, count=60_000):
    """Quantities of boxes, and squared errors whose root mean square is 0.1 times a function of them."""
    found = rng.uniform(0, 1, (3, count)).astype(np.float32)
    true = 0.1 * (1 + found[0]) * (2 - found[1])
    return found, np.square(true * rng.standard_normal(count)).astype(np.float32)


def test_the_table_tells_the_root_mean_square_error_where_there_was_evidence(rng):
    table = expectation.fit([evidence(rng)])
    asked = rng.uniform(0.1, 0.9, (3, 40, 50)).astype(np.float32)
    expected = 0.1 * (1 + asked[0]) * (2 - asked[1])
    assert np.abs(table.ask(asked) / expected - 1).mean() < 0.05


def test_evidence_in_parts_is_the_evidence_together(rng):
    found, squares = evidence(rng)
    parts = [(found[:, :9000], squares[:9000]), (found[:, 9000:], squares[9000:])]
    assert expectation.fit(parts) == expectation.fit([(found, squares)])


def test_beyond_what_was_seen_the_nearest_edge_counts(rng):
    table = expectation.fit([evidence(rng)])
    far = np.array([[9.0], [-5.0], [0.5]], np.float32)
    near = np.array([[1.0], [0.0], [0.5]], np.float32)
    assert table.ask(far) == table.ask(near)


def test_cells_without_evidence_have_the_error_of_their_neighbours(rng):
    found, squares = evidence(rng)
    diagonal = np.abs(found[0] - found[1]) < 0.2
    table = expectation.fit([(found[:, diagonal], squares[diagonal])])
    assert np.isfinite(table.errors).all()
    assert np.sqrt(squares[diagonal].mean()) / 4 < np.min(table.errors) <= np.max(table.errors) < 0.5


def test_constant_evidence_makes_a_table_too():
    table = expectation.fit([(np.ones((3, 10), np.float32), np.full(10, 0.04, np.float32))])
    assert table.ask(np.zeros((3, 2, 2), np.float32)) == pytest.approx(np.full((2, 2), 0.2))


def test_a_card_keeps_the_table_and_a_broken_one_is_refused(rng):
    table = expectation.fit([evidence(rng)])
    stated = json.loads(json.dumps({"nodes": table.nodes, "errors": table.errors}))
    assert ErrorTable.of(stated) == table
    with pytest.raises(ValueError, match="does not fit"):
        ErrorTable.of({**stated, "errors": stated["errors"][1:]})
    with pytest.raises(ValueError, match="do not increase"):
        ErrorTable.of({**stated, "nodes": [list(reversed(axis)) for axis in stated["nodes"]]})


@pytest.mark.parametrize("name", MODELS)
def test_a_pixel_has_the_confidence_that_its_look_and_the_card_give(name):
    radar = simulate(Options(shape=(96, 128), seed=5)).before.intensity[1]
    model, level = ColourModel.open(name), float(np.log(np.quantile(radar, 0.75)))
    look = model.look((np.log(radar) - np.float32(level))[np.newaxis], (level,), 2)
    known = model.familiar
    expected = known.error_table.ask(expectation.quantities(look.expected, look.statistics))
    wanted = familiarity.trust(look.spread, known.spread) * familiarity.hope(expected, known.errors)
    wanted *= familiarity.trust(known.distances(look.statistics), known.distance)
    found = model.colour(radar[np.newaxis], (level,), 2).confidence
    assert found == pytest.approx(np.kron(wanted, np.ones((4, 4)))[look.inner], abs=1e-6)


@pytest.mark.parametrize("name", MODELS)
def test_the_errors_of_bundled_models_are_those_of_pictures(name):
    facts = bundled(f"colour_{name}").card.item["properties"]["mlm:hyperparameters"]["aurorasar"]
    table = ErrorTable.of(facts["statistics"]["error_table"])
    assert 0.01 < np.min(table.errors) < np.max(table.errors) < 0.4
    least, most = facts["statistics"]["errors"]
    assert np.min(table.errors) <= least < most <= np.max(table.errors)
