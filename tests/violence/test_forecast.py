"""The forecast and its baseline: from what was known, seeded, silent where they cannot speak."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.domain.figures import figures_in
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition import Edition, View
from peaceops.edition.cut import cut
from peaceops.violence import PlaceOutlook, ViolenceOutlook, around, outlook
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.learned import TOGETHER
from peaceops.violence.models import MODELS
from violence.made import month_rows, violent_edition

DAY = date(2023, 6, 16)
FRAMES = ("history", "fan", "horizons", "years")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"))


def place(view: View, country: str, *, seed: int = 0, with_record: bool = False) -> PlaceOutlook:
    """The outlook of one country."""
    (host,) = outlook(view, [country], seed=seed, with_record=with_record).hosts
    return host


def same(first: ViolenceOutlook, second: ViolenceOutlook) -> bool:
    return (
        list(figures_in(first)) == list(figures_in(second))
        and first.gaps == second.gaps
        and all(
            np.array_equal(ours.draws, theirs.draws)
            and np.array_equal(ours.baseline, theirs.baseline)
            and all(getattr(ours, name).equals(getattr(theirs, name)) for name in FRAMES)
            for ours, theirs in zip(first.hosts, second.hosts, strict=True)
        )
    )


def test_it_starts_after_the_last_month_known(edition: Edition) -> None:
    host = place(edition.as_of(DAY), "MLI")
    assert host.origin == date(2023, 4, 1)
    months = host.fan["month"].unique().sort().to_list()
    assert (months[0], months[-1], len(months)) == (date(2023, 5, 1), date(2024, 4, 1), 12)
    assert place(edition.as_of(date(2023, 6, 20)), "MLI").origin == date(2023, 5, 1)


def test_the_baseline_repeats_the_past_year_in_every_month(edition: Edition) -> None:
    host = place(edition.as_of(DAY), "MLI")
    past = month_rows().filter(
        pl.col("country") == "MLI",
        pl.col("month").is_between(date(2022, 5, 1), date(2023, 4, 1)),
    )
    months = {tuple(row) for row in past.select(VIOLENCE_TYPES).iter_rows()}
    for month in host.baseline:
        # The types of one draw come from one month, each about equally often.
        drawn = [tuple(draw) for draw in month.astype(int)]
        assert set(drawn) == months
        counts = [drawn.count(seen) for seen in months]
        assert max(counts) - min(counts) <= 1


def test_the_forecaster_is_issued_beside_its_baseline(edition: Edition) -> None:
    host = place(edition.as_of(DAY), "MLI")
    assert host.model == "forecaster"
    assert host.baseline_12 is not None


def test_what_is_issued_in_november_is_what_is_scored(edition: Edition) -> None:
    """The record is of forecasts from Octobers, whose months are known on 20 November."""
    view = edition.as_of(date(2022, 11, 20))
    world, together = country_month_panel(view), tuple(range(1, TOGETHER + 1))
    assert world.origin == date(2022, 10, 1)
    host = place(view, "MLI")
    for target, issued in (
        ("non_state", host.draws[..., VIOLENCE_TYPES.index("non_state")]),
        ("all_types", host.draws.sum(axis=-1)),
    ):
        scored = MODELS["forecaster"](world, target, together, seed=0)[world.units.index("MLI")]
        np.testing.assert_allclose(issued[:12].mean(axis=1), scored[:12].mean(axis=1), rtol=1e-3)


@pytest.mark.parametrize("change", ["short", "without one type"])
def test_a_world_that_cannot_be_learnt_from_gives_the_baseline_and_says_so(
    tmp_path: Path, change: str
) -> None:
    short = change == "short"
    rows = month_rows(first=date(2019, 6, 1)) if short else month_rows().with_columns(non_state=0)
    answer = outlook(view_of(tmp_path / "a", rows), ["MLI"])
    (host,) = answer.hosts
    assert (host.model, host.baseline_12) == ("conflictology", None)
    assert host.fan["baseline_median"].null_count() == host.fan.height
    assert host.horizons["baseline_p_25"].null_count() == host.horizons.height
    assert [gap.key for gap in answer.gaps] == ["violence.mli.forecaster"]
    assert not short or "47 months, holds too little" in answer.gaps[0].why


def test_neighbours_are_forecast_once_each(tmp_path: Path) -> None:
    edges = [(a, b) for a in ("MLI", "TCD", "BFA", "DZA") for b in ("MLI", "TCD", "BFA", "DZA")]
    pairs = pl.DataFrame(
        [pair for pair in edges if pair[0] != pair[1]],
        schema=["country", "neighbour"],
        orient="row",
    )
    view = violent_edition(tmp_path / "a", neighbours=pairs).as_of(DAY)
    near = around(view, ["MLI", "TCD"])
    assert [host.country for host in near.hosts] == ["BFA"]
    assert [gap.key for gap in near.gaps] == ["violence.dza.rows"]
    # A country with no month on record has none that ended.
    assert (near.record_ended, near.together, near.record) == ((), None, ())
    (alone,) = near.hosts
    assert alone.next_12 == place(view, "BFA").next_12


def test_a_state_under_which_a_host_is_counted_is_no_neighbour_of_it(tmp_path: Path) -> None:
    pairs = pl.DataFrame(
        [("ESH", "MAR"), ("ESH", "BFA")], schema=["country", "neighbour"], orient="row"
    )
    rows = month_rows()
    morocco = rows.filter(pl.col("country") == "MLI").with_columns(country=pl.lit("MAR"))
    view = violent_edition(tmp_path / "a", pl.concat([rows, morocco]), neighbours=pairs).as_of(DAY)
    near = around(view, ["ESH"])
    assert [host.country for host in near.hosts] == ["BFA"] and near.gaps == ()


def test_a_neighbour_whose_record_ended_is_named(tmp_path: Path) -> None:
    pairs = pl.DataFrame([("MLI", "BFA")], schema=["country", "neighbour"], orient="row")
    ended = (pl.col("country") != "BFA") | (pl.col("month") < date(2021, 1, 1))
    rows = month_rows().filter(ended)
    view = violent_edition(tmp_path / "a", rows, neighbours=pairs).as_of(DAY)
    assert around(view, ["MLI"]).record_ended == ("BFA",)


def test_the_same_seed_gives_the_same_and_another_gives_another(edition: Edition) -> None:
    view = edition.as_of(DAY)
    first = outlook(view, ["MLI"], seed=3)
    assert same(first, outlook(edition.as_of(DAY), ["MLI"], seed=3))
    assert not same(first, outlook(view, ["MLI"], seed=4))


@pytest.mark.parametrize("day", [date(2018, 2, 1), date(2023, 6, 16), date(2023, 12, 31)])
def test_what_came_later_changes_nothing(edition: Edition, tmp_path: Path, day: date) -> None:
    whole = outlook(edition.as_of(day), ["TCD"])
    assert same(whole, outlook(cut(edition, day, tmp_path / "cut").as_of(day), ["TCD"]))


def test_a_planted_massacre_after_the_date_is_not_seen(edition: Edition, tmp_path: Path) -> None:
    later = pl.when(pl.col("month") > date(2023, 4, 1)).then(99_999).otherwise(pl.col("one_sided"))
    planted = violent_edition(tmp_path / "planted", month_rows().with_columns(one_sided=later))
    assert same(outlook(edition.as_of(DAY), ["MLI"]), outlook(planted.as_of(DAY), ["MLI"]))
    after = date(2023, 6, 20)
    assert not same(outlook(edition.as_of(after), ["MLI"]), outlook(planted.as_of(after), ["MLI"]))


@pytest.mark.parametrize("back", [0, 1, 2])
def test_each_of_the_last_months_known_moves_the_forecast(
    edition: Edition, tmp_path: Path, back: int
) -> None:
    """No month that candidate releases add is left unread, whichever month it is asked from."""
    month = date(2023, 4 - back, 1)
    raised = pl.when(pl.col("month") == month).then(400).otherwise(pl.col("state_based"))
    planted = violent_edition(tmp_path / "planted", month_rows().with_columns(state_based=raised))
    ours, theirs = (place(source.as_of(DAY), "MLI") for source in (planted, edition))
    assert ours.draws[..., 0].mean() > 1.02 * theirs.draws[..., 0].mean()


def test_the_method_says_how_december_and_january_are_drawn(tmp_path: Path) -> None:
    worse = pl.when(pl.col("month").dt.month() == 1).then(6).otherwise(1) * pl.col("one_sided")
    edition = violent_edition(tmp_path / "e", month_rows().with_columns(one_sided=worse))
    words = place(edition.as_of(DAY), "MLI").method
    (shares,) = re.findall(r"(\d+) and (\d+) % in one-sided violence", words)
    december, january = map(int, shares)
    assert january > 8
    assert december < 7
    assert "In countries at this level of violence" in words


def test_the_vintage_is_named_as_known_on_the_date(tmp_path: Path) -> None:
    vintage = (
        pl.when(pl.col("month") > date(2023, 4, 1)).then(pl.lit("new")).otherwise(pl.lit("old"))
    )
    edition = violent_edition(tmp_path / "two", month_rows().with_columns(vintage=vintage))
    assert "release old," in place(edition.as_of(DAY), "MLI").method


def test_probabilities_are_never_certain(tmp_path: Path) -> None:
    quiet = month_rows().with_columns(pl.col("state_based", "non_state", "one_sided") * 0)
    calm = place(violent_edition(tmp_path / "calm", quiet).as_of(DAY), "MLI").horizons
    chances = calm.select("p_25", "p_100", "p_1000", "p_worse")
    assert {p for row in chances.iter_rows() for p in row} == {0.01}
    assert calm["high_90"].to_list() == [0.0] * 8


def test_what_horizons_say_is_read_off_the_draws(edition: Edition) -> None:
    host = place(edition.as_of(DAY), "MLI")
    assert host.horizons.height == 8
    before = host.history.tail(6).select(VIOLENCE_TYPES).sum()
    for kind, target in enumerate(VIOLENCE_TYPES):
        row = host.horizons.filter(target=target, months=6).row(0, named=True)
        totals = host.draws[:6, :, kind].sum(axis=0)
        assert row["before"] == before[target].item()
        assert row["median"] == np.median(totals)
        assert row["p_worse"] == pytest.approx(np.clip((totals > row["before"]).mean(), 0.01, 0.99))
    year = host.horizons.filter(target="all_types", months=12).row(0, named=True)
    assert year["before"] == host.last_12.value
    assert round(year["p_25"], 3) == host.p_at_least[25].value
    assert round(year["p_worse"], 3) == host.p_worse.value
    assert round(year["baseline_median"]) == host.baseline_12.value


def view_of(folder: Path, rows: pl.DataFrame, day: date = DAY) -> View:
    return violent_edition(folder, rows).as_of(day)


def reason(view: View, country: str) -> str:
    """Why a country has no forecast."""
    answer = outlook(view, [country])
    assert (answer.hosts, answer.together, answer.origin) == ((), None, None)
    return answer.gaps[0].why


def test_a_country_without_a_record_is_a_gap(edition: Edition) -> None:
    assert "no month of Kenya was on record" in reason(edition.as_of(DAY), "KEN")


def test_a_record_of_less_than_a_year_is_a_gap(tmp_path: Path) -> None:
    rows = month_rows(first=date(2022, 12, 1))
    assert "only 5 months were known" in reason(view_of(tmp_path / "a", rows), "MLI")


def test_a_record_that_ended_long_ago_is_a_gap(tmp_path: Path) -> None:
    rows = month_rows(last=date(2022, 3, 1))
    assert "ends in March 2022, 13 months before" in reason(view_of(tmp_path / "a", rows), "MLI")


def test_an_edition_without_the_table_is_a_gap(tmp_path: Path) -> None:
    from edition.made import made_edition

    view = made_edition(tmp_path / "bare").as_of(DAY)
    assert "holds no deaths by country and month" in reason(view, "MLI")


def test_a_late_record_is_used_and_said(tmp_path: Path) -> None:
    answer = outlook(view_of(tmp_path / "a", month_rows(last=date(2023, 1, 1))), ["MLI"])
    assert answer.hosts[0].origin == date(2023, 1, 1)
    assert [gap.key for gap in answer.gaps] == ["violence.mli.late"]


def test_a_territory_is_forecast_under_its_holder_and_said(tmp_path: Path) -> None:
    answer = outlook(view_of(tmp_path / "a", month_rows(("MAR", "MLI"))), ["ESH"])
    (host,) = answer.hosts
    assert (host.country, host.name) == ("ESH", "Morocco (with Western Sahara)")
    assert host.history["country"].unique().to_list() == ["ESH"]
    assert "violence.esh.territory" in [gap.key for gap in answer.gaps]


def test_figures_name_the_rows_they_rest_on(edition: Edition) -> None:
    host = place(edition.as_of(DAY), "MLI")
    rows = host.history.tail(12)
    assert host.last_12.value == rows.select(VIOLENCE_TYPES).sum().sum_horizontal()[0]
    first, final = rows["row"][0], rows["row"][-1]
    assert host.last_12.evidence[0].files == (("made.csv", f"{first}-{final}"),)


def test_too_few_months_are_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="must be at least"):
        outlook(edition.as_of(DAY), ["MLI"], months=0)
