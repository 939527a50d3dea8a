"""Values that do not belong, in every field of a case: refused by line and field, or as good."""

from __future__ import annotations

import contextlib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marks import some_quick
from peaceops.case import parse_case, shipped_cases
from peaceops.errors import CaseError
from peaceops.reading.case_file import add_statements

SAID = "speaker: Somebody, text: Something., source: A letter"
# Every key that a case can have, once in each kind; each line ends in the value that is replaced.
WHOLE = f"""\
case: whole
mission: MINUSMA
as_of: 2023-06-16
question: What now?
statements:
  - id: position
    kind: host_position
    date: 2023-06-01
    speaker: A minister
    text: Says so.
    quotation: so
    source: A letter
    modality: asserted
    document: letter.txt
    sha256: {"0" * 64}
    span: [5, 7]
    confidence: 0.5
    country: MLI
    position: asks-to-leave
  - {{id: member, kind: member_position, date: 2023-06-01, {SAID}, country: FRA, position: for,
    option: stay}}
  - {{id: away, kind: departure, date: 2023-06-01, {SAID},
    country: SWE,
    military: 100,
    police: 5,
    capability: helicopters,
    by: 2023-12-31,
    of_mission: false,
    in_latest_strength: true}}
  - {{id: limits, kind: restriction, date: 2023-06-01, {SAID}, country: MLI,
    start: 2022-01-01,
    end: 2023-12-31}}
  - {{id: number, kind: strength, date: 2023-06-01, {SAID},
    on: 2023-05-31,
    military: 12000}}
  - {{id: advice, kind: recommendation, date: 2023-06-01, {SAID},
    option: stay}}
  - {{id: attack, kind: incident, date: 2023-06-01, {SAID},
    place: Moura,
    start: 2022-03-27,
    end: 2022-03-31,
    killed_at_least: 500,
    perpetrators: Somebody,
    disputed_by: [MLI]}}
  - {{id: count, kind: figure, date: 2023-06-01, {SAID},
    value: 10.5,
    unit: persons}}
  - {{id: ends, kind: mandate_deadline, date: 2023-06-01, {SAID},
    until: 2023-06-30}}
  - {{id: rule, kind: voting_rule, date: 2023-06-01, {SAID},
    votes: 9,
    veto: [FRA]}}
  - {{id: aid, kind: measure, date: 2023-06-01, {SAID},
    lever: host forces}}
  - {{id: accord, kind: agreement, date: 2015-06-20, {SAID},
    subject: MLI,
    object: CMA,
    parties: [CMA],
    value: signed}}
options:
  - id: stay
    label: Stay
    decision: reconfigure
    summary: Stay.
    source: A report
    statement: advice
    military_change: -100
    police_change: 20
    term_months: 12
    withdrawal_months: 9
    changes:
      - {{kind: ceiling,
        by: 2023-07-31,
        military: -100}}
      - {{kind: tasks,
        drop: [ddr_assist]}}
      - {{kind: site,
        site: Gao,
        action: close,
        by: 2023-09-30}}
      - {{kind: contributor,
        country: BGD,
        personnel: 200,
        by: 2023-09-30,
        capability: boats}}
      - {{kind: lever,
        lever: host forces,
        deaths: all,
        low: 0.5,
        value: 0.8,
        high: 0.9,
        by: 2023-09-30,
        reason: We think so.}}
levers:
  - lever: peace process
    text: They talk.
    source: A report
assumptions:
  - id: replaced
    text: Share replaced
    low: 0.1
    value: 0.3
    high: 0.8
    unit: share
    reason: We think so.
"""
LINES = WHOLE.splitlines()
BAD = {
    "no such day": "2023-06-31",
    "day first": "31/12/2023",
    "date as a number": "20230616",
    "a month": "2023-06",
    "with a time": "2023-06-16T10:00:00Z",
    "year nought": "0000-01-01",
    "last day of all": "9999-12-31",
    "before the Charter": "1200-01-01",
    "below nought": "-5",
    "huge": "1e308",
    "not a number": ".nan",
    "without end": "-.inf",
    "400 digits": "1" + "0" * 400,
    "octal": "0012",
    "base sixty": "12:30",
    "underscored": "13_289",
    "with a comma": '"13,289"',
    "with a point": "13.289",
    "spaced": "13 289",
    "a hundred thousand and more": "250000",
    "true": "true",
    "nothing": "~",
    "empty": '""',
    "blanks": '"  \\u00a0 "',
    "a bell": '"a\\u0007b"',
    "turned round": '"a\\u202eb"',
    "no country": "QQQ",
    "a list": "[a, [b]]",
    "a group": "{a: b}",
    "a reference": "*there",
    "a type": '!!python/object/apply:os.system ["true"]',
    "far too long": "x" * 30_000,
}
# Words without quotes that YAML 1.2 takes for text: as good as any in a text, or as a name.
WORDS = {
    "no such day", "day first", "a month", "with a time", "year nought", "octal", "base sixty",
    "underscored", "with a comma", "spaced", "no country",
}  # fmt: skip
TEXTS = {
    "question", "speaker", "text", "quotation", "source", "document", "capability", "place",
    "perpetrators", "unit", "subject", "object", "label", "summary", "site", "reason", "mission",
    "value",
}  # fmt: skip
NAMES = {"no such day", "a month", "year nought", "octal", "date as a number",
         "a hundred thousand and more"}  # fmt: skip
