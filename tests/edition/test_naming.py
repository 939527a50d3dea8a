"""A mission is found by whatever a user calls it, and a slip of the pen is told what was near."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition import Edition, find_mission, open_edition
from peaceops.edition.naming import MissionNames
from peaceops.errors import UnknownMissionError

DAY = date(2023, 6, 16)
NAMES = MissionNames(
    names=pl.DataFrame(
        [
            ("UNEAST", "UNEAST", None, None),
            ("UNEAST", "United Nations Mission in the East", None, None),
            ("UNEAST", "MINUEST", None, None),
            ("UNEAST", "Mission des Nations unies à l'Est et au Zébristan", None, None),
            ("UNOLD I", "UNOLD I", None, None),
            ("UNOLD II", "UNOLD II", None, None),
            ("UNOLD I", "UNOLD", None, date(1995, 1, 1)),
            ("UNOLD II", "UNOLD", date(1995, 1, 2), None),
            ("UNDESK", "UNDESK", None, None),
        ],
        schema={"mission": pl.String, "name": pl.String, "first": pl.Date, "last": pl.Date},
        orient="row",
    ),
    hosts=pl.DataFrame(
        {"mission": ["UNEAST", "UNDESK", "UNOLD I"], "country": ["SSD", "SSD", "CAF"]}
    ),
)


@pytest.mark.parametrize(
    ("text", "by", "missions"),
    [
        ("uneast", "name", ("UNEAST",)),
        (" MinuEst ", "name", ("UNEAST",)),
        ("united nations mission in the east", "name", ("UNEAST",)),
        ("Mission des Nations Unies a l’Est et au Zebristan", "name", ("UNEAST",)),
        ("UNOLD", "name", ("UNOLD II",)),
        ("South Sudan", "country", ("UNDESK", "UNEAST")),
        ("Soudan du Sud", "country", ("UNDESK", "UNEAST")),
        ("SSD", "country", ("UNDESK", "UNEAST")),
        ("centrafrique", "country", ("UNOLD I",)),
        ("zebristan", "words", ("UNEAST",)),
    ],
)
def test_a_text_means_missions_by_name_country_or_words(
    text: str, by: str, missions: tuple[str, ...]
) -> None:
    meant = NAMES.meant(text, DAY)
    assert meant is not None
    assert (meant.by, meant.missions) == (by, missions)


def test_a_name_that_several_bore_is_the_one_of_the_day() -> None:
    for day, mission in ((date(1994, 1, 1), "UNOLD I"), (date(1996, 1, 1), "UNOLD II")):
        meant = NAMES.meant("unold", day)
        assert meant is not None and meant.missions == (mission,)


@pytest.mark.parametrize("text", ["", "  ", "???", "United Nations", "mission", "Norway", "xyz"])
def test_a_text_that_tells_no_mission_means_none(text: str) -> None:
    assert NAMES.meant(text, DAY) is None


def test_near_misses_are_acronyms_and_countries() -> None:
    assert NAMES.nearest("UNEASTT")[0] == "UNEAST"
    assert NAMES.nearest("minuestt")[0] == "UNEAST"
    assert "South Sudan" in NAMES.nearest("Suth Sudan")
    assert NAMES.nearest("United Nations Mision in the East")[0] == "UNEAST"
    assert NAMES.nearest("united nations mission") == ()


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition()


@pytest.mark.parametrize(
    ("text", "mission"),
    [
        ("MINUSS", "UNMISS"),
        ("finul", "UNIFIL"),
        ("Onust", "UNTSO"),
        ("Mali", "MINUSMA"),
        ("Mission des Nations unies au Soudan du Sud", "UNMISS"),
        ("Abyei", "UNISFA"),
        ("RDC", "MONUSCO"),
    ],
)
def test_the_starter_s_missions_are_found(starter: Edition, text: str, mission: str) -> None:
    assert find_mission(starter, text, DAY) == mission
    assert starter.as_of(DAY).mission(text).acronym == mission


@pytest.mark.parametrize(
    ("text", "day", "what", "remedy"),
    [
        ("South Sudan", DAY, "UNISFA (.*), UNMISS", "write which: UNISFA or UNMISS"),
        ("Soudan du Sud", DAY, "2 missions in South Sudan stood on 2023-06-16", "UNMISS"),
        ("Rwanda", DAY, "no mission in Rwanda stood on .*: UNAMIR from .* to 1996-03-08", "a day"),
        ("Sudn", DAY, "no peace operation 'Sudn'", "Sudan"),
        ("MINUSMAA", DAY, "no peace operation", "MINUSMA"),
        ("AMISOM", DAY, "African Union mission", "name a mission of the United Nations"),
        ("MINUSMA", date(2010, 1, 1), "began on 2013-04-25", "2013-04-25 or later"),
        ("UNAVEM", DAY, "UNAVEM III closed on 1997-06-30", "1997-06-30 or before"),
    ],
)
def test_a_name_that_does_not_do_is_refused_with_what_would(
    starter: Edition, text: str, day: date, what: str, remedy: str
) -> None:
    with pytest.raises(UnknownMissionError, match=what) as refusal:
        find_mission(starter, text, day)
    assert remedy in (refusal.value.remedy or "")


def test_one_that_stands_is_meant_among_a_country_s_missions(starter: Edition) -> None:
    assert find_mission(starter, "Haiti", date(2018, 3, 1)) == "MINUJUSTH"
    assert find_mission(starter, "Haiti", DAY) == "BINUH"
