"""A month without events is peace only where a release covers it."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.violence.grid.coverage import months_of_release, spans_of
from violence.grid.made_grid import CELLS, cell_rows, event, event_rows

YEAR_END = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("release", "first", "last"),
    [
        ("23.1", date(1989, 1, 1), date(2022, 12, 1)),
        ("19.1", date(1989, 1, 1), date(2018, 12, 1)),
        ("23.0.10", date(2023, 10, 1), date(2023, 10, 1)),
        ("24.01.24.06", date(2024, 1, 1), date(2024, 6, 1)),
        ("export of 2023-11-30", date(1989, 1, 1), date(2022, 12, 1)),
        ("export of 2023-03-01", date(1989, 1, 1), date(2021, 12, 1)),
    ],
)
def test_a_release_covers_what_its_name_says(release: str, first: date, last: date) -> None:
    assert months_of_release(release) == (first, last)


def test_a_name_that_tells_nothing_covers_what_its_events_span() -> None:
    assert months_of_release("unknown release") is None
    events = event_rows(
        [
            event(CELLS[0], date(2010, 3, 1), 1, release="unknown release"),
            event(CELLS[1], date(2013, 5, 1), 1, release="unknown release"),
        ]
    )
    assert spans_of(events, cell_rows(), YEAR_END) == {"SSD": (date(2010, 3, 1), date(2013, 5, 1))}


def test_quiet_months_at_the_end_of_a_release_are_covered() -> None:
    events = event_rows([event(CELLS[0], date(2015, 3, 1), 1)])
    assert spans_of(events, cell_rows(), YEAR_END)["SSD"] == (date(2015, 3, 1), date(2022, 12, 1))


def test_months_between_a_release_and_a_later_candidate_are_not_covered() -> None:
    gap = [event(CELLS[0], date(2015, 3, 1), 1), event(CELLS[0], date(2023, 10, 1), 1)]
    gap[1]["release"] = "23.0.10"
    assert spans_of(event_rows(gap), cell_rows(), YEAR_END)["SSD"][1] == date(2022, 12, 1)
    joined = [
        event(CELLS[0], date(2023, month, 1), 1, release=f"23.0.{month}") for month in range(1, 11)
    ]
    spans = spans_of(event_rows([*gap, *joined]), cell_rows(), YEAR_END)
    assert spans["SSD"][1] == date(2023, 10, 1)


def test_a_record_begins_with_the_first_event_in_the_country_s_cells_whoever_held_them() -> None:
    events = event_rows(
        [
            event(CELLS[0], date(2005, 1, 1), 1, country="SDN"),
            event(CELLS[0], date(2012, 1, 1), 1),
        ]
    )
    spans = spans_of(events, cell_rows(), YEAR_END)
    assert spans["SSD"][0] == date(2005, 1, 1)


def test_no_month_counts_before_its_figures_are_due() -> None:
    events = event_rows([event(CELLS[0], date(2015, 3, 1), 1)])
    assert spans_of(events, cell_rows(), date(2019, 7, 19))["SSD"][1] == date(2019, 5, 1)
    assert spans_of(events, cell_rows(), date(2019, 7, 20))["SSD"][1] == date(2019, 6, 1)


def test_a_short_record_is_none() -> None:
    events = event_rows([event(CELLS[0], date(2021, 2, 1), 1)])
    assert spans_of(events, cell_rows(), date(2023, 1, 31)) == {}
