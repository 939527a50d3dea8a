"""Odds of 25 deaths beside issued ones: the same country-months, and nothing later than a run."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.edition.view import View
from peaceops.errors import MissingTableError
from peaceops.violence import outlook
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.protocol import compare_with_issued_odds
from violence.made import month_rows, violent_edition

FIRST = date(2015, 1, 1)
BRIERS = {"views": 0.2, "persistence": 0.25, "pool:views+persist": 0.19}


def issued(origins: str = "2021-04; 2022-04", last: date = date(2023, 4, 1)) -> pl.DataFrame:
    rows = [
        ("state_based", 25, name, first, until, brier, None, origins, last)
        for first, until in ((1, 3), (1, 12))
        for name, brier in BRIERS.items()
    ]
    names = ["target", "at_least", "forecaster", "first_lead", "last_lead", "brier", "cases"]
    return pl.DataFrame(
        rows,
        schema=[*names, "origins", "last_month"],
        orient="row",
        schema_overrides={"cases": pl.Int64},
    )


def made(folder: Path, months: pl.DataFrame | None = None, **words: object) -> View:
    rows = month_rows(first=FIRST) if months is None else months
    edition = violent_edition(folder, rows, violence_issued_scores=issued(**words))  # type: ignore[arg-type]
    return View(edition, date.max)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return made(tmp_path_factory.mktemp("odds") / "e")


def test_persistence_and_its_score_worked_by_hand(view: View) -> None:
    result = compare_with_issued_odds(view)
    world = country_month_panel(view)
    squares = []
    for origin in (date(2021, 4, 1), date(2022, 4, 1)):
        last = world.index(origin)
        for deaths in world.of("state_based"):
            odds = ((deaths[last - 11 : last + 1] >= 25).sum() + 1) / 14
            squares += [(odds - happened) ** 2 for happened in deaths[last + 1 : last + 4] >= 25]
    row = result.scores.filter(forecaster="persistence", made="here", last_lead=3)
    assert row["brier"].item() == pytest.approx(np.mean(squares))
    assert row["cases"].item() == row["due"].item() == 2 * 3 * 3
    theirs = result.scores.filter(forecaster="views", last_lead=12)
    assert theirs["brier"].item() == 0.2 and theirs["ratio"].item() == pytest.approx(0.2 / 0.25)


def test_the_odds_are_those_that_a_brief_would_show(view: View, tmp_path: Path) -> None:
    result = compare_with_issued_odds(view)
    edition = violent_edition(tmp_path / "e", month_rows(first=FIRST))
    (host,) = outlook(edition.as_of(date(2022, 5, 25)), ["TCD"], with_record=False).hosts
    assert host.origin == date(2022, 4, 1)
    rows = result.cases.filter(unit="TCD", origin=date(2022, 4, 1)).sort("lead")
    share = (host.draws[:12, :, 0] >= 25).mean(axis=1)
    np.testing.assert_allclose(rows["forecaster"], np.clip(share, 0.01, 0.99))


def test_a_run_is_given_nothing_after_its_month(view: View, tmp_path: Path) -> None:
    later = pl.when(pl.col("month") > date(2022, 4, 1)).then(900).otherwise("state_based")
    planted = made(tmp_path / "e", month_rows(first=FIRST).with_columns(state_based=later))
    odds = ["forecaster", "persistence", "conflictology"]
    ours, theirs = (compare_with_issued_odds(each).cases for each in (view, planted))
    assert ours.select(odds).equals(theirs.select(odds))
    assert not ours["happened"].equals(theirs["happened"])


def test_a_record_that_ends_earlier_knows_less(view: View) -> None:
    result = compare_with_issued_odds(view, behind=2)
    assert "the record ends 2 months before each run" in result.notes[-1]
    world = country_month_panel(view)
    last = world.index(date(2022, 2, 1))
    deaths = world.of("state_based")[world.units.index("MLI")]
    expected = ((deaths[last - 11 : last + 1] >= 25).sum() + 1) / 14
    row = result.cases.filter(unit="MLI", origin=date(2022, 4, 1), lead=1)
    assert row["persistence"].item() == pytest.approx(expected)
    assert row["month"].item() == date(2022, 5, 1)
    with pytest.raises(ValueError, match="7 months behind"):
        compare_with_issued_odds(view, behind=7)


def test_months_not_on_record_are_counted_and_said(tmp_path: Path) -> None:
    result = compare_with_issued_odds(
        made(tmp_path / "e", origins="2022-04; 2023-04", last=date(2024, 4, 1))
    )
    whole = result.scores.filter(first_lead=1, last_lead=12, made="here")
    assert set(whole["due"]) == {72} and set(whole["cases"]) == {72 - 4 * 3}
    assert any("12 of 72 country-months are not on record yet" in note for note in result.notes)


def test_a_country_with_no_event_on_record_is_left_out(tmp_path: Path) -> None:
    from edition.made import made_edition, made_tables
    from violence.made import table

    months = table("violence_country_months", month_rows(first=FIRST)).with_columns(
        row=pl.when(pl.col("country") == "BFA").then(None).otherwise("row")
    )
    scores = table("violence_issued_scores", issued())
    tables = {"violence_country_months": months, "violence_issued_scores": scores}
    edition = made_edition(tmp_path / "e", {**made_tables(), **tables})
    result = compare_with_issued_odds(View(edition, date.max))
    assert set(result.cases["unit"]) == {"MLI", "TCD"}


def test_other_country_months_are_told_by_persistence(view: View) -> None:
    assert any("Persistence is NOT that" in note for note in compare_with_issued_odds(view).notes)


def test_an_edition_without_the_scores_or_the_months_is_refused(tmp_path: Path) -> None:
    edition = violent_edition(tmp_path / "e", month_rows(first=FIRST))
    with pytest.raises(MissingTableError, match="violence_issued_scores") as caught:
        compare_with_issued_odds(View(edition, date.max))
    assert "peaceops data" in str(caught.value)
    with pytest.raises(MissingTableError, match="the run of 2016-04 needs months to 2016-04"):
        compare_with_issued_odds(made(tmp_path / "early", origins="2016-04"))


def test_the_command_prints_ours_beside_theirs(tmp_path: Path) -> None:
    made(tmp_path / "e")
    words = ["violence", "backtest", "--protocol", "p25", "--edition", str(tmp_path / "e")]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["origins"] == ["2021-04", "2022-04"] and answer["at_least"] == 25
    makers = {(line["forecaster"], line["made"]) for line in answer["scores"]}
    assert {("forecaster", "here"), ("persistence", "here"), ("views", "published")} <= makers
    printed = CliRunner().invoke(app, words).stdout
    assert "VIEWS, as issued" in printed and "Months 1 to 12 ahead" in printed
    for idle in (["--window", "2021"], ["--origins", "2021-03"], ["--draws", "x"]):
        refused = CliRunner().invoke(app, [*words, *idle])
        assert refused.exit_code == 2 and "is not for --protocol p25" in refused.output


@pytest.mark.pack
@pytest.mark.slow
def test_the_country_months_are_those_of_the_published_scores(
    pack_2026: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Persistence, made here, has its published score: so countries, months and outcomes agree."""
    from peaceops.edition.build import build
    from peaceops.violence.protocol import issued_odds

    def no_draws(world: object, *_: object, **__: object) -> np.ndarray:
        return np.zeros((len(world.units), 12, 2))  # type: ignore[attr-defined]

    monkeypatch.setattr(issued_odds, "draws_of_model", no_draws)
    files = [pack_2026 / "violence" / name for name in ("country-month.csv", "benchmark.yaml")]
    view = View(build(files, tmp_path / "e").edition, date.max)
    result = compare_with_issued_odds(view)
    assert result.notes[0].startswith("Persistence is that of the published scores")
    assert result.scores.filter(made="published")["due"].max() == 7680