MAY_BE_LEFT_OUT = {
    "question", "quotation", "modality", "document", "sha256", "span", "confidence", "option",
    "military", "police", "capability", "end", "killed_at_least", "perpetrators", "disputed_by",
    "veto", "subject", "object", "parties", "statement", "military_change", "police_change",
    "term_months", "withdrawal_months", "by", "lever", "value", "low", "high",
}  # fmt: skip
ALSO_GOOD = {
    ("unit", "empty"), ("of_mission", "true"), ("in_latest_strength", "true"),
    ("killed_at_least", "a hundred thousand and more"),
    ("term_months", "with a point"), ("withdrawal_months", "with a point"),
    ("value", "with a point"), ("value", "below nought"), ("value", "date as a number"),
    ("value", "a hundred thousand and more"),
    *((key, "below nought") for key in ("military", "military_change", "police_change",
                                        "personnel")),
}  # fmt: skip


def may_be_good(key: str, bad: str) -> bool:
    """Whether there is a place of that key where the value is as good as another."""
    return (
        (bad in WORDS and key in TEXTS)
        or (bad in NAMES and key in ("id", "case"))
        or (bad == "nothing" and key in MAY_BE_LEFT_OUT)
        or (key, bad) in ALSO_GOOD
    )


def fields() -> list[tuple[int, str]]:
    """Number of each line that ends in a value, and its key."""
    return [
        (number, line.split(":")[0].strip(" -{"))
        for number, line in enumerate(LINES)
        if ":" in line and line.rstrip(",}").split(": ", 1)[-1].strip() and " {" not in line[:5]
        and not line.endswith(":") and SAID not in line
    ]  # fmt: skip


def with_value(number: int, value: str) -> str:
    """The case with another value on one line."""
    line = LINES[number]
    key, _ = line.split(": ", 1)
    end = line[len(line.rstrip(",}")) :]
    return "\n".join([*LINES[:number], f"{key}: {value}{end}", *LINES[number + 1 :]]) + "\n"


def test_the_whole_case_is_valid() -> None:
    assert parse_case(WHOLE).case == "whole"


@pytest.mark.parametrize("bad", some_quick(BAD, 3))
def test_a_bad_value_is_refused_by_line_and_field_or_is_as_good(bad: str) -> None:
    tries = fields()
    assert len(tries) > 80
    for number, key in tries:
        try:
            parse_case(with_value(number, BAD[bad]), where="w")
        except CaseError as error:
            told = str(error)
            assert "What to do: " in told
            if key == "id" and bad in NAMES:
                assert "is listed in the case" in told  # what named it by its old name
                continue
            assert f"line {number + 1}" in told, (key, bad, told)
            assert f"`{key}`" in told or bad in ("a reference", "a type"), (key, bad, told)
            assert "Input should" not in told
            assert "pattern" not in told
        else:
            assert may_be_good(key, bad), (key, bad)


@settings(max_examples=100)
@given(data=st.data())
def test_a_damaged_case_is_read_or_refused(data: st.DataObject) -> None:
    damaged("minusma-2022-06", data)


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped_cases())
@settings(max_examples=300)
@given(data=st.data())
def test_a_case_damaged_in_many_ways_is_read_or_refused(name: str, data: st.DataObject) -> None:
    damaged(name, data)


def damaged(name: str, data: st.DataObject) -> None:
    """Damage a case: what is read can also be added to, by which it stays the same."""
    text = load_text(name)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(PIECES) + text[end:]
    with contextlib.suppress(CaseError):
        case = parse_case(text)
        again, added = add_statements(text, (), where="w")
        assert (parse_case(again), added) == (case, 0)


@given(st.text(alphabet=st.sampled_from("a:- \n\t[]{}#&*!|>'\"%@`,?~0é\ufeff\u2028\x85\x00\\<=.")))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(CaseError):
        parse_case(text)


PIECES = st.one_of(
    st.sampled_from(
        ["", "\n", "  ", "\t", ": ", "- ", "[", "]", "{", "}", "#", "&a ", "*a", "!x ", "|", ">",
         "'", '"', "%", "@", "`", ",", "? ", "~", "---\n", "...\n", "\u2028", "\x85", "\x00",
         "\ufeff", "\\", "<<: ", "2023-06-31", "1e999", "\ud800", "\U0001f600", "\r", "%YAML 1.1"]
    ),
    st.text(max_size=8),
)  # fmt: skip


def load_text(name: str) -> str:
    """The text of a case that ships."""
    folder = files("peaceops.case") / "shipped"
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")
