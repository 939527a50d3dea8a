"""A mission, made once from a view."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.domain.mission import MissionKind
from peaceops.edition import active_missions, open_edition
from peaceops.errors import UnknownMissionError

DAY = date(2023, 6, 16)


@pytest.mark.parametrize(
    ("name", "kind", "nation_wide", "term"),
    [
        ("MINUSMA", MissionKind.MULTIDIMENSIONAL, True, 12),
        ("UNDOF", MissionKind.OBSERVER, False, 6),
        ("UNIFIL", MissionKind.OBSERVER, False, 12),
        ("UNISFA", MissionKind.OBSERVER, False, 6),
        ("UNFICYP", MissionKind.OBSERVER, False, 6),
        ("MINURSO", MissionKind.OBSERVER, False, 12),
        ("UNSMIL", MissionKind.POLITICAL, True, 12),
        ("UNSOS", MissionKind.SUPPORT, True, None),
        ("UNTSO", MissionKind.OBSERVER, False, None),
    ],
)
def test_a_mission_tells_its_kind_its_area_and_its_usual_term(
    name: str, kind: MissionKind, nation_wide: bool, term: int | None
) -> None:
    mission = open_edition().as_of(DAY).mission(name)
    assert (mission.kind, mission.area.nation_wide, mission.mandate.usual_term) == (
        kind,
        nation_wide,
        term,
    )


def test_only_a_nation_wide_multidimensional_mission_moves_a_war() -> None:
    view = open_edition().as_of(DAY)
    moving = {
        name for name in active_missions(open_edition(), DAY) if view.mission(name).moves_the_war
    }
    assert {"MINUSMA", "MINUSCA", "MONUSCO", "UNMISS"} <= moving
    assert not moving & {"UNDOF", "UNIFIL", "UNTSO", "UNSMIL", "BINUH", "UNISFA"}


def test_the_kind_of_every_mission_on_record_is_curated() -> None:
    view = open_edition().as_of(date(2023, 12, 29))
    assert set(view.table("mission_kinds")["mission"]) == set(view.table("missions")["mission"])


def test_a_last_term_is_a_decided_end() -> None:
    edition = open_edition()
    assert edition.as_of(DAY).mission("MINUSMA").mandate.decided_end is None
    after = edition.as_of(date(2023, 7, 1)).mission("MINUSMA").mandate
    assert after.decided_end == date(2023, 12, 31)


def test_a_mission_is_made_once_from_a_view_whatever_the_case_of_its_name() -> None:
    view = open_edition().as_of(DAY)
    assert view.mission("undof") is view.mission("UNDOF")


def test_a_mission_of_another_time_is_refused_with_the_day_it_began() -> None:
    with pytest.raises(UnknownMissionError, match="began on 2011"):
        open_edition().as_of(date(2010, 1, 1)).mission("UNMISS")


@pytest.mark.parametrize(("name", "days"), [("MINUSMA", 352), ("UNVMC", None)])
def test_a_mandate_tells_how_long_its_votes_have_been_unanimous(
    name: str, days: int | None
) -> None:
    figure = open_edition().as_of(DAY).mission(name).mandate.figure("days_since_divided")
    assert (figure.value if figure else None) == days


def test_a_country_that_never_had_a_mission_is_told_so_and_not_taken_for_another() -> None:
    with pytest.raises(UnknownMissionError, match="no peace operation in France is on record"):
        open_edition().as_of(date(2023, 6, 16)).mission("France")


def test_a_view_is_of_a_date_and_not_of_a_text() -> None:
    with pytest.raises(TypeError, match="takes a date"):
        open_edition().as_of("2023-06-16")  # type: ignore[arg-type]
