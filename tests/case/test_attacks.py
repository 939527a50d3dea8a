"""Files that are made to harm are refused at once, with a plain reason; honest large ones load."""

from __future__ import annotations

import time

import pytest

from peaceops.case import load_case, parse_case
from peaceops.errors import CaseError

HEAD = "case: a\nmission: M\nas_of: 2023-01-01\n"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)
ATTACKS = {
    "references that multiply": (BOMB, "refers to another place"),
    "a reference to itself": ("a: &a [*a]\n", "refers to another place"),
    "merged groups": (HEAD + "x: &x {a: 1}\n<<: *x\n", "refers to another place"),
    "a merge without a reference": (HEAD + "<<: {a: 1}\n", "`<<`: is an unknown key"),
    "a program": ('case: !!python/object/apply:os.system ["true"]\n', "names a type with !"),
    "a binary value": ("case: !!binary aGFsbG8=\n", "names a type with !"),
    "brackets": ("[" * 1_000_000, "valid YAML"),
    "groups in groups": ("{a: " * 300_000, "more than 12 deep"),
    "lists in lists": ("- " * 1_000_000, "more than 12 deep"),
    "an indented stair": ("\n".join(" " * n + "a:" for n in range(1500)), "more than 12 deep"),
    "keys": ("".join(f"k{n}: 1\n" for n in range(300_000)), "more than 100 keys"),
    "one key for ever": ("a: 1\n" * 500_000, "more than 100 keys"),
    "items": (HEAD + "statements: [" + "1," * 1_000_000 + "]", "more than 10,000 items"),
    "items that are wrong": (HEAD + "statements: [" + "{id: a}," * 9_000 + "]", "`kind`"),
    "documents": ("--- a\n" * 500_000, "second document"),
    "anchors": ("".join(f"- &a{n} x\n" for n in range(300_000)), "more than 10,000 items"),
    "references to a group": ("a: &a [x]\nb: *a\n", "refers to another place"),
    "references to a long text": (f"a: &a {'x' * 300}\nb: *a\n", "refers to another place"),
    "types": ("- !a x\n" * 500_000, "1,000 problems or more"),
    "one long line": (HEAD + "question: " + "x" * 3_900_000, "3,900,000 characters long"),
    "one long quotation": (HEAD + 'question: "' + "x " * 1_900_000 + '"', "characters long"),
    "a quotation that never ends": ('question: "' + "x\n" * 1_900_000, "is never closed"),
    "a long number": (HEAD + "question: " + "9" * 3_000_000, "3,000,000 characters"),
    "a long date": ("case: a\nmission: M\nas_of: " + "9" * 3_000_000, "`as_of`"),
    "bells": ("a: \x07\n" * 700_000, r"U\+0007"),
    "separators": ("a: b\u2028\n" * 600_000, r"U\+2028"),
    "blanks": (" " * 3_900_000, "is empty"),
    "dashes": ("-" * 3_900_000, "has no keys"),
    "colons": ("a: b: c\n" * 480_000, "a colon stands where none can"),
    "questions": ("? " * 1_000_000, "more than 12 deep"),
    "a lone surrogate": (HEAD + "question: \ud800\n", r"U\+D800"),
    "a hidden bell": (HEAD + 'question: "a\\u0007"\n', r"U\+0007"),
    "a bell in a key": (HEAD + '"a\\u0007": b\n', "is an unknown key"),
    "a list as a key": (HEAD + "[a, b]: c\n", "where a key must"),
    "a directive": ("%YAML 1.1\n---\n" + HEAD, "begins with %"),
    "another version": ("%YAML 9.9\n---\n" + HEAD, "% line"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_at_once(name: str) -> None:
    text, complaint = ATTACKS[name]
    begin = time.perf_counter()
    with pytest.raises(CaseError, match=f"(?s){complaint}") as refused:
        parse_case(text)
    assert time.perf_counter() - begin < 10  # a second on an idle machine; ten are a hang
    assert len(str(refused.value)) < 20_000


def test_three_thousand_honest_statements_load() -> None:
    row = (
        "  - id: s{n}\n    kind: host_position\n    date: 2023-06-16\n    country: MLI\n"
        "    position: consents\n    speaker: A minister of the host state\n"
        "    text: Says that the mission is welcome, at some length.\n    source: A letter\n"
    )
    text = "case: a\nmission: M\nas_of: 2023-06-16\nstatements:\n"
    begin = time.perf_counter()
    case = parse_case(text + "".join(row.format(n=n) for n in range(3_000)))
    assert len(case.statements) == 3_000
    assert time.perf_counter() - begin < 20  # half a second on an idle machine


def test_a_reference_is_told_with_the_way_out() -> None:
    text = "case: a\nmission: M\nas_of: 2023-06-16\nquestion: *Important*\n"
    with pytest.raises(CaseError, match="put the value in quotes"):
        parse_case(text)


@pytest.mark.parametrize(
    ("text", "complaint", "line"),
    [
        ("case: a\n\tmission: M\n", "tab", 2),
        ("case:\u00a0a\nmission: M\n", "special blank", 1),
        ("case: a\nquestion: What: now?\n", "a colon stands where none can", 2),
        ("case: a\nquestion: 'What now\nmission: M\n", "never closed", 2),
        ("case: a\nquestion: @what\n", "begins with a sign", 2),
        ("case: a\nquestion: 'what' now\n", "does not fit the lines before", 2),
        ('case: a\nquestion: "a\\qb"\n', "backslash", 2),
        ("case: a\nstatements:\n  - a\n - b\n", "does not fit", 4),
        ("case: a\nstatements: [a\nmission: M\n", "not closed", 2),
    ],
)
def test_what_is_no_yaml_is_told_in_plain_words(text: str, complaint: str, line: int) -> None:
    with pytest.raises(CaseError, match=f"(?s)line {line}: .*{complaint}") as refused:
        parse_case(text)
    assert refused.value.remedy


def test_plain_words_of_yaml_keep_their_meaning() -> None:
    text = "case: a\nmission: M\nas_of: 2023-06-16\nquestion: >\n  One\n  two\n"
    assert parse_case(text).question == "One two\n"
    assert load_case("minusma-2023-06").question
