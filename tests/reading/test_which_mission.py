"""A text is filed under the mission whose acronym it names, and under no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from edition.made import made_edition
from peaceops.reading import Document, main_mission, propose
from peaceops.reading.missions import missions_known
from peaceops.reading.statements import to_statements

DAY = date(2023, 6, 17)


@pytest.mark.parametrize(
    ("text", "mission"),
    [
        ("The mandate of the UN mission in Sudan (UNMIS) expires on 30 June.", "UNMIS"),
        ("The United Nations Mission in Côte d'Ivoire (UNOCI) is small.", "UNOCI"),
        ("MONUSCO. The UN mission in Congo has 12,000 soldiers.", "MONUSCO"),
        ("The SADC Mission in the DRC left. MONUSCO stays.", "MONUSCO"),
        ("MINUSMA is larger. MINUSMA works with UNMISS.", "MINUSMA"),
        ("The draft was adopted; Pakistan abstained.", None),
        ("The Multinational Security Support mission (MSS) in Haiti awaits funds.", None),
        ("The Kenya-led mission in Haiti lost a vehicle.", None),
        ("Peacekeepers in Mali were shot at.", "MINUSMA"),
    ],
)
def test_the_acronym_decides(text: str, mission: str | None) -> None:
    assert main_mission([Document("made.txt", text, DAY)]) == mission


@pytest.mark.parametrize(
    ("text", "mission"),
    [
        ("MINUSMA works beside UNMISS, whose mandate expires on 30 June 2024.", "UNMISS"),
        ("The mandate of MINUSMA expires on 30 June 2024; UNMISS stays.", "MINUSMA"),
    ],
)
def test_a_relative_clause_is_of_the_mission_right_before_it(text: str, mission: str) -> None:
    found = propose(Document("made.txt", text, DAY), model=False)
    assert [one.mission for one in found if one.kind == "mandate_deadline"] == [mission]


def test_a_text_that_names_another_mission_is_not_filed_under_the_one_asked_for() -> None:
    document = Document("made.txt", "UNIFIL has 10,000 soldiers. The mission is calm.", DAY)
    (strength,) = propose(document, mission="MINUSMA", model=False)
    assert strength.mission == "UNIFIL"


def test_what_is_said_of_another_mission_enters_a_case_as_a_report() -> None:
    text = "Sweden withdrew its 220 soldiers from MINUSMA. Ghana withdrew its soldiers from UNIFIL."
    found = propose(Document("made.txt", text, DAY), model=False)
    statements = to_statements(found, {"made.txt": DAY}, mission="MINUSMA")
    assert [(one.kind, getattr(one, "country", None)) for one in statements] == [
        ("departure", "SWE"),
        ("report", None),
    ]


@pytest.mark.parametrize(
    ("published", "mission"), [(date(2013, 4, 24), None), (date(2013, 4, 26), "MINUSMA")]
)
def test_a_mission_is_named_only_once_it_is_public(published: date, mission: str | None) -> None:
    text = "The draft would set up MINUSMA."
    assert main_mission([Document("made.txt", text, published)]) == mission


def test_missions_are_those_of_the_view(tmp_path: Path) -> None:
    view = made_edition(tmp_path).as_of(date(2023, 6, 17))
    document = Document(
        "made.txt", "UNTEST and the United Nations are in Mali. MINUSMA is not.", DAY
    )
    assert main_mission([document], view=view) == "UNTEST"
    assert main_mission([document]) == "MINUSMA"


def test_the_mission_of_a_country_is_the_one_that_stands_there_that_day(tmp_path: Path) -> None:
    missions = missions_known(made_edition(tmp_path).as_of(date(2023, 7, 10)), date(2023, 7, 10))
    assert missions.in_country("MLI", date(2023, 6, 30)) == "UNTEST"
    assert missions.in_country("MLI", date(2023, 7, 1)) is None  # it has closed
    assert missions.in_country("MLI", date(2020, 1, 14)) is None  # it has not begun
    assert missions.in_country("TCD", date(2023, 7, 1)) == "UNLATER"
