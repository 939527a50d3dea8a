"""`peaceops whatif`: flags as people write them, every problem at once, a page of 80 columns."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.cli._what_if_page import page
from peaceops.edition import View, open_edition
from peaceops.errors import CaseError, OutputError
from peaceops.options import Joining, Leaving, Stance, Suppositions, WhatIf, what_if
from peaceops.questions import Flags, countries, country_meant, read_flags, what_if_values

ASKED = ("whatif", "UNMISS", "--as-of", "2023-02-15")


@cache
def view() -> View:
    return open_edition().as_of(date(2023, 2, 15))


def read(**flags: object) -> tuple[Suppositions, list[str]]:
    return read_flags(view(), view().mission("UNMISS"), Flags(**flags))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("India", "IND"),
        ("IND", "IND"),
        ("in", "IND"),
        ("Inde", "IND"),
        ("Indian", "IND"),
        ("l'Éthiopie", "ETH"),
        ("Éthiopie", "ETH"),
        ("Ivory Coast", "CIV"),
        ("Indai", "IND"),
        ("UK", "GBR"),
    ],
)
def test_a_country_is_understood_by_any_of_its_names(word: str, code: str) -> None:
    assert country_meant(word, countries()).meaning == code


def test_a_near_miss_that_could_be_two_countries_is_no_country() -> None:
    meant = country_meant("Nigera", countries())
    assert (meant.meaning, meant.remedy) == ("", "Did you mean Nigeria or Niger?")


def test_of_two_countries_that_a_word_is_near_the_member_is_meant() -> None:
    assert country_meant("Nigera", countries(), preferred=["NGA"]).meaning == "NGA"


@pytest.mark.parametrize(
    ("word", "position"),
    [
        ("abstain", "abstains"),
        ("Abstention", "abstains"),
        ("abstian", "abstains"),
        ("s'abstient", "abstains"),
        ("yes", "for"),
        ("in favour", "for"),
        ("pour", "for"),
        ("no", "against"),
        ("veto", "against"),
        ("contre", "against"),
        ("supports the mission", "supports-mission"),
        ("follows-host", "follows-host"),
    ],
)
def test_a_position_is_understood_in_other_words(word: str, position: str) -> None:
    suppositions, _ = read(positions=[f"China={word}"])
    assert suppositions.positions == (Stance("CHN", position),)


@pytest.mark.parametrize(
    ("text", "leaving"),
    [
        ("India", Leaving("IND")),
        ("India:all", Leaving("IND")),
        ("India:2,300", Leaving("IND", 2300)),
        ("India:2023-09-30", Leaving("IND", None, date(2023, 9, 30))),
        ("India:2300:30 Sep 2023", Leaving("IND", 2300, date(2023, 9, 30))),
    ],
)
def test_who_leaves_may_be_told_with_or_without_number_and_day(text: str, leaving: Leaving) -> None:
    assert read(leaves=[text])[0].leaves == (leaving,)


def test_other_flags_are_read() -> None:
    suppositions, notes = read(
        joins=["Rwanda:800"],
        positions=["China=no@reconfigure:90%"],
        host="leave",
        ceiling="+2,000",
        end="2024-06-30",
        strength="12000:1500",
        assume=["replaced=50%", "exit-risk=0.5:1:3"],
    )
    assert suppositions == Suppositions(
        joins=(Joining("RWA", 800, date(2023, 2, 15)),),
        positions=(Stance("CHN", "against", 0.9, "reconfigure"),),
        host="asks-to-leave",
        ceiling=2000,
        end=date(2024, 6, 30),
        strength=(12000, 1500),
        assume={"replaced": (0.5, 0.5, 0.5), "exit-risk": (0.5, 1.0, 3.0)},
    )
    assert not notes


def test_what_is_read_as_something_near_it_is_told() -> None:
    _, notes = read(leaves=["Indai:9000"], positions=["Gabon=veto"], effects=["nilson 2012"])
    assert notes == [
        "'Indai' is read as India.",
        "India has 2,403 uniformed personnel in UNMISS in the latest figures on record, fewer "
        "than 9,000.",
        "Gabon has no veto: read as a vote against.",
        "'nilson 2012' is read as nilsson-2012.",
    ]


def test_every_problem_is_told_at_once_with_what_to_do() -> None:
    with pytest.raises(CaseError) as refused:
        read(
            leaves=["Narnia:5", "India:2300:2023-09-31"],
            joins=["Rwanda"],
            positions=["India=yes", "Russia=maybe", "China"],
            host="banana",
            ceiling="2000",
            end="2022-01-01",
            strength="many",
            assume=["replaced=50", "nothing=1"],
            effects=["no such thing"],
        )
    lines = str(refused.value).splitlines()
    assert lines[0] == "13 problems in what is supposed"
    assert len(lines) == 14
    assert all("What to do: " in line for line in lines[1:])
    text = str(refused.value)
    for words in (
        "--leaves 'India:2300:2023-09-31': there is no day 2023-09-31",
        "India does not sit on the Council on 2023-02-15",
        "write +2000 for a rise or -2000 for a cut",
        "50 per cent is 0.5",
    ):
        assert words in text


def test_two_answers_to_one_question_are_refused() -> None:
    with pytest.raises(CaseError, match="keep one of the two"):
        read(positions=["China=yes", "Chine=no"])


@pytest.mark.parametrize("value", ["-17001", "2000", "0", "+0", "lower", "-1e3", "+999999"])
def test_a_ceiling_that_cannot_be_is_refused(value: str) -> None:
    with pytest.raises(CaseError):
        read(ceiling=value)


@pytest.fixture(scope="module")
def answer() -> WhatIf:
    flags = Flags(leaves=["India:2300:2023-09-30"], positions=["China=abstain"], ceiling="-2000")
    mission = view().mission("UNMISS")
    return what_if(view(), "UNMISS", read_flags(view(), mission, flags)[0], draws=200)


def test_the_page_prints_what_changes_in_80_columns(answer: WhatIf) -> None:
    lines = list(page(answer))
    text = "\n".join(lines)
    assert max(map(len, lines)) <= 80
    assert "Reduce by 2,000 is set against Renew as it is." in text
    assert "As it is            What if         Difference" in text
    assert "China: odds of yes, no, abstention" in text
    assert "Nothing else moves. Looked at for the status quo and 7 options:" in text
    assert "Put to the vote next" not in lines
    assert "conflict-related deaths" in text


def test_nothing_that_changes_is_told_as_such() -> None:
    suppositions = read(assume=["replaced=0.5"])[0]
    lines = list(page(what_if(view(), "UNMISS", suppositions, draws=200)))
    assert any(line.startswith("Nothing changes. Looked at for ") for line in lines)
    assert "Difference" not in "\n".join(lines)


def test_json_holds_the_moves_and_the_case(answer: WhatIf) -> None:
    plain = what_if_values(answer)
    moves = [move for move in plain["moves"] if move["quantity"] == "p_unanimous"]
    for move in moves:
        assert move["difference"]["value"] == pytest.approx(
            move["after"]["value"] - move["before"]["value"], abs=1e-4
        )
    kinds = [statement["kind"] for statement in plain["case"]["statements"]]
    assert (len(moves), kinds) == (6, ["departure", "member_position"])
    assert json.loads(json.dumps(plain)) == plain


def test_a_file_that_exists_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(app, [*ASKED, "--host", "leave", "--save", str(file)])
    assert isinstance(done.exception, OutputError)
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_what_is_saved_is_a_case_of_the_mission(tmp_path: Path) -> None:
    file = tmp_path / "what-if.yaml"
    done = CliRunner().invoke(app, [*ASKED, "--leaves", "India", "--save", str(file)])
    assert done.exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("# UNMISS as of 2023-02-15: what if\n")
    checked = CliRunner().invoke(app, ["case", "check", str(file)])
    assert "1 statements, 0 options, 0 assumptions; valid" in checked.output


def test_nothing_supposed_is_a_slip() -> None:
    done = CliRunner().invoke(app, ASKED)
    assert done.exit_code == 2
    assert "nothing is supposed" in done.output
