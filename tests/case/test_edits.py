"""A part of a case's text is changed, and every other line keeps its bytes."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.test_mutations import PIECES, load_text
from peaceops.case import (
    case_yaml,
    draft_case,
    parse_case,
    shipped_cases,
    with_parts,
    with_values,
    without_part,
)
from peaceops.edition import open_edition
from peaceops.errors import CaseError

TEXT = """\
# Mine.
case: a  # a name
mission: M
as_of: 2023-06-16

statements:
# The first, of which much depends.
- id: first
  kind: report
  # Who it was, I asked.
  date: 2023-06-01  # a Thursday
  speaker: 'A minister'
  text: |
    Two lines.
    # The second is no comment.
  source:   A letter

# The second.
-
  id: second
  kind: report
  date: 2023-06-02
  speaker: Another
  text: "Something"
  source: A letter
# The end.
options:
"""
NOTE = {
    "id": "third",
    "kind": "report",
    "date": date(2023, 6, 3),
    "speaker": "A third",
    "text": "More.",
    "source": "A letter",
}


def test_a_change_keeps_comments_order_quotes_and_every_other_line() -> None:
    new = with_values(TEXT, ("statements", 0), {"source": "A note"}, name="a")
    assert new == TEXT.replace("source:   A letter", "source: A note")
    spoken = {"speaker": "A prime minister", "quotation": "no"}
    order = ("id", "date", "speaker", "quotation", "text")
    new = with_values(TEXT, ("statements", 0), spoken, name="a", order=order)
    assert "  # Who it was, I asked.\n  date: 2023-06-01  # a Thursday\n" in new
    assert "  speaker: 'A prime minister'\n  quotation: no\n  text: |\n" in new
    assert new.partition("# The second.")[2] == TEXT.partition("# The second.")[2]


def test_a_key_that_is_taken_away_takes_its_own_lines_alone() -> None:
    new = with_values(TEXT, ("statements", 1), {"text": None, "source": "B"}, name="a")
    assert "Something" not in new
    assert "# The end.\noptions:\n" in new


def test_a_part_comes_last_in_its_list_and_goes_without_the_comments_around_it() -> None:
    longer = with_parts(TEXT, ("statements",), [NOTE])
    assert [item.id for item in parse_case(longer).statements] == ["first", "second", "third"]
    assert longer.replace(longer[longer.index("- id: third") : longer.index("# The end")], "") == (
        TEXT
    )
    assert without_part(longer, ("statements", 2), name="a") == TEXT
    shorter = without_part(TEXT, ("statements", 0), name="a")
    assert "# The first, of which much depends.\n\n# The second.\n" in shorter


@pytest.mark.parametrize("empty", ["", "statements:\n", "statements: []  # none yet\n"])
def test_a_first_part_makes_the_list(empty: str) -> None:
    text = f"case: a\nmission: M\nas_of: 2023-06-16\n{empty}# The end.\n"
    longer = with_parts(text, ("statements",), [NOTE])
    assert parse_case(longer).statements[0].id == "third"
    assert "# The end." in longer
    assert ("# none yet" in longer) is ("# none yet" in empty)
    assert parse_case(without_part(longer, ("statements", 0), name="a")) == parse_case(text)


def test_lists_in_brackets_are_written_anew_with_their_comments() -> None:
    text = (
        "case: a  # mine\nmission: M\nas_of: 2023-06-16\nassumptions: "
        "[{id: a, text: T, reason: R}, {id: b, text: T, reason: R}]  # two\n"
    )
    new = with_values(text, ("assumptions", 1), {"value": 0.3}, name="a")
    assert parse_case(new).assumptions[1].value == 0.3
    assert "# mine" in new
    assert "# two" in new


def test_changes_of_an_option_are_parts_as_well() -> None:
    text = load_text("minusma-2023-06")
    change: dict[str, Any] = {"kind": "ceiling", "by": date(2024, 1, 1), "military": -500}
    longer = with_parts(text, ("options", 1, "changes"), [change, {**change, "military": -600}])
    assert [item.military for item in parse_case(longer).options[1].changes] == [-500, -600]
    changed = with_values(longer, ("options", 1, "changes", 0), {"military": -700}, name="a")
    assert parse_case(changed).options[1].changes[0].military == -700
    shorter = without_part(changed, ("options", 1, "changes", 0), name="a")
    assert without_part(shorter, ("options", 1, "changes", 0), name="a") == text


def test_the_keys_of_the_case_itself_change() -> None:
    keys = {"as_of": date(2023, 7, 1), "question": "What?\nAnd why?"}
    new = with_values(TEXT, (), keys, order=("case", "as_of", "question"))
    assert parse_case(new).question == "What?\nAnd why?"
    assert new.startswith("# Mine.\ncase: a  # a name\nmission: M\nas_of: 2023-07-01\nquestion:")
    back = with_values(new, (), {"as_of": date(2023, 6, 16), "question": None}, name="a")
    assert back == TEXT
    last = with_values(TEXT, (), {"question": "What?"}, name="a")
    assert last == f"{TEXT}question: What?\n"


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    new = with_values(text, ("statements", 1), {"text": "Else"}, name="a")
    dash = text.replace("-\r\n  id", "- id")
    assert new == dash.replace('"Something"', '"Else"')


@pytest.mark.parametrize(
    "value",
    ["12:30", "0012", "12", "1e5", "yes", "null", "~", "", "- a", "a: b", "# a", "a #b", "é\n\n b",
     "a\n", "\n", "@a", "'", '"', "\\n", "x " * 200, "2023-06-16", "*a", "&a", "!a", "%a", "\x07",
     "a\tb", "0o7", "0x1f", "=", "<<", "[", "{", "a\r", "\u2028", "\x85", "\ufeff", "| a", "> a"],
)  # fmt: skip
def test_any_text_is_read_back_as_it_was_typed(value: str) -> None:
    new = with_values(TEXT, ("statements", 0), {"speaker": value}, name="a")
    listed = with_values(TEXT, ("statements", 0), {"parties": [value, "b"]}, name="a")
    typed = value.strip() and value.isprintable()
    if typed:
        assert parse_case(new).statements[0].speaker == value
        statement: Any = parse_case(listed).statements[0]
        assert statement.parties == (value, "b")
    else:
        # What no case may hold is refused for what it is, and not for how it was written.
        with contextlib.suppress(CaseError):
            assert parse_case(new).statements[0].speaker == value


@given(st.data())
def test_a_part_is_added_to_any_case_without_other_changes_or_refused(data: st.DataObject) -> None:
    text = load_text(data.draw(st.sampled_from(shipped_cases())))
    for _ in range(data.draw(st.integers(1, 2))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(PIECES) + text[end:]
    with contextlib.suppress(CaseError):
        case = parse_case(text)
        assumption = {"id": "of-a-test", "text": "T", "reason": "R"}
        longer = with_parts(text, ("assumptions",), [assumption])
        again = parse_case(longer)
        assert again.assumptions[-1].id == "of-a-test"
        assert again.model_copy(update={"assumptions": case.assumptions}) == case
        place = len(again.assumptions) - 1
        changed = with_values(longer, ("assumptions", place), {"text": "U"}, name="a")
        assert parse_case(changed).assumptions[place].text == "U"
        assert parse_case(without_part(changed, ("assumptions", place), name="a")) == case


def test_each_part_of_a_draft_can_be_changed_and_its_examples_stay() -> None:
    text = draft_case(open_edition().as_of(date(2023, 6, 16)), "MINUSMA")
    longer = with_parts(text, ("statements",), [NOTE])
    for place in range(len(parse_case(text).options)):
        longer = with_values(longer, ("options", place), {"summary": f"Number {place}."}, name="a")
    comments = [line for line in text.split("\n") if line.startswith("#")]
    assert [line for line in longer.split("\n") if line.startswith("#")] == comments
    assert {option.summary[:6] for option in parse_case(longer).options} == {"Number"}


def test_a_case_that_was_written_by_us_reads_back_after_a_change() -> None:
    text = case_yaml(parse_case(load_text("unifil-2026-06")))
    new = with_values(text, ("statements", 0), {"speaker": "Somebody else"}, name="a")
    assert parse_case(new).statements[1:] == parse_case(text).statements[1:]


def test_a_text_that_is_no_case_is_refused() -> None:
    for text in ("", "- a\n", "a: [", "a: 1\na: 2\n"):
        with pytest.raises(CaseError):
            with_parts(text, ("statements",), [NOTE], name="a")
