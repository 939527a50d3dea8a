"""The forecast and its baseline: from what was known, seeded, silent where they cannot speak."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.edition import Edition, View
from peaceops.edition.cut import cut
from peaceops.violence import CountryForecast, around, baseline_of, forecast
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.draws_cache import TOGETHER
from peaceops.violence.models import MODELS
from violence.made import month_rows, violent_edition

DAY = date(2023, 6, 16)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"))


def same(one: CountryForecast, two: CountryForecast) -> bool:
    frames = ("draws", "by_month", "totals", "probabilities")
    return (
        one.history.equals(two.history)
        and one.record.means.equals(two.record.means)
        and one.record.years.equals(two.record.years)
        and all(
            getattr(getattr(one, made), name).equals(getattr(getattr(two, made), name))
            for made in ("issued", "baseline")
            for name in frames
        )
        and (one.figures, one.gaps) == (two.figures, two.gaps)
    )


def test_it_starts_after_the_last_month_known(edition: Edition) -> None:
    made = forecast(edition.as_of(DAY), "MLI")
    assert made.origin == date(2023, 4, 1)
    months = made.issued.by_month["month"].unique().sort().to_list()
    assert (months[0], months[-1], len(months)) == (date(2023, 5, 1), date(2024, 4, 1), 12)
    assert forecast(edition.as_of(date(2023, 6, 20)), "MLI").origin == date(2023, 5, 1)


def test_the_baseline_repeats_the_past_year_and_its_types_add_up(edition: Edition) -> None:
    made = baseline_of(edition.as_of(DAY), "MLI", draws=120)
    past = month_rows().filter(
        (pl.col("country") == "MLI")
        & pl.col("month").is_between(date(2022, 5, 1), date(2023, 4, 1))
    )
    wide = made.draws.pivot("target", index=["month", "draw"], values="value")
    for target in ("state_based", "non_state", "one_sided"):
        for month in wide["month"].unique():
            drawn = wide.filter(pl.col("month") == month)[target]
            assert drawn.sort().to_list() == sorted(past[target].to_list() * 10)
    parts = wide.select(pl.sum_horizontal("state_based", "non_state", "one_sided")).to_series()
    assert parts.equals(wide["all_types"].rename("state_based"))


def test_the_forecaster_is_issued_beside_its_baseline(edition: Edition) -> None:
    issued = forecast(edition.as_of(DAY), "MLI").issued
    baseline = forecast(edition.as_of(DAY), "MLI").baseline
    assert (issued.model, baseline.model) == ("forecaster", "conflictology")


@pytest.mark.parametrize("target", ["non_state", "all_types"])
def test_what_is_issued_in_november_is_what_is_scored(edition: Edition, target: str) -> None:
    """The record is of forecasts from Octobers, whose months are known on 20 November."""
    view = edition.as_of(date(2022, 11, 20))
    world, together = country_month_panel(view), tuple(range(1, TOGETHER + 1))
    assert world.origin == date(2022, 10, 1)
    scored = MODELS["forecaster"](world, target, together, seed=0)[world.units.index("MLI"), :12]
    issued = forecast(view, "MLI").issued.draws.filter(pl.col("target") == target)
    by_month = issued.sort("month", "draw")["value"].to_numpy().reshape(12, -1)
    np.testing.assert_allclose(by_month.mean(axis=1), scored.mean(axis=1), rtol=1e-3)


def test_types_add_up_to_the_total_in_every_draw_and_month(edition: Edition) -> None:
    drawn = forecast(edition.as_of(DAY), "MLI", with_record=False).draws
    wide = drawn.pivot("target", index=["month", "draw"], values="value")
    parts = wide.select(total=pl.sum_horizontal("state_based", "non_state", "one_sided"))
    assert wide.height == 12_000
    assert parts["total"].equals(wide["all_types"].rename("total"))


def test_draws_of_two_countries_are_not_tied_to_each_other(edition: Edition) -> None:
    sums = [
        forecast(edition.as_of(DAY), country, with_record=False)
        .draws.filter(pl.col("target") == "all_types")
        .group_by("draw")
        .agg(pl.col("value").sum())
        .sort("draw")["value"]
        for country in ("MLI", "TCD")
    ]
    assert abs(np.corrcoef(sums[0], sums[1])[0, 1]) < 0.1


def test_a_world_too_short_to_learn_from_gives_the_baseline_and_says_so(tmp_path: Path) -> None:
    rows = month_rows(first=date(2019, 6, 1))
    made = forecast(violent_edition(tmp_path / "a", rows).as_of(DAY), "MLI")
    assert made.issued is made.baseline
    assert made.issued.model == "conflictology"
    assert [gap.key for gap in made.gaps] == ["violence.mli.forecaster"]
    assert "47 months, holds too little" in made.gaps[0].why


def test_a_world_without_one_type_gives_the_baseline_and_says_so(tmp_path: Path) -> None:
    rows = month_rows().with_columns(non_state=0)
    made = forecast(violent_edition(tmp_path / "a", rows).as_of(DAY), "MLI")
    assert made.issued is made.baseline
    assert [gap.key for gap in made.gaps] == ["violence.mli.forecaster"]


def test_neighbours_are_forecast_once_each(tmp_path: Path) -> None:
    edges = [(a, b) for a in ("MLI", "TCD", "BFA", "DZA") for b in ("MLI", "TCD", "BFA", "DZA")]
    pairs = pl.DataFrame(
        [pair for pair in edges if pair[0] != pair[1]],
        schema=["country", "neighbour"],
        orient="row",
    )
    view = violent_edition(tmp_path / "a", neighbours=pairs).as_of(DAY)
    found = around(view, ["MLI", "TCD"])
    assert [one.country for one in found] == ["BFA", "DZA"]
    assert found[0].issued is not None
    assert found[1].issued is None


def test_the_same_seed_gives_the_same_and_another_gives_another(edition: Edition) -> None:
    view = edition.as_of(DAY)
    assert same(forecast(view, "MLI", seed=3), forecast(edition.as_of(DAY), "MLI", seed=3))
    assert not forecast(view, "MLI", seed=3).draws.equals(forecast(view, "MLI", seed=4).draws)


@pytest.mark.parametrize("day", [date(2018, 2, 1), date(2023, 6, 16), date(2023, 12, 31)])
def test_what_came_later_changes_nothing(edition: Edition, tmp_path: Path, day: date) -> None:
    whole = forecast(edition.as_of(day), "TCD")
    assert same(whole, forecast(cut(edition, day, tmp_path / "cut").as_of(day), "TCD"))


def test_a_planted_massacre_after_the_date_is_not_seen(edition: Edition, tmp_path: Path) -> None:
    later = pl.when(pl.col("month") > date(2023, 4, 1)).then(99_999).otherwise(pl.col("one_sided"))
    planted = violent_edition(tmp_path / "planted", month_rows().with_columns(one_sided=later))
    assert same(forecast(edition.as_of(DAY), "MLI"), forecast(planted.as_of(DAY), "MLI"))
    assert not same(
        forecast(edition.as_of(date(2023, 6, 20)), "MLI"),
        forecast(planted.as_of(date(2023, 6, 20)), "MLI"),
    )


def test_the_vintage_is_named_as_known_on_the_date(tmp_path: Path) -> None:
    vintage = (
        pl.when(pl.col("month") > date(2023, 4, 1)).then(pl.lit("new")).otherwise(pl.lit("old"))
    )
    edition = violent_edition(tmp_path / "two", month_rows().with_columns(vintage=vintage))
    assert "release old," in forecast(edition.as_of(DAY), "MLI").issued.method


def test_probabilities_are_never_certain(tmp_path: Path) -> None:
    quiet = month_rows().with_columns(pl.col("state_based", "non_state", "one_sided") * 0)
    calm = forecast(violent_edition(tmp_path / "calm", quiet).as_of(DAY), "MLI")
    assert calm.baseline.probabilities["p"].unique().to_list() == [0.01]
    assert calm.probabilities["p"].min() >= 0.01
    assert calm.baseline.totals["high_90"].to_list() == [0.0] * 8


def test_probabilities_agree_with_the_draws(edition: Edition) -> None:
    made = forecast(edition.as_of(DAY), "MLI")
    target = pl.col("target") == "all_types"
    totals = made.draws.filter(target).group_by("draw").agg(pl.col("value").sum())["value"]
    before = made.history.tail(12).select(
        pl.sum_horizontal("state_based", "non_state", "one_sided").sum()
    )
    line = made.probabilities.filter(
        target & (pl.col("question") == "more deaths than in the last 12 months")
    ).row(0, named=True)
    assert line["threshold"] == before.item()
    assert line["p"] == pytest.approx((totals > before.item()).mean())


def view_of(folder: Path, rows: pl.DataFrame, day: date = DAY) -> View:
    return violent_edition(folder, rows).as_of(day)


def gap_of(made: CountryForecast) -> str:
    assert made.origin is None
    assert made.draws.is_empty()
    assert made.issued is None
    assert made.figures == ()
    return made.gaps[0].why


def test_a_country_without_a_record_is_a_gap(edition: Edition) -> None:
    assert "no month of Kenya was on record" in gap_of(forecast(edition.as_of(DAY), "KEN"))


def test_a_record_of_less_than_a_year_is_a_gap(tmp_path: Path) -> None:
    rows = month_rows(first=date(2022, 12, 1))
    assert "only 5 months were known" in gap_of(forecast(view_of(tmp_path / "a", rows), "MLI"))


def test_a_record_that_ended_long_ago_is_a_gap(tmp_path: Path) -> None:
    rows = month_rows(last=date(2022, 3, 1))
    assert "ends in March 2022, 13 months before" in gap_of(
        forecast(view_of(tmp_path / "a", rows), "MLI")
    )


def test_an_edition_without_the_table_is_a_gap(tmp_path: Path) -> None:
    from edition.made import made_edition

    view = made_edition(tmp_path / "bare").as_of(DAY)
    assert "holds no deaths by country and month" in gap_of(forecast(view, "MLI"))


def test_a_late_record_is_used_and_said(tmp_path: Path) -> None:
    made = forecast(view_of(tmp_path / "a", month_rows(last=date(2023, 1, 1))), "MLI")
    assert made.origin == date(2023, 1, 1)
    assert [gap.key for gap in made.gaps] == ["violence.mli.late"]


def test_a_territory_is_forecast_under_its_holder_and_said(tmp_path: Path) -> None:
    made = forecast(view_of(tmp_path / "a", month_rows(("MAR", "MLI"))), "ESH")
    assert (made.country, made.recorded_as) == ("ESH", "MAR")
    assert "violence.esh.territory" in [gap.key for gap in made.gaps]
    assert made.draws["unit"].unique().to_list() == ["ESH"]


def test_findings_name_the_rows_they_rest_on(edition: Edition) -> None:
    made = forecast(edition.as_of(DAY), "MLI")
    last = next(one for one in made.figures if one.key == "violence.mli.last_12")
    rows = made.history.tail(12)
    assert (
        last.value == rows.select("state_based", "non_state", "one_sided").sum().sum_horizontal()[0]
    )
    first, final = rows["row"][0], rows["row"][-1]
    assert last.evidence[0].files == (("made.csv", f"{first}-{final}"),)


def test_too_few_months_or_draws_are_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="must be at least"):
        forecast(edition.as_of(DAY), "MLI", months=0)
    with pytest.raises(ValueError, match="must be at least"):
        baseline_of(edition.as_of(DAY), "MLI", draws=5)
