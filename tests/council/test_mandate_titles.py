"""What a title says of a mandate."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.edition.assemble.mandate_titles import (
    MONTHS,
    Gazetteer,
    Term,
    mentions,
    shipped_gazetteer,
    unlisted,
)

NAMES = shipped_gazetteer()


def read(title: str, day: date, names: Gazetteer = NAMES) -> list[tuple[str, str]]:
    return [(one.mission, one.kind) for one in mentions(title, day, names)]


@pytest.mark.parametrize(
    ("title", "day", "expected"),
    [
        (
            "Security Council resolution 186 (1964) [on establishment of the UN Peace-keeping "
            "Force in Cyprus]",
            date(1964, 3, 4),
            [("UNFICYP", "establish")],
        ),
        (
            "Security Council resolution 192 (1964) [on extension of the stationing in Cyprus of "
            "the UN Peace-keeping Force]",
            date(1964, 6, 20),
            [("UNFICYP", "renew")],
        ),
        (
            "Security Council resolution 363 (1974) [on renewal of the mandate of the UN "
            "Disengagement Observer Force]",
            date(1974, 11, 29),
            [("UNDOF", "renew")],
        ),
        (
            "Security Council resolution 427 (1978) [on strengthening of the UN Interim Force in "
            "Lebanon and withdrawal of Israeli forces from Lebanon]",
            date(1978, 5, 3),
            [("UNIFIL", "amend")],
        ),
        (
            "Security Council resolution 1827 (2008) [on termination of the mandate of the United "
            "Nations Mission in Ethiopia and Eritrea (UNMEE)]",
            date(2008, 7, 30),
            [("UNMEE", "terminate")],
        ),
        (
            "Security Council resolution 1657 (2006) [on redeployment of one infantry company from "
            "the UN Mission in Liberia (UNMIL) to the UN Operation in Côte d'[...]",
            date(2006, 2, 6),
            [("UNMIL", "amend"), ("UNOCI", "amend")],
        ),
        (
            "Security Council resolution 2053 (2012) [on extension of the mandate of the UN "
            "Organization Stabilization Mission in the Democratic Republic of the Co[...]",
            date(2012, 6, 27),
            [("MONUSCO", "renew")],
        ),
        (
            "Security Council resolution 2059 (2012) [on renewal of the mandate of the UN "
            "Supervision Mission in the Syrian Arab Republic (UNSMIS) for a final peri[...]",
            date(2012, 7, 20),
            [("UNSMIS", "terminate")],
        ),
        (
            "Security Council resolution 1372 (2001) [on lifting of sanctions against the Sudan]",
            date(2001, 9, 28),
            [],
        ),
    ],
)
def test_a_title_names_the_mission_and_what_is_decided(title, day, expected):
    assert read(title, day) == expected


def test_a_name_within_a_longer_name_does_not_count():
    title = (
        "Security Council resolution 1834 (2008) [on extension of the mandate of the UN Mission in "
        "the Central African Republic and Chad (MINURCAT)]"
    )
    assert read(title, date(2008, 9, 24)) == [("MINURCAT", "renew")]


@pytest.mark.parametrize(
    ("day", "mission"),
    [(date(1989, 1, 1), "UNAVEM I"), (date(1992, 10, 30), "UNAVEM II")],
)
def test_one_name_means_different_missions_at_different_times(day, mission):
    title = (
        "resolution 785 (1992) [on extension of the mandate of the UN Angola Verification Mission]"
    )
    assert read(title, day) == [(mission, "renew")]


def test_a_cut_off_name_that_fits_two_missions_is_not_guessed():
    title = (
        "resolution 2264 (2016) [on number of military, police and correction personnel for the UN "
        "Multidimensional Integrated Stabilization M[...]"
    )
    assert read(title, date(2016, 2, 9)) == []


@pytest.mark.parametrize(
    ("ending", "decided", "previous", "until"),
    [
        ("until 30 June 2014]", date(2013, 7, 30), date(2013, 7, 31), date(2014, 6, 30)),
        ("until 30 Sept. 2012]", date(2011, 9, 16), date(2011, 9, 30), date(2012, 9, 30)),
        ("till 15 April 2007]", date(2006, 10, 13), date(2006, 10, 15), date(2007, 4, 15)),
        (
            "for a further period of 6 months]",
            date(2012, 5, 1),
            date(2012, 5, 15),
            date(2012, 11, 15),
        ),
        ("for 12 months]", date(2014, 5, 29), None, date(2015, 5, 29)),
        ("until 31 Oct. 20[...]", date(2019, 10, 30), date(2019, 10, 31), date(2020, 10, 31)),
        ("until 31 Oct. 20[...]", date(2019, 4, 30), date(2019, 4, 30), date(2019, 10, 31)),
        ("until 31 May 20[...]", date(2013, 5, 22), date(2013, 5, 31), date(2014, 5, 31)),
        ("until 29 Fe[...]", date(2015, 2, 18), date(2015, 2, 28), date(2016, 2, 29)),
        ("until 30 Ju[...]", date(2015, 2, 18), date(2015, 2, 28), None),
        ("and the peace process]", date(2015, 2, 18), date(2015, 2, 28), None),
    ],
)
def test_the_end_of_the_term(ending, decided, previous, until):
    title = (
        f"resolution 1 (2013) [on extension of the mandate of the UN Mission in Liberia {ending}"
    )
    (mention,) = mentions(title, decided, NAMES)
    assert mention.term.resolve(decided, previous) == until


def test_each_mission_of_a_title_has_its_own_clause():
    title = (
        "resolution 2350 (2017) [on final extension of the mandate of the UN Stabilization Mission "
        "in Haiti (MINUSTAH) until 15 Oct. 2017 and establishment of the UN Mission for Justice "
        "Support in Haiti (MINUJUSTH)]"
    )
    first, second = mentions(title, date(2017, 4, 13), NAMES)
    assert (first.mission, first.kind) == ("MINUSTAH", "terminate")
    assert first.term == Term(day=date(2017, 10, 15))
    assert (second.mission, second.kind, second.term) == ("MINUJUSTH", "establish", Term())


def test_a_change_beside_the_term_is_seen():
    plain = "resolution 1 (2017) [on extension of the mandate of UNMISS until 15 Dec. 2017]"
    more = (
        "resolution 1 (2017) [on increase of force levels of UNMISS and extension of the mandate]"
    )
    assert mentions(plain, date(2017, 1, 1), NAMES)[0].plain
    assert not mentions(more, date(2017, 1, 1), NAMES)[0].plain


@given(st.dates(date(2011, 1, 1), date(2049, 12, 31)))
def test_any_date_written_out_is_read_back(day):
    written = f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"
    title = f"resolution 1 (2011) [on extension of the mandate of UNMIL until {written}]"
    assert mentions(title, date(2010, 1, 1), NAMES)[0].term.day == day


@given(st.text(max_size=200))
def test_no_title_breaks_the_reading(title):
    for mention in mentions(title, date(2010, 1, 1), NAMES):
        assert mention.mission in NAMES.missions


def test_an_agenda_item_counts_only_while_it_belongs_to_one_mission():
    names = Gazetteer(
        pl.DataFrame(
            {
                "mission": ["UNTEST"],
                "match": ["agenda"],
                "text": ["The situation in  Testland"],
                "since": [date(2000, 1, 1)],
                "until": [None],
            },
            schema_overrides={"until": pl.Date},
        )
    )
    assert names.alone_on_agenda("The situation in Testland", date(2001, 1, 1)) == "UNTEST"
    assert names.alone_on_agenda("The situation in Testland", date(1999, 1, 1)) is None
    assert names.alone_on_agenda(None, date(2001, 1, 1)) is None


FOLLOW_ON = (
    "Security Council resolution 9030 (2031) [on establishment of the UN Follow-on Presence in "
    "Lebanon (UNFPL) after the end of the mandate of UNIFIL, until 31 Dec. 2032]"
)
LISTED = pl.DataFrame(
    {"mission": ["UNFPL"], "name": ["United Nations Follow-on Presence in Lebanon"]}
)


def test_a_mission_of_a_newer_list_is_read_and_the_one_before_it_is_not_renewed() -> None:
    names = NAMES.with_missions(LISTED)
    (mention,) = mentions(FOLLOW_ON, date(2031, 9, 30), names)
    assert (mention.mission, mention.kind) == ("UNFPL", "establish")
    assert mention.term == Term(day=date(2032, 12, 31))
    assert names.missions == NAMES.missions | {"UNFPL"}


def test_a_body_that_no_list_has_is_told() -> None:
    day = date(2031, 9, 30)
    assert unlisted(FOLLOW_ON, day, NAMES) == ["UNFPL"]
    assert unlisted(FOLLOW_ON, day, NAMES.with_missions(LISTED)) == []
    renewed = "Security Council resolution 1610 (2005) [on extending the mandate of the UN Mission"
    assert unlisted(f"{renewed} in Sierra Leone (UNAMSI)]", date(2005, 6, 30), NAMES) == []
