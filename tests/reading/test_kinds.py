"""What each construction gives, and what it must not give."""

from __future__ import annotations

import pytest

from reading.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Mali's foreign minister called Friday for the Council to withdraw MINUSMA.",
        "The withdrawal of MINUSMA was demanded by Bamako.",
        "Bamako asked the mission to leave.",
        "The junta's demand for the departure of the mission surprised nobody.",
    ],
)
def test_a_request_to_leave_is_found_in_many_forms(said: Read, text: str) -> None:
    (one,) = said(text, "host_position")
    assert (one.subject, one.value) == ("MLI", "asks-to-leave")


@pytest.mark.parametrize(
    "text",
    [
        "Mali has not asked MINUSMA to leave.",
        "If Mali asks MINUSMA to leave, the Council will meet.",
        "Algeria asked its citizens to leave Mali.",
        "Mali asked the spokesman of MINUSMA to leave the country.",
    ],
)
def test_a_negation_or_a_hypothesis_is_no_request(said: Read, text: str) -> None:
    assert said(text, "host_position") == []


def test_a_departure_has_contributor_number_date_and_capability(said: Read) -> None:
    (one,) = said(
        "Sweden withdrew its 220 soldiers and helicopters from MINUSMA in March 2023.", "departure"
    )
    assert (one.subject, one.value, one.date) == ("SWE", 220, "2023-03")
    assert one.details["capability"] == "helicopters"
    assert one.details["of_mission"] is True


@pytest.mark.parametrize(
    "text",
    [
        "Sweden did not withdraw its soldiers from MINUSMA.",
        "Sweden denied that it would withdraw its soldiers from MINUSMA.",
        "Sweden may withdraw its soldiers from MINUSMA.",
        "Had Sweden withdrawn its soldiers, the mission would have failed.",
        "Sweden withdrew its ambassador from Moscow.",
        "The Council called on Sweden to withdraw its troops.",
    ],
)
def test_what_has_not_happened_is_no_departure(said: Read, text: str) -> None:
    assert said(text, "departure") == []


def test_a_planned_departure_says_so(said: Read) -> None:
    (one,) = said("Germany will withdraw its soldiers from MINUSMA by May 2024.", "departure")
    assert (one.subject, one.modality, one.date) == ("DEU", "planned", "2024-05")


def test_a_force_beside_the_mission_is_not_of_the_mission(said: Read) -> None:
    (one,) = said(
        "In August 2022 France withdrew the last troops of Operation Barkhane from Mali.",
        "departure",
    )
    assert one.details["of_mission"] is False


def test_every_abstaining_member_of_a_list_is_named(said: Read) -> None:
    found = said(
        "The draft was adopted by 13 votes in favour with 2 abstentions (China, Russian "
        "Federation).",
        "member_position",
    )
    assert {(one.subject, one.value) for one in found} == {("CHN", "abstains"), ("RUS", "abstains")}


def test_moscow_is_russia_and_the_united_kingdom_is_london(said: Read) -> None:
    found = said(
        "Moscow opposed the extension of the mission while London supported the mission.",
        "member_position",
    )
    assert {(one.subject, one.value) for one in found} == {
        ("RUS", "against"),
        ("GBR", "supports-mission"),
    }


def test_an_incident_has_victims_place_date_and_who_disputes_it(said: Read) -> None:
    (one,) = said(
        "The UN report accused the Malian army of having executed at least 500 people in "
        "Moura in March 2022.",
        "incident",
    )
    assert (one.value, one.place, one.date, one.object) == (500, "Moura", "2022-03", "MLI")
    assert one.details["at_least"] is True
    assert one.modality == "reported"


def test_nobody_killed_is_no_incident(said: Read) -> None:
    assert (
        said(
            "Nobody was killed in Gao on Monday. If rebels attack, 500 people could die.",
            "incident",
        )
        == []
    )


def test_the_end_of_a_mandate_in_a_resolution_and_in_the_news(said: Read) -> None:
    for text in (
        "Decides to extend the mandate of MINUSMA until 30 June 2024;",
        "The mandate of MINUSMA expires on 30 June 2024.",
    ):
        (one,) = said(text, "mandate_deadline")
        assert (one.mission, one.last) == ("MINUSMA", "2024-06-30")


def test_a_pronoun_speaks_for_the_person_named_before(said: Read) -> None:
    text = (
        'Foreign Minister Abdoulaye Diop spoke to the Council. "The government of Mali no '
        'longer trusts the mission," he said.'
    )
    (one,) = said(text, "report")
    assert one.speaker == "Abdoulaye Diop"


def test_a_quotation_is_exactly_what_stands_in_the_text(said: Read) -> None:
    text = (
        "“Nothing”\u00a0new. Britain pulled\u00a0out its 300 troops – all of them – from MINUSMA."
    )
    for one in said(text):
        assert text[one.start : one.end] == one.quotation


def test_one_fact_said_twice_is_one_statement_with_two_places(said: Read) -> None:
    text = (
        "MINUSMA was established in 2013.\n\nThe mission, MINUSMA, which was established in "
        "2013, has a mandate."
    )
    (one,) = said(text, "mandate")
    assert len(one.mentions) == 1
