"""The situation of a mission: from what was known, and with a gap where nothing is held."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from edition.made import made_edition
from peaceops.edition import Edition
from peaceops.edition.cut import cut
from peaceops.situation import Situation, describe
from situation.made import DAY, LAST, death_rows, event_rows, month_table, situated_edition


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return situated_edition(tmp_path_factory.mktemp("situated"))


def said(situation: Situation) -> dict[str, object]:
    return {figure.key: figure.value for figure in situation.figures}


def gaps(situation: Situation) -> set[str]:
    return {gap.key for gap in situation.gaps}


def test_a_year_stands_beside_the_year_before(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    assert made.hosts == ("MLI",)
    line = made.trends.compared.filter(target="all_types").row(0, named=True)
    assert (line["until"], line["last_12"], line["previous_12"]) == (LAST, 360, 180)
    assert line["change"] == 1.0
    assert said(made)["situation.mli.one_sided_12"] == 72
    assert said(made)["situation.mli.all_types_12_before"] == 180
    assert not any("180" in figure.label for figure in made.figures)
    assert made.trends.months.height == 60


@pytest.mark.parametrize(("months", "before"), [(23, None), (24, 180), (11, "left out")])
def test_a_short_record_is_compared_as_far_as_it_goes(
    tmp_path: Path, months: int, before: int | str | None
) -> None:
    recent = month_table().filter(pl.col("month") <= LAST)
    recent = recent.filter(pl.col("month").rank("dense", descending=True) <= months)
    edition = situated_edition(tmp_path / "a", violence_country_months=recent)
    made = describe(edition.as_of(DAY), "UNTEST")
    rows = made.trends.compared.filter(target="all_types")
    assert (rows["previous_12"].to_list() or ["left out"]) == [before]


def test_the_last_year_known_has_its_low_and_high(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    year = next(one for one in made.figures if one.key == "situation.mli.year")
    assert "in 2021" in year.label  # 2022 is out on 30 June 2023
    assert (year.value, year.interval) == (150, (135, 171))
    later = describe(edition.as_of(date(2023, 6, 30)), "UNTEST")
    assert "in 2022" in next(one.label for one in later.figures if one.key == year.key)


def test_perpetrators_are_told_apart_by_side(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    last = made.sides.years.filter(year=2021)
    assert dict(last.select("kind", "deaths").iter_rows()) == {
        "host government": 8, "other government": 4, "non-state group": 18,
    }  # fmt: skip
    assert said(made)["situation.mli.one_sided_government"] == 8


def test_actors_of_events_are_counted_over_one_and_two_years(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    actors = {
        (line["months"], line["actor"], line["role"].split()[0]): (line["kind"], line["deaths"])
        for line in made.sides.actors.iter_rows(named=True)
    }
    assert actors[12, "JNIM", "perpetrator"] == ("non-state group", 72)
    assert actors[24, "JNIM", "perpetrator"] == ("non-state group", 108)
    assert actors[12, "Government of Mali", "side"] == ("host government", 240)
    assert actors[12, "JNIM", "side"] == ("non-state group", 288)
    assert (12, "Civilians", "side") not in actors


def test_places_hold_the_last_year_of_events(edition: Edition) -> None:
    places = describe(edition.as_of(DAY), "UNTEST").places
    assert places["deaths"].sum() == 360
    assert places.filter(type="non_state").select("longitude", "events").row(0) == (0.1, 12)


def test_violence_near_a_border_is_a_share_of_what_is_well_placed(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    # Non-state events lie 0.1 degrees, 11 km, from Chad; the others 222 km from any border.
    assert made.spread.zones.row(0, named=True)["near_border"] == 72
    assert said(made)["situation.mli.border_share"] == pytest.approx(72 / 540)


def test_groups_active_across_a_border_are_named(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    assert made.spread.groups.select("group", "country").rows() == [("JNIM", "BFA")]


def test_neighbours_are_those_across_land(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    assert made.neighbours.compared["country"].to_list() == ["BFA", "TCD"]
    months = month_table().filter(pl.col("country") != "MLI", pl.col("month") <= LAST)
    recent = months.filter(pl.col("month") > date(2022, 4, 1))
    total = recent.select("state_based", "non_state", "one_sided").sum().sum_horizontal()[0]
    assert said(made)["situation.neighbours_12"] == total
    each = [one.last_12.value for one in made.neighbours.by_country]
    assert (sum(each), each) == (total, sorted(each, reverse=True))


def test_personnel_who_died_are_counted_by_cause(edition: Edition) -> None:
    losses = describe(edition.as_of(DAY), "UNTEST").peacekeepers
    assert losses.until == LAST
    assert losses.compared.rows() == [
        ("Accident", 1, 0), ("Illness", 0, 1), ("Malicious Act", 1, 0),
    ]  # fmt: skip
    assert losses.by_year.rows() == [
        (2021, "Malicious Act", 1), (2022, "Illness", 1), (2022, "Malicious Act", 1),
        (2023, "Accident", 1),
    ]  # fmt: skip


def test_a_mission_without_deaths_had_none(tmp_path: Path) -> None:
    others = death_rows().filter(pl.col("mission") == "UNLATER")
    view = situated_edition(tmp_path / "a", peacekeeper_deaths=others).as_of(DAY)
    assert said(describe(view, "UNTEST"))["situation.peacekeepers_died_ever"] == 0


def test_distances_in_the_assembly_and_their_change(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    lines = {line["member"]: line for line in made.alignment.distances.iter_rows(named=True)}
    assert {line["year"] for line in lines.values()} == {2022}  # 2023 is known at its end
    assert lines["CHN"]["distance"] == pytest.approx(0.2)
    assert lines["CHN"]["change_5_years"] == pytest.approx(-0.1)
    assert lines["USA"]["change_5_years"] == pytest.approx(0.5)
    assert said(made)["situation.mli.alignment.usa.change"] == pytest.approx(0.5)


@pytest.mark.parametrize("day", [date(2021, 2, 1), DAY, date(2023, 6, 30)])
def test_what_came_later_changes_nothing(edition: Edition, tmp_path: Path, day: date) -> None:
    whole = describe(edition.as_of(day), "UNTEST")
    before = describe(cut(edition, day, tmp_path / "cut").as_of(day), "UNTEST")
    assert (whole.figures, whole.gaps) == (before.figures, before.gaps)
    for room in ("trends", "sides", "spread", "neighbours", "peacekeepers", "alignment"):
        for name, value in vars(getattr(whole, room)).items():
            other = getattr(getattr(before, room), name)
            assert value.equals(other) if isinstance(value, pl.DataFrame) else value == other
    assert whole.places.equals(before.places)


@pytest.mark.parametrize(
    ("table", "gap"),
    [
        ("violence_events", "situation.mli.events"),
        ("violence_country_years", "situation.mli.perpetrators"),
        ("peacekeeper_deaths", "situation.peacekeeper_deaths"),
        ("borders", "situation.mli.borders"),
        ("neighbours", "situation.neighbours"),
        ("alignment", "situation.mli.alignment"),
    ],
)
def test_a_table_the_edition_lacks_is_one_gap_and_the_rest_stands(
    tmp_path: Path, table: str, gap: str
) -> None:
    made = describe(situated_edition(tmp_path / "a", **{table: None}).as_of(DAY), "UNTEST")
    assert gap in gaps(made)
    assert "situation.mli.all_types_12" in said(made)


def test_an_edition_with_missions_alone_is_all_gaps(tmp_path: Path) -> None:
    made = describe(made_edition(tmp_path / "bare").as_of(DAY), "UNTEST")
    assert made.figures == ()
    assert {"situation.mli.months", "situation.mli.events", "situation.neighbours"} <= gaps(made)


def test_a_mission_without_a_host_is_a_gap(tmp_path: Path) -> None:
    hosts = situated_edition(tmp_path / "a").as_of(DAY).table("mission_hosts")
    elsewhere = hosts.filter(pl.col("mission") != "UNTEST")
    made = describe(situated_edition(tmp_path / "b", mission_hosts=elsewhere).as_of(DAY), "UNTEST")
    assert "situation.hosts" in gaps(made)
    assert made.trends.months.is_empty()


def test_events_that_do_not_cover_the_record_are_not_used(tmp_path: Path) -> None:
    thin = event_rows().filter(pl.col("type") == "one_sided")
    made = describe(situated_edition(tmp_path / "a", violence_events=thin).as_of(DAY), "UNTEST")
    assert "situation.mli.events" in gaps(made)
    assert made.sides.actors.is_empty()


def test_events_that_end_early_are_used_to_where_they_end(tmp_path: Path) -> None:
    early = event_rows().filter(pl.col("end") < date(2023, 1, 1))
    made = describe(situated_edition(tmp_path / "a", violence_events=early).as_of(DAY), "UNTEST")
    assert made.sides.actors["until"].unique().to_list() == [date(2022, 12, 1)]


def test_a_year_without_deaths_leaves_nothing_to_tell_of_events(tmp_path: Path) -> None:
    calm = month_table().with_columns(
        pl.when(pl.col("month") > date(2022, 4, 1)).then(0).otherwise(pl.col(name)).alias(name)
        for name in ("state_based", "non_state", "one_sided")
    )
    edition = situated_edition(tmp_path / "a", violence_country_months=calm)
    made = describe(edition.as_of(DAY), "UNTEST")
    assert "situation.mli.events" not in gaps(made)
    assert made.places.is_empty()
    assert said(made)["situation.mli.all_types_12"] == 0


def test_findings_name_the_rows_they_rest_on(edition: Edition) -> None:
    made = describe(edition.as_of(DAY), "UNTEST")
    for figure in made.figures:
        assert figure.evidence, figure.key
        for one in figure.evidence:
            assert one.rows >= 1 or figure.value == 0
            assert one.files, figure.key
