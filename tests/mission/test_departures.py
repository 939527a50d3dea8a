"""Announced departures, month by month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mission.made_mission import view_of
from peaceops.edition.view import View
from peaceops.mission import (
    Departure,
    Departures,
    StatedStrength,
    project_departures,
    strength,
)

STATED = StatedStrength(date(2022, 12, 15), 12388, 1598, "december", "S/2023/36")
AS_OF = date(2023, 6, 16)


def leaves(
    country: str, personnel: int | None, by: date | None = None, **more: object
) -> Departure:
    return Departure(country, personnel, by, country.lower(), "press", **more)  # type: ignore[arg-type]


def view(folder: Path) -> View:
    rows = [{"mission": "MINUSMA", "country": code, "start": date(2020, 1, 1),
             "end": date(2020, 12, 31), "quality": "mean of partial months", "total": total}
            for code, total in (("CIV", 547), ("TCD", 1459), ("UKR", 15))]  # fmt: skip
    return view_of(folder, AS_OF, contributions=rows)


def followed(folder: Path, *departures: Departure) -> Departures:
    known = view(folder)
    return project_departures(known, strength(known, "MINUSMA", stated=STATED), departures)


def test_departures_count_from_the_month_of_their_day(tmp_path: Path) -> None:
    left = followed(tmp_path, leaves("BEN", 386, date(2023, 11, 30)),
                    leaves("DEU", 1100, date(2024, 5, 31)))  # fmt: skip
    path = dict(left.path.select("month", "total").iter_rows())
    assert len(path) == 13
    assert path[date(2023, 10, 1)] == 13986
    assert path[date(2023, 11, 1)] == 13986 - 386
    assert path[date(2024, 6, 1)] == 13986 - 386 - 1100
    figure = left.left_if_only_announced
    assert figure is not None
    assert (figure.value, figure.assumption) == (12500.0, True)
    assert figure.label.startswith("Subtotal")
    assert "not a forecast" in figure.method
    assert len(figure.evidence) == 3


def test_a_number_not_stated_is_the_contributor_s_latest_and_marked(tmp_path: Path) -> None:
    left = followed(tmp_path, leaves("CIV", None, date(2023, 8, 31)))
    assert left.listed.select("personnel", "number").row(0) == (547, "imputed")
    august = left.path.row(2, named=True)
    assert (august["total"], august["high"], august["imputed_out"]) == (13439.0, 13986.0, 547.0)


def test_a_departure_without_a_date_lowers_the_lower_bound_only(tmp_path: Path) -> None:
    left = followed(tmp_path, leaves("EGY", 1035))
    first = left.path.row(0, named=True)
    assert (first["total"], first["low"]) == (13986.0, 12951.0)
    assert [gap.key for gap in left.gaps] == ["mission.departures_open"]


def test_what_has_gone_or_was_never_part_is_listed_and_not_counted(tmp_path: Path) -> None:
    left = followed(
        tmp_path, leaves("UKR", None, gone=True), leaves("FRA", 2400, of_mission=False),
        leaves("TGO", 99, date(2022, 6, 30)), leaves("NPL", None, date(2023, 9, 30)),
    )  # fmt: skip
    assert left.path.is_empty()
    assert dict(left.listed.select("country", "treatment").iter_rows()) == {
        "UKR": "gone already: not in the figure in use",
        "FRA": "not part of the mission",
        "TGO": "gone already: not in the figure in use",
        "NPL": "no number stated and none on record",
    }
    assert left.leaving == ("NPL",)


def test_without_a_strength_figure_there_is_no_path(tmp_path: Path) -> None:
    known = view(tmp_path)
    leaving = [leaves("BEN", 386, date(2023, 11, 30))]
    left = project_departures(known, strength(known, "UNIFIL"), leaving)
    assert left.path.is_empty()
    assert "mission.departures_baseline" in [gap.key for gap in left.gaps]


DEPARTURES = st.lists(
    st.builds(
        leaves,
        st.sampled_from(["CIV", "TCD", "EGY", "BEN"]),
        st.none() | st.integers(0, 20_000),
        st.none() | st.dates(date(2023, 1, 1), date(2025, 1, 1)),
    ),
    max_size=6,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(DEPARTURES)
def test_the_path_only_falls_and_stays_within_its_bounds(
    tmp_path: Path, departures: list[Departure]
) -> None:
    path = followed(tmp_path, *departures).path
    totals = path["total"].to_list()
    assert totals == sorted(totals, reverse=True)
    assert (path["low"] <= path["total"]).all()
    assert (path["total"] <= path["high"]).all()
    assert (path["low"] >= 0).all()
