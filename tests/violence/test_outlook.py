"""One answer for a mission's hosts: every figure is read off the same draws."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.domain.figures import figures_in, unique_figures
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition import Edition
from peaceops.edition.cut import cut
from peaceops.evaluate import in_words
from peaceops.violence import explain, outlook
from violence.made import month_rows, violent_edition

DAY = date(2023, 6, 16)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"))


def test_types_add_up_to_the_total_that_is_shown(edition: Edition) -> None:
    host = outlook(edition.as_of(DAY), ["MLI"], with_record=False).hosts[0]
    total = host.draws[:12].sum(axis=(0, 2))
    assert host.next_12.value == round(float(np.median(total)))
    low, high = np.quantile(total, [0.05, 0.95])
    assert host.next_12.interval == (round(low), round(high))
    for place, kind in enumerate(VIOLENCE_TYPES):
        own = host.draws[:12, :, place].sum(axis=0)
        assert host.by_type[kind].value == round(float(np.median(own)))
    row = host.fan.filter(target="all_types").row(0, named=True)
    assert row["median"] == np.median(host.draws[0].sum(axis=1))


def test_every_answer_of_the_room_reads_the_same_draws(edition: Edition) -> None:
    view = edition.as_of(DAY)
    host = outlook(view, ["MLI"], seed=4, with_record=False).hosts[0]
    moved = explain(view, "MLI", seed=4).moved.row(-1, named=True)
    assert round(moved["median"]) == host.next_12.value
    year = host.horizons.filter(target="all_types", months=12).row(0, named=True)
    assert round(year["median"]) == host.next_12.value
    assert (round(year["low_90"]), round(year["high_90"])) == host.next_12.interval


def test_options_get_the_months_after_the_month_of_the_date(edition: Edition) -> None:
    answer = outlook(edition.as_of(DAY), ["MLI"], with_record=False)
    after = answer.after(6, 2000)
    assert list(after) == ["MLI"]
    # The record ends in April 2023: the first month after June is the third ahead.
    for place, kind in enumerate(VIOLENCE_TYPES):
        assert after["MLI"][kind].shape == (6, 2000)
        expected = np.tile(answer.hosts[0].draws[2:8, :, place], 2)
        np.testing.assert_array_equal(after["MLI"][kind], expected)
    with pytest.raises(ValueError, match="40 after April 2023; the outlook holds 18"):
        answer.after(38, 100)


def test_a_late_record_still_reaches_a_year_after_the_date(tmp_path: Path) -> None:
    late = violent_edition(tmp_path / "a", month_rows(last=date(2022, 9, 1))).as_of(DAY)
    after = outlook(late, ["MLI"], with_record=False).after(12, 1000)
    assert after["MLI"]["state_based"].shape == (12, 1000)


def test_it_says_until_when_events_are_known_and_what_is_missing(edition: Edition) -> None:
    host = outlook(edition.as_of(DAY), ["MLI"], with_record=False).hosts[0]
    assert host.known_until == date(2023, 4, 30)
    assert host.missing_days.value == 47
    assert host.known_words == (
        "No event after 30 April 2023 is known to this forecast; 47 days are missing "
        "(May to June 2023)."
    )


def test_hosts_together_are_the_sum_of_their_draws_and_not_tied_to_each_other(
    edition: Edition,
) -> None:
    answer = outlook(edition.as_of(DAY), ["MLI", "TCD"], with_record=False)
    one, other = (host.draws for host in answer.hosts)
    np.testing.assert_array_equal(answer.together.draws, one + other)
    assert answer.together.last_12.value == sum(host.last_12.value for host in answer.hosts)
    sums = [draws[:12].sum(axis=(0, 2)) for draws in (one, other)]
    assert abs(np.corrcoef(*sums)[0, 1]) < 0.1


def test_a_sum_over_some_hosts_does_not_pass_for_the_whole(edition: Edition) -> None:
    answer = outlook(edition.as_of(DAY), ["MLI", "KEN"], with_record=False)
    assert [host.country for host in answer.hosts] == ["MLI"]
    assert answer.together is None
    assert answer.after(12, 100) is None
    assert "violence.ken.rows" in [gap.key for gap in answer.gaps]


def test_a_mission_is_asked_by_its_name_and_its_figures_have_keys_of_their_own(
    edition: Edition,
) -> None:
    view = edition.as_of(DAY)
    answer = outlook(view, "UNTEST")
    assert [host.country for host in answer.hosts] == list(view.mission("UNTEST").hosts)
    assert all(figure.evidence for figure in unique_figures(figures_in(answer.hosts)))


def test_the_record_is_held_to_the_best_baseline(edition: Edition) -> None:
    own = outlook(edition.as_of(DAY), ["MLI"]).record[0]
    assert own.quantity == "deaths a month in Mali"
    assert own.best_baseline.value == min(score.value for score in own.baselines)
    assert {score.method for score in own.baselines} == {
        "the past year repeated",
        "the last month going on",
        "no deaths",
    }
    words = in_words([own])[0]
    assert own.best_baseline.method in words


def test_what_came_later_changes_nothing(edition: Edition, tmp_path: Path) -> None:
    whole = outlook(edition.as_of(DAY), ["TCD"])
    before = outlook(cut(edition, DAY, tmp_path / "cut").as_of(DAY), ["TCD"])
    assert list(figures_in(whole)) == list(figures_in(before))
    np.testing.assert_array_equal(whole.hosts[0].draws, before.hosts[0].draws)


def test_a_view_that_knows_too_little_gives_the_baseline_and_no_record(tmp_path: Path) -> None:
    rows = month_rows(first=date(2019, 6, 1))
    answer = outlook(violent_edition(tmp_path / "a", rows).as_of(DAY), ["MLI"])
    assert answer.hosts[0].model == "conflictology"
    assert answer.hosts[0].baseline_12 is None
    assert answer.record == ()
    assert "violence.mli.forecaster" in [gap.key for gap in answer.gaps]


def test_a_forecast_that_is_kept_is_read_without_the_library_that_fits(edition: Edition) -> None:
    outlook(edition.as_of(DAY), ["MLI"])
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from peaceops.edition import open_edition; from peaceops.violence import outlook\n"
        f"view = open_edition(Path({str(edition.folder)!r})).as_of(date(2023, 6, 16))\n"
        "outlook(view, ['MLI'])\n"
        "heavy = {'lightgbm', 'scipy', 'sklearn'} & set(sys.modules)\n"
        "sys.exit(f'loaded {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_fewer_than_twelve_months_are_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="must be at least 12"):
        outlook(edition.as_of(DAY), ["MLI"], months=6)


def test_a_type_is_drawn_the_same_whichever_others_are_asked_for(edition: Edition) -> None:
    from peaceops.violence.country_months import country_month_panel
    from peaceops.violence.draws_cache import draws_by_type

    world = country_month_panel(edition.as_of(DAY))
    every = draws_by_type(world, "MLI", 12)
    for place, kind in enumerate(VIOLENCE_TYPES):
        np.testing.assert_array_equal(
            draws_by_type(world, "MLI", 12, kinds=(kind,))[0], every[place]
        )


def test_a_bad_month_follows_a_bad_one_and_types_are_loosely_tied(edition: Edition) -> None:
    from peaceops.violence.models.coupling import LOADING, severity

    bad = severity(12, 20_000, np.random.default_rng(1))
    assert np.corrcoef(bad[0, 4], bad[0, 5])[0, 1] == pytest.approx(0.9, abs=0.02)
    assert np.corrcoef(bad[0, 4], bad[1, 4])[0, 1] == pytest.approx(LOADING**2, abs=0.03)
    np.testing.assert_array_equal(
        severity(6, 50, np.random.default_rng(2)), severity(12, 50, np.random.default_rng(2))[:, :6]
    )


def test_deaths_recorded_last_year_are_the_table_s(edition: Edition) -> None:
    rows = month_rows().filter(
        pl.col("country") == "MLI", pl.col("month").is_between(date(2022, 5, 1), date(2023, 4, 1))
    )
    answer = outlook(edition.as_of(DAY), ["MLI"], with_record=False)
    assert answer.hosts[0].last_12.value == rows.select(VIOLENCE_TYPES).sum().sum_horizontal()[0]
