"""A mission's line holds the answers of the rooms, and the mission that ends first comes first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from edition.made import made_edition
from peaceops.council import latest_vote
from peaceops.edition import Edition, active_missions, cut_edition, open_edition
from peaceops.mission import strength
from peaceops.overview import MissionLine, missions
from peaceops.situation import describe, host_deaths

DAY = date(2023, 6, 16)


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition()


@pytest.fixture(scope="module")
def lines(starter: Edition) -> tuple[MissionLine, ...]:
    return missions(starter.as_of(DAY))


def of(lines: tuple[MissionLine, ...], acronym: str) -> MissionLine:
    return next(line for line in lines if line.mission.acronym == acronym)


def test_each_mission_that_stands_has_a_line(
    starter: Edition, lines: tuple[MissionLine, ...]
) -> None:
    assert sorted(line.mission.acronym for line in lines) == active_missions(starter, DAY)


def test_what_ends_first_comes_first_and_what_never_ends_last(
    lines: tuple[MissionLine, ...],
) -> None:
    ends = [line.ends for line in lines]
    dated = [day for day in ends if day is not None]
    assert ends == sorted(dated) + [None] * (len(ends) - len(dated))
    assert lines[0].mission.acronym == "MINUSMA" and lines[-1].mission.acronym == "UNTSO"


def test_a_line_says_what_the_rooms_say(starter: Edition, lines: tuple[MissionLine, ...]) -> None:
    view = starter.as_of(DAY)
    line = of(lines, "MINUSMA")
    mission = view.mission("MINUSMA")
    ceiling = (mission.mandate.ceiling.military, mission.mandate.ceiling.police)
    assert line.days_left == mission.mandate.figure("days_left")
    assert line.strength_figure == strength(view, "MINUSMA", ceiling=ceiling).in_use
    assert line.deaths == describe(view, "MINUSMA").trends.totals[0].last_12
    assert line.last_vote == latest_vote(view, "MINUSMA")
    row = line.row()
    assert row["last_vote_tally"] == "13-0-2" and row["ends"] == date(2023, 6, 30)
    assert row["hosts"] == "MLI" and row["days_left"] == 14


def test_deaths_of_several_hosts_are_their_sum_or_nothing(starter: Edition) -> None:
    view = starter.as_of(DAY)
    both = host_deaths(view, ["SDN", "SSD"])
    each = [host_deaths(view, [host]) for host in ("SDN", "SSD")]
    assert both is not None and both.previous_12 is not None
    assert both.last_12.value == sum(year.last_12.value for year in each)  # type: ignore[union-attr, misc]
    assert both.previous_12.value == sum(year.previous_12.value for year in each)  # type: ignore[union-attr, misc]
    assert host_deaths(view, ["SDN", "VAT"]) is None, "a sum over some would pass for the whole"
    assert host_deaths(view, []) is None


def test_those_that_closed_are_listed_last_where_asked_for(tmp_path: Path) -> None:
    view = made_edition(tmp_path / "made").as_of(date(2023, 12, 1))
    assert [line.mission.acronym for line in missions(view)] == ["UNLATER"]
    every = missions(view, every=True)
    assert [line.mission.acronym for line in every] == ["UNLATER", "UNTEST"]
    assert every[1].ends == date(2023, 6, 30)
    assert every[1].strength is not None and every[1].strength.total == 1122
    assert every[0].last_vote is None and every[0].deaths is None


def test_a_cut_edition_gives_the_same_lines(tmp_path: Path) -> None:
    whole, day = made_edition(tmp_path / "made"), date(2022, 6, 1)
    cut = cut_edition(whole, day, tmp_path / "cut")
    plain = [[line.row() for line in missions(view)] for view in (whole.as_of(day), cut.as_of(day))]
    assert plain[0] == plain[1]
