"""An explanation is read off the forecast it explains, and off nothing later."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.edition import Edition
from peaceops.edition.cut import cut
from peaceops.errors import MissingTableError
from peaceops.violence import explain, look_alikes, outlook
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.explain import SILENCED
from violence.made import month_rows, violent_edition

DAY = date(2023, 6, 16)
YEAR = pl.col("month").is_between(date(2022, 5, 1), date(2023, 4, 1))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    edges = pl.DataFrame(
        [("MLI", "BFA"), ("BFA", "MLI")], schema=["country", "neighbour"], orient="row"
    )
    folder = tmp_path_factory.mktemp("violent") / "e"
    return violent_edition(folder, month_rows(first=date(2010, 1, 1)), neighbours=edges)


def test_it_leads_from_the_baseline_to_the_forecast(edition: Edition) -> None:
    view = edition.as_of(DAY)
    (host,) = outlook(view, ["MLI"], with_record=False).hosts
    found = explain(view, "MLI", target="one_sided")
    rows = found.moved.rows(named=True)
    expected = host.horizons.filter(target="one_sided", months=12).row(0, named=True)
    assert rows[0]["median"] == expected["baseline_median"]
    assert rows[-1]["median"] == expected["median"]
    assert [row["input"] for row in rows] == ["baseline", *SILENCED, "forecast"]
    assert rows[-1]["moved"] == 0
    assert rows[0]["moved"] == rows[-1]["median"] - rows[0]["median"]


def test_all_types_have_no_other_types(edition: Edition) -> None:
    found = explain(edition.as_of(DAY), "MLI")
    assert "other types" not in found.moved["input"].to_list()


def test_episodes_are_over_and_end_before_the_origin(edition: Edition) -> None:
    found = explain(edition.as_of(DAY), "MLI", episodes=5)
    assert found.episodes.height == 5
    assert found.episodes["month"].max() <= date(2022, 4, 1)
    assert found.episodes["likeness"].is_sorted(descending=True)
    rows = month_rows(first=date(2010, 1, 1)).with_columns(
        deaths=pl.sum_horizontal("state_based", "non_state", "one_sided")
    )
    one = found.episodes.row(0, named=True)
    after = rows.filter((pl.col("country") == one["unit"]) & (pl.col("month") > one["month"])).sort(
        "month"
    )["deaths"]
    assert one["deaths_after"] == after.head(12).sum()
    (alike,) = look_alikes(edition.as_of(DAY), ["MLI"])
    assert alike.episodes.equals(found.episodes)
    worse = (found.episodes["deaths_after"] > found.episodes["deaths_before"]).sum()
    assert alike.worse.value == worse


def test_an_input_that_says_nothing_leaves_the_others_as_they_are(edition: Edition) -> None:
    world = country_month_panel(edition.as_of(DAY))
    place = world.units.index("MLI")
    others = [one for one in range(3) if one != place]
    for name, (_words, silenced) in SILENCED.items():
        changed = silenced(world, "one_sided", place)
        np.testing.assert_array_equal(changed.deaths[:, others], world.deaths[:, others])
        same = np.array_equal(changed.deaths, world.deaths)
        assert same == (name == "neighbours")
        assert np.array_equal(changed.borders, world.borders) == (name != "neighbours")
    even = SILENCED["course of the last year"][1](world, "one_sided", place).deaths[:, place]
    np.testing.assert_array_equal(
        even[:, -12:].sum(axis=1), world.deaths[:, place, -12:].sum(axis=1)
    )
    assert np.ptp(even[:, -12:], axis=1).max() <= 1
    like = SILENCED["own earlier years"][1](world, "one_sided", place).deaths[:, place]
    np.testing.assert_array_equal(like[:, -24:-12], world.deaths[:, place, -12:])
    np.testing.assert_array_equal(like[:, -12:], world.deaths[:, place, -12:])


def test_the_widest_type_comes_first(edition: Edition) -> None:
    unsure = explain(edition.as_of(DAY), "MLI").unsure
    assert unsure.height == 4
    assert unsure["span"].is_sorted(descending=True)


def test_what_came_later_changes_nothing(edition: Edition, tmp_path: Path) -> None:
    whole = explain(edition.as_of(DAY), "TCD")
    before = explain(cut(edition, DAY, tmp_path / "cut").as_of(DAY), "TCD")
    for name in ("episodes", "moved", "unsure"):
        assert getattr(whole, name).equals(getattr(before, name))


def test_nothing_to_explain_is_refused(edition: Edition) -> None:
    with pytest.raises(MissingTableError, match="no month of Kenya was on record"):
        explain(edition.as_of(DAY), "KEN")
    with pytest.raises(MissingTableError, match="too short to learn from"):
        explain(edition.as_of(date(2012, 6, 16)), "MLI")
    with pytest.raises(ValueError, match="'ghosts' is not a target"):
        explain(edition.as_of(DAY), "MLI", target="ghosts")


def test_the_command_prints_what_the_function_finds(edition: Edition) -> None:
    words = ["violence", "explain", "Mali", "--as-of", f"{DAY}", "--edition", str(edition.folder)]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    moved = explain(edition.as_of(DAY), "MLI").moved
    assert found["moved"] == moved.to_dicts()
    read = CliRunner().invoke(app, words)
    assert "none is a cause" in " ".join(read.stdout.split())
    assert CliRunner().invoke(app, ["violence", "explain", "Atlantis", *words[3:]]).exit_code == 2
